package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.codec.text.UserDataText;
import io.smppproxy.codec.udh.InformationElement;
import io.smppproxy.codec.udh.UserDataHeader;
import java.util.ArrayList;
import java.util.List;

/** A user data header lies within its user data; a good one is kept in every part of a message that is cut. */
final class HeaderFuzz {
    private HeaderFuzz() {}

    static void run(byte[] input) {
        if (input.length > 0) {
            Oracle.requireBoundedAllocation(2_000L * input.length, () -> read(input));
        }
    }

    private static void read(byte[] input) {
        int dataCoding = input[0] & 0xFF;
        int length = input.length - 1;
        ByteBuf buf = Unpooled.wrappedBuffer(input);
        UserDataHeader header = new UserDataHeader().wrap(buf, 1, length);
        int headerBytes = header.lengthBytes();
        Oracle.require(headerBytes <= length, "a header of " + headerBytes + " in " + length);
        List<String> elements = elements(header);
        int sum = 1;
        for (String element : elements) {
            sum += element.length() / 2;
        }
        boolean wellFormed = length > 0 && 1 + (input[1] & 0xFF) <= length && sum == headerBytes;
        Oracle.requireEqual(wellFormed, header.isWellFormed(), "well-formed");
        requireRanges(header);
        for (boolean packed : new boolean[] {false, true}) {
            UserDataText text = new UserDataText(DataCodingRules.DEFAULT.withPacked(packed));
            String read = text.of(EsmClass.UDHI, dataCoding, buf, 1, length);
            Oracle.require(read.length() <= 8 * (length - headerBytes) / 7, "more characters than septets");
        }
        if (wellFormed) {
            keep(header, dataCoding, elements);
        }
    }

    private static List<String> elements(UserDataHeader header) {
        List<String> elements = new ArrayList<>();
        header.rewind();
        while (header.next()) {
            elements.add(ByteBufUtil.hexDump(header.buffer(), header.dataOffset() - 2, header.dataLength() + 2));
        }
        return elements;
    }

    private static void requireRanges(UserDataHeader header) {
        boolean absent = header.totalParts() == UserDataHeader.ABSENT
                && header.partNumber() == UserDataHeader.ABSENT
                && header.reference() == UserDataHeader.ABSENT;
        boolean possible = header.partNumber() >= 1
                && header.partNumber() <= header.totalParts()
                && header.totalParts() <= 255
                && header.reference() >= 0
                && header.reference() <= (header.isReference16() ? 0xFFFF : 0xFF);
        Oracle.require(header.isConcatenated() ? possible : absent, "numbers of the parts");
        Oracle.require(header.destinationPort() <= 0xFFFF && header.originatorPort() <= 0xFFFF, "ports");
        Oracle.requireEqual(
                header.destinationPort() == UserDataHeader.ABSENT,
                header.originatorPort() == UserDataHeader.ABSENT,
                "one port without the other");
        for (int type = 0; type < 4; type++) {
            int waiting = header.waitingMessages(type);
            Oracle.require(waiting >= UserDataHeader.ABSENT && waiting <= 255, waiting + " messages wait");
        }
        Oracle.require(
                header.isWellFormed() || (absent && header.singleShiftLanguage() + header.lockingShiftLanguage() == 0),
                "something is read from a malformed header");
    }

    private static void keep(UserDataHeader header, int choice, List<String> elements) {
        Mode mode = (choice & 1) == 0 ? Mode.UDH8 : (choice & 2) == 0 ? Mode.UDH16 : Mode.SAR;
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(
                "x".repeat(choice), SegmentationRules.DEFAULT.withMode(mode).withMaxParts(40), header);
        List<String> expected =
                elements.stream().filter(element -> !isReplaced(element)).toList();
        for (int i = 0; i < parts; i++) {
            ByteBuf part = Unpooled.buffer();
            segmenter.writePart(i, 7, part);
            Oracle.require(part.readableBytes() <= 160, "a part of " + part.readableBytes() + " octets");
            List<String> kept = new ArrayList<>();
            if (segmenter.headerBytes() > 0) {
                UserDataHeader written = new UserDataHeader().wrap(part, 0, part.readableBytes());
                Oracle.require(written.isWellFormed(), "the header of a part");
                Oracle.requireEqual(parts > 1 && mode != Mode.SAR, written.isConcatenated(), "concatenated");
                kept = elements(written).stream()
                        .filter(element -> !isReplaced(element))
                        .toList();
            }
            Oracle.requireEqual(expected, kept, "elements of part " + i);
        }
    }

    /** True for the elements that a segmenter writes itself. */
    private static boolean isReplaced(String element) {
        int id = Integer.parseInt(element.substring(0, 2), 16);
        return switch (id) {
            case InformationElement.CONCATENATION_8,
                    InformationElement.CONCATENATION_16,
                    InformationElement.NATIONAL_SINGLE_SHIFT,
                    InformationElement.NATIONAL_LOCKING_SHIFT -> true;
            default -> false;
        };
    }
}
