package io.smppproxy.core.track;

import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts whose id no answer has told yet, oldest first. They wait in the receipt index under their id; what nothing claims in
 * time is counted and logged, and stays in the journal. Those that waited when the process ended are cleared away with the journal's
 * record of them ({@link LaggingCursors}). Tracker only.
 */
final class ParkedReceipts {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedReceipts.class);
    /** More lines than that a second say nothing more. */
    private static final int MAX_LOGGED_PER_SECOND = 10;

    /** The key of one that waits. */
    private static final class Parked {
        final long linkId;
        final byte[] key;

        Parked(long linkId, byte[] key) {
            this.linkId = linkId;
            this.key = key;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(linkId) + Arrays.hashCode(key);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Parked that && linkId == that.linkId && Arrays.equals(key, that.key);
        }
    }

    private final ReceiptIndex index;
    private final TrackerMetrics metrics;
    private final int capacity;
    private final long waitMs;
    /** Until then the index may hold receipts that were parked before this process started. */
    private final long inheritedUntilMs;
    /** With the wall clock until which each waits. */
    private final Map<Parked, Long> waiting = new LinkedHashMap<>();

    private final ReceiptEntry entry = new ReceiptEntry();
    private long loggedSecond;
    private int loggedInSecond;

    ParkedReceipts(ReceiptIndex index, TrackerMetrics metrics, int capacity, long waitMs) {
        this.index = index;
        this.metrics = metrics;
        this.capacity = capacity;
        this.waitMs = waitMs;
        this.inheritedUntilMs = index.size() == 0 ? Long.MIN_VALUE : System.currentTimeMillis() + waitMs;
    }

    /** False when certainly no receipt waits, so that an answer need not look for one. */
    boolean mayHoldAny(long nowMs) {
        return !waiting.isEmpty() || nowMs < inheritedUntilMs;
    }

    void park(long linkId, byte[] key, int keyLength, int messageState, int errorCode, long atMs) {
        if (waiting.size() >= capacity) {
            orphan(linkId, key, keyLength, atMs, "no room to wait for its message");
            return;
        }
        metrics.receiptsParked.increment();
        index.write(linkId, key, keyLength, entry.parked(messageState, errorCode, atMs));
        waiting.put(new Parked(linkId, Arrays.copyOf(key, keyLength)), atMs + waitMs);
    }

    /** The answer came that one waited for. */
    void matched(long linkId, byte[] key, int keyLength) {
        waiting.remove(new Parked(linkId, Arrays.copyOf(key, keyLength)));
    }

    int size() {
        return waiting.size();
    }

    /** Gives up what has waited long enough. */
    void expire(long nowMs) {
        Iterator<Map.Entry<Parked, Long>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Parked, Long> next = oldest.next();
            if (next.getValue() > nowMs) {
                return;
            }
            oldest.remove();
            Parked parked = next.getKey();
            giveUp(parked.linkId, parked.key, parked.key.length, nowMs);
        }
    }

    /** Removes one that still waits under this id. */
    void giveUp(long linkId, byte[] key, int keyLength, long nowMs) {
        if (index.read(linkId, key, keyLength, entry) && entry.parked) {
            index.remove(linkId, key, keyLength);
            orphan(linkId, key, keyLength, nowMs, "no message has this id");
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
