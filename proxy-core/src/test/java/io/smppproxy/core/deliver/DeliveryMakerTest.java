package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.journal.FileJournal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which receipts an ESME gets, with which id, and once each. */
class DeliveryMakerTest {
    private static final long ACCOUNT = 9;
    private static final int STREAM = 1;
    private static final String OWN_ID = "00000000000000070000000000000008";
    private static final long AT_MS = 1_764_000_000_000L;

    /** One that was made. */
    private record Made(long account, long createdAtMs, int affinity, boolean isCombined, ByteBuf pdu) {
        DeliveryReceipt receipt() {
            DeliveryReceipt receipt = new DeliveryReceipt();
            assertTrue(receipt.parse(sm()));
            return receipt;
        }

        SmFlyweight sm() {
            return new SmFlyweight().wrap(pdu, 0, pdu.readableBytes());
        }
    }

    @TempDir
    Path directory;

    private FileJournal journal;
    private DeliveryLog log;
    private DeliveryMaker maker;
    private JournalReader reader;
    private long position;

    @BeforeEach
    void open() {
        journal = FileJournal.open(directory, 2, DurabilityClass.PROCESS, 1 << 20, 1L << 40);
        log = new DeliveryLog(journal, 0);
        maker = new DeliveryMaker(log);
        reader = journal.reader(0, 0);
    }

    @AfterEach
    void close() {
        reader.close();
        journal.close();
    }

    private List<Made> made() {
        log.commit();
        List<Made> made = new ArrayList<>();
        while (reader.poll(
                        (type, ms, end, b, at, length) -> {
                            assertEquals(RecordType.DELIVERY, type);
                            byte[] pdu = new byte[length - DeliveryRecords.DELIVERY_FIXED_BYTES];
                            b.getBytes(at + DeliveryRecords.DELIVERY_FIXED_BYTES, pdu);
                            assertEquals(STREAM, DeliveryRecords.sourceStream(b, at));
                            made.add(new Made(
                                    DeliveryRecords.accountId(b, at),
                                    DeliveryRecords.createdAtMs(b, at),
                                    DeliveryRecords.affinity(b, at),
                                    DeliveryRecords.isCombined(b, at),
                                    Unpooled.wrappedBuffer(pdu)));
                        },
                        1)
                > 0) {}
        return made;
    }

    private static MessageRecord message(int registeredDelivery, PartState... states) {
        MessageRecord message = new MessageRecord().parts(states.length);
        message.idHi = 7;
        message.idLo = 8;
        message.appId = ACCOUNT;
        message.acceptedAtMs = AT_MS - 60_000;
        message.flags = MessageRecord.accountFlags(registeredDelivery, false);
        for (int i = 0; i < states.length; i++) {
            message.state(i, states[i]);
        }
        return message;
    }

