package io.smppproxy.core.admission;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Random UUIDs of version 4 (RFC 9562 §5.4). Unique, not secret: each half is a sequence of its own from a seed of its own, as a
 * SecureRandom for every id would cost more than all the rest of a message's admission. For one thread; allocates nothing.
 */
public final class RandomIds {
    private static final SecureRandom SEEDS = new SecureRandom();
    private static final int RANDOM = 4;

    private final SplittableRandom upper = new SplittableRandom(SEEDS.nextLong());
    private final SplittableRandom lower = new SplittableRandom(SEEDS.nextLong());
    private long hi;
    private long lo;

    /** Makes another id. */
    public RandomIds next() {
        hi = withVersion(upper.nextLong(), RANDOM);
        lo = withVariant(lower.nextLong());
        return this;
    }

    /** Upper half of the id. */
    public long hi() {
        return hi;
    }

    /** Lower half of the id, never 0. */
    public long lo() {
        return lo;
    }

    static long withVersion(long hi, int version) {
        return (hi & ~0xF000L) | ((long) version << 12);
    }

    static long withVariant(long lo) {
        return (lo & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    }
}
