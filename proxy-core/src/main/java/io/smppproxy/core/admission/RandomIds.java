package io.smppproxy.core.admission;

import java.security.SecureRandom;

/** Random UUIDs of version 4 (RFC 9562 §5.4), from a SecureRandom that is asked for many at once. For one thread; allocates nothing. */
public final class RandomIds {
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final int RANDOM = 4;

    private final byte[] octets = new byte[2048];
    private int at = octets.length;
    private long hi;
    private long lo;

    /** Makes another id. */
    public RandomIds next() {
        if (at == octets.length) {
            SOURCE.nextBytes(octets);
            at = 0;
        }
        hi = withVersion(nextLong(), RANDOM);
        lo = withVariant(nextLong());
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

    private long nextLong() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (octets[at++] & 0xFF);
        }
        return value;
    }
}
