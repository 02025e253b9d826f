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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every deviation from SMPP v3.4 Appendix B that was seen in the field, one test each: what we read of it. */
class ReceiptDeviationTest {
    private static final String START = "id:77 sub:001 dlvrd:001 ";
    private static final String DATES = "submit date:2607151200 done date:2607151201 ";
    private static final String END = "stat:DELIVRD err:000 text:Hi";
    private static final Instant SUBMIT = Instant.parse("2026-07-15T12:00:00Z");
    private static final Instant DONE = Instant.parse("2026-07-15T12:01:00Z");

    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final SmEncoder encoder = new SmEncoder().reset(CommandId.DELIVER_SM);

    @Test
    void shouldReadWithoutSubAndDlvrd() {
        parse("id:77 " + DATES + END);
        assertEverythingElse();
        assertEquals(DeliveryReceipt.NO_NUMBER, receipt.submittedCount());
        assertEquals(DeliveryReceipt.NO_NUMBER, receipt.deliveredCount());
    }

    @Test
    void shouldReadKeysInUpperCase() {
        parse("ID:77 SUB:001 DLVRD:001 SUBMIT DATE:2607151200 DONE DATE:2607151201 STAT:DELIVRD ERR:000 TEXT:Hi");
        assertEverything();
    }

    @Test
    void shouldReadTextWithACapital() {
        parse(START + DATES + "stat:DELIVRD err:000 Text:Hi");
        assertEverything();
    }

    @Test
    void shouldReadDatesWithSeconds() {
        parse(START + "submit date:260715120001 done date:260715120159 " + END);
        assertDates(SUBMIT.plusSeconds(1), DONE.plusSeconds(59));
    }

    @Test
    void shouldReadDatesWithAFourDigitYear() {
        parse(START + "submit date:20260715120001 done date:20260715120159 " + END);
        assertDates(SUBMIT.plusSeconds(1), DONE.plusSeconds(59));
    }

    @Test
    void shouldReadAFourDigitYearWithoutSecondsUnlessItIsADateWithSeconds() {
        parse(START + "submit date:202607151200 done date:202607151201 " + END);
        assertDates(SUBMIT, DONE);
        parse(START + "submit date:201107151200 done date:201207151201 " + END);
        assertDates(Instant.parse("2020-11-07T15:12:00Z"), Instant.parse("2020-12-07T15:12:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000",
                "000000000000",
                "00000000000000",
                "2613151200",
                "2602301200",
                "2607152400",
                "2607151260"
            })
    void shouldTakeImpossibleDatesForNone(String date) {
        parse(START + "submit date:" + date + " done date:" + date + " " + END);
        assertNoDates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "submit date: done date: "})
    void shouldReadWithoutDates(String dates) {
        parse(START + dates + END);
        assertNoDates();
    }

    @ParameterizedTest
    @CsvSource({"1B, -1", "0f, -1", "NAK/0021, -1", "-1, -1", "null, -1", "5, 5"})
    void shouldKeepAnErrThatIsNoNumberAsText(String err, int code) {
        parse(START + DATES + "stat:UNDELIV err:" + err + " text:Hi");
        assertEquals(err, receipt.error());
        assertEquals(code, receipt.errorCode());
        assertEquals(MessageState.UNDELIVERABLE, receipt.messageState());
    }

    @ParameterizedTest
    @CsvSource({"12345, 12345", "00000c22, -1", "999999999, 999999999", "1000000000, -1"})
    void shouldKeepAnErrLongerThanFourCharacters(String err, int code) {
        parse(START + DATES + "stat:UNDELIV err:" + err + " text:Hi");
        assertEquals(err, receipt.error());
        assertEquals(code, receipt.errorCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "err: "})
    void shouldReadWithoutErr(String err) {
        parse(START + DATES + "stat:DELIVRD " + err + "text:Hi");
        assertEquals("", receipt.error());
        assertEquals(DeliveryReceipt.NO_NUMBER, receipt.errorCode());
        assertEquals("Hi", receipt.quote());
    }

    @Test
    void shouldReadWithoutText() {
        parse(START + DATES + "stat:DELIVRD err:000");
        assertEquals("", receipt.quote());
        assertEverythingButText();
    }

    @Test
    void shouldNotTakeTheQuotedMessageForFields() {
        parse(START + DATES + "stat:DELIVRD err:000 text:id:9 stat:EXPIRED err:5, done date:2001010000,");
        assertEverythingButText();
        assertEquals("id:9 stat:EXPIRED err:5, done date:2001010000,", receipt.quote());
    }

    @Test
    void shouldReadASpaceAfterTheColon() {
        parse(
                "id: 77 sub: 001 dlvrd: 001 submit date: 2607151200 done date: 2607151201 stat: DELIVRD err: 000 text: Hi");
        assertEverything();
    }

    @Test
    void shouldReadTwoSpacesBetweenFields() {
        parse((START + DATES + "stat:DELIVRD err:000 text:Hi")
                .replace(" s", "  s")
                .replace(" e", "  e"));
        assertEverything();
    }

