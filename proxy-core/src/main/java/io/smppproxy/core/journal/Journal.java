package io.smppproxy.core.journal;

/** The streams of one data directory. Opening it locks the directory, cuts torn tails and refuses a damaged middle. */
public interface Journal extends AutoCloseable {
    /** A record's payload at most: 255 parts with long addresses, TLVs and payload fit. */
    int MAX_RECORD_BYTES = 256 * 1024;

    /** Streams that exist, at least as many as there are I/O loops. */
    int streamCount();

    /** The writer of a stream; one per stream, created at open. */
    JournalWriter writer(int stream);

    /**
     * A new cursor.
     *
     * @param fromPosition a record boundary; positions before the oldest kept segment start at that segment
     */
    JournalReader reader(int stream, long fromPosition);

    /** The oldest position that is still kept. */
    long oldestPosition(int stream);

    /** Deletes whole segments that end at or before the position. */
    void dropBefore(int stream, long position);

    /** Octets on disk over all streams. */
    long sizeBytes();

    /** True when the configured bound of octets, or free disk space, leaves no room for new messages; any thread. */
    boolean isNearFull();

    @Override
    void close();
}
