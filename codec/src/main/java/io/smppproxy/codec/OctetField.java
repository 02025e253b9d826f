package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** A C-octet string that an encoder holds between its setter and encode. */
final class OctetField {
    private final String name;
    private final byte[] octets;
    private int length;

    OctetField(String name, int maxLength) {
        this.name = name;
        this.octets = new byte[maxLength];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    void set(CharSequence value) {
        length = CStrings.copy(name, value, octets.length, octets);
    }

    void set(byte[] value, int offset, int valueLength) {
        CStrings.check(name, value, offset, valueLength, octets.length);
        System.arraycopy(value, offset, octets, 0, valueLength);
        length = valueLength;
    }

    void set(ByteBuf value, int offset, int valueLength) {
        if (valueLength > octets.length) {
            throw tooLong(valueLength, octets.length);
        }
        value.getBytes(offset, octets, 0, valueLength);
        length = valueLength;
        CStrings.check(name, octets, 0, valueLength, octets.length);
    }

    void checkLength(int maxLength) {
        if (length > maxLength) {
            throw tooLong(length, maxLength);
        }
    }

    /** Writes the octets and their NUL; returns the offset after it. */
    int write(byte[] to, int offset) {
        System.arraycopy(octets, 0, to, offset, length);
        to[offset + length] = 0;
        return offset + length + 1;
    }

    private IllegalArgumentException tooLong(int actual, int maxLength) {
        return new IllegalArgumentException(name + ": " + actual + " octets (expected: at most " + maxLength + ")");
    }
}
