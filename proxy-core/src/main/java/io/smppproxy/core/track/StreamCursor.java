package io.smppproxy.core.track;

import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.RecordHandler;
import org.agrona.DirectBuffer;

/** One stream's records on their way into the projection, with the position at which each starts. Tracker only. */
final class StreamCursor implements RecordHandler, AutoCloseable {
    private final int stream;
    private final JournalReader reader;
    private final Projection projection;
    private long position;

    StreamCursor(int stream, JournalReader reader, Projection projection) {
        this.stream = stream;
        this.reader = reader;
        this.projection = projection;
        this.position = reader.position();
    }

    int poll(int limit) {
        return reader.poll(this, limit);
    }

    long peekTimestampMs() {
        return reader.peekTimestampMs();
    }

    /** Everything before it is applied. */
    long position() {
        return position;
    }

    @Override
    public void onRecord(
            int recordType, long timestampMs, long endPosition, DirectBuffer buffer, int offset, int lengthBytes) {
        projection.apply(stream, position, recordType, timestampMs, buffer, offset, lengthBytes);
        position = endPosition;
    }

    @Override
    public void close() {
        reader.close();
    }
}
