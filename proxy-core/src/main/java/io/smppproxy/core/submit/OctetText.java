package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Octets of a PDU as Latin-1 characters, without copying them. Reusable, for one thread, valid as long as the PDU. */
final class OctetText implements CharSequence {
    private ByteBuf buf;
    private int offset;
    private int length;

    OctetText wrap(ByteBuf newBuf, int newOffset, int newLength) {
        buf = newBuf;
        offset = newOffset;
        length = newLength;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) buf.getUnsignedByte(offset + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new OctetText().wrap(buf, offset + start, end - start);
    }

    @Override
    public String toString() {
        return buf.toString(offset, length, StandardCharsets.ISO_8859_1);
    }
}
