package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static final SegmentationRules RULES = SegmentationRules.DEFAULT;

    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final SmFlyweight sm = new SmFlyweight();

    @ParameterizedTest
    @CsvSource({
        "UDH8,  true,  a, 160, 153",
        "UDH16, true,  a, 160, 152",
        "SAR,   true,  a, 160, 153",
        "UDH8,  false, a, 140, 134",
        "UDH16, false, a, 140, 133",
        "UDH8,  true,  ж, 70,  67",
        "UDH16, true,  ж, 70,  66",
        "SAR,   true,  ж, 70,  67",
        "UDH8,  true,  ç, 140, 134",
        "UDH16, true,  ç, 140, 133"
    })
    void shouldFillPartsToTheirCapacity(Mode mode, boolean gsm7, String symbol, int single, int part) {
        SegmentationRules rules = RULES.withMode(mode).withGsm7(gsm7).withLatin1(true);
        assertEquals(1, segmenter.analyse(symbol.repeat(single), rules));
        assertEquals(2, segmenter.analyse(symbol.repeat(single + 1), rules));
        assertEquals(2, segmenter.analyse(symbol.repeat(2 * part), rules));
        assertEquals(3, segmenter.analyse(symbol.repeat(2 * part + 1), rules));
    }

    @Test
    void shouldTakeTheSmallestAlphabet() {
        assertAlphabet("", Encoding.GSM7, 0);
        assertAlphabet("Hello €", Encoding.GSM7, 8);
        assertAlphabet("ça va", Encoding.UCS2, 5);
        assertAlphabet("😀", Encoding.UCS2, 2);
        assertAlphabet("\u001b", Encoding.UCS2, 1);
        segmenter.analyse("ça va", RULES.withLatin1(true));
        assertEquals(Encoding.LATIN1, segmenter.encoding());
        assertEquals(3, segmenter.dataCoding());
        segmenter.analyse("ça va €", RULES.withLatin1(true));
        assertEquals(Encoding.UCS2, segmenter.encoding());
        segmenter.analyse(new byte[5], 1, 3, RULES);
        assertEquals(Encoding.BINARY, segmenter.encoding());
        assertEquals(3, segmenter.symbols());
    }

    @Test
    void shouldAnswerTooLongWithoutThrowing() {
        assertEquals(255, segmenter.analyse("a".repeat(255 * 153), RULES));
        assertEquals(Segmenter.TOO_LONG, segmenter.analyse("a".repeat(255 * 153 + 1), RULES));
        assertEquals(256, segmenter.partCount());
        assertTrue(segmenter.isTooLong());
        assertEquals(Segmenter.TOO_LONG, segmenter.analyse("a".repeat(100_000), RULES));
        assertEquals(654, segmenter.partCount());
        assertEquals(Segmenter.TOO_LONG, segmenter.analyse("a".repeat(161), RULES.withMaxParts(1)));
        assertEquals(2, segmenter.partCount());
        assertEquals(Segmenter.TOO_LONG, segmenter.analyse("a".repeat(65_536), RULES.withMode(Mode.PAYLOAD)));
        assertEquals(1, segmenter.analyse("a".repeat(65_535), RULES.withMode(Mode.PAYLOAD)));
        assertEquals(1, segmenter.analyse("short again", RULES));
        assertFalse(segmenter.isTooLong());
    }

    @Test
    void shouldRefuseImpossibleRules() {
        assertThrows(IllegalArgumentException.class, () -> RULES.withMaxParts(0));
        assertThrows(IllegalArgumentException.class, () -> RULES.withMaxParts(256));
    }

    @Test
    void shouldTellPartsBySarTlvs() {
        assertEquals(2, segmenter.analyse("a".repeat(200), RULES.withMode(Mode.SAR)));
        encodePart(1, 0x1234);
        assertEquals(47, sm.shortMessageLength());
        assertFalse(EsmClass.hasUdh(sm.esmClass()));
        assertEquals(0x1234, tlv(TlvTag.SAR_MSG_REF_NUM));
        assertEquals(2, tlv(TlvTag.SAR_TOTAL_SEGMENTS));
        assertEquals(2, tlv(TlvTag.SAR_SEGMENT_SEQNUM));
        segmenter.analyse("a", RULES.withMode(Mode.SAR));
        encodePart(0, 1);
        assertEquals(0, sm.tlvLength());
    }

    @Test
    void shouldPutLongMessageIntoPayload() {
        segmenter.analyse("a".repeat(160), RULES.withMode(Mode.PAYLOAD));
        assertFalse(segmenter.usesMessagePayload());
        encodePart(0, 1);
        assertEquals(160, sm.shortMessageLength());
        segmenter.analyse("ж".repeat(1_000), RULES.withMode(Mode.PAYLOAD));
        assertTrue(segmenter.usesMessagePayload());
        encodePart(0, 1);
        assertEquals(2_000, sm.messagePayloadLength());
        assertEquals(8, sm.dataCoding());
    }

    @Test
    void shouldSetUdhiOnlyForParts() {
        segmenter.analyse("a".repeat(161), RULES.withMode(Mode.UDH16));
        encoder.reset(CommandId.SUBMIT_SM).esmClass(EsmClass.MODE_STORE_AND_FORWARD);
        segmenter.encodePart(0, 0xBEEF, encoder);
        assertEquals(EsmClass.UDHI | EsmClass.MODE_STORE_AND_FORWARD, encoder.esmClass());
        ByteBuf out = Unpooled.buffer();
        segmenter.writePart(1, 0xBEEF, out);
        assertEquals("060804beef0202", ByteBufUtil.hexDump(out, 0, 7));
        segmenter.analyse("a", RULES);
        segmenter.encodePart(0, 1, encoder);
        assertEquals(EsmClass.MODE_STORE_AND_FORWARD, encoder.esmClass());
    }

    @Test
    void shouldTellPartsInOneWayOnly() {
        String text = "a".repeat(2_000);
        segmenter.analyse(text, RULES);
        assertTrue(segmenter.usesUdh());
        assertFalse(segmenter.usesSar() || segmenter.usesMessagePayload());
        segmenter.analyse(text, RULES.withMode(Mode.SAR));
        assertTrue(segmenter.usesSar());
        assertFalse(segmenter.usesUdh() || segmenter.usesMessagePayload());
        segmenter.analyse(text, RULES.withMode(Mode.PAYLOAD));
        assertTrue(segmenter.usesMessagePayload());
        assertFalse(segmenter.usesUdh() || segmenter.usesSar());
        // Too long for one short message, though short_message had room for it.
        segmenter.analyse("a".repeat(161), RULES.withMode(Mode.PAYLOAD));
        encodePart(0, 1);
        assertEquals(0, sm.shortMessageLength());
        assertEquals(161, sm.messagePayloadLength());
    }

    @Test
    void shouldReadAnyCharSequence() {
        String text = "Съешь ещё ".repeat(30);
        assertEquals(segmenter.analyse(text, RULES), segmenter.analyse(java.nio.CharBuffer.wrap(text), RULES));
        assertEquals(300, segmenter.symbols());
    }

    @Test
    void shouldFindLoneSurrogates() {
        assertEquals(-1, Ucs2.indexOfLoneSurrogate("a😀b"));
        assertEquals(1, Ucs2.indexOfLoneSurrogate("a\uD83D"));
        assertEquals(0, Ucs2.indexOfLoneSurrogate("\uDE00\uD83D"));
        assertEquals(3, Ucs2.indexOfLoneSurrogate("😀a\uD83Db"));
    }

    private void assertAlphabet(String text, Encoding encoding, int symbols) {
        assertEquals(1, segmenter.analyse(text, RULES));
        assertEquals(encoding, segmenter.encoding());
        assertEquals(symbols, segmenter.symbols());
    }

    private void encodePart(int index, int reference) {
        encoder.reset(CommandId.SUBMIT_SM);
        segmenter.encodePart(index, reference, encoder);
        ByteBuf out = Unpooled.buffer();
        sm.wrap(out, 0, encoder.encode(out));
    }

    private long tlv(int tag) {
        TlvCursor tlvs = sm.tlvs();
        return tlvs.find(tag) ? tlvs.asUnsigned() : -1;
    }
}
