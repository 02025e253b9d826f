package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are late, doubled, out of order, nobody's, or of the wrong kind. */
class AnswersTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long TIMER_MS = 400;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("odd", link -> link);
        rig.simulated("errors", link -> link);
        rig.simulated("late", link -> link.responseTimeoutMs(TIMER_MS));
        rig.simulated("late-refusal", link -> link.responseTimeoutMs(TIMER_MS));
        rig.raw("script", AnswersTest::answerAsTheTextSays, link -> link.responseTimeoutMs(TIMER_MS));
        rig.raw("flood", AnswersTest::flood, link -> link);
        rig.start(dataDir);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void answerAsTheTextSays(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() != CommandId.SUBMIT_SM) {
            smsc.asUsual(pdu);
            return;
        }
        int sequence = pdu.sequence();
        switch (pdu.text()) {
            case "nack" -> smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDLEN, sequence, "");
            case "nack-ok" -> smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_ROK, sequence, "");
            case "nack-others" -> {
                smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDID, 0, "");
                smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDID, 0x1234_5678, "");
                smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDID, -1, "");
                smsc.accept(pdu, "n-1");
            }
            case "no-id" -> smsc.accept(pdu, "");
            case "no-body" -> smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_ROK, sequence, "");
            case "error" -> smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RINVDSTADR, sequence, "");
            case "error-id" -> smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RINVDSTADR, sequence, "77\0");
            case "no-nul" -> smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_ROK, sequence, "abc");
            case "long-id" -> smsc.send(CommandId.SUBMIT_SM_RESP, 0, sequence, "z".repeat(300) + "\0");
            case "wrong-kind" -> smsc.send(CommandId.QUERY_SM_RESP, 0, sequence, "1\0\0\1\0");
            case "twice" -> {
                smsc.accept(pdu, "first");
                smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RSYSERR, sequence, "");
                smsc.send(CommandId.SUBMIT_SM_RESP, 0, sequence, "second\0");
            }
            case "vendor" -> smsc.send(CommandId.SUBMIT_SM_RESP, 0x0000_0451, sequence, "");
            default -> smsc.asUsual(pdu);
        }
    }

    private static void flood(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        smsc.asUsual(pdu);
        if (pdu.commandId() == CommandId.SUBMIT_SM && pdu.text().equals("flood")) {
            for (int i = 0; i < 2_000; i++) {
                smsc.send(CommandId.SUBMIT_SM_RESP, 0, 0x4000_0000 + i, "x\0");
            }
        }
    }

    private static Reply send(String link, String text) throws Exception {
        rig.awaitBound(link);
        TestEdge.Sent sent = rig.edge.send(TestEdge.message(rig.id(link), "998901234567", text));
        return sent.await();
    }

    private static String status(String link, Reply reply) throws Exception {
        return rig.edge.info(rig.id(link), reply).status();
    }

    @Test
    void shouldMatchAnswersThatAreOutOfOrderDoubledOrNobodys() throws Exception {
        SmscSimulator smsc = rig.smsc("odd");
        smsc.plan().shuffleDepth(20).duplicateAnswers(0.2).strayAnswers(0.2);
        rig.awaitBound("odd");
        Load load = Load.start(rig.edge, rig.id("odd"), "odd", 3, 2_000).await();
        load.audit(Load.texts(smsc), rig.metrics("odd"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, 2_000), load.outcomes());
        assertTrue(rig.metrics("odd").answersUnknown.get() > 400);
        assertEquals(0, rig.metrics("odd").disconnects.get());
        assertEquals(0, rig.metrics("odd").answersLate.get());
    }

    @Test
    void shouldTellEveryRefusalToItsOwnSender() throws Exception {
        SmscSimulator smsc = rig.smsc("errors");
        smsc.plan().errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 0.2).plus(CommandStatus.ESME_RSYSERR, 0.2));
        rig.awaitBound("errors");
        Load load = Load.start(rig.edge, rig.id("errors"), "errors", 3, 1_000).await();
        load.audit(Load.texts(smsc), rig.metrics("errors"));
        int rejected = load.count(ReplyOutcome.REJECTED);
        assertTrue(rejected > 300 && rejected < 500, () -> load.outcomes().toString());
        assertEquals(rejected, rig.metrics("errors").answersError.get());
    }

    @Test
    void shouldReconcileAnAnswerThatComesAfterItsTimer() throws Exception {
        SmscSimulator smsc = rig.smsc("late");
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(TIMER_MS + 250)));
        rig.awaitBound("late");
        Load load = Load.start(rig.edge, rig.id("late"), "late", 2, 40).await();
        assertEquals(Map.of(ReplyOutcome.UNKNOWN, 40), load.outcomes());
        for (int i = 0; i < 40; i++) {
            Reply reply = load.reply("late-" + i);
            assertEquals(NotSentCause.NO_ANSWER, reply.cause());
            assertEquals(
                    "DELIVERED",
                    rig.edge
                            .awaitStatus(rig.id("late"), reply, "DELIVERED", LIMIT)
                            .status());
        }
        assertEquals(40, rig.metrics("late").answersLate.get());
        assertEquals(40, rig.metrics("late").partsAmbiguous.get());
        assertEquals(0, rig.metrics("late").disconnects.get(), "late answers are a sign of life");
        load.audit(Load.texts(smsc), rig.metrics("late"));
    }

    @Test
    void shouldReconcileARefusalThatComesAfterItsTimer() throws Exception {
        rig.smsc("late-refusal")
                .plan()
                .errors(ErrorMix.of(CommandStatus.ESME_RINVDSTADR, 1))
                .answerDelay(DelayDistribution.fixed(Duration.ofMillis(TIMER_MS + 250)));
        Reply reply = send("late-refusal", "x");
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals("ambiguous", status("late-refusal", reply));
        assertEquals(
                "REJECTED",
                rig.edge
                        .awaitStatus(rig.id("late-refusal"), reply, "REJECTED", LIMIT)
                        .status());
    }

    @Test
    void shouldTakeANackOfItsOwnSequenceForARefusal() throws Exception {
        Reply nacked = send("script", "nack");
        assertEquals(ReplyOutcome.REJECTED, nacked.outcome());
        assertEquals(CommandStatus.ESME_RINVCMDLEN, nacked.commandStatus());
        assertEquals("REJECTED", status("script", nacked));
        Reply odd = send("script", "nack-ok");
        assertEquals(ReplyOutcome.REJECTED, odd.outcome());
        assertEquals(CommandStatus.ESME_RUNKNOWNERR, odd.commandStatus());
    }

    @Test
    void shouldIgnoreNacksOfOtherSequences() throws Exception {
        assertEquals(ReplyOutcome.SUBMITTED, send("script", "nack-others").outcome());
    }

    @Test
    void shouldTakeAnOkWithoutAnIdForSubmitted() throws Exception {
        for (String text : List.of("no-id", "no-body")) {
            Reply reply = send("script", text);
            assertEquals(ReplyOutcome.SUBMITTED, reply.outcome(), text);
            assertEquals("", reply.smscId(0), text);
            assertEquals("submitted", status("script", reply), text);
        }
    }

    @Test
    void shouldReadErrorsWithAndWithoutABody() throws Exception {
        for (String text : List.of("error", "error-id")) {
            Reply reply = send("script", text);
            assertEquals(ReplyOutcome.REJECTED, reply.outcome(), text);
            assertEquals(CommandStatus.ESME_RINVDSTADR, reply.commandStatus(), text);
        }
        assertEquals(0x451, send("script", "vendor").commandStatus());
    }

    @Test
    void shouldReadIdsThatAreOddlyWritten() throws Exception {
        assertEquals("abc", send("script", "no-nul").smscId(0));
        assertEquals("z".repeat(65), send("script", "long-id").smscId(0));
    }

    @Test
    void shouldCallItAmbiguousWhenTheAnswerIsOfTheWrongKind() throws Exception {
        Reply reply = send("script", "wrong-kind");
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals("ambiguous", status("script", reply));
        assertTrue(rig.metrics("script").malformedPdus.get() >= 1);
    }

    @Test
    void shouldLetTheFirstOfSeveralAnswersWin() throws Exception {
        Reply reply = send("script", "twice");
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        assertEquals("first", reply.smscId(0));
        // The connection lives: the next message passes behind the stray answers.
        assertEquals(ReplyOutcome.SUBMITTED, send("script", "next").outcome());
        assertEquals("submitted", status("script", reply));
    }

    @Test
    void shouldLeaveAnSmscThatFloodsAnswersNobodyAskedFor() throws Exception {
        assertEquals(ReplyOutcome.SUBMITTED, send("flood", "flood").outcome());
        Await.until(
                "the flooding link is closed",
                () -> rig.metrics("flood").disconnects.get() == 1);
        rig.awaitBound("flood");
        assertEquals(ReplyOutcome.SUBMITTED, send("flood", "calm").outcome());
    }
}
