package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** UCS-2, data_coding 8: UTF-16 big-endian in practice, a character beyond U+FFFF being a surrogate pair. */
public final class Ucs2 {
    private Ucs2() {}

    /** Index of the first surrogate without its other half, or -1. Such text names no character sequence at all. */
    public static int indexOfLoneSurrogate(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Lone surrogates and an odd octet at the end become U+FFFD. Allocates. */
    public static String decode(ByteBuf buf, int offset, int length) {
        return buf.toString(offset, length, StandardCharsets.UTF_16BE);
    }
}
