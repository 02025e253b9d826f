package io.smppproxy.simulator.esme;

import java.util.concurrent.atomic.AtomicLong;

/** Which message is sent next, and when. Shared by all sessions; thread safe. */
final class Load {
    static final long NOT_YET = -1;
    static final long NONE = -1;

    private final long messages;
    private final double ratePerSecond;
    private final long durationNs;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private volatile boolean open;
    private volatile boolean stopped;
    private volatile long startedNs;

    Load(EsmeConfig config) {
        messages = config.messages() == 0 ? Long.MAX_VALUE : config.messages();
        ratePerSecond = config.ratePerSecond();
        durationNs =
                config.duration().isZero() ? Long.MAX_VALUE : config.duration().toNanos();
        stopped = config.messages() == 0 && config.duration().isZero();
    }

    void start(long nowNs) {
        startedNs = nowNs;
        open = true;
    }

    void stop() {
        stopped = true;
    }

    boolean isPaced() {
        return ratePerSecond > 0;
    }

    /** True when no further message begins; parts of those that did may still follow. */
    boolean hasEnded(long nowNs) {
        return stopped || taken.get() >= messages || (open && nowNs - startedNs >= durationNs);
    }

    /**
     * Takes the right to send one submit_sm.
     *
     * @return nanoseconds after the start at which it was due, or {@link #NOT_YET}
     */
    long takeToken(long nowNs) {
        if (!open) {
            return NOT_YET;
        }
        long elapsedNs = nowNs - startedNs;
        if (!isPaced()) {
            return elapsedNs;
        }
        while (true) {
            long token = tokens.get();
            long dueNs = (long) (token * 1e9 / ratePerSecond);
            if (dueNs > elapsedNs) {
                return NOT_YET;
            }
            if (tokens.compareAndSet(token, token + 1)) {
                return dueNs;
            }
        }
    }

    /** Number of the next message from 0, or {@link #NONE}. */
    long nextMessage(long nowNs) {
        if (hasEnded(nowNs)) {
            return NONE;
        }
        long number = taken.getAndIncrement();
        return number < messages ? number : NONE;
    }

    /** A taken message is counted as sent. */
    void onBegun() {
        begun.incrementAndGet();
    }

    /** True when no further message begins and every one that was taken is counted as sent. */
    boolean isSettled(long nowNs) {
        return hasEnded(nowNs) && begun.get() >= Math.min(messages, taken.get());
    }

    /** Messages that should have begun and did not. */
    long leftOver() {
        return messages == Long.MAX_VALUE ? 0 : Math.max(0, messages - taken.get());
    }

    long startedNs() {
        return startedNs;
    }
}
