package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;

/** A receipt or an incoming message on its way to an ESME. At any time one thread handles it. */
interface Outgoing {
    /**
     * Appends the PDU.
     *
     * @throws IllegalArgumentException when a field does not fit; nothing is written then
     */
    void encode(LoopContext loop, ByteBuf out, int sequenceNumber, int interfaceVersion);

    /** It was sent, its session ended before the answer, and it waits again. */
    void onWaiting();

    void onSent(SmscSession session, int sequenceNumber);

    void onAnswered(SmscSession session, int sequenceNumber, int commandStatus);

    /** It can never be sent. */
    void onDiscarded(String reason);
}
