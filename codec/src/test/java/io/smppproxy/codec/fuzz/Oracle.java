package io.smppproxy.codec.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/** What a target holds against the codec. Its messages are what a person reads first about a finding. */
final class Oracle {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Error messages and the target's own strings. What the oracle looks for are sizes that a peer only names. */
    private static final long SPARE_BYTES = 1 << 16;

    private Oracle() {}

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    static void requireEqual(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + "\n expected: " + expected + "\n actual:   " + actual);
        }
    }

    /**
     * Runs what may allocate a few times the octets that are really there. Runs it again when it allocated more, because
     * the first call of all loads classes.
     */
    static void requireBoundedAllocation(long maxBytes, Runnable decoder) {
        long allocated = allocatedBy(decoder);
        if (allocated > SPARE_BYTES + maxBytes) {
            allocated = allocatedBy(decoder);
        }
        require(
                allocated <= SPARE_BYTES + maxBytes,
                allocated + " octets allocated (expected: at most " + maxBytes + ")");
    }

    private static long allocatedBy(Runnable decoder) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        decoder.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
