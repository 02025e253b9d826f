package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.Npi;
import io.smppproxy.codec.Ton;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import java.util.ArrayList;
import java.util.List;

/**
 * One deliver_sm that comes from a mobile. Immutable; the octets must not be changed.
 *
 * @param userData with its user data header, if {@code esmClass} says that there is one
 */
public record MoMessage(
        int sourceTon,
        int sourceNpi,
        String source,
        int destTon,
        int destNpi,
        String destination,
        int esmClass,
        int dataCoding,
        @SuppressWarnings("ArrayRecordComponent") byte[] userData) {

    /** As {@link #ofText(String, String, String, int, DataCodingRules)} by the usual rules. */
    public static List<MoMessage> ofText(String source, String destination, String text, int reference) {
        return ofText(source, destination, text, reference, DataCodingRules.DEFAULT);
    }

    /**
     * The parts of a text, from an international number to a short code or number, with an 8-bit reference.
     *
     * @param reference what the parts of one message share, 0 to 255
     * @param dataCodings what the receiver takes data_coding for
     * @throws IllegalArgumentException when it takes more than 255 parts
     */
    public static List<MoMessage> ofText(
            String source, String destination, String text, int reference, DataCodingRules dataCodings) {
        Segmenter segmenter = new Segmenter();
        SegmentationRules rules = SegmentationRules.DEFAULT
                .withGsm7(dataCodings.defaultAlphabet() == Encoding.GSM7)
                .withDataCodings(dataCodings);
        if (segmenter.analyse(text, rules) == Segmenter.TOO_LONG) {
            throw new IllegalArgumentException("text: " + segmenter.partCount() + " parts (expected: at most 255)");
        }
        List<MoMessage> parts = new ArrayList<>();
        for (int i = 0; i < segmenter.partCount(); i++) {
            ByteBuf part = Unpooled.buffer();
            segmenter.writePart(i, reference, part);
            parts.add(new MoMessage(
                    Ton.INTERNATIONAL,
                    Npi.ISDN,
                    source,
                    Ton.UNKNOWN,
                    Npi.ISDN,
                    destination,
                    segmenter.partEsmClass(i),
                    segmenter.dataCoding(),
                    ByteBufUtil.getBytes(part)));
        }
        return parts;
    }
}
