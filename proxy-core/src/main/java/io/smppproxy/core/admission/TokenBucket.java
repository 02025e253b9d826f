package io.smppproxy.core.admission;

import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.edge.Reply;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket counted in parts, kept as the one moment at which it will be full again (the generic cell rate algorithm, ITU-T I.371
 * Annex A). Lock-free; safe for any thread; the callers bring the time, a {@link System#nanoTime()} value.
 */
public final class TokenBucket {
    /** Sixteenths of a nanosecond keep the cost of a part exact to 10⁻⁵ at a million parts per second. */
    private static final long UNITS_PER_NS = 16;

    private static final double UNITS_PER_SECOND = 1e9 * UNITS_PER_NS;

    private static final long CLOCK_TOLERANCE_UNITS = 1_000_000_000 * UNITS_PER_NS;

    private final RateLimit limit;
    private final double unitsPerPart;
    private final long burstUnits;
    private final long debtUnits;
    private final long originNs;
    private final AtomicLong fullAt = new AtomicLong();

    /** A full bucket. */
    public TokenBucket(RateLimit limit, long nowNs) {
        this.limit = limit;
        this.originNs = nowNs;
        this.unitsPerPart = limit.isUnlimited() ? 0 : UNITS_PER_SECOND / limit.partsPerSecond();
        this.burstUnits = units(limit.burstParts());
        this.debtUnits = Math.max(burstUnits, units(Reply.MAX_PARTS));
    }

    public RateLimit limit() {
        return limit;
    }

    /**
     * Takes all the parts or none. A request larger than the bucket passes when the bucket is full and leaves it in debt, so that a long
     * message is not refused for ever.
     *
     * @param parts 1 or more
     * @return 0 if taken, otherwise nanoseconds until they can be taken if nobody else takes any
     */
    public long tryAcquire(int parts, long nowNs) {
        if (unitsPerPart == 0) {
            return 0;
        }
        long now = (nowNs - originNs) * UNITS_PER_NS;
        long cost = units(parts);
        long allowance = Math.max(burstUnits, cost);
        // A full moment farther ahead than any debt means that the clock was set back. It is moved back as well, or the
        // bucket would
        // stay shut until the clock caught up.
        long latest = now + Math.max(debtUnits, cost);
        while (true) {
            long seen = fullAt.get();
            if (seen - CLOCK_TOLERANCE_UNITS > latest) {
                fullAt.compareAndSet(seen, latest);
                continue;
            }
            long from = Math.max(seen, now);
            long wait = from + cost - allowance - now;
            if (wait > 0) {
                return (wait + UNITS_PER_NS - 1) / UNITS_PER_NS;
            }
            if (fullAt.compareAndSet(seen, from + cost)) {
                return 0;
            }
        }
    }

    /** Gives back parts that were taken and then not sent. */
    public void giveBack(int parts) {
        if (unitsPerPart != 0) {
            fullAt.addAndGet(-units(parts));
        }
    }

    private long units(long parts) {
        // A quarter of the range is four years; sums of two stay within a long.
        return Math.min(Math.round(parts * unitsPerPart), Long.MAX_VALUE / 4);
    }
}
