package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.core.config.AmbiguityPolicy;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of several parts, and parts with several attempts, over links that fail in between. */
class PartsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Five parts of 153 septets. */
    private static final String FIVE_PARTS = "0123456789".repeat(70);

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static final AtomicInteger SUBMITS = new AtomicInteger();
    private static final AtomicReference<RawSmsc.Connection> CURRENT = new AtomicReference<>();

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.raw("parts", RawSmsc.Connection::asUsual, link -> link.responseTimeoutMs(5_000));
        rig.raw("parts-2", RawSmsc.Connection::asUsual, link -> link);
        rig.pool("pool", "parts", "parts-2");
        rig.raw(
                "resend",
                RawSmsc.Connection::asUsual,
                link -> link.ambiguity(AmbiguityPolicy.RESEND).responseTimeoutMs(250));
        rig.raw("unbinding", RawSmsc.Connection::asUsual, link -> link.responseTimeoutMs(300));
        rig.start(CoreConfigs.of(dataDir));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        SUBMITS.set(0);
    }

    private static TestEdge.Sent send(String link, String text) throws Exception {
        rig.awaitBound(link);
        return rig.edge.send(TestEdge.message(rig.id(link), "998901234567", text));
    }

    @Test
    void shouldKeepThePartsOfAMessageOnItsLinkWhenThatBreaksInTheMiddle() throws Exception {
        // The second part is read and never answered; with it the connection goes.
        rig.raw("parts").script((smsc, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM && SUBMITS.incrementAndGet() == 2) {
                smsc.close();
            } else {
                smsc.asUsual(pdu);
            }
        });
        Reply reply = send("parts", FIVE_PARTS).await();
        assertEquals(5, reply.partCount());
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(NotSentCause.CONNECTION_LOST, reply.cause());
        MessageInfo info = rig.edge.info(rig.id("parts"), reply);
        assertEquals("ambiguous", info.status());
        for (int part = 0; part < 5; part++) {
            boolean isKnown = !reply.smscId(part).isEmpty();
            assertEquals(
                    isKnown ? "submitted" : "ambiguous", info.partStatuses().get(part), "part " + part);
        }
        assertEquals(0, rig.raw("parts-2").accepted.size());
        Load.auditQuiet(rig.metrics("parts"));
    }

    @Test
    void shouldRejectAMessageOfWhichOnePartIsRefused() throws Exception {
        rig.raw("parts").script((smsc, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM && SUBMITS.incrementAndGet() == 3) {
                smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RINVDSTADR, pdu.sequence(), "");
            } else {
                smsc.asUsual(pdu);
            }
        });
        Reply reply = send("parts", FIVE_PARTS).await();
        assertEquals(ReplyOutcome.REJECTED, reply.outcome());
        assertEquals(CommandStatus.ESME_RINVDSTADR, reply.commandStatus());
        assertEquals("", reply.smscId(2));
        assertTrue(!reply.smscId(3).isEmpty(), "the ids of the parts that were taken are told");
        MessageInfo info = rig.edge.info(rig.id("parts"), reply);
        assertEquals(List.of("submitted", "submitted", "REJECTED", "submitted", "submitted"), info.partStatuses());
        assertEquals("part 3: the SMSC answered ESME_RINVDSTADR (0x0000000B)", info.error());
    }

    @Test
    void shouldSendThrottledPartsAgainAndNoOther() throws Exception {
        rig.raw("parts").script((smsc, pdu) -> {
            int number = pdu.commandId() == CommandId.SUBMIT_SM ? SUBMITS.incrementAndGet() : 0;
            if (number == 2 || number == 4) {
                smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RTHROTTLED, pdu.sequence(), "");
            } else {
                smsc.asUsual(pdu);
            }
        });
        int before = rig.raw("parts").accepted.size();
        Reply reply = send("parts", FIVE_PARTS).await();
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        List<String> parts = rig.raw("parts")
                .accepted
                .subList(before, rig.raw("parts").accepted.size());
        assertEquals(5, parts.size());
        assertEquals(5, parts.stream().distinct().count());
        assertEquals(7, SUBMITS.get());
    }

    @Test
    void shouldTakeReceiptsForBothIdsOfAPartThatWasSentTwice() throws Exception {
        rig.raw("resend").script((smsc, pdu) -> {
            CURRENT.set(smsc);
            if (pdu.commandId() != CommandId.SUBMIT_SM) {
                smsc.asUsual(pdu);
            } else if (SUBMITS.incrementAndGet() == 1) {
                later(400, () -> smsc.accept(pdu, "first-attempt"));
            } else {
                later(50, () -> smsc.accept(pdu, "second-attempt"));
            }
        });
        Reply reply = send("resend", "twice").await();
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        assertEquals("second-attempt", reply.smscId(0));
        Await.equal("the first answer is late", 1, rig.metrics("resend").answersLate::get);
        assertEquals(1, rig.metrics("resend").partsResent.get());
        assertEquals(2, SUBMITS.get());
        long matched = rig.core.trackerMetrics().receiptsMatched.get();
        for (String id : List.of("first-attempt", "second-attempt")) {
            String text = RawSmsc.receiptText(id, "DELIVRD", "000");
            CURRENT.get()
                    .send(
                            CommandId.DELIVER_SM,
                            0,
                            id.length(),
                            RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, text, ""));
        }
        Await.equal("both receipts match", matched + 2, rig.core.trackerMetrics().receiptsMatched::get);
        assertEquals(
                "DELIVERED",
                rig.edge
                        .awaitStatus(rig.id("resend"), reply, "DELIVERED", LIMIT)
                        .status());
        Load.auditQuiet(rig.metrics("resend"));
    }

    @Test
    void shouldNotCallItRefusedWhenOnlyTheSecondAttemptWas() throws Exception {
        rig.raw("resend").script((smsc, pdu) -> {
            if (pdu.commandId() != CommandId.SUBMIT_SM) {
                smsc.asUsual(pdu);
            } else if (SUBMITS.incrementAndGet() > 1) {
                smsc.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RSUBMITFAIL, pdu.sequence(), "");
            }
        });
        Reply reply = send("resend", "refused").await();
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(NotSentCause.NO_ANSWER, reply.cause());
        assertEquals("ambiguous", rig.edge.info(rig.id("resend"), reply).status());
    }

    @Test
    void shouldSendNoMoreThanTwice() throws Exception {
        rig.raw("resend").script((smsc, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM) {
                SUBMITS.incrementAndGet();
            } else {
                smsc.asUsual(pdu);
            }
        });
        Reply reply = send("resend", "never").await();
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(2, SUBMITS.get());
    }

    @Test
    void shouldNotWaitForEverForAnswersWhenTheSmscUnbinds() throws Exception {
        RawSmsc raw = rig.raw("unbinding");
        raw.script((smsc, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM) {
                if (SUBMITS.incrementAndGet() == 1) {
                    smsc.send(CommandId.UNBIND, 0, 77, "");
                }
            } else {
                smsc.asUsual(pdu);
            }
        });
        rig.awaitBound("unbinding");
        TestEdge.Sent first = send("unbinding", "unanswered");
        assertEquals(ReplyOutcome.UNKNOWN, first.await().outcome());
        Await.until(
                "unbind is answered",
                () -> raw.received.stream()
                        .anyMatch(pdu -> pdu.commandId() == CommandId.UNBIND_RESP && pdu.sequence() == 77));
        raw.script(RawSmsc.Connection::asUsual);
        rig.awaitBound("unbinding");
        assertEquals(ReplyOutcome.SUBMITTED, send("unbinding", "next").await().outcome());
    }

    /** What a message centre does a while later. */
    @FunctionalInterface
    private interface Answer {
        void send() throws IOException;
    }

    private static void later(long ms, Answer answer) {
        CompletableFuture.runAsync(
                () -> {
                    try {
                        answer.send();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
    }
}
