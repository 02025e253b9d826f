package io.smppproxy.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long MS = 1_000_000L;
    private static final long PAUSE_MS = 1_000;

    private final Throttle throttle = new Throttle(PAUSE_MS);
    private long nowNs = Long.MAX_VALUE - 5_000 * MS;

    private void run(long ms, int partsPerSecond) {
        double owed = 0;
        for (long i = 0; i < ms; i += 10) {
            nowNs += 10 * MS;
            throttle.tick(nowNs);
            if (!throttle.isPaused(nowNs)) {
                owed += partsPerSecond / 100.0;
            }
            for (; owed >= 1; owed--) {
                throttle.onWritten();
            }
        }
    }

    private void assertAbout(long expected, long tolerance) {
        long allowed = throttle.allowedPerSecond();
        assertTrue(Math.abs(allowed - expected) <= tolerance, () -> allowed + " parts/s, not about " + expected);
    }

    @Test
    void shouldNotLimitWithoutComplaint() {
        run(5_000, 1_000);
        assertEquals(0, throttle.allowedPerSecond());
        assertFalse(throttle.isPaused(nowNs));
    }

    /** As if nothing but complaints had come for a while. */
    private void complainOnly() {
        for (int i = 0; i < 500; i++) {
            throttle.onComplaint(nowNs, 0);
        }
        run(10, 0);
    }

    @Test
    void shouldPauseThenGoOnAtHalfTheRateWhereEverythingIsRefused() {
        complainOnly();
        run(100_000, 1_000);
        throttle.onComplaint(nowNs, PAUSE_MS);
        assertTrue(throttle.isPaused(nowNs));
        assertTrue(throttle.isPaused(nowNs + 990 * MS));
        assertFalse(throttle.isPaused(nowNs + 1_000 * MS));
        assertAbout(500, 25);
    }

    @Test
    void shouldHardlySlowDownForOneComplaintInAHundred() {
        double owed = 0;
        long written = 0;
        for (long ms = 0; ms < 60_000; ms += 10) {
            nowNs += 10 * MS;
            throttle.tick(nowNs);
            if (throttle.isPaused(nowNs)) {
                continue;
            }
            long allowed = throttle.allowedPerSecond();
            owed += (allowed == 0 ? 1_000 : Math.min(1_000, allowed)) / 100.0;
            for (; owed >= 1; owed--) {
                throttle.onWritten();
                if (++written % 100 == 0) {
                    throttle.onComplaint(nowNs, PAUSE_MS);
                } else {
                    throttle.onAnswered();
                }
            }
        }
        long perSecond = written / 60;
        assertTrue(perSecond > 500, () -> perSecond + " of 1,000 parts/s");
    }

    @Test
    void shouldSettleNearTheRateThatTheSmscAllows() {
        double owed = 0;
        long taken = 0;
        double tokens = 0;
        for (long ms = 0; ms < 120_000; ms += 10) {
            nowNs += 10 * MS;
            tokens = Math.min(50, tokens + 5);
            throttle.tick(nowNs);
            if (throttle.isPaused(nowNs)) {
                continue;
            }
            long allowed = throttle.allowedPerSecond();
            owed += (allowed == 0 ? 3_000 : Math.min(3_000, allowed)) / 100.0;
            for (; owed >= 1; owed--) {
                throttle.onWritten();
                if (tokens >= 1) {
                    tokens--;
                    taken++;
                    throttle.onAnswered();
                } else {
                    throttle.onComplaint(nowNs, PAUSE_MS);
                }
            }
        }
        long perSecond = taken / 120;
        assertTrue(perSecond > 350 && perSecond <= 501, () -> perSecond + " of 500 parts/s");
    }

    @Test
    void shouldTakeManyComplaintsOfOneWindowForOne() {
        run(5_000, 1_000);
        for (int i = 0; i < 200; i++) {
            throttle.onComplaint(nowNs + i * MS / 10, PAUSE_MS);
        }
        assertAbout(980, 30);
        assertTrue(throttle.isPaused(nowNs + 1_000 * MS), "the pause counts from the last one");
    }

    @Test
    void shouldFallToOnePartAStepWhileEverythingIsRefusedAndNeverBelow() {
        run(5_000, 1_000);
        for (int i = 0; i < 300; i++) {
            throttle.onComplaint(nowNs, PAUSE_MS);
            run(PAUSE_MS, 0);
            throttle.onWritten();
        }
        assertEquals(1, throttle.allowedPerSecond());
    }

    @Test
    void shouldGrowByATenthASecondAndLiftTheLimitAfterHalfAMinute() {
        complainOnly();
        run(100_000, 1_000);
        throttle.onComplaint(nowNs, PAUSE_MS);
        run(PAUSE_MS + 1_000, 100);
        assertAbout(550, 30);
        run(5_000, 100);
        assertAbout(Math.round(550 * Math.pow(1.1, 5)), 60);
        run(26_000, 100);
        assertEquals(0, throttle.allowedPerSecond());
    }

    @Test
    void shouldReachNineTenthsOfTheRateWithinThirtySecondsAfterThirtySecondsOfRefusals() {
        run(5_000, 2_000);
        for (int i = 0; i < 30; i++) {
            throttle.onComplaint(nowNs, PAUSE_MS);
            run(PAUSE_MS, 1);
        }
        long allowed = throttle.allowedPerSecond();
        assertTrue(allowed <= 2, () -> allowed + " parts/s while all are refused");
        run(30_100, 2_000);
        assertEquals(0, throttle.allowedPerSecond());
    }

    @Test
    void shouldScaleItsTimesWithTheConfiguredPause() {
        Throttle quick = new Throttle(10);
        quick.tick(0);
        for (int i = 0; i < 100; i++) {
            quick.onWritten();
        }
        quick.tick(10 * MS);
        quick.onComplaint(10 * MS, 10);
        assertTrue(quick.allowedPerSecond() > 9_000);
        for (long t = 10; t <= 330; t += 10) {
            quick.tick(t * MS);
        }
        assertEquals(0, quick.allowedPerSecond());
    }
}
