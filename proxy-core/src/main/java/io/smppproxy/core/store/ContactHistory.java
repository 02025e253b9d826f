package io.smppproxy.core.store;

/**
 * When a number was last written to, per contact key (strategy, number and, unless shared, app). Every operation is atomic per
 * key, from any thread. All are idempotent by message, so that replaying the journal counts nothing twice.
 */
public interface ContactHistory extends AutoCloseable {
    /** What {@link #checkAndAdd} found. */
    enum Check {
        PASS,
        DAILY_CAP,
        WEEKLY_CAP,
        DUPLICATE
    }

    /**
     * Checks the caps and the duplicate window and, if all pass, counts the message, in one atomic step.
     *
     * @param dailyCap 0 for none
     * @param weeklyCap 0 for none
     * @param duplicateWindowSeconds 0 for none
     * @param day number of the calendar day in the policy's zone (days since 1970-01-01)
     * @param messageHash tells one message from another
     * @param textDigest equal for equal texts
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
}
