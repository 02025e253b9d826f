package io.smppproxy.core.link;

/** Spaces parts out to a rate, with a burst of a tenth of a second. Owned by one I/O loop. */
final class Pacer {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long BURST_NS = NS_PER_SECOND / 10;
    /** A loop looks every ten milliseconds or so; what is due in between must not get lost at low rates. */
    private static final long SLACK_NS = NS_PER_SECOND / 50;

    private long intervalNs;
    private long nextNs = Long.MIN_VALUE;

    /** @param partsPerSecond 0 for no limit */
    void rate(long partsPerSecond) {
        intervalNs = partsPerSecond == 0 ? 0 : NS_PER_SECOND / partsPerSecond;
    }

    /** Takes the right to send one part, if it is due. */
    boolean tryTake(long nowNs) {
        if (intervalNs == 0) {
            return true;
        }
        long earliest = nowNs - Math.max(BURST_NS, intervalNs + SLACK_NS);
        if (nextNs == Long.MIN_VALUE || nextNs - earliest < 0) {
            nextNs = earliest;
        }
        if (nextNs + intervalNs - nowNs > 0) {
            return false;
        }
        nextNs += intervalNs;
        return true;
    }

    /** Gives the right back when there was nothing to send. */
    void giveBack() {
        nextNs -= intervalNs;
    }
}
