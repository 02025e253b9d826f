package io.smppproxy.simulator;

import io.smppproxy.codec.CommandId;

/** States of a session (SMPP v3.4 §2.2). */
enum SessionState {
    OPEN,
    TRANSMITTER,
    RECEIVER,
    TRANSCEIVER,
    CLOSED;

    /** What a successful bind leads to. */
    static SessionState of(int bindCommandId) {
        return switch (bindCommandId) {
            case CommandId.BIND_TRANSMITTER -> TRANSMITTER;
            case CommandId.BIND_RECEIVER -> RECEIVER;
            default -> TRANSCEIVER;
        };
    }

    boolean isBound() {
        return this != OPEN && this != CLOSED;
    }

    /** The ESME may send messages. */
    boolean maySend() {
        return this == TRANSMITTER || this == TRANSCEIVER;
    }

    /** The ESME may receive messages. */
    boolean mayReceive() {
        return this == RECEIVER || this == TRANSCEIVER;
    }
}
