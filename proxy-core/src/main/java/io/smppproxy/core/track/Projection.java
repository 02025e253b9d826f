package io.smppproxy.core.track;

import io.smppproxy.codec.MessageState;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.ContactHistory;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.PartState;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import org.agrona.DirectBuffer;

/**
 * The maps as a function of the journal: one record in, at most a few puts out. The same code runs live and in replay, and applying
 * a record twice changes nothing. Tracker only.
 */
final class Projection {
    private final MessageStore messages;
    private final ReceiptIndex receipts;
    private final ContactHistory contacts;
    private final IdempotencyRegistry inProgress;
    private final ReplyDelivery replies;
    private final TrackerMetrics metrics;
    private final ParkedReceipts parked;
    private final OpenMessages open = new OpenMessages();
    private final MessageRecord stored = new MessageRecord();
    private final ReceiptEntry entry = new ReceiptEntry();
    private byte[] key = new byte[256];
    private boolean replaying;

    Projection(TrackerContext context, ParkedReceipts parked) {
        this.messages = context.messages();
        this.receipts = context.receipts();
        this.contacts = context.contacts();
        this.inProgress = context.inProgress();
        this.replies = context.replies();
        this.metrics = context.metrics();
        this.parked = parked;
    }

    void replaying(boolean replaying) {
        this.replaying = replaying;
    }

    OpenMessages open() {
        return open;
    }

    /**
     * @param stream where the record is
     * @param position where it starts
     */
    void apply(int stream, long position, int recordType, long timestampMs, DirectBuffer buffer, int offset) {
        metrics.recordsApplied.increment();
        switch (recordType) {
            case RecordType.ACCEPT -> onAccept(stream, position, buffer, offset);
            case RecordType.INTENT -> onIntent(timestampMs, buffer, offset);
            case RecordType.RESULT -> onResult(timestampMs, buffer, offset);
            case RecordType.RECEIPT -> onReceipt(timestampMs, buffer, offset);
            case RecordType.OUTCOME -> onOutcome(timestampMs, buffer, offset);
            default -> {
                // A record of a later version: it says nothing about what this version knows.
            }
        }
    }

    private void onAccept(int stream, long position, DirectBuffer b, int at) {
        long idHi = AcceptFlyweight.idHi(b, at);
        long idLo = AcceptFlyweight.idLo(b, at);
        long acceptedAtMs = AcceptFlyweight.acceptedAtMs(b, at);
        // The maps may be ahead of the replay, also with a later attempt of the same message over another link.
        if (replaying && messages.read(idHi, idLo, stored) && stored.acceptedAtMs >= acceptedAtMs) {
            return;
        }
        MessageRecord record = open.take();
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
        record.transactionId(b, AcceptFlyweight.transactionIdOffset(at), AcceptFlyweight.transactionIdLength(b, at));
        record.parts(AcceptFlyweight.partCount(b, at));
        open.put(record, stream, position);
        if (replaying && isCounted(record)) {
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
        MessageRecord record = open.find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record != null) {
            move(record, PartRecords.part(b, at), PartEvent.WRITTEN, timestampMs);
        }
    }

    private void onResult(long timestampMs, DirectBuffer b, int at) {
        MessageRecord record = find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record == null) {
            return;
        }
        int part = PartRecords.part(b, at);
        PartState said = PartRecords.state(b, at);
        int status = PartRecords.commandStatus(b, at);
        if (said == PartState.QUEUED && status == 0) {
            record.flags |= MessageRecord.FLAG_DUPLICATE_RISK;
        }
        boolean moved = move(record, part, eventOf(said), timestampMs);
        if (said == PartState.UNKNOWN) {
            moved |= move(record, part, PartEvent.TIME_OVER, timestampMs);
        }
        if (moved) {
            record.commandStatus(part, status);
        }
        if (said == PartState.SUBMITTED && PartRecords.idLength(b, at) > 0) {
            // A part that was sent twice has two ids; the first is told, receipts for both are its own.
            if (record.smscIdLength(part) == 0) {
                record.smscId(part, b, PartRecords.idOffset(at), PartRecords.idLength(b, at));
            }
            index(record, part, b, at, timestampMs);
        }
        if (record == stored && moved && isCounted(record) && isWithoutEffect(record)) {
            // A refusal that came late.
            giveCountBack(record);
        }
        save(record);
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

    /** Makes the part known by its id, and lets a receipt that came before the answer have its effect. */
    private void index(MessageRecord record, int part, DirectBuffer b, int at, long timestampMs) {
        int length = copyKey(b, PartRecords.keyOffset(b, at), PartRecords.keyLength(b, at));
        boolean early = (replaying || parked.mayHoldAny(timestampMs))
                && receipts.read(record.linkId, key, length, entry)
                && entry.parked;
        if (early) {
            metrics.receiptsMatched.increment();
            parked.matched(record.linkId, key, length);
            applyReceipt(record, part, entry.messageState, entry.errorCode, entry.atMs);
        }
        receipts.write(record.linkId, key, length, entry.part(record.idHi, record.idLo, part, timestampMs));
    }

