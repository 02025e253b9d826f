package io.smppproxy.core.track;

import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import java.util.function.Consumer;

/** Messages as far as the journal is applied. Tracker only, during {@link Tracker#ask}. */
public final class MessageLookup {
    private final OpenMessages open;
    private final MessageStore messages;
    private final ReceiptIndex receipts;
    private final MessageRecord stored = new MessageRecord();
    private final ReceiptEntry entry = new ReceiptEntry();

    MessageLookup(OpenMessages open, MessageStore messages, ReceiptIndex receipts) {
        this.open = open;
        this.messages = messages;
        this.receipts = receipts;
    }

    /** @return null if there is none; valid until the next call, not to be changed */
    public MessageRecord find(long idHi, long idLo) {
        MessageRecord record = open.find(idHi, idLo);
        if (record != null) {
            return record;
        }
        return messages.read(idHi, idLo, stored) ? stored : null;
    }

    /** Those that are not fully answered and are in no map yet; not to be changed. */
    public void forEachOpen(Consumer<MessageRecord> action) {
        open.forEach(action);
    }

    /**
     * As {@link #find}, by what an SMSC called one of its parts.
     *
     * @param key normalised id, {@code length} octets
     */
    public MessageRecord findBySmscId(long linkId, byte[] key, int length) {
        return receipts.read(linkId, key, length, entry) && !entry.parked
                ? find(entry.messageIdHi, entry.messageIdLo)
                : null;
    }
}