    private static ByteBuf pdu(int esmClass, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf buf = Unpooled.buffer();
        new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .sequenceNumber(4_711)
                .sourceAddr(1, 1, "998901234567")
                .destinationAddr(5, 0, "BRAND")
                .esmClass(esmClass)
                .shortMessage(octets, 0, octets.length)
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 55)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "smsc-1")
                .tlvByte(TlvTag.MESSAGE_STATE, 2)
                .encode(buf);
        return buf;
    }

    private ReceiptSource source(ByteBuf pdu, int state) {
        byte[] octets = ByteBufUtil.getBytes(pdu);
        position += 8;
        return new ReceiptSource().set(STREAM, position, AT_MS, state, new UnsafeBuffer(octets), 0, octets.length);
    }

    private List<Made> receipt(MessageRecord message, int esmClass, int state) {
        maker.onReceipt(source(pdu(esmClass, "id:smsc-1 stat:X"), state), message, false);
        return made();
    }

    private boolean isMade(int registeredDelivery, int esmClass, int state) {
        return !receipt(message(registeredDelivery, PartState.SUBMITTED), esmClass, state)
                .isEmpty();
    }

    @Test
    void shouldTellOurIdOrTheOneThatWasGivenOrTheSmscs() {
        MessageRecord message = message(1, PartState.DELIVERED);
        Made own = receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                .get(0);
        assertEquals(ACCOUNT, own.account);
        assertEquals(AT_MS, own.createdAtMs);
        assertEquals(0, own.affinity);
        assertFalse(own.isCombined);
        assertEquals(OWN_ID, own.receipt().id());
        assertTrue(own.pdu.toString(StandardCharsets.ISO_8859_1).contains("id:" + OWN_ID + " stat:X"));
        assertEquals(0, PduHeader.sequenceNumber(own.pdu, 0));
        byte[] given = "group-1".getBytes(StandardCharsets.US_ASCII);
        message.transactionId(new UnsafeBuffer(given), 0, given.length);
        assertEquals(
                "group-1",
                receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                        .get(0)
                        .receipt()
                        .id());
        message.flags = MessageRecord.accountFlags(1, true);
        ByteBuf smscs = receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                .get(0)
                .pdu;
        ByteBuf same = pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X");
        PduHeader.setSequenceNumber(same, 0, 0);
        assertArrayEquals(ByteBufUtil.getBytes(same), ByteBufUtil.getBytes(smscs));
    }

    @Test
    void shouldDeliverWhatRegisteredDeliveryAsksFor() {
        int receipt = EsmClass.TYPE_MC_RECEIPT;
        int[] failures = {
            MessageState.UNDELIVERABLE,
            MessageState.EXPIRED,
            MessageState.REJECTED,
            MessageState.DELETED,
            MessageState.UNKNOWN,
            -1
        };
        for (int state : failures) {
            assertFalse(isMade(0, receipt, state));
            assertTrue(isMade(1, receipt, state));
            assertTrue(isMade(2, receipt, state), "state " + state);
            assertTrue(isMade(3, receipt, state), "success only in v5.0, which is not known here");
        }
        for (int state : new int[] {MessageState.DELIVERED, MessageState.ACCEPTED}) {
            assertFalse(isMade(0, receipt, state));
            assertTrue(isMade(1, receipt, state));
            assertFalse(isMade(2, receipt, state));
            assertTrue(isMade(3, receipt, state));
        }
        assertFalse(isMade(1, receipt, MessageState.ENROUTE));
        assertTrue(isMade(0x10, receipt, MessageState.ENROUTE));
        int intermediate = EsmClass.TYPE_INTERMEDIATE_NOTIFICATION;
        assertFalse(isMade(1, intermediate, MessageState.ENROUTE));
        assertTrue(isMade(0x10, intermediate, MessageState.ENROUTE));
        assertTrue(isMade(0x11, intermediate, MessageState.ENROUTE));
        assertFalse(isMade(0x10, receipt, MessageState.DELIVERED));
        assertTrue(isMade(0x1D, receipt, MessageState.DELIVERED), "other bits do not matter");
    }

    @Test
    void shouldDeliverNothingToAppsOrWithoutAPdu() {
        MessageRecord ofApp = message(1, PartState.DELIVERED);
        ofApp.flags = 0;
        assertEquals(List.of(), receipt(ofApp, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED));
        maker.onReceipt(source(Unpooled.EMPTY_BUFFER, MessageState.DELIVERED), message(1, PartState.DELIVERED), false);
        assertEquals(List.of(), made());
    }

    @Test
    void shouldPassOnTheSameReceiptTwiceAsItCame() {
        MessageRecord message = message(1, PartState.DELIVERED);
        assertEquals(
                1,
                receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                        .size());
        assertEquals(
                1,
                receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                        .size());
    }

    @Test
    void shouldWaitForTheLastPartAndTellTheWorst() {
        PartState[][] open = {
            {PartState.DELIVERED, PartState.SUBMITTED, PartState.DELIVERED},
            {PartState.UNDELIVERABLE, PartState.ON_WIRE, PartState.DELIVERED},
            {PartState.AMBIGUOUS, PartState.DELIVERED, PartState.DELIVERED}
        };
        for (PartState[] states : open) {
            assertEquals(List.of(), receipt(message(1, states), EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED));
        }
        Made all = receipt(
                        message(1, PartState.DELIVERED, PartState.DELIVERED, PartState.DELIVERED),
                        EsmClass.TYPE_MC_RECEIPT,
                        MessageState.DELIVERED)
                .get(0);
        assertTrue(all.isCombined);
        assertEquals(OWN_ID, all.receipt().id());
        assertEquals(MessageState.DELIVERED, all.receipt().messageState());
        assertEquals(3, all.receipt().submittedCount());
        assertEquals(3, all.receipt().deliveredCount());
        assertEquals("DELIVRD", all.receipt().stat());
        assertEquals(AT_MS / 60_000 * 60_000, all.receipt().doneDateMs());
        assertEquals((AT_MS - 60_000) / 60_000 * 60_000, all.receipt().submitDateMs());
        assertEquals("998901234567", all.sm().sourceAddr());
        assertTrue(all.sm().tlvs().find(TlvTag.USER_MESSAGE_REFERENCE));
        PartState[][] worst = {
            {PartState.DELIVERED, PartState.EXPIRED},
            {PartState.TIMED_OUT, PartState.DELIVERED},
            {PartState.EXPIRED, PartState.UNDELIVERABLE},
            {PartState.REJECTED, PartState.UNDELIVERABLE},
            {PartState.DELIVERED, PartState.UNKNOWN}
        };
        int[] states = {
            MessageState.EXPIRED,
            MessageState.EXPIRED,
            MessageState.UNDELIVERABLE,
            MessageState.REJECTED,
            MessageState.UNKNOWN
        };
        for (int i = 0; i < worst.length; i++) {
            MessageRecord message = message(1, worst[i]);
            message.commandStatus(i == 2 ? 1 : 0, 77);
            DeliveryReceipt receipt = receipt(message, EsmClass.TYPE_MC_RECEIPT, MessageState.DELIVERED)
                    .get(0)
                    .receipt();
            assertEquals(states[i], receipt.messageState(), "row " + i);
            assertEquals(i == 0 || i == 4 ? 0 : 77, receipt.errorCode(), "row " + i);
        }
    }

    @Test
    void shouldTellACombinedReceiptOnceAndOnlyIfAskedForAndSubmitted() {
        PartState[] bad = {PartState.DELIVERED, PartState.UNDELIVERABLE};
        PartState[] good = {PartState.DELIVERED, PartState.DELIVERED};
        int receipt = EsmClass.TYPE_MC_RECEIPT;
        assertEquals(
                1, receipt(message(2, bad), receipt, MessageState.UNDELIVERABLE).size());
        assertEquals(
                1, receipt(message(3, bad), receipt, MessageState.UNDELIVERABLE).size());
        assertEquals(
                0, receipt(message(2, good), receipt, MessageState.DELIVERED).size());
        assertEquals(
                1, receipt(message(3, good), receipt, MessageState.DELIVERED).size());
        assertEquals(
                0, receipt(message(0, good), receipt, MessageState.DELIVERED).size());
        maker.onReceipt(source(pdu(receipt, "id:smsc-1 stat:X"), 2), message(1, good), true);
        assertEquals(List.of(), made(), "it was settled before");
        PartState[] refused = {PartState.DELIVERED, PartState.REFUSED};
        assertEquals(
                0, receipt(message(1, refused), receipt, MessageState.DELIVERED).size());
        PartState[] notSent = {PartState.NOT_SENT, PartState.DELIVERED};
        assertEquals(
                0, receipt(message(1, notSent), receipt, MessageState.DELIVERED).size());
        MessageRecord smscIds = message(1, good);
        smscIds.flags = MessageRecord.accountFlags(1, true);
        String longest = "first" + "x".repeat(60);
        smscIds.smscId(0, new UnsafeBuffer(longest.getBytes(StandardCharsets.US_ASCII)), 0, 65);
        assertEquals(
                longest.substring(0, 64),
                receipt(smscIds, receipt, MessageState.DELIVERED)
                        .get(0)
                        .receipt()
                        .id());
    }

    @Test
    void shouldMakeNothingTwiceInAReplay() {
        MessageRecord single = message(1, PartState.DELIVERED);
        MessageRecord several = message(1, PartState.DELIVERED, PartState.DELIVERED);
        ReceiptSource first = source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2);
        ReceiptSource second = source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2);
        ReceiptSource third = source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2);
        ReceiptSource fourth = source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2);
        maker.onReceipt(first, single, false);
        log.settle(new long[] {0, first.position + 1});
        maker.onReceipt(second, single, false);
        maker.onReceipt(third, several, false);
        maker.onEarlyReceipt(fourth, single, false, STREAM, 1_000);
        log.commit();
        DeliveryLog later = new DeliveryLog(journal, 0);
        try (JournalReader ahead = journal.reader(0, 0)) {
            later.beginReplay(ahead);
        }
        long before = journal.writer(0).writtenPosition();
        DeliveryMaker again = new DeliveryMaker(later);
        again.onReceipt(first, single, false);
        again.onReceipt(second, single, false);
        // The maps are ahead: every part has its end already, whichever receipt comes.
        again.onReceipt(third, several, true);
        again.onReceipt(source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2), several, true);
        again.onEarlyReceipt(fourth, single, false, STREAM, 1_000);
        again.onEarlyReceipt(
                source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2), single, false, STREAM, first.position);
        later.commit();
        assertEquals(before, journal.writer(0).writtenPosition());
        again.onReceipt(source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2), single, false);
        MessageRecord lost = message(1, PartState.DELIVERED, PartState.DELIVERED);
        lost.idLo = 99;
        again.onReceipt(source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2), lost, true);
        again.onReceipt(source(pdu(EsmClass.TYPE_MC_RECEIPT, "id:smsc-1 stat:X"), 2), lost, true);
        later.commit();
        reader.close();
        reader = journal.reader(0, before);
        assertEquals(2, made().size(), "one of a message that had none, one for all parts of another");
    }

    @Test
    void shouldKeepAnMoAsItIsAndPartsOfOneMessageTogether() {
        ByteBuf plain = pdu(0, "hello");
        byte[] octets = ByteBufUtil.getBytes(plain);
        UnsafeBuffer record = new UnsafeBuffer(new byte[3 + 16 + octets.length]);
        DeliveryRecords.putMo(record, 3, 5, ACCOUNT);
        record.putBytes(3 + 16, octets);
        maker.onMo(STREAM, 8, AT_MS, record, 3, 16 + octets.length);
        Made made = made().get(0);
        assertEquals(ACCOUNT, made.account);
        assertEquals(0, made.affinity);
        PduHeader.setSequenceNumber(plain, 0, 0);
        assertArrayEquals(ByteBufUtil.getBytes(plain), ByteBufUtil.getBytes(made.pdu));
        int one = affinity(7, 1, "1");
        assertNotEquals(0, one);
        assertEquals(one, affinity(7, 2, "1"));
        assertNotEquals(one, affinity(8, 1, "1"));
        assertNotEquals(one, affinity(7, 1, "2"));
    }

    private int affinity(int reference, int part, String from) {
        byte[] userData = {5, 0, 3, (byte) reference, 2, (byte) part, 'x'};
        ByteBuf buf = Unpooled.buffer();
        new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .sourceAddr(1, 1, from)
                .destinationAddr(1, 1, "4455")
                .esmClass(EsmClass.UDHI)
                .shortMessage(userData, 0, userData.length)
                .encode(buf);
        byte[] octets = ByteBufUtil.getBytes(buf);
        UnsafeBuffer record = new UnsafeBuffer(new byte[16 + octets.length]);
        DeliveryRecords.putMo(record, 0, 5, ACCOUNT);
        record.putBytes(16, octets);
        maker.onMo(STREAM, 8, AT_MS, record, 0, 16 + octets.length);
        return made().get(0).affinity;
    }
}
