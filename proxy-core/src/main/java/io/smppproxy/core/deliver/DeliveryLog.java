package io.smppproxy.core.deliver;

import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.journal.RecordType;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The tracker's own stream as far as deliveries are concerned: appends DELIVERY, DONE and SETTLED, and knows after a restart which
 * sources have their DELIVERY already. A SETTLED record says it of everything before its positions, so that only what was written behind
 * the last one must be remembered. Tracker only.
 */
public final class DeliveryLog {
    private static final int STREAM_SHIFT = 56;
    private static final long NOT_SETTLED = Long.MAX_VALUE;

    private final Journal journal;
    private final JournalWriter own;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Integer.BYTES + 256 * Long.BYTES]);
    private final LongHashSet sources = new LongHashSet();
    private final LongHashSet combined = new LongHashSet();
    private final int ownStream;
    private final long[] settled;
    private long settledAt = NOT_SETTLED;
    private boolean replaying;
    private boolean appended;

    public DeliveryLog(Journal journal, int ownStream) {
        this.journal = journal;
        this.own = journal.writer(ownStream);
        this.ownStream = ownStream;
        this.settled = new long[journal.streamCount()];
    }

    /**
     * Reads the own stream from where the replay will begin, before it does; until {@link #endReplay} what is found there is not made
     * again.
     */
    public void beginReplay(JournalReader reader) {
        replaying = true;
        long[] position = {reader.position()};
        while (reader.poll((type, ms, end, b, at, length) -> scan(type, position[0], b, at), 1) > 0) {
            position[0] = reader.position();
        }
    }

    private void scan(int type, long position, DirectBuffer b, int at) {
        if (type == RecordType.DELIVERY) {
            sources.add(key(DeliveryRecords.sourceStream(b, at), DeliveryRecords.sourcePosition(b, at)));
            if (DeliveryRecords.isCombined(b, at)) {
                combined.add(DeliveryRecords.messageIdLo(b, at));
            }
        } else if (type == RecordType.SETTLED) {
            long[] positions = DeliveryRecords.settledPositions(b, at);
            System.arraycopy(positions, 0, settled, 0, Math.min(positions.length, settled.length));
            settledAt = position;
            sources.clear();
            combined.clear();
        }
    }

    public void endReplay() {
        replaying = false;
        sources.clear();
        combined.clear();
    }

    public boolean isReplaying() {
        return replaying;
    }

    /** True when a replayed source, applied at its own place in its stream, has its delivery or needs none. */
    boolean isMade(int stream, long position) {
        return replaying && (position < settled[stream] || isMadeSinceSettled(stream, position));
    }

    /** True when a source has a delivery that was made since the last SETTLED; for sources that waited for another record. */
    boolean isMadeSinceSettled(int stream, long position) {
        return replaying && sources.contains(key(stream, position));
    }

    /** True when a replayed message has its one receipt for all parts; says so only once, as the caller makes it then. */
    boolean isCombinedMade(long messageIdLo) {
        return replaying && !combined.add(messageIdLo);
    }

    private static long key(int stream, long position) {
        return ((long) stream << STREAM_SHIFT) | position;
    }

    /**
     * True when a record is safe in the configured class. Only then may an ESME hear of it: the answer to its request waits for that too,
     * and should come first.
     */
    boolean isDurable(int stream, long position) {
        return position < journal.writer(stream).durablePosition();
    }

    void delivery(DirectBuffer payload, int offset, int length) {
        own.append(RecordType.DELIVERY, System.currentTimeMillis(), payload, offset, length);
        appended = true;
    }

    void done(long deliveryPosition, long accountId, int commandStatus, byte end) {
        int length = DeliveryRecords.putDone(scratch, 0, deliveryPosition, accountId, commandStatus, end);
        own.append(RecordType.DONE, System.currentTimeMillis(), scratch, 0, length);
        appended = true;
    }

    /** Writes out what was appended. */
    public void commit() {
        if (appended) {
            appended = false;
            own.commit();
        }
    }

    /**
     * Notes that every source before the positions has its delivery, and writes out what was appended: from now on a checkpoint may say
     * that these sources are applied.
     */
    public void settle(long[] positions) {
        if (hasChanged(positions)) {
            System.arraycopy(positions, 0, settled, 0, settled.length);
            commit();
            settledAt = own.writtenPosition();
            int length = DeliveryRecords.putSettled(scratch, 0, positions);
            own.append(RecordType.SETTLED, System.currentTimeMillis(), scratch, 0, length);
            appended = true;
        }
        commit();
    }

    /** The own stream holds no sources, and grows with each SETTLED. */
    private boolean hasChanged(long[] positions) {
        positions[ownStream] = settled[ownStream];
        return !Arrays.equals(positions, settled);
    }

    /** Where the last SETTLED starts, or earlier; {@link Long#MAX_VALUE} without one. A replay must begin there at the latest. */
    public long settledAt() {
        return settledAt;
    }
}
