package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The TLVs an encoder holds, in wire form and in the order in which they were added. Grows, never shrinks. */
final class TlvOctets {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_VALUE = 0xFFFF;

    private byte[] octets = new byte[64];
    private int length;
    private boolean hasPayload;

    void clear() {
        length = 0;
        hasPayload = false;
    }

    int length() {
        return length;
    }

    boolean hasPayload() {
        return hasPayload;
    }

    void add(int tag, byte[] value, int offset, int valueLength) {
        int at = begin(tag, valueLength);
        System.arraycopy(value, offset, octets, at, valueLength);
    }

    void add(int tag, ByteBuf value, int offset, int valueLength) {
        int at = begin(tag, valueLength);
        value.getBytes(offset, octets, at, valueLength);
    }

    /** A big-endian number of one, two or four octets. */
    void addNumber(int tag, int valueLength, int value) {
        int at = begin(tag, valueLength);
        for (int i = 0; i < valueLength; i++) {
            octets[at + i] = (byte) (value >>> (8 * (valueLength - 1 - i)));
        }
    }

    void addCString(int tag, CharSequence value) {
        int start = length;
        int valueLength = value.length();
        int at = begin(tag, valueLength + 1);
        for (int i = 0; i < valueLength; i++) {
            char c = value.charAt(i);
            if (!CStrings.isAllowed(c)) {
                length = start;
                throw CStrings.notAllowed(TlvTag.name(tag), c, i);
            }
            octets[at + i] = (byte) c;
        }
        octets[at + valueLength] = 0;
    }

    /** TLVs that are in wire form already. */
    void addAll(ByteBuf from, int offset, int bytes) {
        ensureRoom(bytes);
        from.getBytes(offset, octets, length, bytes);
        int end = length + bytes;
        while (length < end) {
            int tagAndLength = (int) INT.get(octets, length);
            hasPayload |= tagAndLength >>> 16 == TlvTag.MESSAGE_PAYLOAD;
            length += TlvCursor.HEADER_BYTES + (tagAndLength & MAX_VALUE);
        }
    }

    int write(byte[] to, int offset) {
        if (length > 0) {
            System.arraycopy(octets, 0, to, offset, length);
        }
        return offset + length;
    }

    void write(ByteBuf to) {
        to.writeBytes(octets, 0, length);
    }

    private int begin(int tag, int valueLength) {
        if (valueLength > MAX_VALUE) {
            throw new IllegalArgumentException(
                    TlvTag.name(tag) + ": " + valueLength + " octets (expected: at most " + MAX_VALUE + ")");
        }
        ensureRoom(TlvCursor.HEADER_BYTES + valueLength);
        INT.set(octets, length, (tag << 16) | valueLength);
        int at = length + TlvCursor.HEADER_BYTES;
        length = at + valueLength;
        hasPayload |= tag == TlvTag.MESSAGE_PAYLOAD;
        return at;
    }

    private void ensureRoom(int bytes) {
        if (octets.length - length < bytes) {
            octets = Arrays.copyOf(octets, Math.max(length + bytes, 2 * octets.length));
        }
    }
}
