package io.smppproxy.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.session.OutgoingMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
    private record Waiting(OutgoingMessage message, int part) {}

    @Test
    void shouldGiveTheOldestMessagesFirstPartFirst() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RetryQueue queue = new RetryQueue();
            List<Waiting> model = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                if (random.nextInt(5) < 3) {
                    OutgoingMessage message = new OutgoingMessage();
                    message.ordinal = random.nextInt(1_000) * 1_000L + step;
                    int parts = 1 + random.nextInt(3);
                    for (int part = parts - 1; part >= 0; part--) {
                        queue.add(message, part);
                        model.add(new Waiting(message, part));
                    }
                    model.sort(Comparator.<Waiting>comparingLong(w -> w.message().ordinal)
                            .thenComparingInt(Waiting::part));
                } else if (!model.isEmpty()) {
                    Waiting expected = model.remove(0);
                    assertSame(expected.message(), queue.firstMessage(), "seed " + seed);
                    assertEquals(expected.part(), queue.firstPart(), "seed " + seed);
                    queue.removeFirst();
                }
                assertEquals(model.size(), queue.size());
                assertEquals(model.isEmpty(), queue.isEmpty());
            }
        }
    }

    @Test
    void shouldHoldAWholeWindow() {
        RetryQueue queue = new RetryQueue();
        for (int i = 0; i < 10_000; i++) {
            OutgoingMessage message = new OutgoingMessage();
            message.ordinal = i;
            queue.add(message, 0);
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, queue.firstMessage().ordinal);
            queue.removeFirst();
        }
        assertTrue(queue.isEmpty());
    }
}
