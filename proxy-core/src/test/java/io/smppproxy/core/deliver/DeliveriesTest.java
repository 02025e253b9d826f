package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues, sessions in turn, retries, pauses and ages. */
class DeliveriesTest {
    @TempDir
    Path directory;

    private DeliveriesRig rig;

    @BeforeEach
    void start() {
        rig = new DeliveriesRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void mo(long account, int from, int to) {
        for (int i = from; i < to; i++) {
            rig.mo(account, "m" + i);
        }
        rig.pass();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void shouldKeepWhatComesWhileNobodyIsBoundAndSendItInOrder() {
        mo(1, 0, 25);
        assertEquals(List.of(), rig.sent);
        DeliveriesRig.Gate gate = rig.bind(1, 10);
        rig.pass();
        assertEquals(texts(0, 10), rig.sent);
        while (!gate.inFlight.isEmpty()) {
            gate.answer(DeliveryResults.DONE, 0);
            rig.pass();
        }
        assertEquals(texts(0, 25), rig.sent);
        rig.later(0);
        assertEquals(25, rig.metrics(1).delivered.get());
        assertEquals(0, rig.metrics(1).pending.get());
        assertEquals(0, rig.deliveries.inFlight());
        assertEquals(Long.MAX_VALUE, rig.deliveries.oldestPending());
    }

    @Test
    void shouldSpreadOverSessionsInTurn() {
        DeliveriesRig.Gate one = rig.bind(1, 10);
        DeliveriesRig.Gate two = rig.bind(1, 10);
        mo(1, 0, 8);
        assertEquals(4, one.inFlight.size());
        assertEquals(4, two.inFlight.size());
        mo(1, 8, 30);
        assertEquals(10, one.inFlight.size());
        assertEquals(10, two.inFlight.size());
    }

    @Test
    void shouldUseTheSessionThatHasRoom() {
        rig.bind(1, 1);
        DeliveriesRig.Gate roomy = rig.bind(1, 10);
        mo(1, 0, 9);
        assertEquals(8, roomy.inFlight.size());
    }

    @Test
    void shouldKeepAccountsApart() {
        DeliveriesRig.Gate other = rig.bind(2, 10);
        mo(1, 0, 3);
        assertEquals(0, other.inFlight.size());
        mo(2, 3, 5);
        assertEquals(texts(3, 5), rig.sent);
    }

    @Test
    void shouldSendAgainWhatALostSessionHad() {
        DeliveriesRig.Gate first = rig.bind(1, 5);
        mo(1, 0, 7);
        first.answer(DeliveryResults.DONE, 0);
        first.close();
        rig.pass();
        rig.sent.clear();
        rig.bind(1, 10);
        rig.pass();
        assertEquals(texts(1, 7), rig.sent);
        assertEquals(4, rig.metrics(1).returned.get());
    }

    @Test
    void shouldTryATemporaryErrorAgainWithGrowingGaps() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 1);
        // A success in between keeps it a matter of one message.
        long gapMs = 1_000;
        for (int attempt = 0; attempt < 12; attempt++) {
            gate.answer(DeliveryResults.RETRY, CommandStatus.ESME_RX_T_APPN);
            rig.pass();
            rig.mo(1, "good");
            rig.pass();
            assertEquals("good", gate.answer(DeliveryResults.DONE, 0));
            rig.later(gapMs - 1);
            assertTrue(gate.inFlight.isEmpty());
            rig.later(1);
            assertEquals("m0", gate.firstText());
            gapMs = Math.min(2 * gapMs, 300_000);
        }
        assertEquals(12, rig.metrics(1).retried.get());
        gate.answer(DeliveryResults.DONE, 0);
        rig.pass();
        assertEquals(13, rig.metrics(1).delivered.get());
    }

