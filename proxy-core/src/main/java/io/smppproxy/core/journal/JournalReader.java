package io.smppproxy.core.journal;

/** A cursor over one stream. Owned by one thread (the tracker). */
public interface JournalReader extends AutoCloseable {
    /**
     * Reads records that are written, in order.
     *
     * @param limit at most so many records
     * @return how many were handed over; 0 when the cursor has caught up
     * @throws JournalException if the stream is damaged at {@link #position()}
     */
    int poll(RecordHandler handler, int limit);

    /** Position of the next record. */
    long position();

    /**
     * Goes to another record, so that single records can be read in any order: what lies near the last one read costs no read of the file.
     *
     * @param newPosition where a record starts
     */
    void seek(long newPosition);

    /** Timestamp of the next record without consuming it, or {@link Long#MAX_VALUE} when caught up. */
    long peekTimestampMs();

    @Override
    void close();
}
