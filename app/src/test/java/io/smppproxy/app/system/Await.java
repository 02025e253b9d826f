package io.smppproxy.app.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, never for time alone. */
final class Await {
    private static final long POLL_NS = 5_000_000;

    private Await() {}

    /** @throws AssertionError naming what did not happen in time */
    static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
