package io.smppproxy.codec.text;

/** ISO 8859-1, data_coding 3: one octet per character. */
final class Latin1 {
    private Latin1() {}

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
}
