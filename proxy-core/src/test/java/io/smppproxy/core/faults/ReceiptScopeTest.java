package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.metrics.TrackerMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An SMSC sends receipts to another link than the one that took the message. */
class ReceiptScopeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger SEQUENCES = new AtomicInteger(1_000);

    @TempDir
    Path dataDir;

    private MultiRig rig;
    /** The bind that gets receipts. */
    private volatile RawSmsc.Connection receiver;

    @BeforeEach
    void start() throws Exception {
        rig = new MultiRig();
        rig.raw("tx", this::onPdu, link -> link.binds(1, 0, 0));
        rig.link("tx2", port(), link -> link.binds(1, 0, 0));
        rig.link("elsewhere", port(), link -> link.binds(1, 0, 0).credentials("other", "secret", ""));
        rig.link(
                "named",
                port(),
                link -> link.binds(1, 0, 0)
                        .credentials("third", "secret", "")
                        .receiptScope("esme@127.0.0.1:" + port()));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private int port() {
        return rig.raw("tx").port();
    }

    private void onPdu(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() == CommandId.BIND_RECEIVER) {
            receiver = smsc;
        }
        if (pdu.commandId() == CommandId.SUBMIT_SM) {
            // The text is the id.
            smsc.accept(pdu, pdu.text());
        } else {
            smsc.asUsual(pdu);
        }
    }

    private void startWithReceiver() throws Exception {
        rig.link("rx", port(), link -> link.binds(0, 1, 0));
        rig.start(dataDir);
        rig.awaitBound("rx");
    }

    private void receipt(String id, String stat) throws Exception {
        int sequence = SEQUENCES.incrementAndGet();
        receiver.send(
                CommandId.DELIVER_SM,
                0,
                sequence,
                RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, RawSmsc.receiptText(id, stat, "000"), ""));
        Await.until(
                "an answer to the receipt",
                () -> rig.raw("tx").received.stream()
                        .anyMatch(pdu -> pdu.commandId() == CommandId.DELIVER_SM_RESP && pdu.sequence() == sequence));
    }

    private Reply send(String link, String text) throws Exception {
        rig.awaitBound(link);
        Reply reply = rig.edge
                .send(TestEdge.message(rig.id(link), "998901234567", text))
                .await();
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        return reply;
    }

    private void awaitStatus(String link, Reply reply, String status) throws Exception {
        assertEquals(
                status, rig.edge.awaitStatus(rig.id(link), reply, status, LIMIT).status(), link);
    }

    @Test
    void shouldMatchReceiptsOverAnotherLink() throws Exception {
        startWithReceiver();
        for (String link : new String[] {"tx", "tx2", "named"}) {
            Reply reply = send(link, link + "-a");
            receipt(link + "-a", "ACCEPTD");
            receipt(link + "-a", "DELIVRD");
            awaitStatus(link, reply, "DELIVERED");
        }
    }

    @Test
    void shouldMatchReceiptsThatOvertakeTheirAnswersOverAnotherLink() throws Exception {
        startWithReceiver();
        receipt("early", "ACCEPTD");
        receipt("early", "UNDELIV");
        Reply reply = send("tx2", "early");
        awaitStatus("tx2", reply, "UNDELIVERABLE");
        TrackerMetrics tracker = rig.core.trackerMetrics();
        long conflicts = tracker.receiptsConflicting.get();
        receipt("early", "DELIVRD");
        Await.equal("it finds its part", conflicts + 1, tracker.receiptsConflicting::get);
        assertEquals(0, tracker.receiptsOrphaned.get());
    }

    @Test
    void shouldTakeTheLatestOfTwoMessagesWithOneId() throws Exception {
        startWithReceiver();
        Reply older = send("tx", "same");
        long sentMs = System.currentTimeMillis();
        Await.until("another millisecond", () -> System.currentTimeMillis() > sentMs);
        Reply newer = send("tx2", "same");
        // The links' loops have a journal stream each, and a receipt may be read before an answer in another one.
        awaitStatus("tx2", newer, "submitted");
        receipt("same", "DELIVRD");
        awaitStatus("tx2", newer, "DELIVERED");
        assertEquals("submitted", rig.edge.info(rig.id("tx"), older).status());
    }

    @Test
    void shouldKeepOtherAccountsApart() throws Exception {
        startWithReceiver();
        Reply reply = send("elsewhere", "apart");
        receipt("apart", "DELIVRD");
        Await.equal("it waits", 1L, rig.core.trackerMetrics().receiptsParked::get);
        assertEquals("submitted", rig.edge.info(rig.id("elsewhere"), reply).status());
    }

    @Test
    void shouldMatchOverALinkThatIsConfiguredLater() throws Exception {
        rig.start(dataDir);
        Reply reply = send("tx", "before");
        rig.core.close();
        startWithReceiver();
        receipt("before", "DELIVRD");
        awaitStatus("tx", reply, "DELIVERED");
    }
}
