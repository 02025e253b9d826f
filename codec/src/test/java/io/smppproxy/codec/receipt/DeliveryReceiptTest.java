package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReceiptTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final DeliveryReceiptWriter writer = new DeliveryReceiptWriter();
    private final SmEncoder encoder = new SmEncoder().reset(CommandId.DELIVER_SM);
    private final SmFlyweight sm = new SmFlyweight();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:77 sub:001 dlvrd:001 submit date:2607151200 done date:2607151201 stat:DELIVRD err:007 text:id:9 stat:EXPIRED",
                "ID:77 SUB:001 DLVRD:001 SUBMIT DATE:2607151200 DONE DATE:2607151201 STAT:delivrd ERR:7",
                "stat:DELIVERED err:7 done_date:260715120100 submit_date:260715120000 id:77",
                "text:hello id:77 submitdate:20260715120000 donedate:20260715120100 stat:2 err:007",
                "id : 77 submit date : 202607151200 done date : 202607151201 stat : DELIVRD err : 007",
                "id=77,submit date=2026-07-15 12:00,done date=2026-07-15T12:01:00Z,stat=Delivrd.,err=007",
                "id:77\r\nsubmit date:2607151200\r\ndone date:2607151201\r\nstat:DELIVRD\r\nerr:007\r\n",
                "\0id:77 id:78 done\u0011date:260715120100000+ submit\u0011date:260715120000000+ stat:DELIVRD stat:UNDELIV err:007\0"
            })
    void shouldReadVendorVariants(String text) {
        parse(text);
        assertEquals("77", receipt.id());
        assertEquals(MessageState.DELIVERED, receipt.messageState());
        assertEquals(7, receipt.errorCode());
        assertEquals(Instant.parse("2026-07-15T12:01:00Z"), Instant.ofEpochMilli(receipt.doneDateMs()));
        if (text.toLowerCase(Locale.ROOT).contains("submit")) {
            assertEquals(Instant.parse("2026-07-15T12:00:00Z"), Instant.ofEpochMilli(receipt.submitDateMs()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, 2",
        "delivered, 2",
        "EXPIRED, 3",
        "DELETED, 4",
        "UNDELIV, 5",
        "UNDELIVERABLE, 5",
        "FAILED, 5",
        "ACCEPTD, 6",
        "ACCEPTED, 6",
        "UNKNOWN, 7",
        "INVALID, 7",
        "REJECTD, 8",
        "REJECTED, 8",
        "ENROUTE, 1",
        "BUFFERED, 1",
        "SCHEDULED, 0",
        "SKIPPED, 9",
        "0, 0",
        "9, 9",
        "XYZ, -1",
        "12, -1",
        "DELI, -1"
    })
    void shouldReadStat(String stat, int state) {
        parse("id:1 stat:" + stat + " err:000");
        assertEquals(state, receipt.messageState());
        assertEquals(stat, receipt.stat());
    }

    @ParameterizedTest
    @CsvSource({"000, 0", "12345, 12345", "1B, -1", "null, -1", "-1, -1", "9999999999, -1", "NAK/0021, -1"})
    void shouldReadError(String error, int code) {
        parse("id:1 stat:UNDELIV err:" + error + " text:x");
        assertEquals(code, receipt.errorCode());
        assertEquals(error, receipt.error());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2613151200", "2602301200", "2607152400", "123", "null", "0000000000", "1234567890123456"})
    void shouldAnswerNoDateForImpossibleOnes(String date) {
        parse("id:1 done date:" + date + " stat:DELIVRD");
        assertEquals(DeliveryReceipt.NO_DATE, receipt.doneDateMs());
        assertEquals("1", receipt.id());
    }

    @Test
    void shouldAnswerEmptyForMissingFields() {
        parse("free text without any field");
        assertFalse(receipt.hasId());
        assertEquals("", receipt.id());
        assertEquals("", receipt.stat());
        assertEquals(DeliveryReceipt.NO_STATE, receipt.messageState());
        assertEquals(DeliveryReceipt.NO_NUMBER, receipt.errorCode());
        assertEquals(DeliveryReceipt.NO_DATE, receipt.submitDateMs());
    }

    @Test
    void shouldGoByEsmClass() {
        byte[] text = octets("id:1 stat:DELIVRD");
        encoder.shortMessage(text, 0, text.length);
        assertFalse(receipt.parse(decode()));
        assertFalse(receipt.hasId());
        encoder.esmClass(EsmClass.TYPE_INTERMEDIATE_NOTIFICATION);
        assertTrue(receipt.parse(decode()));
        assertTrue(receipt.isIntermediate());
        assertEquals("1", receipt.id());
    }

    @Test
    void shouldPreferTlvs() {
        byte[] text = octets("id:text stat:ENROUTE err:001");
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT)
                .shortMessage(text, 0, text.length)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "tlv")
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.REJECTED)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {3, 1, 2});
        assertTrue(receipt.parse(decode()));
        assertEquals("tlv", receipt.id());
        assertEquals(MessageState.REJECTED, receipt.messageState());
        assertEquals(0x0102, receipt.errorCode());
        assertEquals(3, receipt.networkType());
    }

    @Test
    void shouldPassOverMalformedTlvs() {
        byte[] text = octets("id:text stat:EXPIRED err:001");
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT)
                .shortMessage(text, 0, text.length)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "")
                .tlvByte(TlvTag.MESSAGE_STATE, 10)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {3, 1});
        assertTrue(receipt.parse(decode()));
        assertEquals("text", receipt.id());
        assertEquals(MessageState.EXPIRED, receipt.messageState());
        assertEquals(1, receipt.errorCode());
    }

    @Test
    void shouldReadIdWithoutItsNul() {
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT).tlv(TlvTag.RECEIPTED_MESSAGE_ID, octets("abc"));
        assertTrue(receipt.parse(decode()));
        assertEquals("abc", receipt.id());
    }

    @Test
    void shouldReadUcs2PayloadAndDataSm() {
        byte[] text = "id:77 stat:DELIVRD done date:2607151201".getBytes(StandardCharsets.UTF_16BE);
        DataSmEncoder dataSm = new DataSmEncoder()
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .dataCoding(8)
                .messagePayload(text, 0, text.length);
        ByteBuf out = Unpooled.buffer();
        assertTrue(receipt.parse(new DataSmFlyweight().wrap(out, 0, dataSm.encode(out))));
        assertEquals("77", receipt.id());
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT).dataCoding(8).messagePayload(text, 0, text.length);
        assertTrue(receipt.parse(decode()));
        assertEquals(MessageState.DELIVERED, receipt.messageState());
    }

    @Test
    void shouldSkipUserDataHeader() {
        byte[] text = octets("\5\0\3\1\1\1id:77 stat:DELIVRD");
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT | EsmClass.UDHI).shortMessage(text, 0, text.length);
        assertTrue(receipt.parse(decode()));
        assertEquals("77", receipt.id());
    }

    @Test
    void shouldReadDatesOfEveryDay() {
        Instant day = Instant.parse("2000-01-01T07:08:00Z");
        for (int i = 0; i < 13_000; i++) {
            long ms = day.toEpochMilli() + i * 86_400_000L;
            parse(writer.doneDateMs(ms).textOf(ReceiptStyle.DEFAULT));
            assertEquals(ms, receipt.doneDateMs());
        }
    }

    @Test
    void shouldNeverThrow() {
        String[] pieces = {
            "id:", "stat:", "err", ":", "=", " ", "done date:", "date:", "text:", "\0", "2607151201", "DELIV", ","
        };
        for (int i = 0; i < 20_000; i++) {
            long seed = SEED + i;
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
                if (random.nextInt(4) == 0) {
                    text.append((char) random.nextInt(256));
                }
            }
            try {
                parse(text.toString());
                receipt.id();
                receipt.stat();
                receipt.error();
                receipt.doneDateMs();
                receipt.submitDateMs();
                receipt.messageState();
                receipt.errorCode();
                receipt.submittedCount();
                receipt.deliveredCount();
                receipt.quote();
                receipt.text();
            } catch (RuntimeException e) {
                throw new AssertionError("with -Dsmpp.seed=" + seed, e);
            }
        }
        parse("id:1 stat:DELIVRD text:" + "x".repeat(60_000));
        assertEquals("1", receipt.id());
    }

    private void parse(String text) {
        byte[] octets = octets(text);
        receipt.parseText(octets, 0, octets.length);
    }

    private SmFlyweight decode() {
        ByteBuf out = Unpooled.buffer();
        return sm.wrap(out, 0, encoder.encode(out));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
