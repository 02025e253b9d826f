package io.smppproxy.core.esme;

/**
 * Messages per minute of one session, evenly: no more than a second's share (or one message) at once, so that 60 a minute is one a second.
 * The generic cell rate algorithm (ITU-T I.371 Annex A). Owned by one I/O loop.
 */
final class MinuteRate {
    private static final long NS_PER_MINUTE = 60_000_000_000L;

    private final long intervalNs;
    private final long toleranceNs;
    private long nextNs;

    /** @param perMinute 0 for no limit */
    MinuteRate(int perMinute, long nowNs) {
        this.intervalNs = perMinute == 0 ? 0 : NS_PER_MINUTE / perMinute;
        this.toleranceNs = Math.max(0, perMinute / 60 - 1) * intervalNs;
        this.nextNs = nowNs;
    }

    /** @param count 1 or more; many at once are taken one by one into debt, as they cannot be halved */
    boolean tryAcquire(int count, long nowNs) {
        if (intervalNs == 0) {
            return true;
        }
        long from = nextNs - nowNs > 0 ? nextNs : nowNs;
        if (from - nowNs > toleranceNs) {
            return false;
        }
        nextNs = from + count * intervalNs;
        return true;
    }
}
