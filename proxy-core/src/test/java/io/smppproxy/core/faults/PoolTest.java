package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose members die under load, and messages that are given up before they are written. */
class PoolTest {
    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("a", link -> link).simulated("b", link -> link).pool("pool", "a", "b");
        rig.simulated("c", link -> link.window(5)).simulated("d", link -> link).pool("alike", "c", "d");
        rig.simulated("e", link -> link.window(5).responseTimeoutMs(600))
                .simulated(
                        "f", link -> link.segmentation(SegmentationRules.DEFAULT.withMode(SegmentationRules.Mode.SAR)))
                .pool("unlike", "e", "f");
        rig.simulated("slow", link -> link.window(1));
        rig.start(dataDir);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static List<String> texts(String... links) {
        List<String> texts = new ArrayList<>();
        for (String link : links) {
            texts.addAll(Load.texts(rig.smsc(link)));
        }
        return texts;
    }

    /** Makes the link refuse binds, so that it stays down until it may come back. */
    private static void bringDown(String link) throws Exception {
        SmscSimulator smsc = rig.smsc(link);
        smsc.plan().bindStatus(0x08);
        smsc.dropConnections(false);
        Await.until(link + " is down", () -> rig.metrics(link).boundSessions.get() == 0);
    }

    @Test
    void shouldGoOnOverTheOtherMemberWhenOneDiesUnderLoad() throws Exception {
        rig.awaitBound("a");
        rig.awaitBound("b");
        for (String link : List.of("a", "b")) {
            rig.smsc(link).plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(5)));
        }
        Load load = Load.start(rig.edge, rig.id("pool"), "pool", 3, 2_000);
        for (String link : List.of("a", "b")) {
            assertTrue(rig.smsc(link).ledger().awaitAccepted(200, Duration.ofSeconds(20)), link + " carries load");
        }
        bringDown("a");
        int atDeath = texts("a").size();
        load.await();
        load.audit(texts("a", "b"), rig.metrics("a"), rig.metrics("b"));
        assertEquals(atDeath, texts("a").size());
        assertTrue(load.count(ReplyOutcome.UNKNOWN) <= 50, () -> load.outcomes().toString());
        assertEquals(0, load.count(ReplyOutcome.NOT_SENT), "queued messages took the other way");
        rig.smsc("a").plan().bindStatus(0);
    }

    /** Queues messages at the first member while the second is down, then changes places. */
    private static Load queuedAtTheFirst(String pool, String first, String second) throws Exception {
        rig.awaitBound(first);
        rig.awaitBound(second);
        bringDown(second);
        rig.smsc(first).plan().withheldAnswers(1);
        Load load = Load.start(rig.edge, rig.id(pool), pool, 1, 100);
        load.awaitSent(100);
        rig.smsc(second).plan().bindStatus(0);
        rig.awaitBound(second);
        bringDown(first);
        return load.await();
    }

    @Test
    void shouldMoveWhatIsQueuedToAMemberOfTheSameRules() throws Exception {
        Load load = queuedAtTheFirst("alike", "c", "d");
        load.audit(texts("c", "d"), rig.metrics("c"), rig.metrics("d"));
        assertEquals(Map.of(ReplyOutcome.UNKNOWN, 5, ReplyOutcome.SUBMITTED, 95), load.outcomes());
        assertEquals(95, texts("d").size());
        for (int i = 0; i < 100; i++) {
            Reply reply = load.reply("alike-" + i);
            boolean moved = reply.outcome() == ReplyOutcome.SUBMITTED;
            assertEquals(rig.id(moved ? "d" : "c"), reply.linkId());
        }
    }

    @Test
    void shouldNotMoveWhatWasEncodedByOtherRules() throws Exception {
        Load load = queuedAtTheFirst("unlike", "e", "f");
        load.audit(texts("e", "f"), rig.metrics("e"), rig.metrics("f"));
        assertEquals(Map.of(ReplyOutcome.UNKNOWN, 5, ReplyOutcome.NOT_SENT, 95), load.outcomes());
        assertEquals(NotSentCause.LINK_LOST, load.reply("unlike-99").cause());
        assertEquals(0, texts("f").size());
    }

    @Test
    void shouldRefuseAtOnceWhenNoMemberIsUp() throws Exception {
        queuedAtTheFirst("unlike", "e", "f");
        bringDown("f");
        assertEquals(
                Verdict.LINK_DOWN,
                rig.edge
                        .send(TestEdge.message(rig.id("unlike"), "998901234567", "x"))
                        .verdict());
        for (String link : List.of("e", "f")) {
            rig.smsc(link).plan().bindStatus(0).withheldAnswers(0);
            rig.smsc(link).ledger().clear();
            rig.awaitBound(link);
        }
    }

    @Test
    void shouldGiveUpWhatIsCancelledOrTooLateBeforeItIsWritten() throws Exception {
        SmscSimulator smsc = rig.smsc("slow");
        rig.awaitBound("slow");
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(400)));
        long id = rig.id("slow");
        TestEdge.Sent first = rig.edge.send(TestEdge.message(id, "998901234567", "first"));
        TestEdge.Sent cancelled = rig.edge.send(TestEdge.message(id, "998901234567", "cancelled"));
        TestEdge.Sent late =
                rig.edge.send(TestEdge.message(id, "998901234567", "late").deadlineNs(System.nanoTime() + 50_000_000L));
        TestEdge.Sent last = rig.edge.send(
                TestEdge.message(id, "998901234567", "last").deadlineNs(System.nanoTime() + 60_000_000_000L));
        rig.edge.cancel(cancelled);
        assertEquals(ReplyOutcome.SUBMITTED, first.await().outcome());
        assertEquals(ReplyOutcome.NOT_SENT, cancelled.await().outcome());
        assertEquals(NotSentCause.CANCELLED, cancelled.await().cause());
        assertEquals(ReplyOutcome.NOT_SENT, late.await().outcome());
        assertEquals(NotSentCause.DEADLINE, late.await().cause());
        assertEquals(ReplyOutcome.SUBMITTED, last.await().outcome());
        assertEquals(List.of("first", "last"), texts("slow"));
        assertEquals("NOT_SENT", rig.edge.info(id, late.await()).status());
        Load.auditQuiet(rig.metrics("slow"));
    }
}
