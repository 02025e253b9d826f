package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Walks TLVs in wire order; unknown and repeated ones are seen like any other. Reusable, not thread safe, and valid as
 * long as the buffer that it was wrapped around.
 *
 * <pre>
 *  0     2        4
 *  | tag | length | value ...
 * </pre>
 */
public final class TlvCursor {
    static final int HEADER_BYTES = 4;

    private ByteBuf buf;
    private int start;
    private int end;
    private int next;
    private int tag;
    private int valueOffset;
    private int valueLength;

    /** Starts before the first TLV of {@code buf[start, end)}; what is no whole TLV there ends the walk. */
    public TlvCursor wrap(ByteBuf buf, int start, int end) {
        this.buf = buf;
        this.start = start;
        this.end = end;
        return rewind();
    }

    /** Back to before the first TLV. */
    public TlvCursor rewind() {
        next = start;
        tag = 0;
        valueOffset = start;
        valueLength = 0;
        return this;
    }

    /** Moves to the next TLV; false when there is none. */
    public boolean next() {
        int offset = next;
        if (end - offset < HEADER_BYTES) {
            return false;
        }
        int tagAndLength = buf.getInt(offset);
        int length = tagAndLength & 0xFFFF;
        if (length > end - offset - HEADER_BYTES) {
            return false;
        }
        tag = tagAndLength >>> 16;
        valueOffset = offset + HEADER_BYTES;
        valueLength = length;
        next = valueOffset + length;
        return true;
    }

    /** Moves to the first TLV with this tag, searching from the start; false when there is none. */
    public boolean find(int wantedTag) {
        rewind();
        while (next()) {
            if (tag == wantedTag) {
                return true;
            }
        }
        return false;
    }

    public int tag() {
        return tag;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** Length of the value in octets, 0 to 65,535. */
    public int valueLength() {
        return valueLength;
    }

    /** Where the TLV after this one would start. */
    int nextOffset() {
        return next;
    }

    /** The value as an unsigned big-endian number if it has one to four octets, else -1. */
    public long asUnsigned() {
        if (valueLength < 1 || valueLength > 4) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < valueLength; i++) {
            value = (value << 8) | buf.getUnsignedByte(valueOffset + i);
        }
        return value;
    }

    /** Length of the value up to its first NUL, for C-octet strings whose NUL some peers leave out. */
    public int cStringLength() {
        int nul = OctetSearch.indexOfNul(buf, valueOffset, valueOffset + valueLength);
        return nul < 0 ? valueLength : nul - valueOffset;
    }

    /** The value up to its first NUL as Latin-1. Allocates. */
    public String asString() {
        return buf.toString(valueOffset, cStringLength(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Where the longest run of whole TLVs from {@code start} ends; {@code end} when all of {@code buf[start, end)} is
     * well-formed.
     */
    static int wellFormedEnd(ByteBuf buf, int start, int end) {
        int offset = start;
        while (end - offset >= HEADER_BYTES) {
            int length = buf.getUnsignedShort(offset + 2);
            if (length > end - offset - HEADER_BYTES) {
                return offset;
            }
            offset += HEADER_BYTES + length;
        }
        return offset;
    }
}