    @Test
    void shouldReadAnyFieldOrder() {
        parse("text:Hi stat:DELIVRD dlvrd:001 err:000 done date:2607151201 sub:001 submit date:2607151200 id:77");
        assertEverything();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"submit_date:2607151200 done_date:2607151201 ", "submitdate:2607151200 donedate:2607151201 "})
    void shouldReadDateKeysWithUnderscoreOrNothing(String dates) {
        parse(START + dates + END);
        assertEverything();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net:26201", "mccmnc=26201", "price 0.05 EUR:1"})
    void shouldPassOverUnknownFields(String extra) {
        for (String key : new String[] {"sub", "submit date", "done date", "stat", "err", "text"}) {
            parse((START + DATES + END).replace(" " + key + ":", " " + extra + " " + key + ":"));
            assertEverything();
        }
    }

    @Test
    void shouldReadStatInLowerCase() {
        parse(START + DATES + "stat:delivrd err:000 text:Hi");
        assertEverything();
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEDULED, 0",
        "ENROUTE, 1",
        "DELIVERED, 2",
        "EXPIRED, 3",
        "DELETED, 4",
        "UNDELIVERABLE, 5",
        "ACCEPTED, 6",
        "UNKNOWN, 7",
        "REJECTED, 8",
        "SKIPPED, 9"
    })
    void shouldReadStatSpelledOut(String stat, int state) {
        parse(START + DATES + "stat:" + stat + " err:000 text:Hi");
        assertEquals(state, receipt.messageState());
        assertEquals(stat, receipt.stat());
    }

    @Test
    void shouldReadAnEmptyId() {
        parse("id: sub:001 dlvrd:001 " + DATES + END);
        assertFalse(receipt.hasId());
        assertEquals("", receipt.id());
        assertEquals(MessageState.DELIVERED, receipt.messageState());
    }

    @Test
    void shouldMatchIdsOfAnotherBase() {
        parse("id:0439041101 " + END);
        assertEquals("0439041101", receipt.id());
        assertEquals(
                ReceiptIdForm.DECIMAL_TO_HEX.responseKey("1A2B3C4D"),
                ReceiptIdForm.DECIMAL_TO_HEX.receiptKey(receipt.id()));
        parse("id:001a2b3c4d " + END);
        assertEquals(
                ReceiptIdForm.HEX_TO_DECIMAL.responseKey("439041101"),
                ReceiptIdForm.HEX_TO_DECIMAL.receiptKey(receipt.id()));
    }

    @Test
    void shouldReadTlvsAlone() {
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "77")
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.DELETED);
        assertTrue(receipt.parse(decode()));
        assertEquals("77", receipt.id());
        assertEquals(MessageState.DELETED, receipt.messageState());
        assertEquals("", receipt.text());
    }

    @Test
    void shouldReadMessagePayloadOfBothCommands() {
        byte[] text = octets(START + DATES + END);
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT).messagePayload(text, 0, text.length);
        assertTrue(receipt.parse(decode()));
        assertEverything();
        DataSmEncoder dataSm =
                new DataSmEncoder().esmClass(EsmClass.TYPE_MC_RECEIPT).messagePayload(text, 0, text.length);
        ByteBuf out = Unpooled.buffer();
        assertTrue(receipt.parse(new DataSmFlyweight().wrap(out, 0, dataSm.encode(out))));
        assertEverything();
    }

    @Test
    void shouldReadUcs2() {
        byte[] text = (START + DATES + "stat:DELIVRD err:000 text:Hi Ж").getBytes(StandardCharsets.UTF_16BE);
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT).dataCoding(8).shortMessage(text, 0, text.length);
        assertTrue(receipt.parse(decode()));
        assertEquals("Hi ?", receipt.quote());
        assertEverythingButText();
    }

    @Test
    void shouldTellIntermediateNotificationsApart() {
        byte[] text = octets("id:77 stat:ENROUTE");
        encoder.esmClass(EsmClass.TYPE_INTERMEDIATE_NOTIFICATION).shortMessage(text, 0, text.length);
        assertTrue(receipt.parse(decode()));
        assertTrue(receipt.isIntermediate());
        assertEquals(MessageState.ENROUTE, receipt.messageState());
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT);
        assertTrue(receipt.parse(decode()));
        assertFalse(receipt.isIntermediate());
    }

    @Test
    void shouldKeepFreeTextOfAReceipt() {
        byte[] text = octets("Your message was delivered. Thank you: bye");
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT).shortMessage(text, 0, text.length);
        SmFlyweight sm = decode();
        assertTrue(receipt.parse(sm));
        assertFalse(receipt.hasId());
        assertEquals(DeliveryReceipt.NO_STATE, receipt.messageState());
        assertEquals("Your message was delivered. Thank you: bye", receipt.text());
        ByteBuf forwarded = Unpooled.buffer();
        int length = new SmEncoder().copyOf(sm).encode(forwarded);
        assertTrue(receipt.parse(new SmFlyweight().wrap(forwarded, 0, length)));
        assertEquals("Your message was delivered. Thank you: bye", receipt.text());
    }

    private void assertEverything() {
        assertEquals("Hi", receipt.quote());
        assertEverythingButText();
    }

    private void assertEverythingButText() {
        assertEquals(1, receipt.submittedCount());
        assertEquals(1, receipt.deliveredCount());
        assertEverythingElse();
    }

    private void assertEverythingElse() {
        assertEquals("77", receipt.id());
        assertEquals("000", receipt.error());
        assertEquals(0, receipt.errorCode());
        assertEquals(MessageState.DELIVERED, receipt.messageState());
        assertDates(SUBMIT, DONE);
    }

    private void assertDates(Instant submit, Instant done) {
        assertEquals(submit, Instant.ofEpochMilli(receipt.submitDateMs()));
        assertEquals(done, Instant.ofEpochMilli(receipt.doneDateMs()));
    }

    private void assertNoDates() {
        assertEquals(DeliveryReceipt.NO_DATE, receipt.submitDateMs());
        assertEquals(DeliveryReceipt.NO_DATE, receipt.doneDateMs());
        assertEquals("77", receipt.id());
        assertEquals(MessageState.DELIVERED, receipt.messageState());
    }

    private void parse(String text) {
        byte[] octets = octets(text);
        receipt.parseText(octets, 0, octets.length);
    }

    private SmFlyweight decode() {
        ByteBuf out = Unpooled.buffer();
        return new SmFlyweight().wrap(out, 0, encoder.encode(out));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
