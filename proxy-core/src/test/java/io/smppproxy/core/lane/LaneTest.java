package io.smppproxy.core.lane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Lane lane = new Lane(Lane.MIN_BYTES, wakeUps::incrementAndGet);
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[256 * 1024]);

    @Test
    void shouldKeepOrderAndOctetsOverManyWraps() {
        SplittableRandom random = new SplittableRandom(1);
        int written = 0;
        int read = 0;
        while (read < 20_000) {
            int length = 8 + random.nextInt(3_000);
            record.putInt(0, written);
            record.putInt(length - 4, written);
            if (lane.offer(record, 0, length) == Pressure.NONE) {
                written++;
            }
            if (random.nextInt(10) == 0 || lane.isNearlyFull()) {
                for (int i = random.nextInt(400); i > 0 && read < written; i--) {
                    int expected = read;
                    assertEquals(1, lane.take((type, buffer, index, size) -> {
                        assertEquals(expected, buffer.getInt(index));
                        assertEquals(expected, buffer.getInt(index + size - 4));
                        return Action.COMMIT;
                    }));
                    read++;
                }
            }
        }
        assertEquals(written, wakeUps.get());
    }

    @Test
    void shouldRefuseWhenFullAndTakeAgainAfterOneIsRead() {
        int offered = 0;
        while (lane.offer(record, 0, 10_000) == Pressure.NONE) {
            offered++;
        }
        assertTrue(lane.isNearlyFull());
        assertTrue(lane.usedBytes() <= lane.sizeBytes());
        assertEquals(offered, wakeUps.get(), "a refused offer wakes nobody");
        assertEquals(1, lane.take((type, buffer, index, size) -> Action.COMMIT));
        assertEquals(Pressure.NONE, lane.offer(record, 0, 10_000));
        int left = 0;
        while (lane.take((type, buffer, index, size) -> Action.COMMIT) > 0) {
            left++;
        }
        assertEquals(offered, left);
        assertEquals(0, lane.usedBytes());
        assertFalse(lane.isNearlyFull());
    }

    @Test
    void shouldSayTooLargeForWhatNeverFits() {
        assertEquals(Pressure.TOO_LARGE, lane.offer(record, 0, Lane.MIN_BYTES / 8 + 1));
        assertEquals(0, lane.usedBytes());
        assertEquals(0, wakeUps.get());
    }

    @Test
    void shouldLeaveWhatTheHandlerDoesNotWant() {
        record.putLong(0, 42);
        lane.offer(record, 0, 8);
        assertEquals(0, lane.take((type, buffer, index, size) -> Action.ABORT));
        assertEquals(0, lane.take((type, buffer, index, size) -> Action.ABORT));
        assertEquals(1, lane.take((type, buffer, index, size) -> {
            assertEquals(42, buffer.getLong(index));
            return Action.COMMIT;
        }));
        assertEquals(0, lane.take((type, buffer, index, size) -> Action.COMMIT));
    }

    @Test
    void shouldKeepEachProducersOrderWithManyAtOnce() throws InterruptedException {
        int producers = 4;
        int each = 50_000;
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            Thread thread = new Thread(() -> {
                UnsafeBuffer own = new UnsafeBuffer(new byte[512]);
                for (int i = 0; i < each; i++) {
                    own.putInt(0, producer);
                    own.putInt(4, i);
                    while (lane.offer(own, 0, 8 + (i % 500)) != Pressure.NONE) {
                        Thread.onSpinWait();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        int[] next = new int[producers];
        int[] expected = {each, each, each, each};
        int total = 0;
        long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (total < producers * each) {
            total += lane.take((type, buffer, index, size) -> {
                int producer = buffer.getInt(index);
                assertEquals(next[producer]++, buffer.getInt(index + 4));
                return Action.COMMIT;
            });
            assertTrue(System.nanoTime() < deadlineNs, () -> "stuck");
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertArrayEquals(expected, next);
        assertEquals(0, lane.usedBytes());
    }

    @Test
    void shouldRefuseSizesThatAreNoPowerOfTwoOrTooSmall() {
        for (int size : new int[] {0, 4096, Lane.MIN_BYTES + 1, 3 * Lane.MIN_BYTES}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Lane(size, () -> {}));
            assertTrue(e.getMessage().startsWith("lane bytes: " + size), e.getMessage());
        }
    }
}
