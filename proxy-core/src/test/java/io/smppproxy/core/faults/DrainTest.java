package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.CoreRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
    private static final int COUNT = 400;

    @TempDir
    Path dataDir;

    private static List<TestEdge.Sent> send(CoreRig rig) {
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            sent.add(rig.edge.sendPatiently(TestEdge.message(CoreConfigs.LINK, "998901234567", "drain " + i)));
        }
        return sent;
    }

    @Test
    void shouldFinishEverythingWithALivePeer() throws Exception {
        try (CoreRig rig = CoreRig.start(dataDir)) {
            rig.smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(50)));
            List<TestEdge.Sent> sent = send(rig);
            assertTrue(rig.core.drain(Duration.ofSeconds(20)));
            for (TestEdge.Sent one : sent) {
                assertEquals(
                        ReplyOutcome.SUBMITTED,
                        one.reply().get(1, TimeUnit.SECONDS).outcome());
            }
            assertEquals(COUNT, rig.smsc.ledger().accepted().size());
            assertEquals(0, rig.core.linkMetrics().get(0).partsAmbiguous.get());
            assertTrue(rig.smsc.awaitNoConnections(Duration.ofSeconds(5)), "the proxy unbound");
            assertEquals(
                    Verdict.STOPPING,
                    rig.edge
                            .send(TestEdge.message(CoreConfigs.LINK, "998901234567", "late"))
                            .verdict());
        }
    }

    @Test
    void shouldEndAtTheDeadlineWithADeadPeer() throws Exception {
        try (CoreRig rig = CoreRig.start(dataDir, link -> link.responseTimeoutMs(30_000))) {
            rig.smsc.plan().silent(true);
            List<TestEdge.Sent> sent = send(rig);
            long startNs = System.nanoTime();
            assertFalse(rig.core.drain(Duration.ofMillis(700)));
            long tookMs = (System.nanoTime() - startNs) / 1_000_000;
            assertTrue(tookMs >= 700 && tookMs < 2_000, () -> tookMs + " ms");
            int unknown = 0;
            for (TestEdge.Sent one : sent) {
                ReplyOutcome outcome = one.reply().get(1, TimeUnit.SECONDS).outcome();
                assertTrue(outcome == ReplyOutcome.UNKNOWN || outcome == ReplyOutcome.NOT_SENT, outcome.name());
                unknown += outcome == ReplyOutcome.UNKNOWN ? 1 : 0;
            }
            assertEquals(50, unknown, "what was in the window");
        }
    }

    @Test
    void shouldAnswerEveryoneWhoIsAcceptedWhileItStops() throws Exception {
        try (CoreRig rig = CoreRig.start(dataDir)) {
            List<TestEdge.Sent> sent = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                Thread thread = new Thread(() -> {
                    TestEdge.Sent one;
                    do {
                        one = rig.edge.send(TestEdge.message(CoreConfigs.LINK, "998901234567", "racing"));
                        if (one.verdict() == Verdict.ACCEPTED) {
                            sent.add(one);
                        }
                    } while (one.verdict() != Verdict.STOPPING);
                });
                threads.add(thread);
                thread.start();
            }
            assertTrue(rig.smsc.ledger().awaitAccepted(200, Duration.ofSeconds(20)));
            rig.core.drain(Duration.ofSeconds(20));
            for (Thread thread : threads) {
                thread.join();
            }
            int submitted = 0;
            for (TestEdge.Sent one : sent) {
                submitted += one.reply().get(1, TimeUnit.SECONDS).outcome() == ReplyOutcome.SUBMITTED ? 1 : 0;
            }
            assertEquals(submitted, rig.smsc.ledger().accepted().size());
        }
    }
}
