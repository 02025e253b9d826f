package io.smppproxy.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.PduHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowTest {
    /** What the window should know of a request. */
    private record Request(OutgoingMessage message, int part, long writtenAtNs) {}

    @Test
    void shouldAgreeWithAModelOverRandomTakesAnswersAndExpiries() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
            int first = random.nextBoolean() ? 1 : PduHeader.MAX_SEQUENCE_NUMBER - random.nextInt(400);
            try {
                compareWithModel(new Window(size, first), size, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", window " + size + ", first " + first, e);
            }
        }
    }

    private static void compareWithModel(Window window, int size, SplittableRandom random) {
        Map<Integer, Request> model = new LinkedHashMap<>();
        long nowNs = 0;
        for (int step = 0; step < 3_000; step++) {
            nowNs += random.nextInt(10);
            int what = random.nextInt(10);
            if (what < 5 && model.size() < size) {
                OutgoingMessage message = new OutgoingMessage();
                int part = random.nextInt(255);
                int sequence = window.take(message, part, nowNs);
                assertTrue(sequence > 0, () -> "sequence " + sequence);
                assertFalse(model.containsKey(sequence), () -> "used again while in flight: " + sequence);
                model.put(sequence, new Request(message, part, nowNs));
            } else if (what < 8 && !model.isEmpty()) {
                List<Integer> inFlight = List.copyOf(model.keySet());
                int sequence = inFlight.get(random.nextInt(inFlight.size()));
                int slot = window.find(sequence);
                assertNotEquals(Window.NONE, slot);
                assertSame(model.get(sequence).message(), window.message(slot));
                assertEquals(model.get(sequence).part(), window.part(slot));
                assertEquals(model.get(sequence).writtenAtNs(), window.writtenAtNs(slot));
                assertEquals(sequence, window.sequence(slot));
                window.release(slot);
                model.remove(sequence);
                assertEquals(Window.NONE, window.find(sequence), "answered twice");
            } else if (what == 8 && !model.isEmpty()) {
                int oldest = model.keySet().iterator().next();
                int slot = window.oldest();
                assertEquals(oldest, window.sequence(slot));
                window.release(slot);
                model.remove(oldest);
            } else {
                int sequence = window.nextSequence();
                assertTrue(sequence > 0 && !model.containsKey(sequence), () -> "sequence " + sequence);
                assertEquals(Window.NONE, window.find(sequence));
            }
            assertEquals(model.size(), window.used());
            assertEquals(size - model.size(), window.free());
            int unknown = random.nextInt();
            assertEquals(model.containsKey(unknown), window.find(unknown) != Window.NONE);
            if (model.isEmpty()) {
                assertEquals(Window.NONE, window.oldest());
            }
        }
    }

    @Test
    void shouldGoOnWithOneAfterTheHighestSequenceNumber() {
        Window window = new Window(4, PduHeader.MAX_SEQUENCE_NUMBER - 1);
        OutgoingMessage message = new OutgoingMessage();
        assertEquals(PduHeader.MAX_SEQUENCE_NUMBER - 1, window.take(message, 0, 1));
        assertEquals(PduHeader.MAX_SEQUENCE_NUMBER, window.take(message, 1, 2));
        assertEquals(1, window.take(message, 2, 3));
        assertEquals(2, window.nextSequence());
        assertEquals(3, window.take(message, 3, 4));
        for (int part = 0; part < 4; part++) {
            int slot = window.oldest();
            assertEquals(part, window.part(slot));
            window.release(slot);
        }
        assertEquals(Window.NONE, window.oldest());
    }

    @Test
    void shouldFindNothingForNumbersThatNobodyCanHave() {
        Window window = new Window(10);
        window.take(new OutgoingMessage(), 0, 1);
        for (int sequence : new int[] {0, -1, Integer.MIN_VALUE, 2, 33, PduHeader.MAX_SEQUENCE_NUMBER}) {
            assertEquals(Window.NONE, window.find(sequence), () -> "sequence " + sequence);
        }
    }

    @Test
    void shouldRefuseMoreThanItsSize() {
        Window window = new Window(1);
        window.take(new OutgoingMessage(), 0, 1);
        assertEquals(0, window.free());
        assertThrows(IllegalStateException.class, () -> window.take(new OutgoingMessage(), 0, 1));
    }

    @Test
    void shouldPassAStragglerOnAndOn() {
        Window window = new Window(2, 1);
        OutgoingMessage straggler = new OutgoingMessage();
        int sequence = window.take(straggler, 0, 1);
        for (int i = 0; i < 1_000; i++) {
            int other = window.take(new OutgoingMessage(), 0, 1);
            assertNotEquals(sequence, other);
            window.release(window.find(other));
            assertSame(straggler, window.message(window.oldest()));
        }
        window.release(window.find(sequence));
        assertEquals(0, window.used());
    }
}
