package io.smppproxy.core.deliver;

import org.agrona.DirectBuffer;

/** A RECEIPT record that a delivery may come from. Mutable and reusable; the buffer is valid during a call only. Tracker only. */
public final class ReceiptSource {
    int stream;
    long position;
    long atMs;
    int messageState;
    DirectBuffer buffer;
    int pduOffset;
    int pduLength;

    /**
     * @param messageState a value of {@link io.smppproxy.codec.MessageState}, or negative
     * @param pduLength 0 when the record has no PDU
     */
    public ReceiptSource set(
            int stream, long position, long atMs, int messageState, DirectBuffer buffer, int pduOffset, int pduLength) {
        this.stream = stream;
        this.position = position;
        this.atMs = atMs;
        this.messageState = messageState;
        this.buffer = buffer;
        this.pduOffset = pduOffset;
        this.pduLength = pduLength;
        return this;
    }
}
