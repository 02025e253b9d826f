package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** ISO 8859-1, data_coding 3: one octet per character. */
public final class Latin1 {
    private Latin1() {}

    public static boolean canEncode(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Writes one octet per char; false when one of them is none of Latin-1, and then {@code out} is undefined. */
    static boolean encode(char[] chars, int length, byte[] out) {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            seen |= c;
            out[i] = (byte) c;
        }
        return seen <= 0xFF;
    }

    /** Allocates. */
    public static String decode(ByteBuf buf, int offset, int length) {
        return buf.toString(offset, length, StandardCharsets.ISO_8859_1);
    }
}
