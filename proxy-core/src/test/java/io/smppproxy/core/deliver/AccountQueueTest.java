package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The queue against a plain sorted map. */
class AccountQueueTest {
    private final AccountQueue queue = new AccountQueue();

    private void add(long... positions) {
        for (long position : positions) {
            queue.add(position, 1_000 * position);
        }
    }

    private long next() {
        int index = queue.next();
        return index == AccountQueue.NONE ? -1 : queue.position(index);
    }

    private void send(long position) {
        assertEquals(position, next());
        queue.inFlight(queue.next());
    }

    @Test
    void shouldHandOutInOrderAndOnlyOnce() {
        add(10, 20, 30);
        send(10);
        send(20);
        send(30);
        assertEquals(-1, next());
        assertEquals(3, queue.pending());
        assertEquals(10, queue.oldest());
    }

    @Test
    void shouldHandOutWhatComesBackBeforeTheRest() {
        add(10, 20, 30, 40);
        send(10);
        send(20);
        send(30);
        queue.queued(queue.find(20));
        queue.queued(queue.find(10));
        send(10);
        send(20);
        send(40);
        assertEquals(-1, next());
    }

    @Test
    void shouldKeepTheOldestUntilItIsDone() {
        add(10, 20, 30);
        send(10);
        send(20);
        queue.done(queue.find(20));
        assertEquals(10, queue.oldest());
        assertEquals(2, queue.pending());
        assertEquals(AccountQueue.NONE, queue.find(20));
        queue.done(queue.find(10));
        assertEquals(30, queue.oldest());
        queue.done(queue.find(30));
        assertEquals(Long.MAX_VALUE, queue.oldest());
        assertEquals(0, queue.pending());
        add(40);
        assertEquals(40, queue.oldest());
        send(40);
    }

    @Test
    void shouldWakeWhatWaitsInItsOldPlace() {
        add(10, 20, 30);
        send(10);
        send(20);
        queue.waitUntil(queue.find(20), 200);
        queue.waitUntil(queue.find(10), 300);
        assertFalse(queue.wake(199));
        assertTrue(queue.wake(200));
        send(20);
        assertFalse(queue.wake(299));
        assertTrue(queue.wake(1_000));
        send(10);
        send(30);
        assertFalse(queue.wake(Long.MAX_VALUE / 2));
    }

    @Test
    void shouldNotWakeWhatIsDone() {
        add(10, 20);
        send(10);
        queue.waitUntil(queue.find(10), 5);
        queue.done(queue.find(10));
        assertFalse(queue.wake(5));
        send(20);
    }

    @Test
    void shouldCountRefusedAttemptsUpToThirtyOne() {
        add(10);
        send(10);
        for (int i = 1; i <= 40; i++) {
            assertEquals(Math.min(i, 31), queue.refusedForNow(queue.find(10)));
            assertTrue(queue.isInFlight(queue.find(10)));
        }
    }

    @Test
    void shouldFindTheOldestThatIsTooOldUnlessInFlight() {
        add(10, 20, 30);
        send(10);
        assertEquals(AccountQueue.NONE, queue.createdBefore(20_000));
        assertEquals(20, queue.position(queue.createdBefore(20_000 + 1_000)));
        queue.inFlight(queue.next());
        queue.waitUntil(queue.find(20), 7);
        assertEquals(20, queue.position(queue.createdBefore(30_000)));
        queue.done(queue.find(20));
        assertEquals(AccountQueue.NONE, queue.createdBefore(30_000));
    }

    @Test
    void shouldBehaveLikeASortedMap() {
        for (long seed = 1; seed <= 300; seed++) {
            try {
                compare(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** States of the model: queued, in flight, or the time until which it waits. */
    private static void compare(SplittableRandom random) {
        AccountQueue queue = new AccountQueue();
        TreeMap<Long, String> model = new TreeMap<>();
        TreeMap<Long, Long> dues = new TreeMap<>();
        long position = 0;
        long nowNs = random.nextLong();
        int bias = 1 + random.nextInt(9);
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    if (random.nextInt(10) < bias) {
                        position += 1 + random.nextInt(500);
                        queue.add(position, position);
                        model.put(position, "queued");
                    }
                }
                case 4, 5, 6 -> {
                    if (queue.next() != AccountQueue.NONE) {
                        model.put(queue.position(queue.next()), "in flight");
                        queue.inFlight(queue.next());
                    }
                }
                case 7, 8 -> {
                    Long key = any(model, random);
                    if (key != null) {
                        queue.done(queue.find(key));
                        model.remove(key);
                        dues.remove(key);
                    }
                }
                case 9 -> {
                    Long key = any(model, random);
                    if (key != null && model.get(key).equals("in flight")) {
                        queue.queued(queue.find(key));
                        model.put(key, "queued");
                    }
                }
                case 10 -> {
                    Long key = any(model, random);
                    if (key != null && model.get(key).equals("in flight")) {
                        long dueNs = nowNs + random.nextInt(1_000);
                        queue.waitUntil(queue.find(key), dueNs);
                        model.put(key, "waiting");
                        dues.put(key, dueNs);
                    }
                }
                default -> {
                    nowNs += random.nextInt(300);
                    queue.wake(nowNs);
                    long now = nowNs;
                    for (long key : List.copyOf(dues.keySet())) {
                        if (dues.get(key) - now <= 0) {
                            dues.remove(key);
                            model.put(key, "queued");
                        }
                    }
                }
            }
            assertSame(model, queue, position);
        }
    }

    private static Long any(NavigableMap<Long, String> model, SplittableRandom random) {
        return model.isEmpty() ? null : new ArrayList<>(model.keySet()).get(random.nextInt(model.size()));
    }

    private static void assertSame(NavigableMap<Long, String> model, AccountQueue queue, long last) {
        assertEquals(model.size(), queue.pending());
        assertEquals(model.isEmpty() ? Long.MAX_VALUE : model.firstKey(), queue.oldest());
        Long next = model.entrySet().stream()
                .filter(entry -> entry.getValue().equals("queued"))
                .map(entry -> entry.getKey())
                .findFirst()
                .orElse(null);
        int index = queue.next();
        assertEquals(next, index == AccountQueue.NONE ? null : (Long) queue.position(index));
        assertEquals(AccountQueue.NONE, queue.find(last + 1));
    }
}
