package io.smppproxy.core.admission;

import io.netty.buffer.ByteBuf;

/**
 * A 64-bit digest over fields, four characters a step and without allocation. It tells equal content from different content (2⁻⁶⁴ by
 * chance); it is not a cryptographic hash, and nothing that uses it gives another tenant an advantage from a forged collision. Its
 * values are stored, so the function never changes.
 */
public final class Digest64 {
    public static final long START = 0x2545F4914F6CDD1DL;

    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;

    private Digest64() {}

    public static long add(long digest, long value) {
        return Long.rotateLeft(digest ^ (value * P1), 29) * P2;
    }

    /** The length goes in first, so that neighbouring fields cannot run into each other. */
    public static long add(long digest, String text) {
        return add(digest, text, 0);
    }

    /** As {@link #add(long, String)}, of the rest of a text from a character on. */
    public static long add(long digest, String text, int from) {
        int length = text.length();
        long sum = add(digest, length - from);
        int at = from;
        for (; at + 4 <= length; at += 4) {
            long word = text.charAt(at)
                    | ((long) text.charAt(at + 1) << 16)
                    | ((long) text.charAt(at + 2) << 32)
                    | ((long) text.charAt(at + 3) << 48);
            sum = add(sum, word);
        }
        long rest = 0;
        for (int shift = 0; at < length; at++, shift += 16) {
            rest |= (long) text.charAt(at) << shift;
        }
        return add(sum, rest);
    }

    /** Octets, as the text that they are in Latin-1. */
    public static long add(long digest, ByteBuf buf, int offset, int length) {
        long sum = add(digest, length);
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            long octets = buf.getUnsignedInt(offset + at);
            long word = (octets >>> 24)
                    | (((octets >>> 16) & 0xFF) << 16)
                    | (((octets >>> 8) & 0xFF) << 32)
                    | ((octets & 0xFF) << 48);
            sum = add(sum, word);
        }
        long rest = 0;
        for (int shift = 0; at < length; at++, shift += 16) {
            rest |= (long) buf.getUnsignedByte(offset + at) << shift;
        }
        return add(sum, rest);
    }

    public static long finish(long digest) {
        long sum = digest;
        sum = (sum ^ (sum >>> 33)) * P2;
        sum = (sum ^ (sum >>> 29)) * P1;
        return sum ^ (sum >>> 32);
    }
}
