package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** Finds the NUL that ends a C-octet string, eight octets at a time. */
final class OctetSearch {
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    private OctetSearch() {}

    /** Offset of the first zero octet in {@code buf[from, to)}, or -1. */
    static int indexOfNul(ByteBuf buf, int from, int to) {
        // Most strings of a PDU are empty. Telling so by a branch lets the processor go on with the next field, whose
        // place
        // would otherwise depend on the arithmetic below.
        if (from < to && buf.getByte(from) == 0) {
            return from;
        }
        int offset = from;
        while (to - offset >= Long.BYTES) {
            long zeros = zeroOctets(buf.getLong(offset));
            if (zeros != 0) {
                return offset + indexOfFirst(zeros);
            }
            offset += Long.BYTES;
        }
        for (; offset < to; offset++) {
            if (buf.getByte(offset) == 0) {
                return offset;
            }
        }
        return -1;
    }

    /** Bit 7 of each octet is set if and only if that octet of {@code word} is zero; all other bits are clear. */
    static long zeroOctets(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /** Which octet, counted from the most significant one, is the first that {@link #zeroOctets} marks. */
    static int indexOfFirst(long zeroOctets) {
        return Long.numberOfLeadingZeros(zeroOctets) >>> 3;
    }
}
