package io.smppproxy.simulator;

/** A token bucket that holds a tenth of a second. Thread safe. */
final class RateLimiter {
    private static final double BURST_SECONDS = 0.1;

    private double tokens;
    private long filledAtNs;
    private int rate;

    /** Takes one token at {@code perSecond} tokens a second; false when there is none. */
    synchronized boolean tryAcquire(int perSecond, long nowNs) {
        double capacity = Math.max(1, perSecond * BURST_SECONDS);
        if (rate != perSecond) {
            rate = perSecond;
            tokens = capacity;
        } else {
            tokens = Math.min(capacity, tokens + (nowNs - filledAtNs) * 1e-9 * perSecond);
        }
        filledAtNs = nowNs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
