package io.smppproxy.core.store;

import java.util.function.Consumer;

/** Messages by id. The tracker writes; any thread may read. */
public interface MessageStore extends AutoCloseable {
    /** @return false, leaving the record as it was, when there is none */
    boolean read(long idHi, long idLo, MessageRecord into);

    /**
     * Hands over every message to one number, in no order. Looks at all there are; changes meanwhile may be seen or not.
     *
     * @param found gets a record that is valid during the call only
     */
    void forEachTo(long destinationDigest, Consumer<MessageRecord> found);

    void write(MessageRecord message);

    boolean remove(long idHi, long idLo);

    /** Entries now; cheap, may be a moment old. */
    long size();

    /** Entries that may be held before {@link StoreBounds} refuses new messages. */
    long capacity();

    @Override
    void close();
}
