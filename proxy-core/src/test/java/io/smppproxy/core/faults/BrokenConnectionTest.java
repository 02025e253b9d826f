package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.AmbiguityPolicy;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.ConnectionDrop.Point;
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

/** Connections that break, fall silent or are never there, under load. */
class BrokenConnectionTest {
    private static final int COUNT = 1_500;
    private static final int THREADS = 3;
    private static final long TIMER_MS = 500;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("healthy", link -> link);
        for (String name : List.of("reset", "fin", "drops", "restart", "unbind")) {
            rig.simulated(name, link -> link);
        }
        for (String name : List.of("silent", "idle", "withheld")) {
            rig.simulated(name, link -> link.responseTimeoutMs(TIMER_MS).enquireLinkMs(TIMER_MS));
        }
        rig.simulated(
                "stalled",
                link -> link.window(10_000).responseTimeoutMs(TIMER_MS).enquireLinkMs(TIMER_MS));
        rig.simulated("resend", link -> link.ambiguity(AmbiguityPolicy.RESEND));
        rig.simulated("fail", link -> link.ambiguity(AmbiguityPolicy.FAIL));
        rig.start(dataDir);
        rig.awaitBound("healthy");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Load load(String link, int count) throws Exception {
        rig.awaitBound(link);
        return Load.start(rig.edge, rig.id(link), link, THREADS, count);
    }

