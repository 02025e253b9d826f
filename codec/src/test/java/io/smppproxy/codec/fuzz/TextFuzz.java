package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.GsmAlphabet;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.codec.text.Ucs2;
import io.smppproxy.codec.text.UserDataText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Octets read as any data_coding never throw; text goes out in parts that fit and that give the text back. */
final class TextFuzz {
    private static final int MAX_PART = 140;
    private static final int MAX_GSM_PART = 160;
    private static final int REFERENCE = 0x1234;

    /** Values of data_coding that say how text is written and that give every character back. */
    private static final Set<Integer> EXACT_DATA_CODINGS = Set.of(0, 3, 6, 7, 8);

    private TextFuzz() {}

    static void run(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 2, input.length);
        Oracle.requireBoundedAllocation(1_000L * input.length, () -> {
            decode(input[0] & 0xFF, octets);
            String text = text(input[0] >>> 5 & 3, octets);
            SegmentationRules rules = rules(input[0], input[1]);
            segment(text, rules);
            segmentAs(input[1] & 0x0F, text, rules);
        });
    }

    private static String text(int choice, byte[] octets) {
        return switch (choice) {
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

    private static SegmentationRules rules(int choice, int more) {
        Mode mode = switch (choice & 3) {
            case 0 -> Mode.UDH8;
            case 1 -> Mode.UDH16;
            case 2 -> Mode.SAR;
            default -> Mode.PAYLOAD;
        };
        SegmentationRules rules = SegmentationRules.DEFAULT
                .withMode(mode)
                .withGsm7((choice & 4) == 0)
                .withLatin1((choice & 8) != 0)
                .withMaxParts((choice & 16) == 0 ? SegmentationRules.MAX_PARTS : 3);
        List<NationalLanguage> languages = switch (more >>> 6 & 3) {
            case 0 -> List.of();
            case 1 -> List.of(NationalLanguage.TURKISH);
            case 2 -> List.of(NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE);
            default -> List.of(NationalLanguage.values());
        };
        return switch (more >>> 4 & 3) {
            case 0 -> rules.withLanguages(languages);
            case 1 ->
                rules.withGsm7(true).withLanguages(languages).withDataCodings(DataCodingRules.DEFAULT.withPacked(true));
            case 2 -> rules.withLanguages(languages).withTransliterate(true);
            default -> {
                Encoding alphabet = DataCodingRules.DEFAULT_ALPHABETS.get(1 + (more >>> 6 & 3));
                yield rules.withGsm7(false).withDataCodings(DataCodingRules.DEFAULT.withDefaultAlphabet(alphabet));
            }
        };
    }

    private static void decode(int dataCoding, byte[] octets) {
        ByteBuf buf = Unpooled.wrappedBuffer(octets);
        String text = new UserDataText(DataCodingRules.DEFAULT).of(EsmClass.DEFAULT, dataCoding, buf, 0, octets.length);
        Oracle.require(text.length() <= octets.length, "more characters than octets");
        String gsm = GsmAlphabet.decode(buf, 0, octets.length);
        byte[] septets = GsmAlphabet.encode(gsm);
        Oracle.require(septets != null, "text of septets has no septets");
        Oracle.requireEqual(
                gsm, GsmAlphabet.decode(Unpooled.wrappedBuffer(septets), 0, septets.length), "text of its septets");
    }

    private static void segment(String text, SegmentationRules rules) {
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(text, rules);
        Oracle.requireEqual(segmenter.isTooLong(), parts == Segmenter.TOO_LONG, "too long");
        if (parts == Segmenter.TOO_LONG) {
            Oracle.require(
                    segmenter.partCount() > rules.maxParts() || segmenter.usesMessagePayload(),
                    "too long, yet " + segmenter.partCount());
        } else {
            String joined = join(segmenter, parts, rules);
            if (!rules.transliterate()) {
                requireSameText(text, joined, rules);
            }
        }
    }

    private static void segmentAs(int dataCoding, String text, SegmentationRules rules) {
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(text, dataCoding, rules, null);
        if (parts > 0) {
            Oracle.requireEqual(dataCoding, segmenter.dataCoding(), "data_coding asked for");
            String joined = join(segmenter, parts, rules);
            if (EXACT_DATA_CODINGS.contains(dataCoding) && !rules.transliterate()) {
                requireSameText(text, joined, rules);
            }
        }
    }

    private static void requireSameText(String text, String joined, SegmentationRules rules) {
        // A CR that ends packed text on an octet is sent twice and means the same (TS 23.038 §6.1.2.3.1).
        boolean crTwice = rules.dataCodings().packed() && joined.equals(text + '\r') && text.endsWith("\r");
        if (!crTwice && Ucs2.indexOfLoneSurrogate(text) < 0) {
            Oracle.requireEqual(text, joined, "text of the parts");
        }
    }

    private static String join(Segmenter segmenter, int parts, SegmentationRules rules) {
        Oracle.require(parts >= 1 && parts <= rules.maxParts(), parts + " parts");
        boolean unpacked = rules.gsm7() && !rules.dataCodings().packed() && segmenter.encoding() == Encoding.GSM7;
        UserDataText joined = new UserDataText(rules.dataCodings());
        for (int i = 0; i < parts; i++) {
            ByteBuf part = Unpooled.buffer();
            Oracle.requireEqual(segmenter.partLengthBytes(i), segmenter.writePart(i, REFERENCE, part), "part's length");
            Oracle.require(
                    segmenter.usesMessagePayload() || part.readableBytes() <= (unpacked ? MAX_GSM_PART : MAX_PART),
                    "a part of " + part.readableBytes() + " octets");
            requireSameInPdu(segmenter, i, part);
            joined.add(segmenter.partEsmClass(i), segmenter.dataCoding(), part, 0, part.readableBytes());
        }
        return joined.text();
    }

    private static void requireSameInPdu(Segmenter segmenter, int index, ByteBuf part) {
        SmEncoder encoder = new SmEncoder();
        segmenter.encodePart(index, REFERENCE, encoder);
        ByteBuf out = Unpooled.buffer();
        SmFlyweight sm = new SmFlyweight().wrap(out, 0, encoder.encode(out));
        Oracle.requireEqual(part, out.slice(sm.userDataOffset(), sm.userDataLength()), "user data of the PDU");
        Oracle.requireEqual(segmenter.headerBytes() > 0, EsmClass.hasUdh(sm.esmClass()), "UDHI");
        Oracle.requireEqual(segmenter.usesSar(), sm.tlvs().find(TlvTag.SAR_MSG_REF_NUM), "sar_msg_ref_num");
        Oracle.requireEqual(segmenter.dataCoding(), sm.dataCoding(), "data_coding");
    }
}
