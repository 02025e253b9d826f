package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.UserDataHeader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the rules and the text: the parts fit, are as few as can be, tear nothing, and make the text again. */
class SegmentationPropertyTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());
    /** They keep room for the escape sequence that ends a part. */
    private static final Set<Encoding> SHIFTING = EnumSet.of(Encoding.ISO_2022_JP, Encoding.EXTENDED_JIS);

    private static final int RUNS = 1_500;
    private static final byte[] PORTS = {6, 5, 4, 0x0B, (byte) 0x84, 0x23, (byte) 0xF0};
    private static final String[] ALPHABETS = {
        "abc@£_Δ €[]~^{}\\|\f\n\r\r",
        "abcçÿ\u00a0ñ",
        "aжش中€😀",
        "şğıİ abc€",
        "ñáéíóú ¿ç",
        "नमस्ते १२ ।a",
        "日本語 abc",
        "“a” – … É Ê",
        "a"
    };

    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final SmFlyweight sm = new SmFlyweight();
    private final UserDataHeader header = new UserDataHeader();

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shouldCarryEveryText(Mode mode) {
        for (int i = 0; i < RUNS; i++) {
            long seed = SEED + i;
            try {
                SplittableRandom random = new SplittableRandom(seed);
                SegmentationRules rules = rules(random, mode);
                String text = text(random);
                check(text, rules, kept(random), random.nextInt(4) == 0 ? asked(random) : -1);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dsmpp.seed=" + seed + ": " + e, e);
            }
        }
    }

    @Test
    void shouldCarryBinaryDataBehindItsHeader() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 300; i++) {
            byte[] data = new byte[random.nextInt(600)];
            random.nextBytes(data);
            boolean hasPorts = random.nextBoolean();
            int parts =
                    segmenter.analyse(data, 0, data.length, SegmentationRules.DEFAULT, hasPorts ? wrap(PORTS) : null);
            ByteBuf joined = Unpooled.buffer();
            for (int part = 0; part < parts; part++) {
                encode(part);
                assertTrue(sm.userDataLength() <= 140);
                int headerBytes = 0;
                if (EsmClass.hasUdh(sm.esmClass())) {
                    header.wrap(sm.buffer(), sm.userDataOffset(), sm.userDataLength());
                    headerBytes = header.lengthBytes();
                    assertEquals(hasPorts ? 2948 : -1, header.destinationPort());
                }
                joined.writeBytes(sm.buffer(), sm.userDataOffset() + headerBytes, sm.userDataLength() - headerBytes);
            }
            assertEquals(
                    ByteBufUtil.hexDump(data), ByteBufUtil.hexDump(joined), "with -Dsmpp.seed=" + SEED + ", run " + i);
        }
    }

    private void check(String text, SegmentationRules rules, byte[] kept, int asked) {
        UserDataHeader keptHeader = kept == null ? null : wrap(kept);
        int parts = asked < 0
                ? segmenter.analyse(text, rules, keptHeader)
                : segmenter.analyse(text, asked, rules, keptHeader);
        if (parts == Segmenter.NOT_ENCODABLE) {
            assertTrue(asked >= 0);
            return;
        }
        assertTrue(parts >= 1, text.length() + " chars in " + parts + " parts");
        assertEquals(segmenter.partCount(), parts);
        UserDataText whole = new UserDataText(rules.dataCodings());
        UserDataText single = new UserDataText(rules.dataCodings());
        StringBuilder pieces = new StringBuilder();
        int previousUnits = 0;
        for (int part = 0; part < parts; part++) {
            encode(part);
            checkHeader(part, parts, rules, kept);
            if (rules.mode() != Mode.PAYLOAD) {
                checkSize(rules);
            }
            whole.add(sm.esmClass(), sm.dataCoding(), sm.buffer(), sm.userDataOffset(), sm.userDataLength());
            String piece =
                    single.of(sm.esmClass(), sm.dataCoding(), sm.buffer(), sm.userDataOffset(), sm.userDataLength());
            assertEquals(-1, Ucs2.indexOfLoneSurrogate(piece));
            pieces.append(piece);
            int units = units(rules);
            if (part > 0 && !SHIFTING.contains(segmenter.encoding())) {
                checkGreedy(previousUnits, piece, rules);
            }
            previousUnits = units;
        }
        assertText(text, whole.text(), rules);
        assertText(text, pieces.toString(), rules);
    }

    private void assertText(String text, String read, SegmentationRules rules) {
        String expected = text;
        if (segmenter.encoding() == Encoding.GSM7 && rules.transliterate() && !read.startsWith(text)) {
            StringBuilder replaced = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                replaced.append(GsmAlphabet.septetsOf(c) != 0 ? String.valueOf(c) : Transliteration.of(c));
            }
            expected = replaced.toString();
        }
        boolean crMayBeDoubled =
                rules.dataCodings().packed() && segmenter.encoding() == Encoding.GSM7 && expected.endsWith("\r");
        if (!crMayBeDoubled || !read.equals(expected + "\r")) {
            assertEquals(expected, read);
        }
    }

    private void checkHeader(int part, int parts, SegmentationRules rules, byte[] kept) {
        if (!EsmClass.hasUdh(sm.esmClass())) {
            assertEquals(null, kept);
            assertTrue(parts == 1 || rules.mode() == Mode.SAR);
            return;
        }
        header.wrap(sm.buffer(), sm.userDataOffset(), sm.userDataLength());
        assertTrue(header.isWellFormed());
        assertEquals(segmenter.headerBytes(), header.lengthBytes());
        boolean concatenated = parts > 1 && rules.mode() != Mode.SAR;
        assertEquals(concatenated, header.isConcatenated());
        if (concatenated) {
            assertEquals(rules.mode() == Mode.UDH16, header.isReference16());
            assertEquals(rules.mode() == Mode.UDH16 ? 0x1234 : 0x34, header.reference());
            assertEquals(parts, header.totalParts());
            assertEquals(part + 1, header.partNumber());
        }
        if (kept != null) {
            assertEquals(2948, header.destinationPort());
            assertEquals(9200, header.originatorPort());
        }
    }

    private void checkSize(SegmentationRules rules) {
        boolean septets = segmenter.encoding() == Encoding.GSM7 && rules.gsm7();
        int reserved = rules.mode() == Mode.SAR && segmenter.partCount() > 1 ? 5 : 0;
        assertTrue(
                segmenter.headerBytes() + reserved + (units(rules) * (septets ? 7 : 8) + 7) / 8 <= 140,
                () -> sm.userDataLength() + " octets, " + segmenter.headerBytes() + " of them header");
        if (rules.dataCodings().packed() || !septets) {
            assertTrue(sm.userDataLength() <= 140);
        }
    }

    /** Septets or octets of the part's text. */
    private int units(SegmentationRules rules) {
        int octets = sm.userDataLength() - segmenter.headerBytes();
        if (segmenter.encoding() != Encoding.GSM7 || !rules.dataCodings().packed()) {
            return octets;
        }
        byte[] septets = PackedSeptets.unpack(
                segmenter.headerBytes(), sm.buffer(), sm.userDataOffset() + segmenter.headerBytes(), octets);
        return PackedSeptets.textLength(segmenter.headerBytes(), septets);
    }

    /** The first character of this part had no room in the part before. */
    private void checkGreedy(int previousUnits, String piece, SegmentationRules rules) {
        if (rules.dataCodings().packed() && piece.startsWith("\r")) {
            return;
        }
        int reserved = rules.mode() == Mode.SAR ? segmenter.headerBytes() + (segmenter.headerBytes() > 0 ? 5 : 6) : 0;
        int capacity =
                rules.capacity(segmenter.encoding(), rules.mode() == Mode.SAR ? reserved : segmenter.headerBytes());
        int firstUnits = switch (segmenter.encoding()) {
            case GSM7 -> 2;
            case UCS2, UTF8, SHIFT_JIS, JIS_X_0208, KS_C_5601 -> 4;
            default -> 1;
        };
        assertTrue(previousUnits + firstUnits > capacity, previousUnits + " of " + capacity);
        String first = piece.substring(0, piece.offsetByCodePoints(0, 1));
        if (segmenter.encoding() == Encoding.UCS2) {
            assertTrue(previousUnits + 2 * first.length() > capacity, previousUnits + " of " + capacity);
        }
        if (segmenter.encoding() == Encoding.GSM7 && GsmAlphabet.septetsOf(first.charAt(0)) == 1) {
            // One septet in every table, or at least in the default one.
            boolean national =
                    segmenter.headerBytes() > 0 && header.singleShiftLanguage() + header.lockingShiftLanguage() > 0;
            assertTrue(national || previousUnits + 1 > capacity, previousUnits + " of " + capacity);
        }
    }

    private void encode(int part) {
        encoder.reset(CommandId.SUBMIT_SM);
        segmenter.encodePart(part, 0x1234, encoder);
        ByteBuf out = Unpooled.buffer();
        sm.wrap(out, 0, encoder.encode(out));
        assertEquals(segmenter.partLengthBytes(part), sm.userDataLength());
        assertEquals(segmenter.dataCoding(), sm.dataCoding());
    }

    private static UserDataHeader wrap(byte[] octets) {
        return new UserDataHeader().wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
    }

    private static SegmentationRules rules(SplittableRandom random, Mode mode) {
        SegmentationRules rules = SegmentationRules.DEFAULT.withMode(mode).withLatin1(random.nextBoolean());
        DataCodingRules codings = DataCodingRules.DEFAULT
                .withDataCoding1(pick(random, DataCodingRules.DATA_CODING_1))
                .withDataCoding5(pick(random, DataCodingRules.DATA_CODING_5));
        if (random.nextInt(4) == 0) {
            return rules.withGsm7(false)
                    .withDataCodings(codings.withDefaultAlphabet(pick(random, DataCodingRules.DEFAULT_ALPHABETS)));
        }
        if (random.nextBoolean()) {
            rules = rules.withLanguages(pick(
                    random,
                    List.of(
                            List.of(NationalLanguage.TURKISH),
                            List.of(NationalLanguage.HINDI, NationalLanguage.SPANISH),
                            List.of(NationalLanguage.values()))));
        }
        boolean packed = random.nextBoolean();
        return rules.withTransliterate(random.nextBoolean())
                .withGsm7(packed || random.nextBoolean())
                .withDataCodings(codings.withPacked(packed));
    }

    private static byte[] kept(SplittableRandom random) {
        return random.nextInt(3) == 0 ? PORTS : null;
    }

    private static int asked(SplittableRandom random) {
        return random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(15);
    }

    private static String text(SplittableRandom random) {
        int[] codePoints =
                ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextBoolean() ? 700 : 170); i > 0; i--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }

    private static <T> T pick(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
