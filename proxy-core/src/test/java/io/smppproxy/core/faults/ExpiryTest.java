package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time does to messages: expiry without a receipt, late receipts, and being forgotten. */
class ExpiryTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long EXPIRE_MS = 1_200;

    @TempDir
    Path dataDir;

    private final MultiRig rig = new MultiRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private Reply send(String link, String text) throws Exception {
        rig.awaitBound(link);
        return rig.edge
                .send(TestEdge.message(rig.id(link), "998901234567", text).transactionId(link + text))
                .await();
    }

    private String await(String link, Reply reply, String status) throws Exception {
        return rig.edge.awaitStatus(rig.id(link), reply, status, LIMIT).status();
    }

    @Test
    void shouldExpireWithoutAReceiptAndBelieveALateOneOnce() throws Exception {
        AtomicReference<RawSmsc.Connection> smsc = new AtomicReference<>();
        rig.raw(
                "raw",
                (connection, pdu) -> {
                    smsc.set(connection);
                    if (pdu.commandId() != CommandId.SUBMIT_SM) {
                        connection.asUsual(pdu);
                    } else if (!pdu.text().equals("unanswered")) {
                        connection.accept(pdu, pdu.text());
                    }
                },
                link -> link.responseTimeoutMs(100).window(10));
        rig.start(CoreConfigs.of(dataDir).expireAfter(EXPIRE_MS, 60_000));
        long startNs = System.nanoTime();
        Reply expired = send("raw", "expired");
        Reply unanswered = send("raw", "unanswered");
        assertEquals(ReplyOutcome.UNKNOWN, unanswered.outcome());
        assertEquals("ambiguous", rig.edge.info(rig.id("raw"), unanswered).status());
        assertEquals("EXPIRED", await("raw", expired, "EXPIRED"));
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;
        assertTrue(tookMs >= EXPIRE_MS - 50, () -> tookMs + " ms");
        assertEquals("UNKNOWN", await("raw", unanswered, "UNKNOWN"));
        assertEquals(2, rig.core.trackerMetrics().messagesExpired.get());
        assertEquals(ReplyOutcome.SUBMITTED, send("raw", "expired").outcome(), "the outcome of the submission stays");

        deliver(smsc.get(), 1, "DELIVRD");
        assertEquals("DELIVERED", await("raw", expired, "DELIVERED"));
        long conflicts = rig.core.trackerMetrics().receiptsConflicting.get();
        deliver(smsc.get(), 2, "UNDELIV");
        Await.equal("a conflict", conflicts + 1, rig.core.trackerMetrics().receiptsConflicting::get);
        assertEquals("DELIVERED", rig.edge.info(rig.id("raw"), expired).status());
    }

    private static void deliver(RawSmsc.Connection smsc, int sequence, String stat) throws IOException {
        String text = RawSmsc.receiptText("expired", stat, "000");
        smsc.send(CommandId.DELIVER_SM, 0, sequence, RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, text, ""));
    }

    @Test
    void shouldExpireWhatARestartMadeAmbiguous() throws Exception {
        rig.simulated("a", link -> link.responseTimeoutMs(30_000));
        rig.start(CoreConfigs.of(dataDir).expireAfter(EXPIRE_MS, 60_000));
        rig.awaitBound("a");
        rig.smsc("a").plan().silent(true);
        TestEdge.Sent sent =
                rig.edge.send(TestEdge.message(rig.id("a"), "998901234567", "x").transactionId("cut"));
        assertTrue(rig.smsc("a").ledger().awaitAccepted(1, LIMIT));
        rig.core.close();
        rig.smsc("a").plan().silent(false);
        rig.start(CoreConfigs.of(dataDir).expireAfter(EXPIRE_MS, 60_000));
        rig.awaitBound("a");
        Reply reply = rig.edge
                .send(TestEdge.message(rig.id("a"), "998901234567", "x").transactionId("cut"))
                .await();
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals("UNKNOWN", await("a", reply, "UNKNOWN"));
        assertEquals(1, rig.smsc("a").ledger().accepted().size());
        assertEquals(false, sent.reply().isDone() && sent.reply().get().outcome() == ReplyOutcome.SUBMITTED);
    }

    @Test
    void shouldForgetMessagesIdsAndJournalAfterTheRetention() throws Exception {
        rig.simulated("a", link -> link);
        rig.start(CoreConfigs.of(dataDir).segmentBytes(64 * 1024).expireAfter(500, EXPIRE_MS));
        rig.smsc("a").plan().receipts(ReceiptPlan.DEFAULT.withDuplicateProbability(0.5));
        rig.awaitBound("a");
        Load load = Load.start(rig.edge, rig.id("a"), "a", 2, 1_500).await();
        assertTrue(segments() > 5, () -> segments() + " segments");
        Await.until(
                "all are forgotten",
                () -> rig.core.trackerMetrics().messagesForgotten.get() == 1_500);
        assertNull(rig.edge.info(rig.id("a"), load.reply("a-0")));
        assertNull(rig.edge.info(rig.id("a"), load.reply("a-1499")));
        // Also the last segment's: what is in it is old by the time that the next message comes.
        Await.until("old segments are dropped", () -> segments() <= 2 * 3);
        Await.equal("no message is kept", 0, rig.core.trackerMetrics().messages::get);
        Await.equal("no SMSC id is kept", 0, rig.core.trackerMetrics().receiptEntries::get);
        assertEquals(ReplyOutcome.SUBMITTED, send("a", "again").outcome());
    }

    private long segments() {
        try (Stream<Path> files = Files.walk(dataDir.resolve("journal"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().getFileName().toString().startsWith("stream"))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldClearAwayAReceiptThatWaitedWhenTheProcessEnded() throws Exception {
        AtomicReference<RawSmsc.Connection> smsc = new AtomicReference<>();
        rig.raw(
                "raw",
                (connection, pdu) -> {
                    smsc.set(connection);
                    if (pdu.commandId() == CommandId.SUBMIT_SM) {
                        connection.accept(pdu, "expired");
                    } else {
                        connection.asUsual(pdu);
                    }
                },
                link -> link);
        rig.start(CoreConfigs.of(dataDir).expireAfter(EXPIRE_MS, 3 * EXPIRE_MS));
        rig.awaitBound("raw");
        deliver(smsc.get(), 1, "DELIVRD");
        Await.equal("parked", 1, rig.core.trackerMetrics().receiptsParked::get);
        rig.core.close();
        rig.start(CoreConfigs.of(dataDir).expireAfter(EXPIRE_MS, 3 * EXPIRE_MS));
        Await.equal("given up", 1, rig.core.trackerMetrics().receiptsOrphaned::get);
        Await.equal("nothing is kept", 0, rig.core.trackerMetrics().receiptEntries::get);
    }

    @Test
    void shouldMatchAReceiptThatWaitedOverARestart() throws Exception {
        AtomicReference<RawSmsc.Connection> smsc = new AtomicReference<>();
        rig.raw(
                "raw",
                (connection, pdu) -> {
                    smsc.set(connection);
                    if (pdu.commandId() == CommandId.SUBMIT_SM) {
                        connection.accept(pdu, "expired");
                    } else {
                        connection.asUsual(pdu);
                    }
                },
                link -> link);
        rig.start(CoreConfigs.of(dataDir));
        rig.awaitBound("raw");
        deliver(smsc.get(), 1, "DELIVRD");
        Await.equal("parked", 1, rig.core.trackerMetrics().receiptsParked::get);
        rig.core.close();
        rig.start(CoreConfigs.of(dataDir));
        assertEquals("DELIVERED", await("raw", send("raw", "x"), "DELIVERED"));
    }
}
