package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.GsmAlphabet;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.codec.text.Ucs2;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets read as any data_coding never throw; text goes out in parts that fit and that give the text back. */
final class TextFuzz {
    private static final int MAX_PART = 140;
    private static final int MAX_GSM_PART = 160;

    private TextFuzz() {}

    static void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        Oracle.requireBoundedAllocation(500L * input.length, () -> {
            decode(input[0] & 0xFF, octets);
            segment(input[0], text(input[0], octets));
        });
    }

    private static String text(byte choice, byte[] octets) {
        return switch (choice >>> 5 & 3) {
            case 0, 1 -> new String(octets, StandardCharsets.UTF_8);
            case 2 -> GsmAlphabet.decode(Unpooled.wrappedBuffer(octets), 0, octets.length);
            default -> chars(octets);
        };
    }

    /** Any code units, also surrogates without their other half, which a charset would replace. */
    private static String chars(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < octets.length; i += 2) {
            text.append((char) (octets[i] << 8 | (octets[i + 1] & 0xFF)));
        }
        return text.toString();
    }

    private static void decode(int dataCoding, byte[] octets) {
        ByteBuf buf = Unpooled.wrappedBuffer(octets);
        String text = Encoding.ofDataCoding(dataCoding).decode(buf, 0, octets.length);
        Oracle.require(text.length() <= octets.length, "more characters than octets");
        String gsm = GsmAlphabet.decode(buf, 0, octets.length);
        byte[] septets = GsmAlphabet.encode(gsm);
        Oracle.require(septets != null, "text of septets has no septets");
        Oracle.requireEqual(
                gsm, GsmAlphabet.decode(Unpooled.wrappedBuffer(septets), 0, septets.length), "text of its septets");
    }

    private static Mode mode(int choice) {
        return switch (choice) {
            case 0 -> Mode.UDH8;
            case 1 -> Mode.UDH16;
            case 2 -> Mode.SAR;
            default -> Mode.PAYLOAD;
        };
    }

    private static void segment(byte choice, String text) {
        SegmentationRules rules = SegmentationRules.DEFAULT
                .withMode(mode(choice & 3))
                .withGsm7((choice & 4) == 0)
                .withLatin1((choice & 8) != 0)
                .withMaxParts((choice & 16) == 0 ? 255 : 3);
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(text, rules);
        Oracle.requireEqual(segmenter.isTooLong(), parts == Segmenter.TOO_LONG, "too long");
        if (parts == Segmenter.TOO_LONG) {
            Oracle.require(segmenter.partCount() > rules.maxParts(), "too long, yet " + segmenter.partCount());
            return;
        }
        Oracle.require(parts >= 1 && parts <= rules.maxParts(), parts + " parts");
        boolean gsm = segmenter.encoding() == Encoding.GSM7;
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            ByteBuf part = Unpooled.buffer();
            Oracle.requireEqual(segmenter.partLengthBytes(i), segmenter.writePart(i, 0x1234, part), "part's length");
            Oracle.require(
                    segmenter.usesMessagePayload()
                            || part.readableBytes() <= (gsm && rules.gsm7() ? MAX_GSM_PART : MAX_PART),
                    "a part of " + part.readableBytes() + " octets");
            requireSameInPdu(segmenter, i, part);
            int headerBytes = segmenter.usesUdh() ? 1 + part.getByte(0) : 0;
            int bodyBytes = part.readableBytes() - headerBytes;
            joined.append(segmenter.encoding().decode(part, headerBytes, bodyBytes));
        }
        if (Ucs2.indexOfLoneSurrogate(text) < 0) {
            Oracle.requireEqual(text, joined.toString(), "text of the parts");
        }
    }

    private static void requireSameInPdu(Segmenter segmenter, int index, ByteBuf part) {
        SmEncoder encoder = new SmEncoder();
        segmenter.encodePart(index, 0x1234, encoder);
        ByteBuf out = Unpooled.buffer();
        SmFlyweight sm = new SmFlyweight().wrap(out, 0, encoder.encode(out));
        Oracle.requireEqual(part, out.slice(sm.userDataOffset(), sm.userDataLength()), "user data of the PDU");
        Oracle.requireEqual(segmenter.usesUdh(), EsmClass.hasUdh(sm.esmClass()), "UDHI");
        Oracle.requireEqual(segmenter.usesSar(), sm.tlvs().find(TlvTag.SAR_MSG_REF_NUM), "sar_msg_ref_num");
        Oracle.requireEqual(segmenter.dataCoding(), sm.dataCoding(), "data_coding");
    }
}
