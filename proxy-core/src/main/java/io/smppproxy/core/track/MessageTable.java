package io.smppproxy.core.track;

import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.store.ContactHistory;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.PartState;

/** Messages, open and stored, and what follows when one is answered. Tracker only. */
final class MessageTable {
    private final MessageStore messages;
    private final ContactHistory contacts;
    private final IdempotencyRegistry inProgress;
    private final ReplyDelivery replies;
    private final OpenMessages open = new OpenMessages();
    private final MessageRecord stored = new MessageRecord();

    MessageTable(TrackerContext context) {
        this.messages = context.messages();
        this.contacts = context.contacts();
        this.inProgress = context.inProgress();
        this.replies = context.replies();
    }

    OpenMessages open() {
        return open;
    }

    /** True when the maps have this message, or a later attempt of it. */
    boolean isStoredSince(long idHi, long idLo, long acceptedAtMs) {
        return messages.read(idHi, idLo, stored) && stored.acceptedAtMs >= acceptedAtMs;
    }

    /** The record to change: an open one, or a copy of the stored one, which is good until the next find; null without one. */
    MessageRecord find(long idHi, long idLo) {
        MessageRecord record = open.find(idHi, idLo);
        if (record != null) {
            return record;
        }
        return messages.read(idHi, idLo, stored) ? stored : null;
    }

    boolean isStored(MessageRecord record) {
        return record == stored;
    }

    /** @return true when the event changed the part's state */
    static boolean move(MessageRecord record, int part, PartEvent event, long atMs) {
        PartState before = record.state(part);
        PartState after = PartStateMachine.next(before, event);
        if (after == before) {
            return false;
        }
        record.state(part, after);
        record.updatedAtMs = Math.max(record.updatedAtMs, atMs);
        switch (event) {
            case WRITTEN -> record.sentAtMs(part, atMs);
            case RETRY -> {
                // It will be sent again.
            }
            case ANSWERED_OK, ANSWERED_ERROR, DROPPED, ANSWER_LOST -> record.answeredAtMs(part, atMs);
            default -> record.settledAtMs(part, atMs);
        }
        return true;
    }

    /** Keeps a changed record; an open one that is answered now is open no more. */
    void save(MessageRecord record) {
        if (isStored(record)) {
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

    void giveCountBack(MessageRecord record) {
        contacts.remove(record.contactKeyHi, record.contactKeyLo, ContactPolicy.messageHash(record.idHi, record.idLo));
    }

    static boolean isCounted(MessageRecord record) {
        return (record.contactKeyHi | record.contactKeyLo) != 0;
    }

    /** True when the SMSC certainly has no part of the message. */
    static boolean isWithoutEffect(MessageRecord record) {
        for (int i = 0; i < record.partCount(); i++) {
            if (record.state(i) != PartState.REFUSED && record.state(i) != PartState.NOT_SENT) {
                return false;
            }
        }
        return true;
    }
}
