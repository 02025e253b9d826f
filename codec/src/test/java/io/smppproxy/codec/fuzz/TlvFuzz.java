package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;

/** The walk visits adjoining whole TLVs from the start and stops where no whole one follows; finding agrees with it. */
final class TlvFuzz {
    private static final int HEADER_BYTES = 4;

    private TlvFuzz() {}

    static void run(byte[] input) {
        ByteBuf buf = Unpooled.wrappedBuffer(input);
        Oracle.requireBoundedAllocation(2_000L * input.length, () -> walk(buf));
    }

    private static void walk(ByteBuf buf) {
        int end = buf.readableBytes();
        TlvCursor tlvs = new TlvCursor().wrap(buf, 0, end);
        TlvCursor finder = new TlvCursor().wrap(buf, 0, end);
        int next = 0;
        while (tlvs.next()) {
            Oracle.requireEqual(buf.getUnsignedShort(next), tlvs.tag(), "tag");
            Oracle.requireEqual(buf.getUnsignedShort(next + 2), tlvs.valueLength(), "length");
            Oracle.requireEqual(next + HEADER_BYTES, tlvs.valueOffset(), "offset of the value");
            next = tlvs.valueOffset() + tlvs.valueLength();
            Oracle.require(next <= end, "a TLV ends at " + next + " of " + end);
            Oracle.require(
                    finder.find(tlvs.tag()) && finder.valueOffset() <= tlvs.valueOffset(), "the tag is not found");
            readValue(buf, tlvs);
        }
        boolean wholeFollows =
                end - next >= HEADER_BYTES && buf.getUnsignedShort(next + 2) <= end - next - HEADER_BYTES;
        Oracle.require(!wholeFollows, "the walk ends at " + next + " before a whole TLV");
    }

    private static void readValue(ByteBuf buf, TlvCursor tlvs) {
        int length = tlvs.valueLength();
        long value = tlvs.asUnsigned();
        switch (length) {
            case 1 -> Oracle.requireEqual((long) buf.getUnsignedByte(tlvs.valueOffset()), value, "one octet");
            case 2 -> Oracle.requireEqual((long) buf.getUnsignedShort(tlvs.valueOffset()), value, "two octets");
            case 3 -> Oracle.requireEqual((long) buf.getUnsignedMedium(tlvs.valueOffset()), value, "three octets");
            case 4 -> Oracle.requireEqual(buf.getUnsignedInt(tlvs.valueOffset()), value, "four octets");
            default -> Oracle.requireEqual(-1L, value, "no number");
        }
        String text = tlvs.asString();
        Oracle.require(text.indexOf('\0') < 0 && text.length() <= length, "text: " + text);
        Oracle.requireEqual(text.length(), tlvs.cStringLength(), "length of the text");
        Oracle.require(!TlvTag.name(tlvs.tag()).isEmpty(), "a tag without a name");
    }
}
