package io.smppproxy.core.session;

/** The life of one SMPP session (SMPP v3.4 §2.2). */
public enum SessionState {
    /** TCP (and TLS) are up, the bind request is written. */
    BINDING,
    BOUND,
    /** Either side has asked to end: nothing new is sent, answers are awaited. */
    UNBINDING,
    CLOSED
}
