package io.smppproxy.core.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waits for conditions, never for time alone. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, LIMIT, condition);
    }

    /** @throws AssertionError naming what did not happen in time */
    public static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    public static void equal(String what, long expected, LongSupplier actual) throws Exception {
        try {
            until(what, () -> actual.getAsLong() == expected);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " (" + actual.getAsLong() + ", expected: " + expected + ")", e);
        }
    }
}
