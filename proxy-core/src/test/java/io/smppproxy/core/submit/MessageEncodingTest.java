package io.smppproxy.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.admission.DestinationDigest;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.track.AcceptFlyweight;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageEncodingTest {
    private static final String GSM = "Price: 5€ {[~]} ".repeat(40);
    private static final String UCS2 = "Привет, мир! 🌍🚀 ".repeat(20);

    private final MessageEncoding encoding = new MessageEncoding();

    private static LinkConfigBuilder link(Mode mode) {
        return LinkConfig.builder(101, "a").segmentation(SegmentationRules.DEFAULT.withMode(mode));
    }

    private OutgoingMessage encode(String text, LinkConfig link) {
        int parts = encoding.analyse(text, link);
        assertTrue(parts > 0, () -> "parts: " + parts);
        Submission submission = new Submission()
                .appId(1)
                .taskId(2)
                .esme(900)
                .source(5, 0, "BRAND")
                .dest(1, 1, "998901234567")
                .text(text)
                .transactionId("tx")
                .messageId(11, 12)
                .deadlineNs(77)
                .replyTo(3, 4);
        ContactCount contact = new ContactCount();
        contact.keyHi = 21;
        contact.keyLo = 22;
        contact.textDigest = 23;
        contact.day = 24;
        int length = encoding.encode(submission, link, true, 33, contact, 44, 0x1234);
        OutgoingMessage message = new OutgoingMessage();
        message.load(encoding.record(), 0, length);
        assertEquals(parts, message.partCount());
        return message;
    }

    private static List<ReceivedPart> received(OutgoingMessage message) {
        List<ReceivedPart> parts = new ArrayList<>();
        for (int i = 0; i < message.partCount(); i++) {
            ByteBuf pdu = Unpooled.wrappedBuffer(message.octets(), message.partOffset(i), message.partLength(i));
            SmFlyweight sm = new SmFlyweight().wrap(pdu, 0, pdu.readableBytes());
            assertEquals(CommandId.SUBMIT_SM, sm.commandId());
            assertEquals(0, sm.sequenceNumber());
            parts.add(ReceivedPart.of(sm, "esme", 1, "id" + i, 0, false));
        }
        return parts;
    }

    @Test
    void shouldKeepTheTextInEveryModeOfSegmentation() {
        for (Mode mode : Mode.values()) {
            for (String text : List.of("short", GSM, "Привет", UCS2)) {
                List<ReceivedPart> parts = received(encode(text, link(mode).build()));
                assertEquals(
                        List.of(text),
                        ReceivedMessages.reassemble(parts).texts(),
                        mode + ", " + parts.size() + " parts");
                boolean isLong = text.length() > 70;
                assertEquals(isLong && mode != Mode.PAYLOAD, parts.size() > 1, mode.name());
                ReceivedPart last = parts.get(parts.size() - 1);
                assertEquals(isLong && mode == Mode.SAR ? parts.size() : -1, last.sarSequence(), mode.name());
                int udh = !isLong ? 0 : mode == Mode.UDH8 ? 6 : mode == Mode.UDH16 ? 7 : 0;
                assertEquals(udh, last.udhLength(), mode.name());
            }
        }
    }

    @Test
    void shouldPutALongMessageIntoThePayloadTlv() {
        OutgoingMessage message = encode(UCS2, link(Mode.PAYLOAD).build());
        ByteBuf pdu = Unpooled.wrappedBuffer(message.octets(), message.partOffset(0), message.partLength(0));
        SmFlyweight sm = new SmFlyweight().wrap(pdu, 0, pdu.readableBytes());
        assertEquals(0, sm.shortMessageLength());
        assertTrue(sm.tlvs().find(TlvTag.MESSAGE_PAYLOAD));
        assertEquals(2 * UCS2.length(), sm.messagePayloadLength());
    }

    @Test
    void shouldWriteNoTlvOnALinkOfVersion33() {
        LinkConfig v33 = link(Mode.UDH8).interfaceVersion(InterfaceVersion.V3_3).build();
        OutgoingMessage message = encode(GSM, v33);
        for (int i = 0; i < message.partCount(); i++) {
            ByteBuf pdu = Unpooled.wrappedBuffer(message.octets(), message.partOffset(i), message.partLength(i));
            assertEquals(0, new SmFlyweight().wrap(pdu, 0, pdu.readableBytes()).tlvLength());
        }
        assertEquals(
                List.of(GSM), ReceivedMessages.reassemble(received(message)).texts());
    }

    @Test
    void shouldTellThePartsOfAMessageThatIsTooLong() {
        LinkConfig three = LinkConfig.builder(101, "a")
                .segmentation(SegmentationRules.DEFAULT.withMaxParts(3))
                .build();
        assertEquals(3, encoding.analyse("a".repeat(3 * 153), three));
        assertEquals(Segmenter.TOO_LONG, encoding.analyse("a".repeat(3 * 153 + 1), three));
        assertEquals(4, encoding.partCount());
    }

    @Test
    void shouldCarryWhatTheJournalAndTheLoopNeed() {
        OutgoingMessage message = encode(GSM, link(Mode.UDH16).build());
        int at = LaneRecord.ACCEPT_OFFSET;
        assertEquals(4, message.handle());
        assertEquals(3, message.sinkId());
        assertEquals(77, message.deadlineNs());
        assertEquals(11, message.idHi());
        assertEquals(12, message.idLo());
        assertEquals(900, AcceptFlyweight.esme(message.buffer(), at));
        assertEquals(101, AcceptFlyweight.linkId(message.buffer(), at));
        assertEquals(44, AcceptFlyweight.acceptedAtMs(message.buffer(), at));
        assertEquals(33, AcceptFlyweight.bodyDigest(message.buffer(), at));
        assertEquals(MessageRecord.FLAG_KEYED, AcceptFlyweight.flags(message.buffer(), at));
        assertEquals(21, AcceptFlyweight.contactKeyHi(message.buffer(), at));
        assertEquals(22, AcceptFlyweight.contactKeyLo(message.buffer(), at));
        assertEquals(23, AcceptFlyweight.textDigest(message.buffer(), at));
        assertEquals(24, AcceptFlyweight.contactDay(message.buffer(), at));
        assertEquals(message.partCount(), AcceptFlyweight.partCount(message.buffer(), at));
        assertEquals(AcceptFlyweight.FIXED_BYTES + 2 + Long.BYTES, message.acceptLength());
        assertEquals(
                DestinationDigest.of("998901234567"),
                AcceptFlyweight.destinationDigest(message.buffer(), at, message.acceptLength()));
    }

    @Test
    void shouldAskForReceiptsOnlyWhenTheLinkWantsThem() {
        ReceivedPart with = received(encode("a", link(Mode.UDH8).build())).get(0);
        ReceivedPart without = received(
                        encode("a", link(Mode.UDH8).requestReceipts(false).build()))
                .get(0);
        assertEquals(1, with.registeredDelivery());
        assertEquals(0, without.registeredDelivery());
    }

    @Test
    void shouldShareNothingWithTheMessageBefore() {
        encode(UCS2, link(Mode.SAR).build());
        List<ReceivedPart> parts = received(encode("plain", link(Mode.UDH8).build()));
        assertEquals(1, parts.size());
        assertEquals(-1, parts.get(0).sarReference());
        assertEquals(0, parts.get(0).esmClass());
        assertEquals(List.of("plain"), ReceivedMessages.reassemble(parts).texts());
    }
}
