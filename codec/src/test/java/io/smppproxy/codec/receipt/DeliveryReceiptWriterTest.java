package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.ReceiptStyle.Carrier;
import io.smppproxy.codec.receipt.ReceiptStyle.Content;
import io.smppproxy.codec.receipt.ReceiptStyle.Place;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeliveryReceiptWriterTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());
    private static final String ID_CHARS = "0123456789abcdefXYZ-_:./";

    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final DeliveryReceiptWriter writer = new DeliveryReceiptWriter();
    private final SmEncoder smEncoder = new SmEncoder();
    private final DataSmEncoder dataSmEncoder = new DataSmEncoder();

    @Test
    void shouldWriteTheTextOfTheSpecification() {
        writer.id("123")
                .submitDateMs(ms("2026-07-15T12:00:00Z"))
                .doneDateMs(ms("2026-07-15T12:01:59Z"))
                .text("Hello");
        ReceiptStyle style = ReceiptStyle.DEFAULT;
        assertEquals(
                "id:123 sub:001 dlvrd:001 submit date:2607151200 done date:2607151201 stat:DELIVRD err:000 text:Hello",
                writer.textOf(style));
        assertEquals(
                "id:123 submit date:260715120000 done date:260715120159 stat:DELIVRD err:000 Text:Hello",
                writer.textOf(style.withCounts(false).withSeconds(true).withCapitalText(true)));
        writer.state(MessageState.UNDELIVERABLE).errorCode(7);
        assertEquals(
                "id:123 sub:001 dlvrd:000 submit date:2607151200 done date:2607151201 stat:UNDELIV err:007 text:Hello",
                writer.textOf(style));
        writer.counts(12, 999).errorCode(1000);
        assertTrue(writer.textOf(style).startsWith("id:123 sub:012 dlvrd:999 submit"));
        assertTrue(writer.textOf(style).endsWith("err:1000 text:Hello"));
        assertTrue(writer.errorCode(999).textOf(style).endsWith("err:999 text:Hello"));
        assertTrue(writer.errorCode(9999).textOf(style).endsWith("err:9999 text:Hello"));
        assertTrue(writer.errorCode(65_535).textOf(style).endsWith("err:65535 text:Hello"));
        assertTrue(writer.error("NAK/0021").textOf(style).endsWith("err:NAK/0021 text:Hello"));
        assertTrue(
                writer.clear().id("a\u00FFb\u0100").textOf(style).startsWith("id:a\u00FFb? sub:001 dlvrd:001 submit"));
    }

    @Test
    void shouldQuoteTwentyPrintableCharacters() {
        assertQuote("12345678901234567890", "123456789012345678901");
        assertQuote(" ~??a?", " ~\u007F\u001Fa\n");
        // 160 octets of a v3.3 short_message less the 139 before the quote.
        writer.clear().id("x".repeat(47)).text("123456789012345678901");
        assertEquals(159, writer.textOf(ReceiptStyle.DEFAULT).length());
        writer.id("x".repeat(49));
        assertEquals(160, writer.textOf(ReceiptStyle.DEFAULT).length());
        writer.id("x".repeat(64)).error("12345678901234567890");
        assertTrue(writer.textOf(ReceiptStyle.DEFAULT.withSeconds(true)).endsWith(" text:"));
    }

    @Test
    void shouldSayWhatItCannotWrite() {
        assertMessage("id: 65 characters (expected: at most 64)", () -> writer.id("x".repeat(65)));
        assertMessage("error: 21 characters (expected: at most 20)", () -> writer.error("x".repeat(21)));
        assertMessage("state: 10 (expected: 0 to 9)", () -> writer.state(10));
        assertMessage("state: -1 (expected: 0 to 9)", () -> writer.state(-1));
        assertMessage("errorCode: 65536 (expected: 0 to 65535)", () -> writer.errorCode(65_536));
        assertMessage("errorCode: -1 (expected: 0 to 65535)", () -> writer.errorCode(-1));
        assertMessage("counts: 1000, 0 (expected: 0 to 999)", () -> writer.counts(1000, 0));
        assertMessage("counts: -1, 0 (expected: 0 to 999)", () -> writer.counts(-1, 0));
        assertMessage("counts: 0, 1000 (expected: 0 to 999)", () -> writer.counts(0, 1000));
        assertMessage("counts: 0, -1 (expected: 0 to 999)", () -> writer.counts(0, -1));
        assertMessage("networkType: 256 (expected: 0 to 255)", () -> ReceiptStyle.DEFAULT.withNetworkType(256));
        assertMessage("networkType: -1 (expected: 0 to 255)", () -> ReceiptStyle.DEFAULT.withNetworkType(-1));
    }

    @Test
    void shouldPutTheTextWhereTheStyleSays() {
        writer.id("77");
        SmFlyweight sm = (SmFlyweight) encode(ReceiptStyle.DEFAULT);
        assertEquals(writer.textOf(ReceiptStyle.DEFAULT).length(), sm.shortMessageLength());
        assertEquals(-1, sm.messagePayloadOffset());
        sm = (SmFlyweight) encode(ReceiptStyle.DEFAULT.withPlace(Place.MESSAGE_PAYLOAD));
        assertEquals(0, sm.shortMessageLength());
        assertEquals(writer.textOf(ReceiptStyle.DEFAULT).length(), sm.messagePayloadLength());
        sm = (SmFlyweight) encode(ReceiptStyle.DEFAULT.withContent(Content.TLVS));
        assertEquals(0, sm.userDataLength());
        assertEquals(EsmClass.TYPE_MC_RECEIPT, sm.esmClass());
        assertTrue(sm.tlvs().find(TlvTag.RECEIPTED_MESSAGE_ID));
        sm = (SmFlyweight) encode(ReceiptStyle.DEFAULT.withContent(Content.TEXT));
        assertEquals(0, sm.tlvLength());
        writer.errorCode(258);
        sm = (SmFlyweight) encode(ReceiptStyle.DEFAULT.withNetworkType(8));
        assertTrue(sm.tlvs().find(TlvTag.NETWORK_ERROR_CODE));
        assertTrue(receipt.parse(sm));
        assertEquals(8, receipt.networkType());
        assertEquals(258, receipt.errorCode());
    }

    @Test
    void shouldGiveVersion33ATextInShortMessage() {
        ReceiptStyle style = ReceiptStyle.DEFAULT
                .withContent(Content.TLVS)
                .withPlace(Place.MESSAGE_PAYLOAD)
                .withCarrier(Carrier.DATA_SM)
                .withCounts(false)
                .withSeconds(true)
                .withCapitalText(true);
        assertSame(style, style.forVersion(InterfaceVersion.V3_4));
        ReceiptStyle old = style.forVersion(InterfaceVersion.V3_3);
        assertEquals(
                new ReceiptStyle(Content.TEXT, Place.SHORT_MESSAGE, Carrier.DELIVER_SM, false, true, true, 3), old);
        smEncoder.interfaceVersion(InterfaceVersion.V3_3);
        writer.id("x".repeat(64)).text("12345678901234567890");
        assertTrue(receipt.parse(encode(ReceiptStyle.DEFAULT.forVersion(InterfaceVersion.V3_3))));
        assertEquals("x".repeat(64), receipt.id());
    }

    @Test
    void shouldReadWhatItWritesInEveryStyle() {
        for (int i = 0; i < 20_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            try {
                checkRoundTrip(random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dsmpp.seed=" + (SEED + i), e);
            }
        }
    }

    private void checkRoundTrip(SplittableRandom random) {
        ReceiptStyle style = new ReceiptStyle(
                anyOf(random, Content.values()),
                anyOf(random, Place.values()),
                anyOf(random, Carrier.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                1 + random.nextInt(8));
        StringBuilder id = new StringBuilder();
        for (int n = 1 + random.nextInt(64); n > 0; n--) {
            id.append(ID_CHARS.charAt(random.nextInt(ID_CHARS.length())));
        }
        int state = random.nextInt(10);
        int error = random.nextInt(3) == 0 ? 0 : random.nextInt(65_536);
        long submit = random.nextLong(ms("1970-01-01T00:00:00Z"), ms("2037-12-31T00:00:00Z"));
        long done = submit + random.nextInt(100_000_000);
        writer.clear().id(id).state(state).errorCode(error).submitDateMs(submit).doneDateMs(done);
        writer.text("Привет, id:9 stat:EXPIRED and more").counts(random.nextInt(1000), 3);

        assertTrue(receipt.parse(encode(style)));
        assertEquals(id.toString(), receipt.id());
        assertEquals(state, receipt.messageState());
        assertEquals(state <= MessageState.ENROUTE, receipt.isIntermediate());
        boolean hasError = style.content() != Content.TLVS || error != 0;
        assertEquals(hasError ? error : DeliveryReceipt.NO_NUMBER, receipt.errorCode());
        boolean hasErrorTlv = style.content() != Content.TEXT && error != 0;
        assertEquals(hasErrorTlv ? style.networkType() : 0, receipt.networkType());
        if (style.content() == Content.TLVS) {
            assertEquals("", receipt.text());
            return;
        }
        long unit = style.seconds() ? 1000 : 60_000;
        assertEquals(submit - submit % unit, receipt.submitDateMs());
        assertEquals(done - done % unit, receipt.doneDateMs());
        assertEquals(DeliveryReceiptWriter.stat(state), receipt.stat());
        assertEquals(style.counts() ? 3 : DeliveryReceipt.NO_NUMBER, receipt.deliveredCount());
        assertTrue("??????, id:9 stat:EX".startsWith(receipt.quote()));
    }

    private MessageFlyweight encode(ReceiptStyle style) {
        boolean dataSm = style.carrier() == Carrier.DATA_SM;
        MessageEncoder<?> encoder = dataSm ? dataSmEncoder.clear() : smEncoder.reset(CommandId.DELIVER_SM);
        writer.encode(encoder, style);
        ByteBuf out = Unpooled.buffer();
        int length = encoder.encode(out);
        return dataSm ? new DataSmFlyweight().wrap(out, 0, length) : new SmFlyweight().wrap(out, 0, length);
    }

    private void assertQuote(String quote, String message) {
        String text = writer.clear().text(message).textOf(ReceiptStyle.DEFAULT);
        assertEquals(quote, text.substring(text.indexOf("text:") + 5));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @SafeVarargs
    private static <T> T anyOf(SplittableRandom random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
