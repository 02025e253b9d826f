package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The id is another one afterwards, and nothing else is. */
class ReceiptRewriterTest {
    private static final String TOLD = "0123456789abcdef0123456789abcdef";
    private static final String TEXT =
            "id:%s sub:001 dlvrd:001 submit date:2611210900 done date:2611210901 stat:DELIVRD err:000 text:hello";

    private final ReceiptRewriter rewriter = new ReceiptRewriter();
    private final DeliveryReceipt receipt = new DeliveryReceipt();

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SmEncoder deliverSm() {
        return new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .serviceType("WAP")
                .sourceAddr(1, 1, "998901234567")
                .destinationAddr(5, 0, "BRAND")
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .sequenceNumber(77);
    }

    private static SmEncoder deliverSm(String text) {
        byte[] octets = octets(text);
        return deliverSm().shortMessage(octets, 0, octets.length);
    }

    private static ByteBuf encoded(MessageEncoder<?> encoder) {
        ByteBuf buf = Unpooled.buffer();
        encoder.encode(buf);
        return buf;
    }

    private ByteBuf rewrite(MessageEncoder<?> encoder, String id) {
        ByteBuf out = Unpooled.buffer();
        // As in a record, something stands before.
        out.writeZero(5);
        rewriter.rewrite(encoded(encoder), octets(id), id.length(), out);
        return out.skipBytes(5).slice();
    }

    private void assertSame(MessageEncoder<?> expected, ByteBuf got) {
        ByteBuf wanted = encoded(expected.sequenceNumber(0));
        assertEquals(ByteBufUtil.prettyHexDump(wanted), ByteBufUtil.prettyHexDump(got));
        assertEquals(got.readableBytes(), PduHeader.commandLength(got, 0));
    }

    private static MessageFlyweight wrap(ByteBuf buf) {
        return PduHeader.commandId(buf, 0) == CommandId.DATA_SM
                ? new DataSmFlyweight().wrap(buf, 0, buf.readableBytes())
                : new SmFlyweight().wrap(buf, 0, buf.readableBytes());
    }

    @Test
    void shouldReplaceTheIdInTheText() {
        for (String told : new String[] {"7", "1234567890", TOLD}) {
            assertSame(
                    deliverSm(String.format(TEXT, told)), rewrite(deliverSm(String.format(TEXT, "1234567890")), told));
        }
    }

