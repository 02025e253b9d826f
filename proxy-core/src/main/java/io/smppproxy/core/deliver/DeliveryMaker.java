package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.RegisteredDelivery;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.reassembly.Part;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.store.MessageRecord;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes DELIVERY records of receipts and MO, as the projection applies them, live or in a replay. Tracker only. */
public final class DeliveryMaker {
    private static final int HEADER = DeliveryRecords.DELIVERY_FIXED_BYTES;

    private final DeliveryLog log;
    private final ByteBuf pdu = Unpooled.buffer(1_024);
    private final ByteBuf record = Unpooled.buffer(1_024);
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final ReceiptRewriter rewriter = new ReceiptRewriter();
    private final NewReceipt newReceipt = new NewReceipt();
    private final Part part = new Part();
    private final byte[] ownId = new byte[MessageIds.HEX_LENGTH];
    private byte[] toldId = ownId;
    private int toldIdLength;

    public DeliveryMaker(DeliveryLog log) {
        this.log = log;
    }

    /**
     * A receipt has been applied at its own place in its stream.
     *
     * @param source the RECEIPT
     * @param message its message, after that
     * @param wasSettled every part of the message had its end before
     */
    public void onReceipt(ReceiptSource source, MessageRecord message, boolean wasSettled) {
        if (isForAnEsme(source, message) && !log.isMade(source.stream, source.position)) {
            make(source, message, wasSettled);
        }
    }

    /**
     * A receipt that had come before the answer has found its message.
     *
     * @param answerStream where the RESULT is that it waited for
     * @param answerPosition position of that
     */
    public void onEarlyReceipt(
            ReceiptSource source, MessageRecord message, boolean wasSettled, int answerStream, long answerPosition) {
        if (isForAnEsme(source, message)
                && !log.isMade(answerStream, answerPosition)
                && !log.isMadeSinceSettled(source.stream, source.position)) {
            make(source, message, wasSettled);
            // The index forgets the receipt next, so this must be known first.
            log.commit();
        }
    }

    private static boolean isForAnEsme(ReceiptSource source, MessageRecord message) {
        return message.isOfAccount() && source.pduLength > 0;
    }

    private void make(ReceiptSource source, MessageRecord message, boolean wasSettled) {
        load(source.buffer, source.pduOffset, source.pduLength);
        boolean isCombined = message.partCount() > 1;
        if (isCombined ? !isLastWord(message, wasSettled) : !isWanted(message, source.messageState)) {
            return;
        }
        int flags = isCombined ? DeliveryRecords.FLAG_COMBINED : 0;
        begin(source.stream, source.position, flags, message.appId, source.atMs, message.idLo, 0);
        findToldId(message);
        if (isCombined) {
            newReceipt.combined(wrapped(), message, NewReceipt.string(toldId, toldIdLength), source.atMs, record);
        } else if (tellsSmscIds(message)) {
            copy();
        } else {
            rewriter.rewrite(pdu, toldId, toldIdLength, record);
        }
        append();
    }

    /** Which version the ESME speaks is not kept, so that the bits 11 ask for more than they might. */
    private static boolean isWanted(MessageRecord message, int messageState) {
        return RegisteredDelivery.wants(message.registeredDelivery(), messageState, InterfaceVersion.V3_4);
    }

    /** True for the receipt that gave the last one of several parts its end. */
    private boolean isLastWord(MessageRecord message, boolean wasSettled) {
        // In a replay the stored message may be ahead of its records.
        if (!message.isTerminal() || (wasSettled && !log.isReplaying()) || log.isCombinedMade(message.idLo)) {
            return false;
        }
        boolean isDelivered = true;
        for (int i = 0; i < message.partCount(); i++) {
            switch (message.state(i)) {
                case DELIVERED -> {
                    // As it should be.
                }
                case REFUSED, NOT_SENT -> {
                    // The ESME was told an error and knows of no message.
                    return false;
                }
                default -> isDelivered = false;
            }
        }
        return isWanted(message, isDelivered ? MessageState.DELIVERED : MessageState.UNDELIVERABLE);
    }

    private static boolean tellsSmscIds(MessageRecord message) {
        return (message.flags & MessageRecord.FLAG_SMSC_IDS) != 0;
    }

    /** What submit_sm_resp told: the SMSC's id, one that was given, or ours in hexadecimal. */
    private void findToldId(MessageRecord message) {
        if (tellsSmscIds(message)) {
            toldId = message.smscId(0);
            toldIdLength = message.smscIdLength(0);
        } else if (message.transactionIdLength() > 0) {
            toldId = message.transactionIdOctets();
            toldIdLength = message.transactionIdLength();
        } else {
            MessageIds.putHex(message.idHi, message.idLo, ownId, 0);
            toldId = ownId;
            toldIdLength = ownId.length;
        }
    }

    /** An MO record. */
    public void onMo(int stream, long position, long atMs, DirectBuffer b, int at, int length) {
        if (!log.isMade(stream, position)) {
            load(b, at + DeliveryRecords.MO_FIXED_BYTES, length - DeliveryRecords.MO_FIXED_BYTES);
            begin(stream, position, 0, DeliveryRecords.moAccountId(b, at), atMs, 0, affinity(wrapped()));
            copy();
            append();
        }
    }

    /** Parts of one message had better take the same session. */
    private int affinity(MessageFlyweight message) {
        if (part.of(message).kind() == Part.Kind.NONE) {
            return 0;
        }
        int hash = 31 * part.reference() + part.totalParts();
        int addressesEnd = message.destinationAddrOffset() + message.destinationAddrLength();
        for (int i = message.sourceAddrOffset(); i < addressesEnd; i++) {
            hash = 31 * hash + pdu.getByte(i);
        }
        return hash == 0 ? 1 : hash;
    }

    private void load(DirectBuffer b, int at, int length) {
        pdu.clear().ensureWritable(length);
        b.getBytes(at, pdu.array(), 0, length);
        pdu.writerIndex(length);
    }

    private MessageFlyweight wrapped() {
        int length = pdu.writerIndex();
        return PduHeader.commandId(pdu, 0) == CommandId.DATA_SM ? dataSm.wrap(pdu, 0, length) : sm.wrap(pdu, 0, length);
    }

    private void begin(
            int stream, long position, int flags, long accountId, long createdAtMs, long messageIdLo, int affinity) {
        record.clear().writeZero(HEADER);
        payload.wrap(record.array());
        DeliveryRecords.putDelivery(payload, 0, stream, position, flags, accountId, createdAtMs, messageIdLo, affinity);
    }

    private void copy() {
        record.writeBytes(pdu, 0, pdu.writerIndex());
        PduHeader.setSequenceNumber(record, HEADER, 0);
    }

    private void append() {
        // The array may have grown.
        payload.wrap(record.array());
        log.delivery(payload, 0, record.writerIndex());
    }
}
