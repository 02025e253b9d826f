package io.smppproxy.core.track;

import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.deliver.Deliveries;
import io.smppproxy.core.deliver.DeliveryMaker;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.ContactHistory;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import org.agrona.DirectBuffer;

/**
 * The maps and the deliveries' queues as a function of the journal: one record in, at most a few puts out. The same code runs live and
 * in replay, and applying a record twice changes nothing. Tracker only.
 */
final class Projection {
    private final MessageTable messages;
    private final ContactHistory contacts;
    private final TrackerMetrics metrics;
    private final ReceiptMatching receipts;
    private final DeliveryMaker deliveryMaker;
    private final Deliveries deliveries;
    private boolean replaying;

    Projection(
            TrackerContext context,
            MessageTable messages,
            ReceiptMatching receipts,
            DeliveryMaker deliveryMaker,
            Deliveries deliveries) {
        this.messages = messages;
        this.contacts = context.contacts();
        this.metrics = context.metrics();
        this.receipts = receipts;
        this.deliveryMaker = deliveryMaker;
        this.deliveries = deliveries;
    }

    void replaying(boolean isReplaying) {
        replaying = isReplaying;
        receipts.replaying(isReplaying);
    }

    OpenMessages open() {
        return messages.open();
    }

    /**
     * @param stream where the record is
     * @param position where it starts
     */
    void apply(
            int stream, long position, int recordType, long timestampMs, DirectBuffer buffer, int offset, int length) {
        metrics.recordsApplied.increment();
        switch (recordType) {
            case RecordType.ACCEPT -> onAccept(stream, position, buffer, offset, length);
            case RecordType.INTENT -> onIntent(timestampMs, buffer, offset);
            case RecordType.RESULT -> onResult(stream, position, timestampMs, buffer, offset);
            case RecordType.RECEIPT -> receipts.onReceipt(stream, position, timestampMs, buffer, offset, length);
            case RecordType.OUTCOME -> onOutcome(timestampMs, buffer, offset);
            case RecordType.MO -> deliveryMaker.onMo(stream, position, timestampMs, buffer, offset, length);
            case RecordType.DELIVERY -> deliveries.onDelivery(position, buffer, offset);
            case RecordType.DONE -> deliveries.onDone(buffer, offset);
            default -> {
                // A record that says nothing about the maps, or one of a later version.
            }
        }
    }

    private void onAccept(int stream, long position, DirectBuffer b, int at, int length) {
        long idHi = AcceptFlyweight.idHi(b, at);
        long idLo = AcceptFlyweight.idLo(b, at);
        long acceptedAtMs = AcceptFlyweight.acceptedAtMs(b, at);
        // The maps may be ahead of the replay, also with a later attempt of the same message over another link.
        if (replaying && messages.isStoredSince(idHi, idLo, acceptedAtMs)) {
            return;
        }
        MessageRecord record = messages.open().take();
        record.idHi = idHi;
        record.idLo = idLo;
        record.appId = AcceptFlyweight.appId(b, at);
        record.taskId = AcceptFlyweight.taskId(b, at);
        record.esme = AcceptFlyweight.esme(b, at);
        record.linkId = AcceptFlyweight.linkId(b, at);
        record.acceptedAtMs = acceptedAtMs;
        record.updatedAtMs = acceptedAtMs;
        record.bodyDigest = AcceptFlyweight.bodyDigest(b, at);
        record.contactKeyHi = AcceptFlyweight.contactKeyHi(b, at);
        record.contactKeyLo = AcceptFlyweight.contactKeyLo(b, at);
        record.flags = AcceptFlyweight.flags(b, at);
        record.destinationDigest = AcceptFlyweight.destinationDigest(b, at, length);
        record.transactionId(b, AcceptFlyweight.transactionIdOffset(at), AcceptFlyweight.transactionIdLength(b, at));
        record.parts(AcceptFlyweight.partCount(b, at));
        messages.open().put(record, stream, position);
        if (replaying && MessageTable.isCounted(record)) {
            contacts.add(
                    record.contactKeyHi,
                    record.contactKeyLo,
                    AcceptFlyweight.contactDay(b, at),
                    acceptedAtMs / 1_000,
                    ContactPolicy.messageHash(idHi, idLo),
                    AcceptFlyweight.textDigest(b, at));
        }
    }

    private void onIntent(long timestampMs, DirectBuffer b, int at) {
        MessageRecord record = messages.open().find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record != null) {
            MessageTable.move(record, PartRecords.part(b, at), PartEvent.WRITTEN, timestampMs);
        }
    }

    private void onResult(int stream, long position, long timestampMs, DirectBuffer b, int at) {
        MessageRecord record = messages.find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record == null) {
            return;
        }
        int part = PartRecords.part(b, at);
        PartState said = PartRecords.state(b, at);
        int status = PartRecords.commandStatus(b, at);
        if (said == PartState.QUEUED && status == 0) {
            record.flags |= MessageRecord.FLAG_DUPLICATE_RISK;
        }
        boolean moved = MessageTable.move(record, part, eventOf(said), timestampMs);
        if (said == PartState.UNKNOWN) {
            moved |= MessageTable.move(record, part, PartEvent.TIME_OVER, timestampMs);
        }
        if (moved) {
            record.commandStatus(part, status);
        }
        if (said == PartState.SUBMITTED && PartRecords.idLength(b, at) > 0) {
            // A part that was sent twice has two ids; the first is told, receipts for both are its own.
            if (record.smscIdLength(part) == 0) {
                record.smscId(part, b, PartRecords.idOffset(at), PartRecords.idLength(b, at));
            }
            receipts.onId(record, part, stream, position, timestampMs, b, at);
        }
        boolean lateRefusal = messages.isStored(record) && moved;
        if (lateRefusal && MessageTable.isCounted(record) && MessageTable.isWithoutEffect(record)) {
            messages.giveCountBack(record);
        }
        messages.save(record);
    }

    private static PartEvent eventOf(PartState said) {
        return switch (said) {
            case QUEUED -> PartEvent.RETRY;
            case SUBMITTED -> PartEvent.ANSWERED_OK;
            case REFUSED -> PartEvent.ANSWERED_ERROR;
            case NOT_SENT -> PartEvent.DROPPED;
            default -> PartEvent.ANSWER_LOST;
        };
    }

    private void onOutcome(long timestampMs, DirectBuffer b, int at) {
        MessageRecord record = messages.find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record == null) {
            return;
        }
        PartEvent event = switch (PartRecords.state(b, at)) {
            case NOT_SENT -> PartEvent.DROPPED;
            case AMBIGUOUS -> PartEvent.ANSWER_LOST;
            default -> PartEvent.TIME_OVER;
        };
        if (MessageTable.move(record, PartRecords.part(b, at), event, timestampMs)) {
            switch (event) {
                case TIME_OVER -> metrics.messagesExpired.increment();
                case ANSWER_LOST -> record.commandStatus(PartRecords.part(b, at), NotSentCause.RESTARTED.code());
                default -> record.commandStatus(PartRecords.part(b, at), NotSentCause.STOPPING.code());
            }
            messages.save(record);
        }
    }
}
