package io.smppproxy.core.store;

/**
 * When a number was last written to, per contact key (strategy, number and, unless shared, app). Every operation is atomic per
 * key, from any thread. All are idempotent by message, so that replaying the journal counts nothing twice.
 */
public interface ContactHistory extends AutoCloseable {
    /** The largest daily or weekly cap; so many messages are remembered per key, the oldest are forgotten first. */
    int MAX_CAP = 1000;
    /** Messages are remembered for seven calendar days, today included. */
    long MAX_DUPLICATE_WINDOW_SECONDS = 7 * 24 * 3600L;

    /** What {@link #checkAndAdd} found. */
    enum Check {
        PASS,
        DAILY_CAP,
        WEEKLY_CAP,
        DUPLICATE
    }

    /**
     * Checks the duplicate window, the daily and the weekly cap, in this order, and, if all pass, counts the message, in one atomic step. A message that is
     * counted already passes.
     *
     * @param dailyCap 0 for none, at most {@link #MAX_CAP}
     * @param weeklyCap over seven calendar days, today included; 0 for none, at most {@link #MAX_CAP}
     * @param duplicateWindowSeconds 0 for none, at most {@link #MAX_DUPLICATE_WINDOW_SECONDS}
     * @param day number of the calendar day in the policy's zone (days since 1970-01-01)
     * @param messageHash tells one message from another
     * @param textDigest equal for equal texts
     * @throws IllegalArgumentException if a limit is out of range
     */
    Check checkAndAdd(
            long keyHi,
            long keyLo,
            int dailyCap,
            int weeklyCap,
            long duplicateWindowSeconds,
            int day,
            long nowSeconds,
            long messageHash,
            long textDigest);

    /** Counts a message without checking (replay). */
    void add(long keyHi, long keyLo, int day, long nowSeconds, long messageHash, long textDigest);

    /** Gives a message's count back; nothing happens if it is not counted. */
    void remove(long keyHi, long keyLo, long messageHash);

    /** Drops keys whose last entry is older than the day. */
    void forgetBefore(int day);

    long size();

    long capacity();

    @Override
    void close();

    /** @throws IllegalArgumentException naming the limit that is out of range */
    static void requireLimits(int dailyCap, int weeklyCap, long duplicateWindowSeconds) {
        requireLimit("daily cap", dailyCap, MAX_CAP);
        requireLimit("weekly cap", weeklyCap, MAX_CAP);
        requireLimit("duplicate window seconds", duplicateWindowSeconds, MAX_DUPLICATE_WINDOW_SECONDS);
    }

    private static void requireLimit(String name, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to " + max + ")");
        }
    }
}
