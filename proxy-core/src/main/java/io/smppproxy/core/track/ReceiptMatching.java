package io.smppproxy.core.track;

import io.smppproxy.codec.MessageState;
import io.smppproxy.core.deliver.DeliveryMaker;
import io.smppproxy.core.deliver.ReceiptSource;
import io.smppproxy.core.journal.RecordHandler;
import io.smppproxy.core.journal.RecordLookup;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import org.agrona.DirectBuffer;

/** Receipts and the parts that they are for, whichever comes first. Tracker only. */
final class ReceiptMatching {
    private final MessageTable messages;
    private final ReceiptIndex receipts;
    private final ParkedReceipts parked;
    private final TrackerMetrics metrics;
    private final DeliveryMaker deliveries;
    private final RecordLookup lookup;
    private final ReceiptScopes scopes;
    private final RecordHandler onEarlyRecord = this::onEarlyRecord;
    private final ReceiptSource source = new ReceiptSource();
    private ReceiptEntry entry = new ReceiptEntry();
    private ReceiptEntry other = new ReceiptEntry();
    private byte[] key = new byte[256];
    private boolean replaying;
    /** What {@link #onEarlyRecord} is about. */
    private MessageRecord earlyMessage;

    private boolean earlyWasSettled;
    private int earlyStream;
    private long earlyPosition;
    private int answerStream;
    private long answerPosition;

    ReceiptMatching(
            TrackerContext context,
            MessageTable messages,
            ParkedReceipts parked,
            DeliveryMaker deliveries,
            RecordLookup lookup) {
        this.messages = messages;
        this.receipts = context.receipts();
        this.parked = parked;
        this.metrics = context.metrics();
        this.deliveries = deliveries;
        this.lookup = lookup;
        this.scopes = context.scopes();
    }

    void replaying(boolean isReplaying) {
        replaying = isReplaying;
    }

    /** A RESULT with an id: makes the part known by it, and lets a receipt that came before the answer have its effect. */
    void onId(MessageRecord record, int part, int stream, long position, long timestampMs, DirectBuffer b, int at) {
        int length = copyKey(b, PartRecords.keyOffset(b, at), PartRecords.keyLength(b, at));
        answerStream = stream;
        answerPosition = position;
        boolean elsewhere = (replaying || parked.mayHoldAny(timestampMs)) && matchEarly(record, part, length);
        receipts.write(record.linkId, key, length, entry.part(record.idHi, record.idLo, part, timestampMs));
        if (elsewhere) {
            // Only now: a receipt must not be lost to a kill in between.
            forgetEarly(record.linkId, length);
        }
    }

    /** @return whether a receipt waited that came over another link */
    private boolean matchEarly(MessageRecord record, int part, int keyLength) {
        boolean elsewhere = false;
        for (long linkId : scopes.sharing(record.linkId)) {
            if (receipts.read(linkId, key, keyLength, entry) && entry.parked) {
                metrics.receiptsMatched.increment();
                onEarlyReceipts(record, part, parked.matched(linkId, key, keyLength));
                elsewhere |= linkId != record.linkId;
            }
        }
        return elsewhere;
    }

    private void forgetEarly(long submittingLinkId, int keyLength) {
        for (long linkId : scopes.sharing(submittingLinkId)) {
            if (receipts.read(linkId, key, keyLength, entry) && entry.parked) {
                receipts.remove(linkId, key, keyLength);
            }
        }
    }

    private void onEarlyReceipts(MessageRecord record, int part, long[] furtherPlaces) {
        earlyWasSettled = record.isTerminal();
        apply(record, part, entry.messageState, entry.errorCode, entry.atMs);
        if (record.isOfAccount()) {
            earlyMessage = record;
            // 0 is the tracker's own stream, where no receipt is.
            if (entry.messageIdHi != 0) {
                lookUp((int) entry.messageIdHi, entry.messageIdLo);
            }
            for (int i = 0; i < furtherPlaces.length; i += 2) {
                lookUp((int) furtherPlaces[i], furtherPlaces[i + 1]);
            }
        }
    }

    private void lookUp(int stream, long position) {
        earlyStream = stream;
        earlyPosition = position;
        lookup.read(stream, position, onEarlyRecord);
    }

    private void onEarlyRecord(int type, long timestampMs, long endPosition, DirectBuffer b, int at, int length) {
        deliveries.onEarlyReceipt(
                source(earlyStream, earlyPosition, timestampMs, b, at, length),
                earlyMessage,
                earlyWasSettled,
                answerStream,
                answerPosition);
    }

    private ReceiptSource source(int stream, long position, long timestampMs, DirectBuffer b, int at, int length) {
        return source.set(
                stream,
                position,
                timestampMs,
                PartRecords.receiptState(b, at),
                b,
                PartRecords.receiptPduOffset(b, at),
                PartRecords.receiptPduLength(b, at, length));
    }

    /** A RECEIPT. */
    void onReceipt(int stream, long position, long timestampMs, DirectBuffer b, int at, int length) {
        long linkId = PartRecords.receiptLinkId(b, at);
        int keyLength = copyKey(b, PartRecords.receiptKeyOffset(at), PartRecords.receiptKeyLength(b, at));
        int state = PartRecords.receiptState(b, at);
        int error = PartRecords.receiptError(b, at);
        if (!find(linkId, keyLength)) {
            parked.park(linkId, key, keyLength, state, error, timestampMs, stream, position);
            return;
        }
        if (entry.parked) {
            if (PartRecords.receiptPduLength(b, at, length) > 0) {
                parked.parkFurther(linkId, key, keyLength, entry, stream, position);
            }
            // As with a part that is known: the first final word counts.
            if (eventOf(entry.messageState) == PartEvent.RECEIPT_INTERMEDIATE) {
                entry.messageState = state;
                entry.errorCode = error;
                receipts.write(linkId, key, keyLength, entry);
            }
            return;
        }
        MessageRecord record = messages.find(entry.messageIdHi, entry.messageIdLo);
        if (record == null) {
            parked.orphan(linkId, key, keyLength, timestampMs, "its message is no longer kept");
            return;
        }
        metrics.receiptsMatched.increment();
        boolean wasSettled = record.isTerminal();
        boolean moved = apply(record, entry.part, state, error, timestampMs);
        deliveries.onReceipt(source(stream, position, timestampMs, b, at, length), record, wasSettled);
        if (moved) {
            messages.save(record);
        }
    }

    /**
     * Reads into {@link #entry} the part that a receipt over this link is for: of those with its id in the link's scope the one that was
     * answered last. Without any, a receipt that waits under this link.
     */
    private boolean find(long linkId, int keyLength) {
        boolean found = receipts.read(linkId, key, keyLength, entry);
        for (long sharing : scopes.sharing(linkId)) {
            if (sharing != linkId && receipts.read(sharing, key, keyLength, other) && !other.parked) {
                if (!found || entry.parked || other.atMs > entry.atMs) {
                    ReceiptEntry later = other;
                    other = entry;
                    entry = later;
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean apply(MessageRecord record, int part, int messageState, int errorCode, long atMs) {
        PartEvent event = eventOf(messageState);
        if (PartStateMachine.isConflict(record.state(part), event)) {
            metrics.receiptsConflicting.increment();
        }
        boolean moved = MessageTable.move(record, part, event, atMs);
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

    private int copyKey(DirectBuffer b, int offset, int length) {
        if (key.length < length) {
            key = new byte[length];
        }
        b.getBytes(offset, key, 0, length);
        return length;
    }
}
