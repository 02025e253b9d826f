package io.smppproxy.core.link;

/**
 * How fast an SMSC that says ESME_RTHROTTLED or ESME_RMSGQFUL is fed: the whole link pauses, goes on at half the rate that it had,
 * and grows back by a tenth a step; after thirty steps without complaint the limit is lifted. A step is as long as the configured pause,
 * at least one part is sent in each. Owned by one I/O loop.
 */
final class Throttle {
    private static final double NS_PER_SECOND = 1e9;
    private static final int QUIET_STEPS = 30;
    private static final double GROWTH_PER_STEP = 1.10;
    private static final long NEVER = Long.MIN_VALUE;

    private final long stepNs;
    private final double minPerSecond;
    private long pausedUntilNs;
    private boolean paused;
    private double allowedPerSecond;
    private long lastComplaintNs;
    private long lastGrowthNs;

    private long rateSinceNs = NEVER;
    private long writtenSince;
    private double measuredPerSecond;

    /** @param stepMs the configured pause after ESME_RTHROTTLED, more than 0 */
    Throttle(long stepMs) {
        stepNs = stepMs * 1_000_000L;
        minPerSecond = NS_PER_SECOND / stepNs;
    }

    /** A part was written; feeds the measured rate. */
    void onWritten() {
        writtenSince++;
    }

    /** The SMSC complained. */
    void onComplaint(long nowNs, long pauseMs) {
        if (!paused) {
            // Complaints about parts that were already in flight are one complaint.
            measure(nowNs);
            double base = allowedPerSecond > 0 ? Math.min(allowedPerSecond, measuredPerSecond) : measuredPerSecond;
            allowedPerSecond = Math.max(minPerSecond, base / 2);
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
        if (rateSinceNs == NEVER || nowNs - rateSinceNs >= stepNs) {
            measure(nowNs);
        }
        if (allowedPerSecond == 0 || isPaused(nowNs)) {
            return;
        }
        if (nowNs - lastComplaintNs > QUIET_STEPS * stepNs) {
            allowedPerSecond = 0;
            return;
        }
        if (nowNs - lastGrowthNs >= stepNs) {
            allowedPerSecond = Math.max(allowedPerSecond + minPerSecond, allowedPerSecond * GROWTH_PER_STEP);
            lastGrowthNs = nowNs;
        }
    }

    /** Parts per second, 0 for no limit. */
    long allowedPerSecond() {
        return allowedPerSecond == 0 ? 0 : Math.max(1, (long) allowedPerSecond);
    }

    private void measure(long nowNs) {
        long elapsed = rateSinceNs == NEVER ? stepNs : nowNs - rateSinceNs;
        if (elapsed >= stepNs / 20) {
            measuredPerSecond = writtenSince * NS_PER_SECOND / elapsed;
            writtenSince = 0;
            rateSinceNs = nowNs;
        }
    }
}
