package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.admission.IdempotencyRegistry.Begin;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class IdempotencyRegistryTest {
    private static final ReplyDelivery NOBODY = (sinkId, reply) -> {
        throw new AssertionError("sink " + sinkId + " was answered");
    };

    private final IdempotencyRegistry registry = new IdempotencyRegistry();
    private final MessageRecord submitted = submittedRecord();

    @Test
    void shouldPassOneOfAHundredAndAnswerTheOthersEqually() {
        List<Begin> found = Race.run(100, thread -> registry.begin(7, -8, 1, thread % 3, thread));
        assertEquals(1, Collections.frequency(found, Begin.FRESH));
        assertEquals(99, Collections.frequency(found, Begin.JOINED));
        List<String> answers = new ArrayList<>();
        Set<Long> handles = new HashSet<>();
        registry.complete(7, -8, submitted, (sinkId, reply) -> {
            assertEquals(reply.handle() % 3, sinkId);
            handles.add(reply.handle());
            answers.add(reply.outcome() + " " + reply.linkId() + " " + reply.smscId(0) + " " + reply.messageIdHi());
        });
        assertEquals(99, handles.size());
        assertEquals(99, Collections.frequency(answers, "SUBMITTED 42 a1 7"));
        assertEquals(0, registry.size());
    }

    @Test
    void shouldTellAConflict() {
        assertEquals(Begin.FRESH, registry.begin(7, -8, 1, 0, 0));
        assertEquals(Begin.CONFLICT, registry.begin(7, -8, 2, 0, 1));
        registry.complete(7, -8, submitted, NOBODY);
        assertEquals(Begin.FRESH, registry.begin(7, -8, 2, 0, 1));
    }

    @Test
    void shouldTellJoinersOfARefusedMessageToTryAgain() {
        registry.begin(7, -8, 1, 0, 10);
        registry.begin(7, -8, 1, 5, 11);
        List<Long> answered = new ArrayList<>();
        registry.abort(7, -8, (sinkId, reply) -> {
            assertEquals(5, sinkId);
            assertEquals(ReplyOutcome.NOT_SENT, reply.outcome());
            assertEquals(NotSentCause.REFUSED, reply.cause());
            assertEquals(-8, reply.messageIdLo());
            answered.add(reply.handle());
        });
        assertEquals(List.of(11L), answered);
        assertEquals(Begin.FRESH, registry.begin(7, -8, 2, 0, 12), "another body may now use the id");
    }

    @Test
    void shouldBoundTheJoiners() {
        registry.begin(7, -8, 1, 0, 0);
        for (int i = 0; i < IdempotencyRegistry.MAX_JOINERS; i++) {
            assertEquals(Begin.JOINED, registry.begin(7, -8, 1, 0, i));
        }
        assertEquals(Begin.CROWDED, registry.begin(7, -8, 1, 0, 0));
        int[] answers = new int[1];
        registry.complete(7, -8, submitted, (sinkId, reply) -> answers[0]++);
        assertEquals(IdempotencyRegistry.MAX_JOINERS, answers[0]);
    }

    @Test
    void shouldIgnoreWhatIsNotHere() {
        registry.complete(7, -8, submitted, NOBODY);
        registry.abort(7, -8, NOBODY);
        assertEquals(0, registry.size());
        assertThrows(IllegalArgumentException.class, () -> registry.begin(7, 0, 1, 0, 0));
    }

    /** Ids from a small set of low bits, so that runs of the tables collide, wrap round and are closed again. */
    @Test
    void shouldBehaveLikeAMap() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<List<Long>, Long> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            long hi = random.nextInt(2);
            long lo = 1L << 63 | (long) random.nextInt(2) << 32 | random.nextInt(60);
            List<Long> key = List.of(hi, lo);
            if (random.nextInt(20) < (i / 10_000 % 2 == 0 ? 13 : 7)) {
                long digest = random.nextInt(2);
                Begin expected = !model.containsKey(key)
                        ? Begin.FRESH
                        : model.get(key) == digest ? Begin.JOINED : Begin.CONFLICT;
                Begin found = registry.begin(hi, lo, digest, 0, 0);
                if (found != Begin.CROWDED) {
                    assertEquals(expected, found, "seed " + seed + " step " + i);
                }
                model.putIfAbsent(key, digest);
            } else {
                registry.complete(hi, lo, submitted, (sinkId, reply) -> {});
                model.remove(key);
            }
        }
        assertEquals(model.size(), registry.size(), "seed " + seed);
    }

    /**
     * Many threads over few ids: an id has one owner at a time, every joiner is answered once, and by an outcome that was decided after
     * it joined.
     */
    @Test
    void shouldHaveOneOwnerAtATimeAndAnswerEveryJoinerOnce() {
        int threads = 8;
        int attempts = 20_000;
        int ids = 5;
        AtomicIntegerArray owned = new AtomicIntegerArray(ids);
        AtomicIntegerArray answers = new AtomicIntegerArray(threads * attempts);
        AtomicIntegerArray joined = new AtomicIntegerArray(threads * attempts);
        ReplyDelivery delivery = (sinkId, reply) -> answers.incrementAndGet((int) reply.handle());
        long seed = System.nanoTime();
        Race.run(threads, thread -> {
            SplittableRandom random = new SplittableRandom(seed + thread);
            for (int i = 0; i < attempts; i++) {
                int id = random.nextInt(ids);
                int handle = thread * attempts + i;
                long lo = -1L - id;
                Begin found = registry.begin(id, lo, id, 0, handle);
                if (found == Begin.FRESH) {
                    assertTrue(owned.compareAndSet(id, 0, 1), "two owners, seed " + seed);
                    for (int spins = random.nextInt(200); spins > 0; spins--) {
                        Thread.onSpinWait();
                    }
                    owned.set(id, 0);
                    if (random.nextBoolean()) {
                        registry.complete(id, lo, submitted, delivery);
                    } else {
                        registry.abort(id, lo, delivery);
                    }
                } else if (found == Begin.JOINED) {
                    joined.set(handle, 1);
                }
            }
            return null;
        });
        assertEquals(0, registry.size());
        for (int handle = 0; handle < answers.length(); handle++) {
            assertEquals(joined.get(handle), answers.get(handle), "handle " + handle + " seed " + seed);
        }
    }

    private static MessageRecord submittedRecord() {
        MessageRecord record = RecordedReplyTest.record(PartState.SUBMITTED);
        RecordedReplyTest.smscId(record, 0, "a1");
        return record;
    }
}
