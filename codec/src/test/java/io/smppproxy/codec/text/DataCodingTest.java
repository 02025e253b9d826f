package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.UserDataHeader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in every data_coding that a sender may ask for, and whatever comes back. */
class DataCodingTest {
    private static final SegmentationRules RULES = SegmentationRules.DEFAULT;

    private final Segmenter segmenter = new Segmenter();

    @ParameterizedTest
    @CsvSource({
        "0, Hi €, 48691b20651b65",
        "1, Iğdır, 49f064fd72",
        "2, é, e9",
        "3, é, e9",
        "4, é, e9",
        "5, 日本 a, 93fa967b2061",
        "6, Жук, b6e3da",
        "7, שלום, f9ece5ed",
        "8, Ж😀, 0416d83dde00",
        "10, 日本, 1b2442467c4b5c1b2842",
        "13, 日本, 1b2442467c4b5c1b2842",
        "14, 한국, c7d1b1b9",
        "0x10, a, 61",
        "0x18, ж, 0436",
        "0xF0, a, 61"
    })
    void shouldWriteTheAskedDataCoding(String asked, String text, String hex) {
        int dataCoding = Integer.decode(asked);
        String expected = hex.replace("1b20651b65", "201b65");
        assertEquals(1, segmenter.analyse(text, dataCoding, RULES, null));
        assertEquals(dataCoding, segmenter.dataCoding());
        ByteBuf out = Unpooled.buffer();
        segmenter.writePart(0, 0, out);
        assertEquals(expected, ByteBufUtil.hexDump(out));
        assertEquals(text, new UserDataText(DataCodingRules.DEFAULT).of(0, dataCoding, out, 0, out.readableBytes()));
    }

