package io.smppproxy.codec.text;

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
}
