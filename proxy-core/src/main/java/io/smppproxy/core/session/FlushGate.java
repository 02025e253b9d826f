package io.smppproxy.core.session;

/** Holds written PDUs back until the journal has what they depend on. */
public interface FlushGate {
    /** The session has octets to flush at the end of this batch. */
    void flushLater(BatchedOutput session);
}