    @Test
    void shouldReplaceTheIdInTheTlvToo() {
        SmEncoder from = deliverSm(String.format(TEXT, "42"))
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 513)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "42")
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.DELIVERED)
                .tlv(0x1501, octets("vendor"));
        SmEncoder to = deliverSm(String.format(TEXT, TOLD))
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 513)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, TOLD)
                .tlvByte(TlvTag.MESSAGE_STATE, MessageState.DELIVERED)
                .tlv(0x1501, octets("vendor"));
        assertSame(to, rewrite(from, TOLD));
    }

    @Test
    void shouldReplaceATlvWithoutANul() {
        SmEncoder from =
                deliverSm("").tlv(TlvTag.RECEIPTED_MESSAGE_ID, octets("42")).tlvByte(TlvTag.MESSAGE_STATE, 2);
        SmEncoder to =
                deliverSm("").tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, TOLD).tlvByte(TlvTag.MESSAGE_STATE, 2);
        assertSame(to, rewrite(from, TOLD));
    }

    @Test
    void shouldLeaveATextWithoutAnIdAsItIs() {
        SmEncoder from = deliverSm("stat:DELIVRD err:000").tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "42");
        SmEncoder to = deliverSm("stat:DELIVRD err:000").tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, TOLD);
        assertSame(to, rewrite(from, TOLD));
    }

    @Test
    void shouldFindTheIdInEverySpelling() {
        String[] texts = {
            "ID:%s STAT:DELIVRD",
            "Id: %s Stat:DELIVRD",
            "id=%s&stat=DELIVRD",
            "stat:DELIVRD id:%s",
            "sub:001, dlvrd:001, id:%s, stat:DELIVRD",
            "id : %s stat:DELIVRD\r\ntext:id:9",
            "stat:DELIVRD text:"
        };
        for (String text : texts) {
            assertSame(deliverSm(String.format(text, TOLD)), rewrite(deliverSm(String.format(text, "00AB")), TOLD));
        }
    }

    @Test
    void shouldReplaceTheIdInMessagePayload() {
        byte[] before = octets(String.format(TEXT, "42") + "z".repeat(300));
        byte[] after = octets(String.format(TEXT, TOLD) + "z".repeat(300));
        assertSame(
                deliverSm().messagePayload(after, 0, after.length).tlvByte(TlvTag.MESSAGE_STATE, 2),
                rewrite(deliverSm().messagePayload(before, 0, before.length).tlvByte(TlvTag.MESSAGE_STATE, 2), TOLD));
        DataSmEncoder from = new DataSmEncoder()
                .sourceAddr(1, 1, "1")
                .destinationAddr(1, 1, "2")
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "42")
                .messagePayload(before, 0, before.length);
        DataSmEncoder to = new DataSmEncoder()
                .sourceAddr(1, 1, "1")
                .destinationAddr(1, 1, "2")
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, TOLD)
                .messagePayload(after, 0, after.length);
        assertSame(to, rewrite(from, TOLD));
    }

    @Test
    void shouldReplaceTheIdBehindAHeaderAndInWideCharacters() {
        byte[] header = {5, 0, 3, 9, 1, 1};
        assertSame(
                withHeader(header, octets("id:" + TOLD + " stat:DELIVRD")),
                rewrite(withHeader(header, octets("id:4 stat:DELIVRD")), TOLD));
        byte[] wide = "id:42 stat:DELIVRD".getBytes(StandardCharsets.UTF_16BE);
        byte[] wideAfter = ("id:" + TOLD + " stat:DELIVRD").getBytes(StandardCharsets.UTF_16BE);
        assertSame(
                deliverSm().dataCoding(8).shortMessage(wideAfter, 0, wideAfter.length),
                rewrite(deliverSm().dataCoding(8).shortMessage(wide, 0, wide.length), TOLD));
        assertSame(
                deliverSm("id:" + TOLD + " stat:DELIVRD").dataCoding(8),
                rewrite(deliverSm("id:42 stat:DELIVRD").dataCoding(8), TOLD));
    }

    private static SmEncoder withHeader(byte[] header, byte[] text) {
        byte[] all = new byte[header.length + text.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(text, 0, all, header.length, text.length);
        return deliverSm().esmClass(EsmClass.TYPE_MC_RECEIPT | EsmClass.UDHI).shortMessage(all, 0, all.length);
    }

    @Test
    void shouldCutTheQuotedMessageWhenTheNewIdNeedsItsRoom() {
        String before = String.format(TEXT, "42") + "q".repeat(254 - TEXT.length());
        String after = String.format(TEXT, TOLD) + "q".repeat(254 - TEXT.length());
        assertEquals(254, before.length());
        assertSame(deliverSm(after.substring(0, 254)), rewrite(deliverSm(before), TOLD));
    }

    @Test
    void shouldFillShortMessageToItsLastOctet() {
        String start = String.format(TEXT, TOLD);
        String rest = "q".repeat(254 - start.length());
        assertSame(deliverSm(start + rest), rewrite(deliverSm(String.format(TEXT, "42") + rest), TOLD));
        assertSame(deliverSm(start + rest), rewrite(deliverSm(String.format(TEXT, "42") + rest + "q"), TOLD));
    }

    @Test
    void shouldWriteTheTextAnewWhenItsFieldsDoNotFit() {
        String before = "stat:UNDELIV err:069 sub:001 dlvrd:000 submit date:2611210900 done date:2611210901 vendor:"
                + "v".repeat(140) + " id:42";
        assertTrue(before.length() <= 254);
        ByteBuf got = rewrite(deliverSm(before).tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 7), TOLD);
        MessageFlyweight message = wrap(got);
        assertEquals("998901234567", message.sourceAddr());
        assertEquals("BRAND", message.destinationAddr());
        assertEquals("WAP", message.serviceType());
        assertEquals(EsmClass.TYPE_MC_RECEIPT, message.esmClass());
        assertTrue(receipt.parse(message));
        assertEquals(TOLD, receipt.id());
        assertEquals(MessageState.UNDELIVERABLE, receipt.messageState());
        assertEquals(69, receipt.errorCode());
        assertEquals(0, receipt.deliveredCount());
        assertTrue(message.tlvs().find(TlvTag.USER_MESSAGE_REFERENCE));
        assertEquals(0, PduHeader.sequenceNumber(got, 0));
        assertEquals(got.readableBytes(), PduHeader.commandLength(got, 0));
    }

    @Test
    void shouldWriteAWideTextAnewWhenItIsTooLong() {
        byte[] wide = ("id:42 stat:DELIVRD text:" + "q".repeat(100)).getBytes(StandardCharsets.UTF_16BE);
        ByteBuf got = rewrite(deliverSm().dataCoding(8).shortMessage(wide, 0, wide.length), TOLD);
        MessageFlyweight message = wrap(got);
        assertTrue(receipt.parse(message));
        assertEquals(TOLD, receipt.id());
        assertEquals(0, message.dataCoding());
        assertEquals("q".repeat(20), receipt.quote().substring(0, 20));
    }

    @Test
    void shouldWorkForAnyTextAndTlvs() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String id = Integer.toString(random.nextInt(1 << random.nextInt(31)));
            String told = TOLD.substring(random.nextInt(31));
            String quote = "x".repeat(random.nextInt(90));
            String text = String.format(TEXT, id) + quote;
            SmEncoder from = deliverSm(text);
            boolean hasTlv = random.nextBoolean();
            if (hasTlv) {
                from.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, id);
            }
            byte[] vendor = new byte[random.nextInt(40)];
            random.nextBytes(vendor);
            from.tlv(0x1400, vendor);
            ByteBuf got = rewrite(from, told);
            MessageFlyweight message = wrap(got);
            String hint = "seed " + seed;
            assertTrue(receipt.parse(message), hint);
            assertEquals(told, receipt.id(), hint);
            assertEquals(hasTlv, message.tlvs().find(TlvTag.RECEIPTED_MESSAGE_ID), hint);
            assertTrue(message.tlvs().find(0x1400), hint);
            String wanted = String.format(TEXT, told) + quote;
            byte[] userData = new byte[message.userDataLength()];
            message.buffer().getBytes(message.userDataOffset(), userData);
            assertArrayEquals(octets(wanted.substring(0, Math.min(254, wanted.length()))), userData, hint);
        }
    }

    @Test
    void shouldAgreeWithItselfWhenTheIdIsTheSame() {
        ByteBuf from = encoded(deliverSm(String.format(TEXT, TOLD)).sequenceNumber(0));
        assertEquals(
                ByteBufUtil.hexDump(from), ByteBufUtil.hexDump(rewrite(deliverSm(String.format(TEXT, TOLD)), TOLD)));
        assertFalse(wrap(from).tlvs().next());
    }
}
