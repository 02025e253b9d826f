package io.smppproxy.core.edge;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Message ids are 128 bits: UUIDs for apps, 32 hexadecimal digits for ESMEs, whose message_id has room for 64 characters. */
public final class MessageIds {
    /** Characters of {@link #putHex}. */
    public static final int HEX_LENGTH = 32;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private MessageIds() {}

    public static String format(long hi, long lo) {
        return new UUID(hi, lo).toString();
    }

    /** The id, or null when the text is not one; never throws. */
    public static UUID parse(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Writes the id as {@link #HEX_LENGTH} hexadecimal digits, lower case. */
    public static void putHex(long hi, long lo, byte[] to, int offset) {
        putHex(hi, to, offset);
        putHex(lo, to, offset + 16);
    }

    private static void putHex(long half, byte[] to, int offset) {
        for (int i = 0; i < 16; i++) {
            to[offset + i] = HEX[(int) (half >>> (60 - 4 * i)) & 0xF];
        }
    }

    /** True when the octets are 32 hexadecimal digits, in either case. */
    public static boolean isHex(byte[] octets, int offset, int length) {
        if (length != HEX_LENGTH) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (Character.digit(octets[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The half of an id that 16 hexadecimal digits mean. */
    public static long halfOfHex(byte[] octets, int offset) {
        long half = 0;
        for (int i = offset; i < offset + 16; i++) {
            half = (half << 4) | Character.digit(octets[i], 16);
        }
        return half;
    }
}
