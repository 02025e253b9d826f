package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipt TLVs count where they are well-formed, the first of each; elsewhere the text does. */
class ReceiptTlvTest {
    private static final String TEXT = "id:text submit date:2607151200 done date:2607151201 stat:UNDELIV err:007 text:";

    private final SmEncoder encoder = new SmEncoder();
    private final DeliveryReceipt receipt = new DeliveryReceipt();

    @BeforeEach
    void setUp() {
        byte[] text = TEXT.getBytes(StandardCharsets.US_ASCII);
        encoder.reset(CommandId.DELIVER_SM).esmClass(EsmClass.TYPE_MC_RECEIPT).shortMessage(text, 0, text.length);
    }

    @Test
    void shouldPreferTlvsToText() {
        encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "tlv")
                .tlvByte(TlvTag.MESSAGE_STATE, 2)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {3, 1, 2});
        parse();
        assertEquals("tlv", receipt.id());
        assertEquals(2, receipt.messageState());
        assertEquals(3, receipt.networkType());
        assertEquals(0x0102, receipt.errorCode());
        assertEquals("007", receipt.error());
        assertEquals("UNDELIV", receipt.stat());
    }

    @Test
    void shouldTakeTheFirstOfEach() {
        encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "one")
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "two")
                .tlvByte(TlvTag.MESSAGE_STATE, 3)
                .tlvByte(TlvTag.MESSAGE_STATE, 4)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {1, 0, 9})
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {2, 0, 8});
        parse();
        assertEquals("one", receipt.id());
        assertEquals(3, receipt.messageState());
        assertEquals(1, receipt.networkType());
        assertEquals(9, receipt.errorCode());
    }

    @Test
    void shouldReadTextWhereTlvsAreOdd() {
        encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "")
                .tlvShort(TlvTag.MESSAGE_STATE, 2)
                .tlvShort(TlvTag.NETWORK_ERROR_CODE, 2)
                .tlvByte(TlvTag.USER_MESSAGE_REFERENCE, 2);
        parse();
        assertEquals("text", receipt.id());
        assertEquals(5, receipt.messageState());
        assertEquals(0, receipt.networkType());
        assertEquals(7, receipt.errorCode());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "10, 5", "255, 5"})
    void shouldReadStatesThatHaveAName(int value, int expected) {
        encoder.tlvByte(TlvTag.MESSAGE_STATE, value);
        parse();
        assertEquals(expected, receipt.messageState());
    }

    @Test
    void shouldReadIdsWithoutNulAndCutThemAt255() {
        byte[] id = "i".repeat(300).getBytes(StandardCharsets.US_ASCII);
        encoder.tlv(TlvTag.RECEIPTED_MESSAGE_ID, id, 0, 4);
        parse();
        assertEquals("iiii", receipt.id());
        encoder.clearTlvs().tlv(TlvTag.RECEIPTED_MESSAGE_ID, id);
        parse();
        assertEquals(255, receipt.idLength());
        assertEquals(0, receipt.idOffset());
    }

    @Test
    void shouldForgetTheReceiptBefore() {
        encoder.esmClass(EsmClass.TYPE_INTERMEDIATE_NOTIFICATION)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "tlv")
                .tlvByte(TlvTag.MESSAGE_STATE, 1)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {1, 0, 9});
        parse();
        assertTrue(receipt.isIntermediate());
        receipt.parseText("id:x".getBytes(StandardCharsets.US_ASCII), 0, 4);
        assertEquals("x", receipt.id());
        assertEquals(DeliveryReceipt.NO_STATE, receipt.messageState());
        assertEquals(DeliveryReceipt.NO_NUMBER, receipt.errorCode());
        assertEquals(0, receipt.networkType());
        assertEquals(DeliveryReceipt.NO_DATE, receipt.doneDateMs());
    }

    @ParameterizedTest
    @CsvSource({
        "260715120000504+, 2026-07-15T11:00:00.500Z",
        "260715120000504-, 2026-07-15T13:00:00.500Z",
        "260715120000048+, 2026-07-15T00:00:00Z",
        "260715120000048-, 2026-07-16T00:00:00Z",
        "260715120000049+, none",
        "260715120000000R, none",
        "260715120000000, none",
        "261315120000000+, none"
    })
    void shouldReadSmppTimesAsDates(String date, String expected) {
        byte[] text = ("id:1 done date:" + date + " stat:DELIVRD").getBytes(StandardCharsets.US_ASCII);
        receipt.parseText(text, 0, text.length);
        long ms = receipt.doneDateMs();
        assertEquals(
                expected,
                ms == DeliveryReceipt.NO_DATE
                        ? "none"
                        : Instant.ofEpochMilli(ms).toString());
    }

    private void parse() {
        ByteBuf out = Unpooled.buffer();
        assertTrue(receipt.parse(new SmFlyweight().wrap(out, 0, encoder.encode(out))));
    }
}
