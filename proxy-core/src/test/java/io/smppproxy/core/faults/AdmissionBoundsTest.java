package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before it is queued, and that nothing of it stays behind. */
class AdmissionBoundsTest {
    private static final int MAX_IN_FLIGHT = 300;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("plain", link -> link.throttle(5, 5, 60_000));
        rig.simulated("three", link -> link.segmentation(SegmentationRules.DEFAULT.withMaxParts(3)));
        rig.simulated("limited", link -> link.rateLimit(new RateLimit(10, 5)));
        rig.simulated("paced", link -> link.throughput(200));
        rig.start(CoreConfigs.of(dataDir).maxInFlight(MAX_IN_FLIGHT));
        for (String name : List.of("plain", "three", "limited", "paced")) {
            rig.awaitBound(name);
        }
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Submission message(String link, String text) {
        return TestEdge.message(rig.id(link), "998901234567", text);
    }

    @Test
    void shouldNameWhatIsWrong() {
        TestEdge.Sent unknown = rig.edge.send(TestEdge.message(4711, "998901234567", "x"));
        assertEquals(Verdict.INVALID, unknown.verdict());
        assertEquals("esme: 4711 (expected: the id of a configured link or pool)", unknown.reason());
        TestEdge.Sent tooLong = rig.edge.send(message("three", "x".repeat(3 * 153 + 1)));
        assertEquals(Verdict.INVALID, tooLong.verdict());
        assertEquals("message: 4 parts (expected: at most 3 on this link)", tooLong.reason());
        TestEdge.Sent stranger = rig.edge.send(message("plain", "x").appId(77));
        assertEquals(Verdict.FORBIDDEN, stranger.verdict());
        assertTrue(!stranger.reason().isEmpty());
    }

    @Test
    void shouldCountRateLimitsInPartsAndSayWhenToComeBack() throws Exception {
        Submission two = message("limited", "x".repeat(200));
        assertEquals(Verdict.ACCEPTED, rig.edge.send(two).verdict());
        assertEquals(
                Verdict.ACCEPTED,
                rig.edge.send(message("limited", "x".repeat(200))).verdict());
        Submission refused = message("limited", "x".repeat(200));
        assertEquals(Verdict.RATE_LIMITED, rig.edge.send(refused).verdict());
        assertTrue(
                refused.retryAfterNs() > 0 && refused.retryAfterNs() <= 200_000_000L,
                () -> refused.retryAfterNs() + " ns");
        assertEquals(
                ReplyOutcome.SUBMITTED,
                rig.edge.sendPatiently(message("limited", "later")).await().outcome());
    }

    @Test
    void shouldLeaveNothingInProgressWhateverBecomesOfAMessage() throws Exception {
        // Many times more than may be in flight: one that stays behind in a hundred would block the rest.
        rig.smsc("plain")
                .plan()
                .errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 0.2).plus(CommandStatus.ESME_RTHROTTLED, 0.01));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 2_000; i++) {
                    rig.edge.send(message("three", "x".repeat(600)).transactionId("refused" + i % 50));
                    rig.edge.send(
                            message("plain", "black").strategy("blacklist").dest(1, 1, "998900000000"));
                }
            });
            threads.add(thread);
            thread.start();
        }
        Load load = Load.start(rig.edge, rig.id("plain"), "plain", 3, 3_000);
        for (Thread thread : threads) {
            thread.join();
        }
        load.await();
        load.audit(Load.texts(rig.smsc("plain")), rig.metrics("plain"));
        assertNotEquals(0, load.count(ReplyOutcome.REJECTED));
        rig.smsc("plain").plan().errors(ErrorMix.NONE);
    }

    @Test
    void shouldSayBusyWhenTooManyAreInFlight() throws Exception {
        rig.smsc("plain").plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(200)));
        List<TestEdge.Sent> sent = new ArrayList<>();
        TestEdge.Sent last;
        do {
            last = rig.edge.send(message("plain", "busy"));
            sent.add(last);
        } while (last.verdict() == Verdict.ACCEPTED && sent.size() < 10_000);
        assertEquals(Verdict.BUSY, last.verdict());
        assertEquals(MAX_IN_FLIGHT + " messages are in flight; try again soon", last.reason());
        sent.remove(last);
        int accepted = sent.size();
        assertTrue(Math.abs(accepted - MAX_IN_FLIGHT) <= 20, () -> accepted + " accepted");
        rig.smsc("plain").plan().answerDelay(DelayDistribution.NONE);
        for (TestEdge.Sent one : sent) {
            assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
        }
        assertEquals(
                ReplyOutcome.SUBMITTED,
                rig.edge.sendPatiently(message("plain", "again")).await().outcome());
    }

    @Test
    void shouldKeepToTheThroughputOfALink() throws Exception {
        long startNs = System.nanoTime();
        Load load = Load.start(rig.edge, rig.id("paced"), "paced", 1, 260).await();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, 260), load.outcomes());
        // A burst of a tenth of a second is allowed.
        assertTrue(seconds > (260 - 20) / 200.0 - 0.05, () -> "260 parts in " + seconds + " s at 200 a second");
    }
}
