package io.smppproxy.core.track;

import io.smppproxy.core.deliver.DeliveryLog;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between opening the journal and opening the links: the records that the maps do not have are applied, and whatever
 * was under way when the process ended gets its end. Runs once, on the thread that starts the proxy.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int BATCH = 1_024;

    private final Journal journal;
    private final JournalWriter own;
    private final int ownStream;
    private final Projection projection;
    private final DeliveryLog deliveryLog;
    private int ambiguous;
    private int notSent;

    Recovery(TrackerContext context, Projection projection, DeliveryLog deliveryLog) {
        this.journal = context.journal();
        this.ownStream = context.ownStream();
        this.own = journal.writer(ownStream);
        this.projection = projection;
        this.deliveryLog = deliveryLog;
    }

    /** Applies everything after the cursors' positions, in the order of time over all streams. */
    void replay(StreamCursor[] readers) {
        long startedNs = System.nanoTime();
        try (JournalReader ahead = journal.reader(ownStream, readers[ownStream].position())) {
            deliveryLog.beginReplay(ahead);
        }
        projection.replaying(true);
        long applied = 0;
        for (int next = oldest(readers); next >= 0; next = oldest(readers)) {
            // A stream is read on until another one is older; within a stream order is exact.
            long until = secondOldest(readers, next);
            int count = 0;
            while (count < BATCH && readers[next].peekTimestampMs() <= until) {
                int polled = readers[next].poll(1);
                if (polled == 0) {
                    break;
                }
                count += polled;
            }
            applied += count;
        }
        projection.replaying(false);
        deliveryLog.endReplay();
        settleOpen();
        while (readers[ownStream].poll(BATCH) > 0) {
            // The outcomes and deliveries that were just written.
        }
        LOG.info(
                "replayed {} journal records in {} ms; of what was under way {} parts were not sent, {} are ambiguous",
                applied,
                (System.nanoTime() - startedNs) / 1_000_000,
                notSent,
                ambiguous);
    }

    private static int oldest(StreamCursor[] readers) {
        int oldest = -1;
        long timestamp = Long.MAX_VALUE;
        for (int i = 0; i < readers.length; i++) {
            long next = readers[i].peekTimestampMs();
            if (next < timestamp) {
                timestamp = next;
                oldest = i;
            }
        }
        return oldest;
    }

    private static long secondOldest(StreamCursor[] readers, int except) {
        long timestamp = Long.MAX_VALUE - 1;
        for (int i = 0; i < readers.length; i++) {
            if (i != except) {
                timestamp = Math.min(timestamp, readers[i].peekTimestampMs());
            }
        }
        return timestamp;
    }

    /** ACCEPT without INTENT was never sent; INTENT without RESULT may have been. */
    private void settleOpen() {
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[PartRecords.OUTCOME_BYTES]);
        long nowMs = System.currentTimeMillis();
        projection.open().forEach(record -> {
            for (int part = 0; part < record.partCount(); part++) {
                PartState state = record.state(part);
                if (state.isAnswered()) {
                    continue;
                }
                boolean lost = state == PartState.ON_WIRE || (record.flags & MessageRecord.FLAG_DUPLICATE_RISK) != 0;
                if (lost) {
                    ambiguous++;
                } else {
                    notSent++;
                }
                PartRecords.putOutcome(
                        outcome, 0, record.idHi, record.idLo, part, lost ? PartState.AMBIGUOUS : PartState.NOT_SENT);
                own.append(RecordType.OUTCOME, nowMs, outcome, 0, PartRecords.OUTCOME_BYTES);
            }
        });
        own.commit();
    }
}