    private void onReceipt(long timestampMs, DirectBuffer b, int at) {
        long linkId = PartRecords.receiptLinkId(b, at);
        int length = copyKey(b, PartRecords.receiptKeyOffset(at), PartRecords.receiptKeyLength(b, at));
        int state = PartRecords.receiptState(b, at);
        int error = PartRecords.receiptError(b, at);
        if (!receipts.read(linkId, key, length, entry)) {
            parked.park(linkId, key, length, state, error, timestampMs);
            return;
        }
        if (entry.parked) {
            // As with a part that is known: the first final word counts.
            if (eventOf(entry.messageState) == PartEvent.RECEIPT_INTERMEDIATE) {
                receipts.write(linkId, key, length, entry.parked(state, error, entry.atMs));
            }
            return;
        }
        MessageRecord record = find(entry.messageIdHi, entry.messageIdLo);
        if (record == null) {
            parked.orphan(linkId, key, length, timestampMs, "its message is no longer kept");
            return;
        }
        metrics.receiptsMatched.increment();
        if (applyReceipt(record, entry.part, state, error, timestampMs)) {
            save(record);
        }
    }

    private boolean applyReceipt(MessageRecord record, int part, int messageState, int errorCode, long atMs) {
        PartEvent event = eventOf(messageState);
        if (PartStateMachine.isConflict(record.state(part), event)) {
            metrics.receiptsConflicting.increment();
        }
        boolean moved = move(record, part, event, atMs);
        if (moved) {
            record.commandStatus(part, Math.max(0, errorCode));
        }
        return moved;
    }

    private static PartEvent eventOf(int messageState) {
        return switch (messageState) {
            case MessageState.DELIVERED -> PartEvent.RECEIPT_DELIVERED;
            case MessageState.EXPIRED -> PartEvent.RECEIPT_EXPIRED;
            case MessageState.DELETED, MessageState.UNDELIVERABLE, MessageState.SKIPPED ->
                PartEvent.RECEIPT_UNDELIVERABLE;
            case MessageState.REJECTED -> PartEvent.RECEIPT_REJECTED;
            case MessageState.UNKNOWN -> PartEvent.RECEIPT_UNKNOWN;
            default -> PartEvent.RECEIPT_INTERMEDIATE;
        };
    }

    private void onOutcome(long timestampMs, DirectBuffer b, int at) {
        MessageRecord record = find(PartRecords.idHi(b, at), PartRecords.idLo(b, at));
        if (record == null) {
            return;
        }
        PartEvent event = switch (PartRecords.state(b, at)) {
            case NOT_SENT -> PartEvent.DROPPED;
            case AMBIGUOUS -> PartEvent.ANSWER_LOST;
            default -> PartEvent.TIME_OVER;
        };
        if (move(record, PartRecords.part(b, at), event, timestampMs)) {
            switch (event) {
                case TIME_OVER -> metrics.messagesExpired.increment();
                case ANSWER_LOST -> record.commandStatus(PartRecords.part(b, at), NotSentCause.RESTARTED.code());
                default -> record.commandStatus(PartRecords.part(b, at), NotSentCause.STOPPING.code());
            }
            save(record);
        }
    }

    private static boolean move(MessageRecord record, int part, PartEvent event, long atMs) {
        PartState before = record.state(part);
        PartState after = PartStateMachine.next(before, event);
        if (after == before) {
            return false;
        }
        record.state(part, after);
        record.updatedAtMs = Math.max(record.updatedAtMs, atMs);
        return true;
    }

    /** The record to change: an open one, or a copy of the stored one. */
    private MessageRecord find(long idHi, long idLo) {
        MessageRecord record = open.find(idHi, idLo);
        if (record != null) {
            return record;
        }
        return messages.read(idHi, idLo, stored) ? stored : null;
    }

    private void save(MessageRecord record) {
        if (record == stored) {
            messages.write(record);
        } else if (record.isAnswered()) {
            open.remove(record);
            messages.write(record);
            if (isCounted(record) && isWithoutEffect(record)) {
                giveCountBack(record);
            }
            inProgress.complete(record.idHi, record.idLo, record, replies);
            open.release(record);
        }
    }

    private void giveCountBack(MessageRecord record) {
        contacts.remove(record.contactKeyHi, record.contactKeyLo, ContactPolicy.messageHash(record.idHi, record.idLo));
    }

    private static boolean isCounted(MessageRecord record) {
        return (record.contactKeyHi | record.contactKeyLo) != 0;
    }

    /** True when the SMSC certainly has no part of the message. */
    private static boolean isWithoutEffect(MessageRecord record) {
        for (int i = 0; i < record.partCount(); i++) {
            if (record.state(i) != PartState.REFUSED && record.state(i) != PartState.NOT_SENT) {
                return false;
            }
        }
        return true;
    }

    private int copyKey(DirectBuffer b, int offset, int length) {
        if (key.length < length) {
            key = new byte[length];
        }
        b.getBytes(offset, key, 0, length);
        return length;
    }
}
