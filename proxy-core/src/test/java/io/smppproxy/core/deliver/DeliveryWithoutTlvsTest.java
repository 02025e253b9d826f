package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What v3.3 gets of each kind of delivery. */
class DeliveryWithoutTlvsTest {
    private final DeliveryWithoutTlvs without = new DeliveryWithoutTlvs();

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SmEncoder deliverSm(int esmClass, String text) {
        byte[] octets = octets(text);
        return new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .serviceType("X")
                .sourceAddr(1, 1, "998901234567")
                .destinationAddr(5, 0, "BRAND")
                .esmClass(esmClass)
                .shortMessage(octets, 0, octets.length);
    }

    private ByteBuf of(MessageEncoder<?> encoder) {
        ByteBuf buf = Unpooled.buffer();
        encoder.encode(buf);
        byte[] pdu = ByteBufUtil.getBytes(buf);
        return without.of(new UnsafeBuffer(pdu), 0, pdu.length);
    }

    private static void assertSame(MessageEncoder<?> expected, ByteBuf got) {
        ByteBuf wanted = Unpooled.buffer();
        expected.encode(wanted);
        assertEquals(ByteBufUtil.prettyHexDump(wanted), ByteBufUtil.prettyHexDump(got));
    }

    private static SmFlyweight wrap(ByteBuf got) {
        assertEquals(got.writerIndex(), PduHeader.commandLength(got, 0));
        SmFlyweight sm = new SmFlyweight().wrap(got, 0, got.writerIndex());
        assertEquals(0, sm.tlvLength());
        return sm;
    }

    @Test
    void shouldLeaveOutTlvsAndNothingElse() {
        assertSame(deliverSm(0, "hello"), of(deliverSm(0, "hello")));
        assertSame(deliverSm(0, "hello"), of(deliverSm(0, "hello").tlvShort(TlvTag.SOURCE_PORT, 7)));
        String receipt = "id:1 stat:DELIVRD";
        assertSame(
                deliverSm(EsmClass.TYPE_MC_RECEIPT, receipt),
                of(deliverSm(EsmClass.TYPE_MC_RECEIPT, receipt).tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "1")));
    }

    @Test
    void shouldMoveThePayloadIfItFits() {
        for (int length : new int[] {1, 254}) {
            byte[] text = octets("p".repeat(length));
            SmEncoder from = deliverSm(EsmClass.UDHI, "")
                    .dataCoding(4)
                    .registeredDelivery(1)
                    .messagePayload(text, 0, text.length);
            assertSame(
                    deliverSm(EsmClass.UDHI, "p".repeat(length)).dataCoding(4).registeredDelivery(1), of(from));
        }
        byte[] tooLong = octets("p".repeat(255));
        assertNull(of(deliverSm(0, "").messagePayload(tooLong, 0, tooLong.length)));
    }

    @Test
    void shouldMakeADeliverSmOfADataSm() {
        DataSmEncoder from = new DataSmEncoder()
                .serviceType("X")
                .sourceAddr(1, 1, "998901234567")
                .destinationAddr(5, 0, "BRAND")
                .messagePayload(octets("hi"), 0, 2);
        assertSame(deliverSm(0, "hi"), of(from));
    }

    @Test
    void shouldSayInTheTextWhatOnlyTlvsSaid() {
        SmEncoder from = deliverSm(EsmClass.TYPE_MC_RECEIPT, "")
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "abc")
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.EXPIRED)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {3, 0, 9});
        DeliveryReceipt receipt = new DeliveryReceipt();
        SmFlyweight sm = wrap(of(from));
        assertTrue(receipt.parse(sm));
        assertEquals("abc", receipt.id());
        assertEquals(MessageState.EXPIRED, receipt.messageState());
        assertEquals(9, receipt.errorCode());
        assertEquals("998901234567", sm.sourceAddr());
        DataSmEncoder data = new DataSmEncoder()
                .sourceAddr(1, 1, "998901234567")
                .destinationAddr(5, 0, "BRAND")
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "def")
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.DELIVERED);
        assertTrue(receipt.parse(wrap(of(data))));
        assertEquals("def", receipt.id());
        assertEquals(MessageState.DELIVERED, receipt.messageState());
    }

    @Test
    void shouldCutAnIdThatNoResponseCouldHaveTold() {
        SmEncoder from = deliverSm(EsmClass.TYPE_MC_RECEIPT, "")
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "i".repeat(200))
                .tlvByte(TlvTag.MESSAGE_STATE, 77);
        DeliveryReceipt receipt = new DeliveryReceipt();
        assertTrue(receipt.parse(wrap(of(from))));
        assertEquals("i".repeat(64), receipt.id());
        assertEquals(MessageState.UNKNOWN, receipt.messageState());
    }

    @Test
    void shouldShortenAReceiptThatIsTooLong() {
        byte[] text = octets("id:abc stat:UNDELIV err:5 text:" + "t".repeat(300));
        DeliveryReceipt receipt = new DeliveryReceipt();
        assertTrue(
                receipt.parse(wrap(of(deliverSm(EsmClass.TYPE_MC_RECEIPT, "").messagePayload(text, 0, text.length)))));
        assertEquals("abc", receipt.id());
        assertEquals(MessageState.UNDELIVERABLE, receipt.messageState());
        byte[] nameless = octets("t".repeat(300));
        assertNull(of(deliverSm(EsmClass.TYPE_MC_RECEIPT, "").messagePayload(nameless, 0, nameless.length)));
        assertFalse(receipt.parse(wrap(of(deliverSm(0, "x")))));
    }
}
