package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** Finds PDUs in a stream of octets by their command_length, with no channel needed. */
public final class PduFraming {
    /** More octets are needed before the next PDU is whole. */
    public static final int NEED_MORE = 0;

    private PduFraming() {}

    /**
     * The length of the whole PDU at {@code offset}, or {@link #NEED_MORE}.
     *
     * @param readableBytes octets of {@code buf} that may be read from {@code offset} on
     * @param maxPduLengthBytes greatest command_length to accept, at least 16
     * @throws FatalPduException as soon as the first four octets name a length below 16 or above the maximum, without
     *     waiting for a body that may never come
     */
    public static int wholePduLength(ByteBuf buf, int offset, int readableBytes, int maxPduLengthBytes) {
        if (readableBytes < Integer.BYTES) {
            return NEED_MORE;
        }
        int lengthBytes = buf.getInt(offset);
        if (lengthBytes < PduHeader.LENGTH_BYTES || lengthBytes > maxPduLengthBytes) {
            throw framingLost(buf, offset, readableBytes, lengthBytes, maxPduLengthBytes);
        }
        return readableBytes >= lengthBytes ? lengthBytes : NEED_MORE;
    }

    private static FatalPduException framingLost(
            ByteBuf buf, int offset, int readableBytes, int lengthBytes, int maxPduLengthBytes) {
        boolean hasHeader = readableBytes >= PduHeader.LENGTH_BYTES;
        return new FatalPduException(
                "command_length: " + Integer.toUnsignedString(lengthBytes) + " (expected: 16 to " + maxPduLengthBytes
                        + ")",
                hasHeader ? PduHeader.commandId(buf, offset) : 0,
                hasHeader ? PduHeader.sequenceNumber(buf, offset) : 0);
    }
}
