package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.ErrorMix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SMSCs that say "not now": nothing fails, nothing is doubled, the rate comes back. */
class ThrottlingTest {
    /** Short, so that thirty of them, after which the limit is lifted, pass quickly. */
    private static final long PAUSE_MS = 20;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        for (String name : List.of("limited", "random", "outage", "full", "order", "deadline")) {
            rig.simulated(name, link -> link.throttle(PAUSE_MS, 2 * PAUSE_MS, 60_000));
        }
        rig.simulated("brief", link -> link.throttle(PAUSE_MS, PAUSE_MS, 200));
        rig.start(dataDir);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Load load(String link, int count) throws Exception {
        rig.awaitBound(link);
        return Load.start(rig.edge, rig.id(link), link, 3, count);
    }

    private static void assertAllSubmittedOnce(Load load, String link, int count) throws Exception {
        load.await();
        load.audit(Load.texts(rig.smsc(link)), rig.metrics(link));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, count), load.outcomes());
    }

    @Test
    void shouldStayBelowTheRateThatTheSmscAllows() throws Exception {
        rig.smsc("limited").plan().throttlePartsPerSecond(500);
        Load load = load("limited", 1_000);
        assertAllSubmittedOnce(load, "limited", 1_000);
        assertTrue(rig.metrics("limited").answersThrottled.get() > 0);
    }

    @Test
    void shouldGetThroughWhenThreeOfTenAreThrottled() throws Exception {
        rig.smsc("random").plan().errors(ErrorMix.of(CommandStatus.ESME_RTHROTTLED, 0.3));
        Load load = load("random", 150);
        assertAllSubmittedOnce(load, "random", 150);
        assertTrue(rig.metrics("random").answersThrottled.get() > 20);
    }

    @Test
    void shouldProbeWhileEverythingIsThrottledAndLiftTheLimitAfterwards() throws Exception {
        SmscSimulator smsc = rig.smsc("outage");
        LinkMetrics metrics = rig.metrics("outage");
        Load load = load("outage", 2_000);
        load.awaitSent(500);
        smsc.plan().errors(ErrorMix.of(CommandStatus.ESME_RTHROTTLED, 1));
        // After the first window there is at most one part a pause.
        Await.until("the rate is at its least", () -> metrics.allowedPartsPerSecond.get() == 1_000 / PAUSE_MS);
        long partsBefore = metrics.partsWritten.get();
        long startNs = System.nanoTime();
        Await.until("it goes on probing", () -> metrics.partsWritten.get() >= partsBefore + 10);
        double pauses = (System.nanoTime() - startNs) / 1e6 / PAUSE_MS;
        assertTrue(pauses > 5, () -> "10 parts in " + pauses + " pauses");
        smsc.plan().errors(ErrorMix.NONE);
        Await.until("the limit is lifted", () -> metrics.allowedPartsPerSecond.get() == 0);
        assertAllSubmittedOnce(load, "outage", 2_000);
        assertEquals(0, metrics.answersError.get());
    }

    @Test
    void shouldWaitLongerWhenTheQueueIsFull() throws Exception {
        SmscSimulator smsc = rig.smsc("full");
        Load load = load("full", 400);
        smsc.plan().queueFull(1);
        Await.until("queue full", () -> rig.metrics("full").answersQueueFull.get() >= 3);
        smsc.plan().queueFull(0);
        assertAllSubmittedOnce(load, "full", 400);
    }

    @Test
    void shouldKeepTheOrderOfEachDestinationOverAnOutage() throws Exception {
        SmscSimulator smsc = rig.smsc("order");
        LinkMetrics metrics = rig.metrics("order");
        rig.awaitBound("order");
        smsc.plan().errors(ErrorMix.of(CommandStatus.ESME_RTHROTTLED, 1));
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(rig.edge.sendPatiently(
                    TestEdge.message(rig.id("order"), "99890123456" + i % 5, String.format("%04d", i))));
        }
        Await.until(
                "the first window is refused and the link sends single parts",
                () -> metrics.answersThrottled.get() > 60 && metrics.windowUsed.get() <= 1);
        smsc.plan().errors(ErrorMix.NONE);
        for (TestEdge.Sent one : sent) {
            assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
        }
        for (int destination = 0; destination < 5; destination++) {
            String to = "99890123456" + destination;
            List<String> texts = smsc.ledger().accepted().stream()
                    .filter(part -> part.destination().equals(to))
                    .map(ReceivedPart::userData)
                    .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                    .toList();
            assertEquals(texts.stream().sorted().toList(), texts);
            assertEquals(60, texts.size());
        }
    }

    @Test
    void shouldTellTheSmscsWordWhenItThrottlesForTooLong() throws Exception {
        rig.awaitBound("brief");
        rig.smsc("brief").plan().errors(ErrorMix.of(CommandStatus.ESME_RTHROTTLED, 1));
        Reply reply = rig.edge
                .send(TestEdge.message(rig.id("brief"), "998901234567", "x"))
                .await();
        assertEquals(ReplyOutcome.REJECTED, reply.outcome());
        assertEquals(CommandStatus.ESME_RTHROTTLED, reply.commandStatus());
        assertEquals("REJECTED", rig.edge.info(rig.id("brief"), reply).status());
        Load.auditQuiet(rig.metrics("brief"));
    }

    @Test
    void shouldEndAThrottledMessageAtItsDeadline() throws Exception {
        rig.awaitBound("deadline");
        rig.smsc("deadline").plan().errors(ErrorMix.of(CommandStatus.ESME_RTHROTTLED, 1));
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sent.add(rig.edge.send(TestEdge.message(rig.id("deadline"), "998901234567", "d" + i)
                    .deadlineNs(System.nanoTime() + 300_000_000L)));
        }
        for (TestEdge.Sent one : sent) {
            Reply reply = one.await();
            boolean isLate = reply.outcome() == ReplyOutcome.NOT_SENT && reply.cause() == NotSentCause.DEADLINE;
            boolean isThrottled =
                    reply.outcome() == ReplyOutcome.REJECTED && reply.commandStatus() == CommandStatus.ESME_RTHROTTLED;
            assertTrue(isLate || isThrottled, () -> reply.outcome() + " " + reply.cause());
        }
        assertTrue(rig.smsc("deadline").ledger().accepted().isEmpty());
        Load.auditQuiet(rig.metrics("deadline"));
    }
}
