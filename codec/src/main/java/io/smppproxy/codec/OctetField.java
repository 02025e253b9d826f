package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A C-octet string that an encoder holds between its setter and encode. */
final class OctetField {
    static final int SLACK = Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final String name;
    private final int maxLength;
    /** A whole number of words. */
    private final byte[] octets;

    private int length;

    OctetField(String name, int maxLength) {
        this.name = name;
        this.maxLength = maxLength;
        this.octets = new byte[(maxLength + Long.BYTES - 1) & -Long.BYTES];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** Takes a value; one that is refused leaves the field empty, here and below. */
    void set(CharSequence value) {
        length = 0;
        // A string of its own type, as its charAt stays inlined whatever else callers pass.
        length = value instanceof String string
                ? CStrings.copy(name, string, maxLength, octets)
                : CStrings.copy(name, value, maxLength, octets);
    }

    void set(byte[] value, int offset, int valueLength) {
        length = 0;
        CStrings.check(name, value, offset, valueLength, maxLength);
        System.arraycopy(value, offset, octets, 0, valueLength);
        length = valueLength;
    }

    void set(ByteBuf value, int offset, int valueLength) {
        length = 0;
        if (valueLength > maxLength) {
            throw tooLong(valueLength, maxLength);
        }
        value.getBytes(offset, octets, 0, valueLength);
        CStrings.check(name, octets, 0, valueLength, maxLength);
        length = valueLength;
    }

    void checkLength(int max) {
        if (length > max) {
            throw tooLong(length, max);
        }
    }

    /**
     * Writes the octets and their NUL; returns the offset after it. Copies word by word, which for so few octets takes a
     * third of an arraycopy, so up to seven octets after the NUL are overwritten and need to exist.
     */
    int write(byte[] to, int offset) {
        for (int i = 0; i < length; i += Long.BYTES) {
            WORD.set(to, offset + i, (long) WORD.get(octets, i));
        }
        to[offset + length] = 0;
        return offset + length + 1;
    }

    /** As {@link #write}, without touching what comes after the NUL. */
    int writeExactly(byte[] to, int offset) {
        System.arraycopy(octets, 0, to, offset, length);
        to[offset + length] = 0;
        return offset + length + 1;
    }

    private IllegalArgumentException tooLong(int actual, int max) {
        return new IllegalArgumentException(name + ": " + actual + " octets (expected: at most " + max + ")");
    }
}
