package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MinuteRateTest {
    private static final long MS = 1_000_000L;
    private static final long START_NS = Long.MAX_VALUE - 30_000 * MS;

    /** How many of endless attempts pass within so many milliseconds. */
    private static int passed(MinuteRate rate, long ms) {
        int passed = 0;
        for (long at = 0; at < ms; at++) {
            while (rate.tryAcquire(1, START_NS + at * MS)) {
                passed++;
            }
        }
        return passed;
    }

    @Test
    void shouldPassEverythingWithoutALimit() {
        MinuteRate rate = new MinuteRate(0, START_NS);
        for (int i = 0; i < 100_000; i++) {
            assertTrue(rate.tryAcquire(100, START_NS));
        }
    }

    @Test
    void shouldPassOneASecondOfSixtyAMinute() {
        MinuteRate rate = new MinuteRate(60, START_NS);
        assertTrue(rate.tryAcquire(1, START_NS));
        assertFalse(rate.tryAcquire(1, START_NS));
        assertFalse(rate.tryAcquire(1, START_NS + 999 * MS));
        assertTrue(rate.tryAcquire(1, START_NS + 1_000 * MS));
        assertFalse(rate.tryAcquire(1, START_NS + 1_999 * MS));
        assertTrue(rate.tryAcquire(1, START_NS + 5_000 * MS));
        assertFalse(rate.tryAcquire(1, START_NS + 5_001 * MS));
    }

    @Test
    void shouldPassLessThanOneASecond() {
        assertEquals(1, passed(new MinuteRate(1, START_NS), 60_000));
        assertEquals(2, passed(new MinuteRate(1, START_NS), 60_001));
        assertEquals(30, passed(new MinuteRate(30, START_NS), 60_000));
        assertEquals(59, passed(new MinuteRate(59, START_NS), 60_000));
    }

    @Test
    void shouldPassASecondsShareAtOnce() {
        MinuteRate rate = new MinuteRate(3_000, START_NS);
        assertEquals(50, passed(rate, 1));
        assertEquals(50 + 2_999, passed(new MinuteRate(3_000, START_NS), 59_999));
    }

    @Test
    void shouldTakeManyAtOnceIntoDebt() {
        MinuteRate rate = new MinuteRate(60, START_NS);
        assertTrue(rate.tryAcquire(10, START_NS));
        assertFalse(rate.tryAcquire(1, START_NS + 9_999 * MS));
        assertTrue(rate.tryAcquire(1, START_NS + 10_000 * MS));
    }
}
