package io.smppproxy.codec.reassembly;

/**
 * How much may wait for its missing parts.
 *
 * @param timeoutMs from a message's first part to its last, 1 or more
 * @param maxMessages messages that wait at the same time, 1 or more
 * @param maxOctets octets that the user data of all of them takes, 1 or more
 */
public record ReassemblyLimits(long timeoutMs, int maxMessages, long maxOctets) {
    /** Five minutes, 10,000 messages, 16 MiB. */
    public static final ReassemblyLimits DEFAULT = new ReassemblyLimits(300_000, 10_000, 16L << 20);

    public ReassemblyLimits {
        check("timeoutMs", timeoutMs);
        check("maxMessages", maxMessages);
        check("maxOctets", maxOctets);
    }

    private static void check(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 or more)");
        }
    }
}
