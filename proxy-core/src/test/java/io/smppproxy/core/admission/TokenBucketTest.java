package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.RateLimit;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldPassABurstAndThenTheRate() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10, 3), 5);
        assertEquals(0, bucket.tryAcquire(1, 5));
        assertEquals(0, bucket.tryAcquire(2, 5));
        assertEquals(SECOND_NS / 10, bucket.tryAcquire(1, 5));
        assertEquals(1, bucket.tryAcquire(1, 5 + SECOND_NS / 10 - 1));
        assertEquals(0, bucket.tryAcquire(1, 5 + SECOND_NS / 10));
        assertEquals(2 * SECOND_NS / 10, bucket.tryAcquire(2, 5 + SECOND_NS / 10));
    }

    @Test
    void shouldLetALargeRequestPassOnceFullAndThenPayOffTheDebt() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10, 2), 0);
        assertEquals(0, bucket.tryAcquire(1, 0));
        assertEquals(SECOND_NS / 10, bucket.tryAcquire(12, 0), "until the bucket is full");
        assertEquals(0, bucket.tryAcquire(12, SECOND_NS / 10));
        assertEquals(11 * SECOND_NS / 10, bucket.tryAcquire(1, SECOND_NS / 10), "10 parts of debt and 1");
    }

    @Test
    void shouldGiveBackButNotOverfill() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1, 5), 0);
        assertEquals(0, bucket.tryAcquire(5, 0));
        bucket.giveBack(2);
        assertEquals(0, bucket.tryAcquire(2, 0));
        bucket.giveBack(5);
        assertEquals(0, bucket.tryAcquire(5, 100 * SECOND_NS));
        assertEquals(SECOND_NS, bucket.tryAcquire(1, 100 * SECOND_NS));
    }

    @Test
    void shouldPassEverythingWhenUnlimited() {
        TokenBucket bucket = new TokenBucket(RateLimit.UNLIMITED, 0);
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, bucket.tryAcquire(255, 0));
        }
        bucket.giveBack(1);
    }

    @Test
    void shouldReopenSoonAfterTheClockWasSetBack() {
        TokenBucket bucket = new TokenBucket(new RateLimit(100, 10), 0);
        assertEquals(0, bucket.tryAcquire(10, 3600 * SECOND_NS));
        long wait = bucket.tryAcquire(1, 0);
        assertTrue(wait > 0 && wait <= 256 * SECOND_NS / 100, "waits at most the largest debt, not an hour: " + wait);
        assertEquals(0, bucket.tryAcquire(1, wait));
    }

    @Test
    void shouldNotOverflowAtTheEdges() {
        TokenBucket huge = new TokenBucket(new RateLimit(1, Long.MAX_VALUE), Long.MIN_VALUE);
        assertEquals(0, huge.tryAcquire(Integer.MAX_VALUE, Long.MIN_VALUE));
        TokenBucket fast = new TokenBucket(new RateLimit(Long.MAX_VALUE, 1), Long.MAX_VALUE);
        assertEquals(0, fast.tryAcquire(255, Long.MAX_VALUE));
        TokenBucket wrapping = new TokenBucket(new RateLimit(1, 1), Long.MAX_VALUE);
        assertEquals(0, wrapping.tryAcquire(1, Long.MAX_VALUE));
        assertEquals(SECOND_NS, wrapping.tryAcquire(1, Long.MAX_VALUE));
        assertEquals(0, wrapping.tryAcquire(1, Long.MAX_VALUE + SECOND_NS));
    }

    @Test
    void shouldNotMindAThreadThatWasHeldUpAfterReadingTheClock() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1000, 1000), 0);
        assertEquals(0, bucket.tryAcquire(1000, SECOND_NS));
        assertTrue(bucket.tryAcquire(1, SECOND_NS / 10) > 0);
        assertTrue(bucket.tryAcquire(1, SECOND_NS) > 0, "nothing was opened by the late comer");
    }

    @Test
    void shouldKeepTheRateAtAMillionPartsASecond() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1_000_003, 1), 0);
        long now = 0;
        for (int i = 0; i < 1_000_003; i++) {
            long wait = bucket.tryAcquire(1, now);
            if (wait > 0) {
                now += wait;
                assertEquals(0, bucket.tryAcquire(1, now));
            }
        }
        assertEquals(1.0, now / 1e9, 2e-3);
    }

    /** Rates that divide a second's sixteenths of nanoseconds, so that the model counts in whole units as well. */
    @Test
    void shouldBehaveLikeABucketThatIsFilledDropByDrop() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        long[] rates = {1, 5, 100, 1_000, 64_000, 1_000_000};
        for (int round = 0; round < 200; round++) {
            long rate = rates[random.nextInt(rates.length)];
            long burst = random.nextInt(1, 300);
            long origin = random.nextLong();
            TokenBucket bucket = new TokenBucket(new RateLimit(rate, burst), origin);
            Model model = new Model(rate, burst);
            long nowNs = 0;
            for (int step = 0; step < 200; step++) {
                nowNs += random.nextInt(4) == 0 ? random.nextLong(3 * SECOND_NS) : random.nextLong(2_000);
                String context = "seed " + seed + " round " + round + " step " + step;
                int parts = random.nextInt(1, 256);
                if (random.nextInt(5) == 0 && model.taken >= parts) {
                    bucket.giveBack(parts);
                    model.giveBack(parts, nowNs);
                } else {
                    long wait = bucket.tryAcquire(parts, origin + nowNs);
                    assertEquals(model.tryAcquire(parts, nowNs), wait, context);
                }
            }
        }
    }

    @Test
    void shouldNeverPassMoreThanTheLimitToManyThreads() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1000, 500), 0);
        AtomicLong clockNs = new AtomicLong();
        long passed = Race.run(8, thread -> {
                    long sum = 0;
                    for (int i = 0; i < 20_000; i++) {
                        long nowNs = clockNs.addAndGet(1_000);
                        if (bucket.tryAcquire(1 + i % 3, nowNs) == 0) {
                            sum += 1 + i % 3;
                        }
                    }
                    return sum;
                })
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        long allowed = 500 + 1000 * clockNs.get() / SECOND_NS;
        assertTrue(passed <= allowed && passed >= allowed - 3, passed + " of " + allowed);
    }

    private static final class Model {
        private final long unitsPerPart;
        private final long fullUnits;
        private long levelUnits;
        private long lastNs;
        private long taken;

        Model(long rate, long burst) {
            unitsPerPart = 16 * SECOND_NS / rate;
            fullUnits = burst * unitsPerPart;
            levelUnits = fullUnits;
        }

        long tryAcquire(int parts, long nowNs) {
            fill(nowNs);
            long cost = parts * unitsPerPart;
            long missing = Math.min(cost, fullUnits) - levelUnits;
            if (missing > 0) {
                return (missing + 15) / 16;
            }
            levelUnits -= cost;
            taken += parts;
            return 0;
        }

        void giveBack(int parts, long nowNs) {
            fill(nowNs);
            levelUnits = Math.min(fullUnits, levelUnits + parts * unitsPerPart);
            taken -= parts;
        }

        private void fill(long nowNs) {
            levelUnits = Math.min(fullUnits, levelUnits + 16 * (nowNs - lastNs));
            lastNs = nowNs;
        }
    }
}
