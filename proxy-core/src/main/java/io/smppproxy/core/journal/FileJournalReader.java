package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/** Reads one stream in chunks, while it is written; owned by one thread. */
final class FileJournalReader implements JournalReader {
    private static final int CHUNK_BYTES = 256 * 1024;
    /** After a seek little is read at first: nobody knows whether the records behind are wanted. */
    private static final int SEEK_CHUNK_BYTES = 8 * 1024;

    private final SegmentList segments;
    private final JournalWriter writer;

    private ByteBuffer bytes;
    private RecordBuffer records;
    /** Stream position of the first octet in the buffer, and how many octets of the buffer are filled. */
    private long chunkPosition;

    private int chunkLength;
    /** How much the next read of the file asks for. */
    private int chunkBytes = CHUNK_BYTES;

    private Segment segment;
    private FileChannel channel;
    private long visiblePosition;
    private long position;
    /** Octets that the checked record at {@link #position} takes on disk, or 0 when none is loaded. */
    private int loadedBytes;

    FileJournalReader(SegmentList segments, JournalWriter writer, long fromPosition) {
        this.segments = segments;
        this.writer = writer;
        this.position = Math.max(fromPosition, segments.oldest());
        this.visiblePosition = writer.writtenPosition();
        if (position > visiblePosition) {
            throw new JournalException("journal position " + position + " of "
                    + segments.last().file() + " does not exist (expected: up to " + visiblePosition + ")");
        }
        useBuffer(CHUNK_BYTES);
    }

    @Override
    public int poll(RecordHandler handler, int limit) {
        int count = 0;
        while (count < limit && load()) {
            int at = offset();
            handler.onRecord(
                    records.type(at),
                    records.timestampMs(at),
                    position + loadedBytes,
                    records.buffer(),
                    at + RecordBuffer.HEADER_BYTES,
                    records.payloadLength(at));
            skipLoaded();
            count++;
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seek(long newPosition) {
        position = newPosition;
        loadedBytes = 0;
        if (newPosition < chunkPosition || newPosition >= chunkPosition + chunkLength) {
            chunkBytes = SEEK_CHUNK_BYTES;
        }
    }

    @Override
    public long peekTimestampMs() {
        return load() ? records.timestampMs(offset()) : Long.MAX_VALUE;
    }

    /** Loads and checks the next record that is not the journal's own; false when there is none yet. */
    private boolean load() {
        while (loadedBytes == 0) {
            if (position >= visiblePosition) {
                visiblePosition = writer.writtenPosition();
                if (position >= visiblePosition) {
                    return false;
                }
            }
            loadOne();
            if (records.type(offset()) == RecordBuffer.SYNCED_MARKER) {
                skipLoaded();
            }
        }
        return true;
    }

    private void loadOne() {
        if (position < chunkPosition || available() < RecordBuffer.HEADER_BYTES) {
            readChunk(RecordBuffer.HEADER_BYTES);
        }
        int claimed = records.claimedLength(offset());
        if (claimed > available()) {
            readChunk(claimed);
        }
        if (claimed < 0 || !records.isValid(offset(), chunkLength, position)) {
            throw damaged();
        }
        loadedBytes = claimed;
    }

    private void skipLoaded() {
        position += loadedBytes;
        loadedBytes = 0;
    }

    private int offset() {
        return (int) (position - chunkPosition);
    }

    private int available() {
        return (int) (chunkPosition + chunkLength - position);
    }

    /** Reads from the position on, at least so many octets. */
    private void readChunk(int needed) {
        if (needed > bytes.capacity()) {
            useBuffer(RecordBuffer.MAX_ALIGNED_BYTES);
        }
        try {
            openSegment();
            long end = Math.min(segments.endOf(segment), visiblePosition);
            int wanted = Math.max(needed, Math.min(chunkBytes, bytes.capacity()));
            bytes.clear().limit((int) Math.min(wanted, end - position));
            chunkBytes = Math.min(CHUNK_BYTES, 2 * chunkBytes);
            long at = segment.filePosition(position);
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at + bytes.position());
                if (read < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new JournalException("cannot read journal position " + position + ": " + e.getMessage(), e);
        }
        chunkPosition = position;
        chunkLength = bytes.position();
        if (chunkLength < needed) {
            throw damaged();
        }
    }

    private void openSegment() throws IOException {
        Segment wanted = segments.find(position);
        if (wanted == null) {
            throw new JournalException(
                    "journal position " + position + " has been dropped (oldest kept: " + segments.oldest() + ")");
        }
        if (wanted.equals(segment)) {
            return;
        }
        close();
        try {
            channel = FileChannel.open(wanted.file(), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new JournalException(wanted.file() + ": is gone, with journal position " + position, e);
        }
        segment = wanted;
    }

    private JournalException damaged() {
        return new JournalException(segment.file() + ": damaged at position " + position + " (octet "
                + segment.filePosition(position) + " of the file); restore the file from a copy");
    }

    private void useBuffer(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
        records = new RecordBuffer(bytes);
        chunkPosition = position;
        chunkLength = 0;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new JournalException(segment.file() + ": cannot be closed: " + e.getMessage(), e);
            }
            channel = null;
            segment = null;
        }
    }
}
