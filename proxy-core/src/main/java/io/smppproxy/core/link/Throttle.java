package io.smppproxy.core.link;

/**
 * How fast an SMSC that says ESME_RTHROTTLED or ESME_RMSGQFUL is fed: the whole link pauses, so that order is kept, and goes on
 * slower. Both go by the share of complaints among the latest answers: where every answer is one, the link pauses for the configured
 * time and its rate is halved; one complaint in a hundred costs a hundredth of that. The rate grows back by a tenth a step; after thirty
 * steps without complaint the limit is lifted. A step is as long as the configured pause, at least one part is sent in each. Owned by one
 * I/O loop.
 */
final class Throttle {
    private static final double NS_PER_SECOND = 1e9;
    private static final int QUIET_STEPS = 30;
    private static final double GROWTH_PER_STEP = 1.10;
    private static final long NEVER = Long.MIN_VALUE;
    /** Answers over which the share of complaints is taken. */
    private static final double MEMORY = 32;

    private long stepNs;
    private double minPerSecond;
    private long pausedFromNs;
    private long pausedUntilNs;
    private boolean paused;
    private double allowedPerSecond;
    private double share;
    private long lastComplaintNs;
    private long lastGrowthNs;

    private long rateSinceNs = NEVER;
    private long writtenSince;
    private double measuredPerSecond;

    /** @param stepMs the configured pause after ESME_RTHROTTLED, more than 0 */
    Throttle(long stepMs) {
        step(stepMs);
    }

    /** Another configured pause; what is known of the SMSC stays. */
    void step(long stepMs) {
        stepNs = stepMs * 1_000_000L;
        minPerSecond = NS_PER_SECOND / stepNs;
    }

    /** A part was written; feeds the measured rate. */
    void onWritten() {
        writtenSince++;
    }

    /** A part got an answer that is no complaint. */
    void onAnswered() {
        share -= share / MEMORY;
    }

    /**
     * The SMSC complained.
     *
     * @param pauseMs the pause when all answers are complaints
     */
    void onComplaint(long nowNs, long pauseMs) {
        if (!paused) {
            // Complaints about parts that were already in flight slow down once only.
            double rate = Math.max(measuredPerSecond, rateSince(nowNs));
            lastGrowthNs = allowedPerSecond == 0 ? nowNs : lastGrowthNs;
            // What is measured in short bursts is noise up to a factor; beyond that the limit was not what slowed us.
            double base = allowedPerSecond > 0 ? Math.min(allowedPerSecond, 2 * rate) : rate;
            allowedPerSecond = Math.max(minPerSecond, base * (1 - share / 2));
            paused = true;
            pausedFromNs = nowNs;
        }
        share += (1 - share) / MEMORY;
        pausedUntilNs = nowNs + (long) (share * pauseMs * 1_000_000L);
        lastComplaintNs = nowNs;
    }

    boolean isPaused(long nowNs) {
        if (paused && nowNs - pausedUntilNs >= 0) {
            paused = false;
            // The rate is measured, and grows, over the time in which something could be sent.
            rateSinceNs += nowNs - pausedFromNs;
            lastGrowthNs += nowNs - pausedFromNs;
        }
        return paused;
    }

    /** Called by the loop's timer; grows the allowed rate. */
    void tick(long nowNs) {
        if (isPaused(nowNs)) {
            return;
        }
        if (rateSinceNs == NEVER) {
            rateSinceNs = nowNs;
        } else if (nowNs - rateSinceNs >= stepNs) {
            measuredPerSecond = rateSince(nowNs);
            writtenSince = 0;
            rateSinceNs = nowNs;
        }
        if (allowedPerSecond == 0) {
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

    /** Over at least a tenth of a step, so that a burst does not count for more than it is. */
    private double rateSince(long nowNs) {
        long elapsedNs = rateSinceNs == NEVER ? 0 : nowNs - rateSinceNs;
        return writtenSince * NS_PER_SECOND / Math.max(elapsedNs, stepNs / 10);
    }
}
