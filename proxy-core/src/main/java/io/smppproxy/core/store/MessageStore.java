package io.smppproxy.core.store;

/** Messages by id. The tracker writes; any thread may read. */
public interface MessageStore extends AutoCloseable {
    /** @return false, leaving the record as it was, when there is none */
    boolean read(long idHi, long idLo, MessageRecord into);

    void write(MessageRecord message);

    boolean remove(long idHi, long idLo);

    /** Entries now; cheap, may be a moment old. */
    long size();

    /** Entries that may be held before {@link StoreBounds} refuses new messages. */
    long capacity();

    @Override
    void close();
}
