package io.smppproxy.core.config;

/**
 * A token bucket's size, counted in parts.
 *
 * @param partsPerSecond refill rate; 0 means unlimited
 * @param burstParts bucket depth, at least 1 when limited
 */
public record RateLimit(long partsPerSecond, long burstParts) {
    public static final RateLimit UNLIMITED = new RateLimit(0, 0);

    public RateLimit {
        if (partsPerSecond < 0) {
            throw new IllegalArgumentException("partsPerSecond: " + partsPerSecond + " (expected: 0 or more)");
        }
        if (partsPerSecond > 0 && burstParts < 1) {
            throw new IllegalArgumentException("burstParts: " + burstParts + " (expected: 1 or more)");
        }
    }

    public boolean isUnlimited() {
        return partsPerSecond == 0;
    }
}
