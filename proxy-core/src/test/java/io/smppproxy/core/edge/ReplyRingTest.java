package io.smppproxy.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ReplyRingTest {
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final ReplyRing ring =
            new ReplyRing(ReplyRing.MIN_CAPACITY_BYTES, wakeUps::incrementAndGet, handle -> handle == 13);
    private final Reply reply = new Reply();

    @Test
    void shouldCarryEveryField() {
        for (ReplyOutcome outcome : ReplyOutcome.values()) {
            for (NotSentCause cause : NotSentCause.values()) {
                reply.begin(-1L, Long.MIN_VALUE, 2L, 1000L, outcome)
                        .cause(cause)
                        .commandStatus(0x8000000B);
                add("first");
                add("");
                add("x".repeat(300));
                assertTrue(ring.offer(reply));
                assertEquals(
                        1,
                        ring.drain(
                                out -> {
                                    assertEquals(-1L, out.handle());
                                    assertEquals(Long.MIN_VALUE, out.messageIdHi());
                                    assertEquals(2L, out.messageIdLo());
                                    assertEquals(1000L, out.linkId());
                                    assertEquals(outcome, out.outcome());
                                    assertEquals(cause, out.cause());
                                    assertEquals(0x8000000B, out.commandStatus());
                                    assertEquals(3, out.partCount());
                                    assertEquals("first", out.smscId(0));
                                    assertEquals("", out.smscId(1));
                                    assertEquals("x".repeat(300), out.smscId(2));
                                },
                                10));
            }
        }
    }

    @Test
    void shouldTakeTheLongestReplyAndRefuseWhenFull() {
        reply.begin(1, 2, 3, 4, ReplyOutcome.SUBMITTED);
        for (int i = 0; i < Reply.MAX_PARTS; i++) {
            add("y".repeat(65));
        }
        int offered = 0;
        while (ring.offer(reply)) {
            offered++;
        }
        assertTrue(offered >= 8, "replies of 255 parts: " + offered);
        List<Integer> counts = new ArrayList<>();
        while (!ring.trySleep()) {
            ring.drain(out -> counts.add(out.partCount()), 4);
        }
        assertEquals(offered, counts.size());
        assertTrue(counts.stream().allMatch(count -> count == 255));
        assertTrue(ring.offer(reply));
    }

    @Test
    void shouldWakeUpOnceAndOnlyASleeper() {
        reply.begin(1, 2, 3, 4, ReplyOutcome.SUBMITTED);
        assertTrue(ring.offer(reply));
        assertTrue(ring.offer(reply));
        assertEquals(1, wakeUps.get());
        assertFalse(ring.trySleep(), "there is something to drain");
        assertEquals(2, ring.drain(out -> {}, 10));
        assertTrue(ring.offer(reply));
        assertEquals(1, wakeUps.get(), "still awake");
        assertEquals(1, ring.drain(out -> {}, 10));
        assertTrue(ring.trySleep());
        assertTrue(ring.offer(reply));
        assertEquals(2, wakeUps.get());
    }

    @Test
    void shouldDrainNoMoreThanTheLimit() {
        reply.begin(1, 2, 3, 4, ReplyOutcome.SUBMITTED);
        for (int i = 0; i < 5; i++) {
            assertTrue(ring.offer(reply));
        }
        assertEquals(3, ring.drain(out -> {}, 3));
        assertEquals(2, ring.drain(out -> {}, 3));
    }

    @Test
    void shouldLetNobodyOfferForEverOnceClosed() {
        reply.begin(1, 2, 3, 4, ReplyOutcome.SUBMITTED);
        while (ring.offer(reply)) {
            assertEquals(1, wakeUps.get());
        }
        assertFalse(ring.offer(reply));
        ring.close();
        assertTrue(ring.offer(reply));
    }

    @Test
    void shouldAskTheEdgeWhatIsCancelled() {
        assertTrue(ring.isCancelled(13));
        assertFalse(ring.isCancelled(14));
    }

    @Test
    void shouldNameACapacityThatCannotBe() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new ReplyRing(300_000, () -> {}, handle -> false));
        assertEquals("capacityBytes: 300000 (expected: a power of two, 262144 or more)", e.getMessage());
    }

    @Test
    void shouldLoseNothingBetweenSleepingAndOffering() throws Exception {
        int producers = 3;
        int each = 100_000;
        Semaphore awake = new Semaphore(0);
        ReplyRing shared = new ReplyRing(ReplyRing.MIN_CAPACITY_BYTES, awake::release, handle -> false);
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            Thread thread = new Thread(() -> {
                Reply own = new Reply();
                for (int i = 0; i < each; i++) {
                    own.begin((long) producer << 32 | i, 0, 0, 0, ReplyOutcome.SUBMITTED);
                    while (!shared.offer(own)) {
                        Thread.onSpinWait();
                    }
                    if ((i & 255) == 0) {
                        // So that the ring runs empty again and again.
                        LockSupport.parkNanos(1);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        int[] next = new int[producers];
        int drained = 0;
        while (drained < producers * each) {
            drained += shared.drain(
                    out -> {
                        int producer = (int) (out.handle() >> 32);
                        assertEquals(next[producer]++, (int) out.handle());
                    },
                    100);
            if (drained < producers * each && shared.trySleep()) {
                assertTrue(awake.tryAcquire(10, TimeUnit.SECONDS), "a wake-up was lost after " + drained);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void add(String id) {
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        reply.addSmscId(octets, 0, octets.length);
    }
}