    private static void answerSlowly(String link) {
        rig.smsc(link).plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(5)));
    }

    @Test
    void shouldHoldWhatWasInTheWindowWhenTheConnectionIsReset() throws Exception {
        answerSlowly("reset");
        Load load = load("reset", COUNT);
        for (int i = 1; i <= 3; i++) {
            load.awaitSent(i * COUNT / 5);
            rig.smsc("reset").dropConnections(true);
        }
        load.await();
        load.audit(Load.texts(rig.smsc("reset")), rig.metrics("reset"));
        assertTrue(
                load.count(ReplyOutcome.UNKNOWN) <= 3 * 50,
                () -> load.outcomes().toString());
        assertTrue(
                load.count(ReplyOutcome.SUBMITTED) >= COUNT - 3 * 50,
                () -> load.outcomes().toString());
        assertTrue(rig.metrics("reset").disconnects.get() >= 1);
    }

    @Test
    void shouldKeepTheAnswersThatCameBeforeTheEnd() throws Exception {
        answerSlowly("fin");
        Load load = load("fin", COUNT);
        for (int i = 1; i <= 3; i++) {
            load.awaitSent(i * COUNT / 5);
            rig.smsc("fin").dropConnections(false);
        }
        load.await();
        load.audit(Load.texts(rig.smsc("fin")), rig.metrics("fin"));
        assertTrue(
                load.count(ReplyOutcome.UNKNOWN) <= 3 * 50,
                () -> load.outcomes().toString());
    }

    @Test
    void shouldSurviveAConnectionThatIsCutOverAndOver() throws Exception {
        SmscSimulator smsc = rig.smsc("drops");
        smsc.plan().drop(ConnectionDrop.every(150, Point.BEFORE_ANSWER).withReset());
        Load load = load("drops", COUNT);
        load.await();
        load.audit(Load.texts(smsc), rig.metrics("drops"));
        assertTrue(smsc.stats().drops() >= 5, () -> smsc.stats().toString());
        assertTrue(
                load.count(ReplyOutcome.SUBMITTED) > COUNT / 2,
                () -> load.outcomes().toString());
    }

    @Test
    void shouldNoticeSilenceUnderLoadWithinEnquireAndTwoTimers() throws Exception {
        SmscSimulator smsc = rig.smsc("silent");
        LinkMetrics metrics = rig.metrics("silent");
        Load load = load("silent", COUNT);
        load.awaitSent(COUNT / 3);
        smsc.plan().silent(true);
        Await.until(
                "the silent link is down",
                Duration.ofMillis(3 * TIMER_MS + 500),
                () -> metrics.boundSessions.get() == 0);
        smsc.plan().silent(false);
        load.await();
        load.audit(Load.texts(smsc), metrics);
    }

    @Test
    void shouldNoticeSilenceOfAnIdleLink() throws Exception {
        LinkMetrics metrics = rig.metrics("idle");
        rig.awaitBound("idle");
        Await.until("enquire_link is sent", () -> rig.smsc("idle").stats().enquireLinks() >= 2);
        assertEquals(1, metrics.boundSessions.get(), "an answered enquire_link keeps the link up");
        rig.smsc("idle").plan().silent(true);
        Await.until(
                "the silent link is down",
                Duration.ofMillis(3 * TIMER_MS + 500),
                () -> metrics.boundSessions.get() == 0);
        rig.smsc("idle").plan().silent(false);
        rig.awaitBound("idle");
    }

    @Test
    void shouldLeaveAPeerThatAnswersEnquireLinkButNoMessage() throws Exception {
        SmscSimulator smsc = rig.smsc("withheld");
        LinkMetrics metrics = rig.metrics("withheld");
        smsc.plan().withheldAnswers(1);
        Load load = load("withheld", 200);
        Await.until("the link is down", Duration.ofMillis(4 * TIMER_MS), () -> metrics.disconnects.get() > 0);
        smsc.plan().withheldAnswers(0);
        load.await();
        load.audit(Load.texts(smsc), metrics);
        assertTrue(load.count(ReplyOutcome.UNKNOWN) >= 50, () -> load.outcomes().toString());
    }

    @Test
    void shouldLeaveAPeerThatStopsReadingAndKeepLittleForIt() throws Exception {
        SmscSimulator smsc = rig.smsc("stalled");
        LinkMetrics metrics = rig.metrics("stalled");
        rig.awaitBound("stalled");
        smsc.plan().readingStopped(true);
        Load load = load("stalled", 2_000);
        Await.until("the link is down", () -> metrics.disconnects.get() > 0);
        smsc.plan().readingStopped(false);
        load.await();
        load.audit(Load.texts(smsc), metrics);
    }

    @Test
    void shouldGoOnWhenTheSmscComesBackOnTheSamePort() throws Exception {
        SmscSimulator first = rig.smsc("restart");
        answerSlowly("restart");
        int port = first.port();
        Load load = load("restart", COUNT);
        load.awaitSent(COUNT / 3);
        List<String> accepted = new ArrayList<>();
        first.close();
        accepted.addAll(Load.texts(first));
        SmscSimulator second =
                SmscSimulator.start(MultiRig.simulator().port(port).build());
        rig.replace("restart", second);
        load.await();
        accepted.addAll(Load.texts(second));
        load.audit(accepted, rig.metrics("restart"));
        assertTrue(load.count(ReplyOutcome.UNKNOWN) <= 50, () -> load.outcomes().toString());
    }

    @Test
    void shouldFinishTheWindowWhenTheSmscUnbinds() throws Exception {
        SmscSimulator smsc = rig.smsc("unbind");
        answerSlowly("unbind");
        Load load = load("unbind", COUNT);
        for (int i = 1; i <= 3; i++) {
            load.awaitSent(i * COUNT / 5);
            smsc.unbindAll();
        }
        load.await();
        load.audit(Load.texts(smsc), rig.metrics("unbind"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, COUNT), load.outcomes());
        assertTrue(rig.metrics("unbind").disconnects.get() >= 1);
    }

    @Test
    void shouldSendOnceMoreWhereTheLinkAllowsIt() throws Exception {
        SmscSimulator smsc = rig.smsc("resend");
        smsc.plan().drop(ConnectionDrop.every(150, Point.BEFORE_ANSWER));
        Load load = load("resend", COUNT);
        load.await();
        Map<String, Integer> arrivals = load.arrivals(Load.texts(smsc));
        long resent = rig.metrics("resend").partsResent.get();
        long extra = arrivals.values().stream().mapToInt(n -> n - 1).sum();
        assertTrue(extra > 0 && extra <= resent, () -> extra + " extra copies, " + resent + " resent");
        for (Map.Entry<String, Integer> arrival : arrivals.entrySet()) {
            assertTrue(arrival.getValue() <= 2, () -> arrival.toString());
        }
        for (int i = 0; i < COUNT; i++) {
            String text = "resend-" + i;
            if (load.reply(text).outcome() == ReplyOutcome.SUBMITTED) {
                assertTrue(arrivals.getOrDefault(text, 0) >= 1, text);
            }
        }
        load.auditInfo();
        Load.auditQuiet(rig.metrics("resend"));
    }

    @Test
    void shouldSayUnknownAtOnceWhereTheLinkSaysFail() throws Exception {
        SmscSimulator smsc = rig.smsc("fail");
        smsc.plan().drop(ConnectionDrop.every(150, Point.BEFORE_ANSWER));
        Load load = load("fail", COUNT);
        load.await();
        load.audit(Load.texts(smsc), rig.metrics("fail"));
        assertTrue(load.count(ReplyOutcome.UNKNOWN) > 0);
        for (int i = 0; i < COUNT; i++) {
            Reply reply = load.reply("fail-" + i);
            if (reply.outcome() == ReplyOutcome.UNKNOWN) {
                assertEquals("UNKNOWN", rig.edge.info(rig.id("fail"), reply).status());
            }
        }
    }

    @Test
    void shouldNotHarmAHealthyNeighbour() throws Exception {
        Load load = load("healthy", COUNT);
        SmscSimulator broken = rig.smsc("drops");
        for (int i = 1; i <= 10; i++) {
            load.awaitSent(i * COUNT / 12);
            broken.dropConnections(true);
        }
        load.await();
        load.audit(Load.texts(rig.smsc("healthy")), rig.metrics("healthy"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, COUNT), load.outcomes());
        assertEquals(0, rig.metrics("healthy").disconnects.get());
        TestEdge.Sent last = rig.edge.send(TestEdge.message(rig.id("healthy"), "998901234567", "last"));
        assertEquals(ReplyOutcome.SUBMITTED, last.await().outcome());
    }
}
