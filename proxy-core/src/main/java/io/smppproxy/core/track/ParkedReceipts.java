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
    /** Further receipts for one id that are kept. */
    private static final int MAX_FURTHER = 16;

    private static final long[] NONE = {};

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

    /** How long one waits, and the places of further receipts for the same id: stream, position, stream, … */
    private static final class Wait {
        final long untilMs;
        long[] further = NONE;

        Wait(long untilMs) {
            this.untilMs = untilMs;
        }
    }

    private final ReceiptIndex index;
    private final TrackerMetrics metrics;
    private final int capacity;
    private final long waitMs;
    /** Until then the index may hold receipts that were parked before this process started. */
    private final long inheritedUntilMs;

    private final Map<Parked, Wait> waiting = new LinkedHashMap<>();
    /** How many of them have further receipts. */
    private int withFurther;

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

    /**
     * @param stream where the RECEIPT record is
     * @param position where it starts
     */
    void park(
            long linkId,
            byte[] key,
            int keyLength,
            int messageState,
            int errorCode,
            long atMs,
            int stream,
            long position) {
        if (waiting.size() >= capacity) {
            orphan(linkId, key, keyLength, atMs, "no room to wait for its message");
            return;
        }
        metrics.receiptsParked.increment();
        index.write(linkId, key, keyLength, entry.parked(messageState, errorCode, atMs, stream, position));
        waiting.put(new Parked(linkId, Arrays.copyOf(key, keyLength)), new Wait(atMs + waitMs));
    }

    /** Another receipt for an id under which one waits, or in a replay the same one. */
    void parkFurther(long linkId, byte[] key, int keyLength, ReceiptEntry first, int stream, long position) {
        boolean isFirst = first.messageIdHi == stream && first.messageIdLo == position;
        Wait wait = waiting.computeIfAbsent(
                new Parked(linkId, Arrays.copyOf(key, keyLength)), parked -> new Wait(first.atMs + waitMs));
        if (isFirst || wait.further.length >= 2 * MAX_FURTHER || contains(wait.further, stream, position)) {
            return;
        }
        withFurther += wait.further.length == 0 ? 1 : 0;
        wait.further = Arrays.copyOf(wait.further, wait.further.length + 2);
        wait.further[wait.further.length - 2] = stream;
        wait.further[wait.further.length - 1] = position;
    }

    private static boolean contains(long[] places, int stream, long position) {
        for (int i = 0; i < places.length; i += 2) {
            if (places[i] == stream && places[i + 1] == position) {
                return true;
            }
        }
        return false;
    }

    /**
     * The answer came that one waited for.
     *
     * @return places of further receipts for the same id: stream, position, stream, …
     */
    long[] matched(long linkId, byte[] key, int keyLength) {
        return forget(waiting.remove(new Parked(linkId, Arrays.copyOf(key, keyLength))));
    }

    private long[] forget(Wait wait) {
        if (wait == null || wait.further.length == 0) {
            return NONE;
        }
        withFurther--;
        return wait.further;
    }

    int size() {
        return waiting.size();
    }

    /** Lowers each stream's position to the oldest further receipt, which is known in memory only. */
    void lowerTo(long[] positions) {
        if (withFurther == 0) {
            return;
        }
        for (Wait wait : waiting.values()) {
            for (int i = 0; i < wait.further.length; i += 2) {
                int stream = (int) wait.further[i];
                positions[stream] = Math.min(positions[stream], wait.further[i + 1]);
            }
        }
    }

    /** Gives up what has waited long enough. */
    void expire(long nowMs) {
        Iterator<Map.Entry<Parked, Wait>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Parked, Wait> next = oldest.next();
            if (next.getValue().untilMs > nowMs) {
                return;
            }
            oldest.remove();
            forget(next.getValue());
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
