package io.smppproxy.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Pacer pacer = new Pacer();

    private int takeAll(long nowNs) {
        int taken = 0;
        while (taken < 1_000_000 && pacer.tryTake(nowNs)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldNotLimitAtRateZero() {
        pacer.rate(0);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(pacer.tryTake(5));
        }
        pacer.giveBack();
    }

    @Test
    void shouldAllowATenthOfASecondAtOnceAndThenTheRate() {
        for (int rate : new int[] {10, 100, 1_000, 33_333}) {
            Pacer own = new Pacer();
            own.rate(rate);
            SplittableRandom random = new SplittableRandom(rate);
            long nowNs = Long.MAX_VALUE - SECOND_NS;
            long endNs = nowNs + 10 * SECOND_NS;
            int taken = 0;
            while (nowNs - endNs < 0) {
                while (own.tryTake(nowNs)) {
                    taken++;
                }
                nowNs += random.nextInt(20_000_000);
            }
            assertEquals(10.0 * rate, taken, rate / 10.0 + 0.01 * rate + 2, "rate " + rate);
        }
    }

    @Test
    void shouldNotSaveUpMoreThanABurstWhileIdle() {
        pacer.rate(100);
        takeAll(0);
        assertEquals(10, takeAll(3_600 * SECOND_NS));
    }

    @Test
    void shouldSendOneASecondAtRateOne() {
        pacer.rate(1);
        assertEquals(1, takeAll(0));
        assertEquals(0, takeAll(SECOND_NS - 30_000_000));
        assertEquals(1, takeAll(SECOND_NS));
        assertEquals(1, takeAll(2 * SECOND_NS));
    }

    @Test
    void shouldGiveARightBack() {
        pacer.rate(10);
        assertTrue(pacer.tryTake(0));
        assertFalse(pacer.tryTake(0));
        pacer.giveBack();
        assertTrue(pacer.tryTake(0));
        assertFalse(pacer.tryTake(0));
    }

    @Test
    void shouldFollowAChangeOfTheRate() {
        pacer.rate(10);
        takeAll(0);
        pacer.rate(1_000);
        assertEquals(100, takeAll(SECOND_NS), 1);
        pacer.rate(0);
        assertEquals(1_000_000, takeAll(SECOND_NS));
    }
}
