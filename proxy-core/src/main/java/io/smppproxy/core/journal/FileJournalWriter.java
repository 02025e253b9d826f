package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to one stream. {@link #append} and {@link #commit} belong to the stream's I/O loop, which must never be interrupted
 * (an interrupt closes the file); {@link #sync} belongs to the sync thread.
 */
final class FileJournalWriter implements JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournalWriter.class);
    /** Room for a record of the largest size and a marker before it. */
    private static final int BATCH_BYTES = 512 * 1024;

    private final SegmentList segments;
    private final boolean power;
    private final long segmentBytes;
    private final JournalSync sync;
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_BYTES);
    private final RecordBuffer records = new RecordBuffer(batch);
    private final UnsafeBuffer markerPayload = new UnsafeBuffer(new byte[Long.BYTES]);
    private final ConcurrentLinkedQueue<FileChannel> rolled = new ConcurrentLinkedQueue<>();

    private int batchLength;
    private long segmentBase;
    private long markedPosition;

    private volatile FileChannel channel;
    private volatile long writtenPosition;
    private volatile long durablePosition;
    private volatile JournalException failure;
    private volatile Runnable hook = () -> {};
    private boolean failureAnnounced;

    FileJournalWriter(
            SegmentList segments, DurabilityClass durability, long segmentBytes, long endPosition, JournalSync sync)
            throws IOException {
        this.segments = segments;
        this.power = durability == DurabilityClass.POWER;
        this.segmentBytes = segmentBytes;
        this.sync = sync;
        channel = segments.openLast(endPosition);
        segmentBase = segments.last().base();
        if (power) {
            // What a kill left in the page cache is about to be taken for the truth.
            channel.force(false);
        }
        writtenPosition = endPosition;
        durablePosition = endPosition;
        markedPosition = endPosition;
    }

    @Override
    public long append(int recordType, long timestampMs, DirectBuffer source, int offset, int lengthBytes) {
        if (lengthBytes < 0 || lengthBytes > Journal.MAX_RECORD_BYTES) {
            throw new JournalException(
                    "record length: " + lengthBytes + " octets (expected: 0 to " + Journal.MAX_RECORD_BYTES + ")");
        }
        if (recordType < 1 || recordType > Byte.MAX_VALUE) {
            throw new JournalException("record type: " + recordType + " (expected: 1 to 127)");
        }
        refuseAfterFailure();
        if (power && batchLength == 0) {
            mark(timestampMs);
        }
        int aligned = RecordBuffer.alignedLength(lengthBytes);
        if (batchLength + aligned > BATCH_BYTES) {
            writeBatch();
        }
        records.put(batchLength, writtenPosition + batchLength, recordType, timestampMs, source, offset, lengthBytes);
        batchLength += aligned;
        return writtenPosition + batchLength;
    }

    @Override
    public void commit() {
        refuseAfterFailure();
        if (batchLength > 0) {
            writeBatch();
        }
    }

    /** Tells a later open how far the stream is known to be on the disk. */
    private void mark(long timestampMs) {
        long durable = durablePosition;
        if (durable > markedPosition) {
            markedPosition = durable;
            markerPayload.putLong(0, durable, ByteOrder.LITTLE_ENDIAN);
            records.put(0, writtenPosition, RecordBuffer.SYNCED_MARKER, timestampMs, markerPayload, 0, Long.BYTES);
            batchLength = RecordBuffer.alignedLength(Long.BYTES);
        }
    }

    // Only this thread writes writtenPosition, so reading and then writing it is no race.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void writeBatch() {
        try {
            long filePosition = Segment.HEADER_BYTES + writtenPosition - segmentBase;
            if (filePosition > Segment.HEADER_BYTES && filePosition + batchLength > segmentBytes) {
                roll();
                filePosition = Segment.HEADER_BYTES;
            }
            batch.limit(batchLength).position(0);
            while (batch.hasRemaining()) {
                filePosition += channel.write(batch, filePosition);
            }
        } catch (IOException e) {
            fail("cannot write", e);
            throw failure;
        } finally {
            batch.clear();
        }
        writtenPosition += batchLength;
        batchLength = 0;
        if (power) {
            sync.wake();
        } else {
            durablePosition = writtenPosition;
        }
    }

    /**
     * In class POWER the old segment is synced before the new one exists, so that only a last segment can have a torn tail. In class
     * PROCESS the sync thread does it later: the promise does not need it.
     */
    private void roll() throws IOException {
        FileChannel old = channel;
        if (power) {
            old.force(false);
        }
        FileChannel next = segments.roll(writtenPosition);
        rolled.add(old);
        channel = next;
        segmentBase = writtenPosition;
        sync.wakeToKeepHouse();
    }

    @Override
    public long writtenPosition() {
        return writtenPosition;
    }

    @Override
    public long durablePosition() {
        return durablePosition;
    }

    @Override
    public void onDurable(Runnable newHook) {
        hook = newHook;
    }

    @Override
    public JournalException failure() {
        return failure;
    }

    private void refuseAfterFailure() {
        if (failure != null) {
            throw new JournalException("the journal stream stopped earlier: " + failure.getMessage(), failure);
        }
    }

    /** The first failure is final: after a failed sync the kernel may have dropped the data and say "ok" the next time. */
    private synchronized void fail(String what, IOException cause) {
        if (failure == null) {
            failure = new JournalException(
                    segments.last().file() + ": " + what + ": " + cause.getMessage()
                            + "; nothing more is acknowledged; see to the disk and restart",
                    cause);
            LOG.error("{}", failure.getMessage());
        }
        sync.wake();
    }

    /** True when {@link #sync} has something to do. */
    boolean wantsSync() {
        return failure == null ? (power && writtenPosition > durablePosition) || !rolled.isEmpty() : !failureAnnounced;
    }

    /** Makes durable what is written and tells the loop. */
    void sync() {
        if (failure == null) {
            try {
                // The position first, the channel second: if the loop rolls in between, the old segment is synced
                // already.
                long target = writtenPosition;
                FileChannel current = channel;
                boolean advance = power && target > durablePosition;
                if (advance) {
                    current.force(false);
                }
                closeRolled();
                if (advance && failure == null) {
                    durablePosition = target;
                    hook.run();
                }
            } catch (IOException e) {
                fail("cannot sync", e);
            }
        }
        if (failure != null && !failureAnnounced) {
            failureAnnounced = true;
            hook.run();
        }
    }

    private void closeRolled() throws IOException {
        while (!rolled.isEmpty()) {
            try (FileChannel old = rolled.remove()) {
                if (!power) {
                    old.force(false);
                }
            }
        }
    }

    /** Writes out what was appended, syncs, and closes; the loop has stopped. */
    void close() {
        try {
            if (failure == null) {
                if (batchLength > 0) {
                    writeBatch();
                }
                channel.force(false);
                durablePosition = writtenPosition;
                if (power) {
                    mark(System.currentTimeMillis());
                    writeLastMarker();
                }
            }
        } catch (IOException | JournalException e) {
            LOG.error("{}: could not be closed cleanly", segments.last().file(), e);
        } finally {
            closeFiles();
        }
    }

    private void writeLastMarker() throws IOException {
        if (batchLength > 0) {
            writeBatch();
            channel.force(false);
        }
    }

    private void closeFiles() {
        try {
            closeRolled();
            channel.close();
        } catch (IOException e) {
            LOG.warn("{}: could not be closed", segments.last().file(), e);
        }
    }
}
