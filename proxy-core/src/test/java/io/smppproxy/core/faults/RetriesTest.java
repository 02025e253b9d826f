package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same transaction id again, and the contact policy's counts. */
class RetriesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        for (String name : List.of("running", "stored", "threads", "again", "lost")) {
            rig.simulated(name, link -> link.responseTimeoutMs(name.equals("lost") ? 200 : 5_000));
        }
        rig.simulated("policy", link -> link.responseTimeoutMs(300));
        rig.start(CoreConfigs.of(dataDir));
        for (String name : List.of("running", "stored", "threads", "again", "lost", "policy")) {
            rig.awaitBound(name);
        }
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Submission message(String link, String key, String text) {
        return TestEdge.message(rig.id(link), "998901234567", text).transactionId(key);
    }

    private static void assertSame(Reply expected, Reply reply) {
        assertEquals(expected.outcome(), reply.outcome());
        assertEquals(expected.cause(), reply.cause());
        assertEquals(expected.commandStatus(), reply.commandStatus());
        assertEquals(expected.messageIdHi(), reply.messageIdHi());
        assertEquals(expected.messageIdLo(), reply.messageIdLo());
        assertEquals(expected.linkId(), reply.linkId());
        assertEquals(expected.partCount(), reply.partCount());
        for (int part = 0; part < expected.partCount(); part++) {
            assertEquals(expected.smscId(part), reply.smscId(part));
        }
    }

    @Test
    void shouldJoinTheMessageThatIsUnderWay() throws Exception {
        SmscSimulator smsc = rig.smsc("running");
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(300)));
        TestEdge.Sent first = rig.edge.send(message("running", "k", "text"));
        TestEdge.Sent second = rig.edge.send(message("running", "k", "text"));
        TestEdge.Sent other = rig.edge.send(message("running", "k", "another text"));
        assertEquals(Verdict.ACCEPTED, second.verdict());
        assertEquals(Verdict.KEY_CONFLICT, other.verdict());
        assertEquals("transaction_id: \"k\" was used for another message; nothing was sent", other.reason());
        assertEquals(ReplyOutcome.SUBMITTED, first.await().outcome());
        assertSame(first.await(), second.await());
        assertEquals(1, smsc.ledger().accepted().size());
        Load.auditQuiet(rig.metrics("running"));
    }

    @Test
    void shouldRepeatWhatIsStored() throws Exception {
        SmscSimulator smsc = rig.smsc("stored");
        Reply first = rig.edge.send(message("stored", "s", "text")).await();
        rig.edge.awaitStatus(rig.id("stored"), first, "DELIVERED", LIMIT);
        assertSame(first, rig.edge.send(message("stored", "s", "text")).await());
        assertEquals(
                Verdict.KEY_CONFLICT,
                rig.edge.send(message("stored", "s", "other")).verdict());
        assertEquals(1, smsc.ledger().accepted().size());

        smsc.plan().errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 1));
        Reply refused = rig.edge.send(message("stored", "r", "text")).await();
        assertEquals(ReplyOutcome.REJECTED, refused.outcome());
        smsc.plan().errors(ErrorMix.NONE);
        assertSame(refused, rig.edge.send(message("stored", "r", "text")).await());
        assertEquals(1, smsc.ledger().accepted().size());
    }

    @Test
    void shouldFindAMessageByTheGeneratedTransactionId() throws Exception {
        Submission submission = TestEdge.message(rig.id("stored"), "998901234567", "unkeyed");
        Reply first = rig.edge.send(submission).await();
        rig.edge.info(rig.id("stored"), first);
        assertSame(
                first,
                rig.edge
                        .send(message("stored", submission.transactionId(), "unkeyed"))
                        .await());
    }

    @Test
    void shouldSendOnceForAHundredThreadsWithOneTransactionId() throws Exception {
        SmscSimulator smsc = rig.smsc("threads");
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(30)));
        for (int round = 0; round < 5; round++) {
            String key = "hundred-" + round;
            CountDownLatch go = new CountDownLatch(1);
            List<TestEdge.Sent> sent = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 100; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    sent.add(rig.edge.send(message("threads", key, "text")));
                });
                threads.add(thread);
                thread.start();
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(100, sent.size());
            Reply first = sent.get(0).await();
            assertEquals(ReplyOutcome.SUBMITTED, first.outcome());
            for (TestEdge.Sent one : sent) {
                assertEquals(Verdict.ACCEPTED, one.verdict(), one.reason());
                assertSame(first, one.await());
            }
            assertEquals(round + 1, smsc.ledger().accepted().size());
        }
        Load.auditQuiet(rig.metrics("threads"));
    }

    @Test
    void shouldSendAgainWhatWasNotSent() throws Exception {
        SmscSimulator smsc = rig.smsc("again");
        Reply late = rig.edge
                .send(message("again", "a", "text").deadlineNs(System.nanoTime() - 1))
                .await();
        assertEquals(ReplyOutcome.NOT_SENT, late.outcome());
        assertEquals(NotSentCause.DEADLINE, late.cause());
        assertEquals("NOT_SENT", rig.edge.info(rig.id("again"), late).status());
        Reply sent = rig.edge.send(message("again", "a", "text")).await();
        assertEquals(ReplyOutcome.SUBMITTED, sent.outcome());
        assertEquals(late.messageIdLo(), sent.messageIdLo());
        assertEquals(1, smsc.ledger().accepted().size());
        assertEquals(
                "DELIVERED",
                rig.edge.awaitStatus(rig.id("again"), sent, "DELIVERED", LIMIT).status());
    }

    @Test
    void shouldNotSendAgainWhatMayHaveBeenSent() throws Exception {
        SmscSimulator smsc = rig.smsc("lost");
        smsc.plan().withheldAnswers(1);
        Reply first = rig.edge.send(message("lost", "l", "text")).await();
        assertEquals(ReplyOutcome.UNKNOWN, first.outcome());
        smsc.plan().withheldAnswers(0);
        rig.edge.info(rig.id("lost"), first);
        assertSame(first, rig.edge.send(message("lost", "l", "text")).await());
        assertEquals(1, smsc.ledger().accepted().size());
    }

    private static TestEdge.Sent sendByPolicy(String to, String text) {
        return rig.edge.send(TestEdge.message(rig.id("policy"), to, text).strategy("cp1"));
    }

    @Test
    void shouldGiveCountsBackOnlyWhenTheSmscCertainlyHasNothing() throws Exception {
        SmscSimulator smsc = rig.smsc("policy");
        String to = "998907770001";
        smsc.plan().errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 1));
        for (int i = 0; i < 4; i++) {
            TestEdge.Sent refused = sendByPolicy(to, "refused " + i);
            assertEquals(Verdict.ACCEPTED, refused.verdict(), refused.reason());
            assertEquals(ReplyOutcome.REJECTED, refused.await().outcome());
            rig.edge.info(rig.id("policy"), refused.await());
        }
        smsc.plan().errors(ErrorMix.NONE);
        for (int i = 0; i < 4; i++) {
            TestEdge.Sent late = rig.edge.send(TestEdge.message(rig.id("policy"), to, "late " + i)
                    .strategy("cp1")
                    .deadlineNs(System.nanoTime() - 1));
            assertEquals(ReplyOutcome.NOT_SENT, late.await().outcome());
            rig.edge.info(rig.id("policy"), late.await());
        }
        smsc.plan().withheldAnswers(1);
        assertEquals(ReplyOutcome.UNKNOWN, sendByPolicy(to, "lost").await().outcome());
        smsc.plan().withheldAnswers(0);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    sendByPolicy(to, "sent " + i).await().outcome());
        }
        assertEquals(Verdict.DAILY_CAP, sendByPolicy(to, "too many").verdict());
    }

    @Test
    void shouldGiveACountBackForARefusalThatComesLate() throws Exception {
        SmscSimulator smsc = rig.smsc("policy");
        String to = "998907770003";
        smsc.plan()
                .errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 1))
                .answerDelay(DelayDistribution.fixed(Duration.ofMillis(500)));
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(sendByPolicy(to, "late " + i));
        }
        assertEquals(Verdict.DAILY_CAP, sendByPolicy(to, "too many").verdict());
        for (TestEdge.Sent one : sent) {
            assertEquals(ReplyOutcome.UNKNOWN, one.await().outcome());
            rig.edge.awaitStatus(rig.id("policy"), one.await(), "REJECTED", LIMIT);
        }
        smsc.plan().errors(ErrorMix.NONE).answerDelay(DelayDistribution.NONE);
        assertEquals(ReplyOutcome.SUBMITTED, sendByPolicy(to, "now").await().outcome());
    }

    @Test
    void shouldCountOnceUnderAHundredParallelSendsToOneNumber() throws Exception {
        List<TestEdge.Sent> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 100; t++) {
            String text = "parallel " + t;
            Thread thread = new Thread(() -> sent.add(sendByPolicy("998907770002", text)));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(
                3,
                sent.stream().filter(one -> one.verdict() == Verdict.ACCEPTED).count());
        assertEquals(
                97,
                sent.stream().filter(one -> one.verdict() == Verdict.DAILY_CAP).count());
    }

    @Test
    void shouldKnowEverythingAgainWhenTheMapsAreGone(@TempDir Path dir) throws Exception {
        try (MultiRig own = new MultiRig()) {
            own.simulated("a", link -> link.responseTimeoutMs(300));
            own.start(CoreConfigs.of(dir));
            own.awaitBound("a");
            own.smsc("a")
                    .plan()
                    .errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 0.3))
                    .withheldAnswers(0.1);
            Load load = Load.start(
                            own.edge,
                            own.id("a"),
                            "a",
                            2,
                            300,
                            submission -> submission.transactionId(submission.text()))
                    .await();
            own.smsc("a").plan().errors(ErrorMix.NONE).withheldAnswers(0);
            for (int i = 0; i < 3; i++) {
                own.edge
                        .send(TestEdge.message(own.id("a"), "998901234567", "cp " + i)
                                .strategy("cp1"))
                        .await();
            }
            List<String> before = statuses(own, load);
            own.core.close();
            try (Stream<Path> maps = Files.list(dir.resolve("maps"))) {
                for (Path map : maps.toList()) {
                    Files.delete(map);
                }
            }
            own.start(CoreConfigs.of(dir));
            own.awaitBound("a");
            assertEquals(before, statuses(own, load));
            int accepted = own.smsc("a").ledger().accepted().size();
            for (int i = 0; i < 300; i++) {
                Reply again = own.edge
                        .send(TestEdge.message(own.id("a"), "99890" + (1_000_000 + i), "a-" + i)
                                .transactionId("a-" + i))
                        .await();
                assertEquals(load.reply("a-" + i).outcome(), again.outcome());
            }
            assertEquals(accepted, own.smsc("a").ledger().accepted().size());
            assertEquals(
                    Verdict.DAILY_CAP,
                    own.edge
                            .send(TestEdge.message(own.id("a"), "998901234567", "cp 4")
                                    .strategy("cp1"))
                            .verdict());
            assertTrue(before.stream().distinct().count() >= 3, () -> before.toString());
        }
    }

    /** Once no receipt is on its way any more. */
    private static List<String> statuses(MultiRig own, Load load) throws Exception {
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Reply reply = load.reply("a-" + i);
            if (reply.outcome() == ReplyOutcome.SUBMITTED) {
                own.edge.awaitStatus(own.id("a"), reply, "DELIVERED", LIMIT);
            }
            statuses.add(own.edge.info(own.id("a"), reply).status());
        }
        return statuses;
    }
}
