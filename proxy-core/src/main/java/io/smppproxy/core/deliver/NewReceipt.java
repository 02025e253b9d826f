package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.receipt.DeliveryReceiptWriter;
import io.smppproxy.codec.receipt.ReceiptStyle;
import io.smppproxy.codec.receipt.ReceiptStyle.Content;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;

/**
 * Writes a receipt's text and TLVs anew, in a deliver_sm that keeps addresses and all other TLVs of the SMSC's receipt. Reusable, for one
 * thread; allocates a few strings.
 */
final class NewReceipt {
    /** As wide as network_error_code has room for (SMPP v3.4 §5.3.2.31). */
    private static final int MAX_ERROR = 0xFFFF;

    private static final int MAX_COUNT = 999;
    /** Of a message_id, without its NUL (SMPP v3.4 §5.2.23). */
    private static final int MAX_ID = 64;

    private static final int MAX_ERROR_WORD = 20;

    private final SmEncoder encoder = new SmEncoder();
    private final DeliveryReceiptWriter writer = new DeliveryReceiptWriter();
    private final DeliveryReceipt receipt = new DeliveryReceipt();

    /**
     * The same receipt with another id.
     *
     * @param content what it says it in
     */
    void again(MessageFlyweight from, CharSequence id, Content content, ByteBuf out) {
        receipt.parse(from);
        int state = receipt.messageState();
        String error = receipt.errorCode() < 0 ? receipt.error() : "";
        writer.clear()
                .id(cut(id, MAX_ID))
                .state(state < 0 ? MessageState.UNKNOWN : state)
                .errorCode(error(receipt.errorCode()))
                .error(cut(error, MAX_ERROR_WORD))
                .counts(count(receipt.submittedCount(), 1), count(receipt.deliveredCount(), 0))
                .submitDateMs(date(receipt.submitDateMs()))
                .doneDateMs(date(receipt.doneDateMs()))
                .text(receipt.quote());
        encode(from, content, out);
    }

    /**
     * One receipt for a message whose parts are all settled: the worst of their states.
     *
     * @param from the receipt that settled the last one
     */
    void combined(MessageFlyweight from, MessageRecord record, CharSequence id, long doneAtMs, ByteBuf out) {
        int worst = worstPart(record);
        int state = messageState(record.state(worst));
        writer.clear()
                .id(cut(id, MAX_ID))
                .state(state)
                .errorCode(state == MessageState.DELIVERED ? 0 : error(record.commandStatus(worst)))
                .counts(record.partCount(), delivered(record))
                .submitDateMs(record.acceptedAtMs)
                .doneDateMs(doneAtMs);
        encode(from, Content.TEXT_AND_TLVS, out);
    }

    private static CharSequence cut(CharSequence text, int maxLength) {
        return text.subSequence(0, Math.min(maxLength, text.length()));
    }

    private static int error(int code) {
        return Math.min(MAX_ERROR, Math.max(0, code));
    }

    private static int count(int count, int otherwise) {
        return count < 0 ? otherwise : Math.min(MAX_COUNT, count);
    }

    private static long date(long parsed) {
        return parsed == DeliveryReceipt.NO_DATE ? 0 : parsed;
    }

    private void encode(MessageFlyweight from, Content content, ByteBuf out) {
        encoder.reset(CommandId.DELIVER_SM)
                .serviceType(from.serviceType())
                .sourceAddr(
                        from.sourceAddrTon(),
                        from.sourceAddrNpi(),
                        from.buffer(),
                        from.sourceAddrOffset(),
                        from.sourceAddrLength())
                .destinationAddr(
                        from.destAddrTon(),
                        from.destAddrNpi(),
                        from.buffer(),
                        from.destinationAddrOffset(),
                        from.destinationAddrLength());
        writer.encode(encoder, ReceiptStyle.DEFAULT.withContent(content));
        boolean isIntermediate = EsmClass.isIntermediate(from.esmClass());
        encoder.esmClass(isIntermediate ? EsmClass.TYPE_INTERMEDIATE_NOTIFICATION : EsmClass.TYPE_MC_RECEIPT);
        if (content != Content.TEXT) {
            copyOtherTlvs(from);
        }
        encoder.encode(out);
    }

    private void copyOtherTlvs(MessageFlyweight from) {
        TlvCursor tlvs = from.tlvs();
        while (tlvs.next()) {
            switch (tlvs.tag()) {
                case TlvTag.RECEIPTED_MESSAGE_ID,
                        TlvTag.MESSAGE_STATE,
                        TlvTag.NETWORK_ERROR_CODE,
                        TlvTag.MESSAGE_PAYLOAD,
                        TlvTag.SAR_MSG_REF_NUM,
                        TlvTag.SAR_TOTAL_SEGMENTS,
                        TlvTag.SAR_SEGMENT_SEQNUM -> {
                    // Of what is written anew.
                }
                default -> encoder.tlv(tlvs.tag(), from.buffer(), tlvs.valueOffset(), tlvs.valueLength());
            }
        }
    }

    private static int worstPart(MessageRecord record) {
        int worst = 0;
        for (int part = 1; part < record.partCount(); part++) {
            if (severity(record.state(part)) > severity(record.state(worst))) {
                worst = part;
            }
        }
        return worst;
    }

    private static int severity(PartState state) {
        return switch (state) {
            case DELIVERED -> 0;
            case EXPIRED, TIMED_OUT -> 2;
            case UNDELIVERABLE -> 3;
            case REJECTED -> 4;
            default -> 1;
        };
    }

    private static int messageState(PartState state) {
        return switch (state) {
            case DELIVERED -> MessageState.DELIVERED;
            case EXPIRED, TIMED_OUT -> MessageState.EXPIRED;
            case UNDELIVERABLE -> MessageState.UNDELIVERABLE;
            case REJECTED -> MessageState.REJECTED;
            default -> MessageState.UNKNOWN;
        };
    }

    private static int delivered(MessageRecord record) {
        int count = 0;
        for (int part = 0; part < record.partCount(); part++) {
            count += record.state(part) == PartState.DELIVERED ? 1 : 0;
        }
        return count;
    }

    static String string(byte[] octets, int length) {
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }
}
