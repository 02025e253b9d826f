package io.smppproxy.core.track;

import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts whose id no answer has told yet, oldest first. They wait in the receipt index under their id; what nothing claims in
 * time is counted and logged, and stays in the journal. Tracker only.
 */
final class ParkedReceipts {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedReceipts.class);
    /** More lines than that a second say nothing more. */
    private static final int MAX_LOGGED_PER_SECOND = 10;

    /** One that waits. */
    private static final class Parked {
        final long linkId;
        final byte[] key;
        final long untilMs;

        Parked(long linkId, byte[] key, long untilMs) {
            this.linkId = linkId;
            this.key = key;
            this.untilMs = untilMs;
        }
    }

    private final ReceiptIndex index;
    private final TrackerMetrics metrics;
    private final int capacity;
    private final long waitMs;
    private final ArrayDeque<Parked> queue = new ArrayDeque<>();
    private final ReceiptEntry entry = new ReceiptEntry();
    private long loggedSecond;
    private int loggedInSecond;

    ParkedReceipts(ReceiptIndex index, TrackerMetrics metrics, int capacity, long waitMs) {
        this.index = index;
        this.metrics = metrics;
        this.capacity = capacity;
        this.waitMs = waitMs;
    }

    void park(long linkId, byte[] key, int keyLength, int messageState, int errorCode, long atMs) {
        if (queue.size() >= capacity) {
            orphan(linkId, key, keyLength, atMs, "no room to wait for its message");
            return;
        }
        metrics.receiptsParked.increment();
        index.write(linkId, key, keyLength, entry.parked(messageState, errorCode, atMs));
        queue.add(new Parked(linkId, java.util.Arrays.copyOf(key, keyLength), atMs + waitMs));
    }

    /** Gives up what has waited long enough. */
    void expire(long nowMs) {
        for (Parked next = queue.peek(); next != null && next.untilMs <= nowMs; next = queue.peek()) {
            queue.poll();
            if (index.read(next.linkId, next.key, next.key.length, entry) && entry.parked) {
                index.remove(next.linkId, next.key, next.key.length);
                orphan(next.linkId, next.key, next.key.length, nowMs, "no message has this id");
            }
        }
    }

    /** A receipt that belongs to nothing. */
    void orphan(long linkId, byte[] key, int keyLength, long nowMs, String why) {
        metrics.receiptsOrphaned.increment();
        if (nowMs / 1_000 != loggedSecond) {
            loggedSecond = nowMs / 1_000;
            loggedInSecond = 0;
        }
        if (loggedInSecond++ < MAX_LOGGED_PER_SECOND) {
            LOG.warn("link {}: orphaned receipt for id \"{}\": {}", linkId, printable(key, keyLength), why);
        }
    }

    private static String printable(byte[] key, int length) {
        return new String(key, 0, length, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7E]", "?");
    }
}