    @ParameterizedTest
    @CsvSource({"0, ж", "1, ж", "2, ж", "3, €", "4, ж", "5, ж한", "6, é", "7, é", "10, 한", "14, ş", "0xF5, ж"})
    void shouldRefuseWhatTheAskedDataCodingLacks(String asked, String text) {
        assertEquals(Segmenter.NOT_ENCODABLE, segmenter.analyse(text, Integer.decode(asked), RULES, null));
        assertEquals(
                Segmenter.NOT_ENCODABLE, segmenter.analyse("a".repeat(200) + text, Integer.decode(asked), RULES, null));
        assertEquals(
                Segmenter.NOT_ENCODABLE,
                segmenter.analyse("a".repeat(200) + text, Integer.decode(asked), RULES.withMode(Mode.PAYLOAD), null));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 日, 70, 67",
        "14, 한, 70, 67",
        "6, Ж, 140, 134",
        "1, ş, 140, 134",
        // Escapes to JIS and back in each part, which can be read on its own.
        "10, 日, 67, 64"
    })
    void shouldFillPartsWithWholeCharacters(int dataCoding, String symbol, int single, int part) {
        assertEquals(1, segmenter.analyse(symbol.repeat(single), dataCoding, RULES, null));
        assertEquals(2, segmenter.analyse(symbol.repeat(single + 1), dataCoding, RULES, null));
        assertEquals(2, segmenter.analyse(symbol.repeat(2 * part), dataCoding, RULES, null));
        assertEquals(3, segmenter.analyse(symbol.repeat(2 * part + 1), dataCoding, RULES, null));
        assertEquals(255, segmenter.analyse(symbol.repeat(255 * part), dataCoding, RULES, null));
        assertEquals(Segmenter.TOO_LONG, segmenter.analyse(symbol.repeat(255 * part + 1), dataCoding, RULES, null));
        assertEquals(256, segmenter.partCount());
        assertEquals(1, segmenter.analyse(symbol.repeat(1_000), dataCoding, RULES.withMode(Mode.PAYLOAD), null));
        assertTrue(segmenter.usesMessagePayload());
    }

    @ParameterizedTest
    @CsvSource({"ASCII, a", "LATIN1, é", "LATIN5, ş", "UTF8, é"})
    void shouldTakeTheMessageCentresDefaultAlphabet(Encoding alphabet, String text) {
        SegmentationRules rules =
                RULES.withGsm7(false).withDataCodings(DataCodingRules.DEFAULT.withDefaultAlphabet(alphabet));
        assertEquals(1, segmenter.analyse(text, rules));
        assertEquals(alphabet, segmenter.encoding());
        assertEquals(0, segmenter.dataCoding());
        assertEquals(1, segmenter.analyse("a".repeat(140), rules));
        assertEquals(2, segmenter.analyse("a".repeat(141), rules));
        assertEquals(2, segmenter.analyse("a".repeat(268), rules));
        assertEquals(3, segmenter.analyse("a".repeat(269), rules));
        if (alphabet != Encoding.UTF8) {
            segmenter.analyse("ж", rules);
            assertEquals(8, segmenter.dataCoding());
        }
    }

    @Test
    void shouldReadWhatEachPeerMeans() {
        byte[] octets = {(byte) 0xF0, 0x41, (byte) 0xC3, (byte) 0xA9};
        // Octets that ASCII lacks show as Latin-1, which is what most senders of them mean.
        assertEquals("ðAÃ©", read(DataCodingRules.DEFAULT.withDataCoding1(Encoding.ASCII), 1, octets));
        assertEquals("ğAÃ©", read(DataCodingRules.DEFAULT, 1, octets));
        assertEquals("ðAÃ©", read(DataCodingRules.DEFAULT.withDefaultAlphabet(Encoding.LATIN1), 0, octets));
        assertEquals(
                "Aé",
                read(DataCodingRules.DEFAULT.withDefaultAlphabet(Encoding.UTF8), 0, octets)
                        .substring(1));
        byte[] jis = {0x46, 0x7C};
        assertEquals("日", read(DataCodingRules.DEFAULT.withDataCoding5(Encoding.JIS_X_0208), 5, jis));
        assertEquals("F|", read(DataCodingRules.DEFAULT, 5, jis));
    }

    @Test
    void shouldReadAnything() {
        SplittableRandom random = new SplittableRandom(7);
        UserDataText text = new UserDataText(DataCodingRules.DEFAULT);
        UserDataText packed = new UserDataText(DataCodingRules.DEFAULT.withPacked(true));
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            int esmClass = random.nextBoolean() ? EsmClass.UDHI : 0;
            ByteBuf buf = Unpooled.wrappedBuffer(octets);
            assertTrue(text.of(esmClass, i & 0xFF, buf, 0, octets.length).length() <= octets.length);
            assertTrue(packed.of(esmClass, i & 0xFF, buf, 0, octets.length).length() <= 8 * octets.length / 7);
        }
    }

    @Test
    void shouldHealWhatABadSenderTore() {
        UserDataText text = new UserDataText(DataCodingRules.DEFAULT);
        byte[] emoji = {(byte) 0xD8, 0x3D, (byte) 0xDE, 0x00};
        ByteBuf buf = Unpooled.wrappedBuffer(emoji);
        assertEquals("😀", text.add(0, 8, buf, 0, 2).add(0, 8, buf, 2, 2).text());
        ByteBuf euro = Unpooled.wrappedBuffer(new byte[] {'a', 0x1B, 0x65, 0x00, 0x61});
        assertEquals(
                "a€", text.clear().add(0, 0, euro, 0, 2).add(0, 0, euro, 2, 1).text());
        // Another alphabet begins another run, and a header's tables count for their own part.
        assertEquals(
                "aa", text.clear().add(0, 0, euro, 0, 2).add(0, 8, euro, 3, 2).text());
        ByteBuf turkish = Unpooled.wrappedBuffer(new byte[] {3, 0x24, 1, 1, 0x1B, 's', 's', 0x1B, 's'});
        assertEquals(
                "şs" + "s",
                text.clear()
                        .add(EsmClass.UDHI, 0, turkish, 0, 7)
                        .add(0, 0, turkish, 7, 2)
                        .text());
        assertEquals("ss", text.of(EsmClass.UDHI, 3, turkish, 5, 0) + text.of(0, 3, turkish, 5, 1) + "s");
    }

    @Test
    void shouldIgnoreLanguagesOutsideTheGsmAlphabet() {
        ByteBuf buf = Unpooled.wrappedBuffer(new byte[] {6, 0x24, 1, 1, 0x25, 1, 1, 0x00, 0x1B});
        assertEquals("\u001b", new UserDataText(DataCodingRules.DEFAULT).of(EsmClass.UDHI, 8, buf, 0, 9));
        assertEquals("@", new UserDataText(DataCodingRules.DEFAULT).of(EsmClass.UDHI, 0, buf, 0, 9));
    }

    @Test
    void shouldRefuseImpossibleRules() {
        DataCodingRules codings = DataCodingRules.DEFAULT;
        assertThrows(IllegalArgumentException.class, () -> codings.withDefaultAlphabet(Encoding.UCS2));
        assertThrows(IllegalArgumentException.class, () -> codings.withDataCoding1(Encoding.LATIN1));
        assertThrows(IllegalArgumentException.class, () -> codings.withDataCoding5(Encoding.ASCII));
        DataCodingRules packed = codings.withPacked(true);
        assertThrows(IllegalArgumentException.class, () -> packed.withDefaultAlphabet(Encoding.ASCII));
        DataCodingRules latin1 = codings.withDefaultAlphabet(Encoding.LATIN1);
        assertThrows(IllegalArgumentException.class, () -> RULES.withDataCodings(latin1));
        SegmentationRules octets = RULES.withGsm7(false);
        assertThrows(IllegalArgumentException.class, () -> octets.withDataCodings(packed));
        SegmentationRules latin1Rules = octets.withDataCodings(latin1);
        assertThrows(IllegalArgumentException.class, () -> latin1Rules.withTransliterate(true));
        List<NationalLanguage> turkish = List.of(NationalLanguage.TURKISH);
        assertThrows(IllegalArgumentException.class, () -> latin1Rules.withLanguages(turkish));
        List<NationalLanguage> twice = List.of(NationalLanguage.TURKISH, NationalLanguage.TURKISH);
        assertThrows(IllegalArgumentException.class, () -> RULES.withLanguages(twice));
    }

    @Test
    void shouldChooseTheLanguageWithFewestParts() {
        List<NationalLanguage> languages =
                List.of(NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE, NationalLanguage.TURKISH);
        SegmentationRules rules = RULES.withLanguages(languages);
        // One part either way: UCS-2, which every phone shows.
        assertLanguages("şşş", rules, 1, 8, 0, 0);
        // The locking table takes one septet a letter, the single shift table two.
        assertLanguages("ş".repeat(77), rules, 1, 0, 1, 0);
        // Both tables take as many septets as one of them, which has the shorter header.
        assertLanguages("ş" + "a".repeat(100), rules, 1, 0, 1, 0);
        // Portuguese locking has á in one septet and the euro sign too.
        assertLanguages("á".repeat(60) + "€".repeat(80), rules, 1, 0, 3, 0);
        assertLanguages("ú".repeat(10) + "a".repeat(120), rules, 1, 0, 3, 0);
        // An Ñ is only in the default alphabet, so the single shift table has to help.
        assertLanguages(
                "ó".repeat(10) + "Ñ".repeat(100) + "ç",
                RULES.withLanguages(List.of(NationalLanguage.SPANISH)),
                1,
                0,
                0,
                2);
        // A text that the default alphabet can write needs no language, and one that no table can stays in UCS-2.
        assertLanguages("a".repeat(100), rules, 1, 0, 0, 0);
        assertLanguages("ş".repeat(100) + "ж", rules, 2, 8, 0, 0);
        // Latin-1 takes one part as well and needs no header.
        segmenter.analyse("á".repeat(100), rules.withLatin1(true));
        assertEquals(3, segmenter.dataCoding());
        // Asked for data_coding 0, it need not be better than UCS-2.
        assertEquals(1, segmenter.analyse("şşş", 0, rules, null));
        assertEquals(4, segmenter.headerBytes());
    }

    @Test
    void shouldKeepTheHeaderOfTheSender() {
        byte[] octets = {12, 0, 3, 1, 2, 1, 5, 4, 1, 2, 3, 4, 0x24, 0};
        UserDataHeader header = new UserDataHeader().wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
        assertFalse(header.isWellFormed());
        octets[0] = 13;
        header.wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
        assertEquals(1, segmenter.analyse("a".repeat(152), RULES, header));
        assertEquals(7, segmenter.headerBytes());
        assertEquals(EsmClass.UDHI, segmenter.partEsmClass(0));
        assertFalse(segmenter.usesUdh() || segmenter.usesSar());
        assertEquals(2, segmenter.analyse("a".repeat(153), RULES, header));
        assertEquals(2, segmenter.analyse("a".repeat(2 * 146), RULES, header));
        assertEquals(3, segmenter.analyse("a".repeat(2 * 146 + 1), RULES, header));
        ByteBuf out = Unpooled.buffer();
        segmenter.writePart(2, 9, out);
        assertEquals("0b00030903030504010203" + "0461", ByteBufUtil.hexDump(out));
        assertEquals(2, segmenter.analyse("a".repeat(2 * 146), RULES.withMode(Mode.SAR), header));
        assertEquals(7, segmenter.headerBytes());
        assertTrue(segmenter.usesSar());
    }

    @Test
    void shouldRefuseAHeaderThatLeavesNoRoom() {
        for (int kept : new int[] {115, 116, 138}) {
            byte[] octets = new byte[kept + 1];
            octets[0] = (byte) kept;
            octets[1] = 0x70;
            octets[2] = (byte) (kept - 2);
            UserDataHeader header = new UserDataHeader().wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
            assertTrue(header.isWellFormed());
            boolean fits = kept == 115;
            assertEquals(fits ? 1 : Segmenter.TOO_LONG, segmenter.analyse("ж", RULES, header));
            assertEquals(fits ? 1 : 256, segmenter.partCount());
            assertEquals(fits ? 1 : Segmenter.TOO_LONG, segmenter.analyse("日", 5, RULES, header));
            assertEquals(fits ? 4 : Segmenter.TOO_LONG, segmenter.analyse("ж".repeat(28), RULES, header));
        }
    }

    private void assertLanguages(
            String text, SegmentationRules rules, int parts, int dataCoding, int locking, int single) {
        assertEquals(parts, segmenter.analyse(text, rules));
        assertEquals(dataCoding, segmenter.dataCoding());
        ByteBuf out = Unpooled.buffer();
        segmenter.writePart(0, 0, out);
        UserDataHeader header = new UserDataHeader();
        if (segmenter.partEsmClass(0) == EsmClass.UDHI) {
            header.wrap(out, 0, out.readableBytes());
        }
        assertEquals(locking, header.lockingShiftLanguage());
        assertEquals(single, header.singleShiftLanguage());
    }

    private static String read(DataCodingRules rules, int dataCoding, byte[] octets) {
        return new UserDataText(rules).of(0, dataCoding, Unpooled.wrappedBuffer(octets), 0, octets.length);
    }
}
