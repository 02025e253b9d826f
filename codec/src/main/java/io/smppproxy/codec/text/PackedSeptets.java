package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;

/**
 * Septets packed eight into seven octets, the first in the low bits (3GPP TS 23.038 §6.1.2.1). After a user data header of
 * n octets fill bits let the first septet start on a septet boundary (TS 23.040 §9.2.3.24).
 *
 * <p>sm_length counts octets, so where seven bits are left over nobody could tell them from one more septet, and zeros
 * would read as "@". They carry a CR instead, and a CR that really ends the text on an octet boundary is written twice, as
 * TS 23.038 §6.1.2.3.1 has it; a reader drops a CR that ends on an octet boundary.
 */
final class PackedSeptets {
    private static final byte CR = 0x0D;

    private PackedSeptets() {}

    /** Septets that a header of so many octets and its fill bits take. */
    static int headerSeptets(int headerBytes) {
        return (headerBytes * 8 + 6) / 7;
    }

    /** True when {@code septets} after such a header end with the last bit of an octet. */
    static boolean endsOnOctet(int headerBytes, int septets) {
        return (headerSeptets(headerBytes) + septets & 7) == 0;
    }

    /** Octets that {@link #pack} writes. */
    static int lengthBytes(int headerBytes, byte[] septets, int from, int count) {
        if (count == 0) {
            return 0;
        }
        int written = isCrDoubled(headerBytes, septets, from, count) ? count + 1 : count;
        return (7 * (headerSeptets(headerBytes) + written) + 7) / 8 - headerBytes;
    }

    /** Packs {@code septets[from, from + count)} to {@code to[at, ...)}, where the header ends; returns the octets written. */
    static int pack(int headerBytes, byte[] septets, int from, int count, byte[] to, int at) {
        if (count == 0) {
            return 0;
        }
        int bits = 7 * headerSeptets(headerBytes) - 8 * headerBytes;
        int pending = 0;
        int end = at;
        for (int i = from; i < from + count; i++) {
            pending |= septets[i] << bits;
            bits += 7;
            if (bits >= 8) {
                to[end++] = (byte) pending;
                pending >>>= 8;
                bits -= 8;
            }
        }
        if (bits == 1 || isCrDoubled(headerBytes, septets, from, count)) {
            to[end++] = (byte) (pending | CR << bits);
        } else if (bits > 0) {
            to[end++] = (byte) pending;
        }
        return end - at;
    }

    /**
     * The septets of packed user data, one an octet. Allocates.
     *
     * @param headerBytes octets of the header that ends at {@code offset}
     * @param length octets after the header, 0 or more
     */
    static byte[] unpack(int headerBytes, ByteBuf buf, int offset, int length) {
        int skippedBits = 7 * headerSeptets(headerBytes) - 8 * headerBytes;
        int count = (8 * length - skippedBits) / 7;
        byte[] septets = new byte[count];
        for (int i = 0; i < count; i++) {
            int bit = skippedBits + 7 * i;
            int octet = offset + (bit >>> 3);
            int pair = buf.getUnsignedByte(octet);
            if ((bit & 7) > 1) {
                pair |= buf.getUnsignedByte(octet + 1) << 8;
            }
            septets[i] = (byte) (pair >>> (bit & 7) & 0x7F);
        }
        return septets;
    }

    /** How many of these septets are text: all, or all but a CR that ends on an octet boundary. */
    static int textLength(int headerBytes, byte[] septets) {
        int count = septets.length;
        boolean padded = count > 0 && septets[count - 1] == CR && endsOnOctet(headerBytes, count);
        return padded ? count - 1 : count;
    }

    private static boolean isCrDoubled(int headerBytes, byte[] septets, int from, int count) {
        return septets[from + count - 1] == CR && endsOnOctet(headerBytes, count);
    }
}
