package io.smppproxy.core.journal;

import org.agrona.DirectBuffer;

/**
 * The appending end of one stream. Owned by one I/O loop; no method but the getters may be called from another thread.
 *
 * <p>A position is the number of octets before it in the stream, over all segments; it only grows.
 */
public interface JournalWriter {
    /**
     * Adds one record to the batch; nothing is written yet. Allocates nothing.
     *
     * @param recordType 1 to 127, see {@link RecordType}
     * @param timestampMs wall clock, for the reader
     * @return the position after this record
     * @throws JournalException if the record is longer than {@link Journal#MAX_RECORD_BYTES}
     */
    long append(int recordType, long timestampMs, DirectBuffer source, int offset, int lengthBytes);

    /**
     * Writes the batch with one write(2). In class {@link DurabilityClass#PROCESS} it is durable when this returns; in class
     * POWER the sync thread makes it durable and then runs the hook given to {@link #onDurable}.
     *
     * @throws JournalException on any write error; the stream then refuses everything and nothing more may be acknowledged
     */
    void commit();

    /** Position up to which records are written; any thread. */
    long writtenPosition();

    /** Position up to which records are durable in the configured class; any thread. */
    long durablePosition();

    /** Run by the sync thread whenever {@link #durablePosition} has grown or the stream has failed (class POWER only). */
    void onDurable(Runnable hook);

    /** The error that stopped this stream, or null; any thread. */
    JournalException failure();
}
