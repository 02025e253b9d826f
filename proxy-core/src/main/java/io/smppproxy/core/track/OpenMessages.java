package io.smppproxy.core.track;

import io.smppproxy.core.store.MessageRecord;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Messages that are accepted and not fully answered. They live in memory only: the journal has all of it, and one put at the end of
 * a submission is cheaper than one a step. Tracker only.
 */
final class OpenMessages {
    private static final int MAX_SPARE = 32 * 1024;

    private final Long2ObjectHashMap<MessageRecord> byIdLo = new Long2ObjectHashMap<>();
    private final ArrayDeque<MessageRecord> spare = new ArrayDeque<>();

    /** A blank record, not yet in the table. */
    MessageRecord take() {
        MessageRecord record = spare.pollLast();
        return record == null ? new MessageRecord() : record;
    }

    void put(MessageRecord record, int stream, long position) {
        record.openedInStream = stream;
        record.openedAtPosition = position;
        byIdLo.put(record.idLo, record);
    }

    /** Lowers each stream's position to the oldest record that is needed to know the open messages again. */
    void lowerTo(long[] positions) {
        for (MessageRecord record : byIdLo.values()) {
            positions[record.openedInStream] = Math.min(positions[record.openedInStream], record.openedAtPosition);
        }
    }

    /** @return null when the message is not open */
    MessageRecord find(long idHi, long idLo) {
        MessageRecord record = byIdLo.get(idLo);
        return record != null && record.idHi == idHi ? record : null;
    }

    void remove(MessageRecord record) {
        byIdLo.remove(record.idLo);
    }

    /** Gives a record back that is in no table any more. */
    void release(MessageRecord record) {
        if (spare.size() < MAX_SPARE) {
            spare.addLast(record);
        }
    }

    int size() {
        return byIdLo.size();
    }

    void forEach(Consumer<MessageRecord> action) {
        byIdLo.values().forEach(action);
    }
}
