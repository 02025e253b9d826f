package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** C-octet strings out of text and octets (SMPP v3.4 §3.1): Latin-1, ended by NUL, none inside. */
final class CStrings {
    private CStrings() {}

    static void check(String field, CharSequence value, int maxLength) {
        int length = value.length();
        if (length > maxLength) {
            throw tooLong(field, length, maxLength);
        }
        for (int i = 0; i < length; i++) {
            checkChar(field, value.charAt(i), i);
        }
    }

    static void check(String field, byte[] value, int offset, int length, int maxLength) {
        if (length > maxLength) {
            throw tooLong(field, length, maxLength);
        }
        for (int i = 0; i < length; i++) {
            if (value[offset + i] == 0) {
                throw notAllowed(field, '\0', i);
            }
        }
    }

    /** Appends a value that was checked, and its NUL. */
    static void write(ByteBuf out, CharSequence value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            out.writeByte(value.charAt(i));
        }
        out.writeByte(0);
    }

    /** Copies checked Latin-1 octets, without a NUL, and returns their number. */
    static int copy(String field, CharSequence value, int maxLength, byte[] to) {
        int length = value.length();
        if (length > maxLength) {
            throw tooLong(field, length, maxLength);
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            checkChar(field, c, i);
            to[i] = (byte) c;
        }
        return length;
    }

    static int copy(String field, String value, int maxLength, byte[] to) {
        int length = value.length();
        if (length > maxLength) {
            throw tooLong(field, length, maxLength);
        }
        // One test for all characters: a sum of bits beyond Latin-1, and the sign that a NUL leaves.
        int seen = 0;
        int lessOne = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            seen |= c;
            lessOne |= c - 1;
            to[i] = (byte) c;
        }
        if (seen > 0xFF || lessOne < 0) {
            check(field, value, maxLength);
        }
        return length;
    }

    private static void checkChar(String field, char c, int index) {
        if (!isAllowed(c)) {
            throw notAllowed(field, c, index);
        }
    }

    static boolean isAllowed(char c) {
        return c != 0 && c <= 0xFF;
    }

    private static IllegalArgumentException tooLong(String field, int length, int maxLength) {
        return new IllegalArgumentException(field + ": " + length + " octets (expected: at most " + maxLength + ")");
    }

    static IllegalArgumentException notAllowed(String field, char c, int index) {
        return new IllegalArgumentException(
                String.format("%s: U+%04X at %d (expected: Latin-1 without NUL)", field, (int) c, index));
    }
}