    @Test
    void shouldNotSendAPermanentErrorAgain() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 2);
        gate.answer(DeliveryResults.REFUSED, CommandStatus.ESME_RX_R_APPN);
        rig.pass();
        assertEquals("m1", gate.firstText());
        assertEquals(1, rig.metrics(1).refused.get());
        rig.later(500_000);
        assertEquals(texts(0, 2), rig.sent);
    }

    @Test
    void shouldPauseForAnEsmeThatRefusesEverything() {
        DeliveriesRig.Gate gate = rig.bind(1, 10);
        mo(1, 0, 40);
        for (int i = 0; i < 10; i++) {
            gate.answer(DeliveryResults.RETRY, CommandStatus.ESME_RTHROTTLED);
        }
        rig.pass();
        assertEquals(texts(0, 10), rig.sent);
        rig.later(999);
        assertEquals(10, rig.sent.size());
        rig.later(1);
        assertEquals(1, gate.inFlight.size(), "one tries whether it takes any");
        gate.answer(DeliveryResults.RETRY, CommandStatus.ESME_RTHROTTLED);
        rig.pass();
        rig.later(1_999);
        assertTrue(gate.inFlight.isEmpty());
        rig.later(1);
        gate.answer(DeliveryResults.DONE, 0);
        rig.pass();
        assertEquals(10, gate.inFlight.size());
    }

    @Test
    void shouldPauseNoLongerThanThirtySeconds() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 100);
        for (int i = 0; i < 20; i++) {
            gate.answer(DeliveryResults.UNANSWERED, 0);
            rig.pass();
            rig.later(30_000);
            assertEquals(1, gate.inFlight.size());
        }
        assertEquals(20, rig.metrics(1).returned.get());
        assertEquals("m0", gate.firstText());
    }

    @Test
    void shouldTakeALateAnswerForAnAnswer() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 1);
        long position = gate.inFlight.keySet().iterator().next();
        gate.answer(DeliveryResults.UNANSWERED, 0);
        rig.pass();
        assertEquals(List.of("m0", "m0"), rig.sent);
        rig.results.offer(1, position, DeliveryResults.LATE_DONE, 0);
        rig.pass();
        assertEquals(1, rig.metrics(1).delivered.get());
        gate.answer(DeliveryResults.DONE, 0);
        rig.pass();
        assertEquals(1, rig.metrics(1).delivered.get());
        assertEquals(0, rig.deliveries.inFlight());
        assertEquals(Long.MAX_VALUE, rig.deliveries.oldestPending());
    }

    @Test
    void shouldGiveUpWhatIsTooOldButNotWhatIsInFlight() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 3);
        rig.nowMs += 2_000;
        mo(1, 3, 4);
        rig.later(DeliveriesRig.MAX_AGE_MS);
        assertEquals(2, rig.metrics(1).expired.get());
        gate.answer(DeliveryResults.DONE, 0);
        rig.pass();
        assertEquals("m3", gate.firstText());
        assertEquals(1, rig.metrics(1).delivered.get());
    }

    @Test
    void shouldExpireWhatWaitsForAnotherAttempt() {
        DeliveriesRig.Gate gate = rig.bind(1, 1);
        mo(1, 0, 1);
        gate.answer(DeliveryResults.RETRY, CommandStatus.ESME_RX_T_APPN);
        rig.pass();
        gate.close();
        rig.later(DeliveriesRig.MAX_AGE_MS + 1_000);
        assertEquals(1, rig.metrics(1).expired.get());
        assertEquals(Long.MAX_VALUE, rig.deliveries.oldestPending());
    }

    @Test
    void shouldTryAgainWhenARingWasFull() {
        DeliveriesRig.Gate gate = rig.bind(1, 5);
        gate.isRingFull = true;
        mo(1, 0, 2);
        assertEquals(List.of(), rig.sent);
        gate.isRingFull = false;
        rig.pass();
        assertEquals(texts(0, 2), rig.sent);
    }

    @Test
    void shouldTellWhoseQueueIsFull() {
        Backlog backlog = rig.deliveries.backlog();
        mo(1, 0, 49);
        mo(2, 0, 1);
        rig.later(0);
        assertFalse(backlog.isFull(1));
        mo(1, 49, 50);
        rig.later(0);
        assertTrue(backlog.isFull(1));
        assertFalse(backlog.isFull(2));
        assertFalse(backlog.isFull(99));
        rig.bind(1, 1).answerSoon();
        rig.pass();
        rig.later(0);
        assertFalse(backlog.isFull(1));
    }

    @Test
    void shouldKnowAgainAfterARestartWhatIsNotDone() throws Exception {
        DeliveriesRig.Gate gate = rig.bind(1, 3);
        mo(1, 0, 6);
        gate.answer(DeliveryResults.DONE, 0);
        gate.answer(DeliveryResults.REFUSED, 5);
        rig.pass();
        long[] checkpoint = rig.checkpoint();
        rig.close();
        rig = new DeliveriesRig(directory, checkpoint);
        rig.bind(1, 10);
        rig.pass();
        assertEquals(texts(2, 6), rig.sent);
        rig.close();
        rig = new DeliveriesRig(directory);
        rig.bind(1, 10);
        rig.pass();
        assertEquals(texts(2, 6), rig.sent, "also when all of the journal is replayed");
    }
}
