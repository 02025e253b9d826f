package io.smppproxy.core.link;

/**
 * How fast an SMSC that says ESME_RTHROTTLED or ESME_RMSGQFUL is fed: the whole link pauses, goes on at half the rate that it had,
 * and grows back by a tenth a second; after half a minute without complaint the limit is lifted. Owned by one I/O loop.
 */
final class Throttle {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long QUIET_NS = 30 * NS_PER_SECOND;
    private static final double GROWTH_PER_SECOND = 1.10;

    private long pausedUntilNs;
    private boolean paused;
    private double allowedPerSecond;
    private long lastComplaintNs;
    private long lastGrowthNs;

    private long rateSinceNs;
    private long writtenSince;
    private double measuredPerSecond;

    /** A part was written; feeds the measured rate. */
    void onWritten() {
        writtenSince++;
    }

    /** The SMSC complained. */
    void onComplaint(long nowNs, long pauseMs) {
        measure(nowNs);
        if (!paused) {
            // Complaints about parts that were already in flight are one complaint.
            double base = allowedPerSecond > 0 ? Math.min(allowedPerSecond, measuredPerSecond) : measuredPerSecond;
            allowedPerSecond = Math.max(1, base / 2);
        }
        paused = true;
        pausedUntilNs = nowNs + pauseMs * 1_000_000L;
        lastComplaintNs = nowNs;
        lastGrowthNs = pausedUntilNs;
    }

    boolean isPaused(long nowNs) {
        if (paused && nowNs - pausedUntilNs >= 0) {
            paused = false;
        }
        return paused;
    }

    /** Called by the loop's timer; grows the allowed rate. */
    void tick(long nowNs) {
        if (nowNs - rateSinceNs >= NS_PER_SECOND) {
            measure(nowNs);
        }
        if (allowedPerSecond == 0 || isPaused(nowNs)) {
            return;
        }
        if (nowNs - lastComplaintNs > QUIET_NS) {
            allowedPerSecond = 0;
            return;
        }
        if (nowNs - lastGrowthNs >= NS_PER_SECOND) {
            allowedPerSecond = Math.max(allowedPerSecond + 1, allowedPerSecond * GROWTH_PER_SECOND);
            lastGrowthNs = nowNs;
        }
    }

    /** Parts per second, 0 for no limit. */
    long allowedPerSecond() {
        return (long) allowedPerSecond;
    }

    private void measure(long nowNs) {
        long elapsed = nowNs - rateSinceNs;
        if (rateSinceNs == 0) {
            elapsed = NS_PER_SECOND;
        }
        if (elapsed >= NS_PER_SECOND / 20) {
            measuredPerSecond = Math.max(1, writtenSince * (double) NS_PER_SECOND / elapsed);
            writtenSince = 0;
            rateSinceNs = nowNs;
        }
    }
}
