package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.plan.MessageIdForm;
import io.smppproxy.simulator.plan.OutcomeMix;
import io.smppproxy.simulator.plan.ReceiptOutcome;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts in every form and at every moment find their message, or are counted. */
class ReceiptsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_PARKED = 500;
    private static final long PARKED_MS = 2_000;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static final List<RawSmsc.Connection> CONNECTIONS = new ArrayList<>();
    private static final AtomicInteger SEQUENCES = new AtomicInteger(1_000);

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("early", link -> link);
        rig.simulated("twice", link -> link);
        rig.simulated("outcomes", link -> link);
        for (ReceiptPlan.Carrier carrier : ReceiptPlan.Carrier.values()) {
            for (ReceiptPlan.Form form : ReceiptPlan.Form.values()) {
                rig.simulated(carrier + "-" + form, link -> link);
            }
        }
        ids("uuid", MessageIdForm.UUID, MessageIdForm.UUID, ReceiptIdForm.AS_IS);
        ids("hex-dec", MessageIdForm.HEX, MessageIdForm.DECIMAL, ReceiptIdForm.DECIMAL_TO_HEX);
        ids("dec-hex", MessageIdForm.DECIMAL, MessageIdForm.HEX, ReceiptIdForm.HEX_TO_DECIMAL);
        ids("hex-hex", MessageIdForm.HEX, MessageIdForm.HEX, ReceiptIdForm.HEX);
        rig.simulated(
                "v33",
                MultiRig.simulator().interfaceVersion(InterfaceVersion.V3_3).build(),
                link -> link.binds(1, 1, 0).interfaceVersion(InterfaceVersion.V3_3));
        rig.raw("raw", ReceiptsTest::keepConnection, link -> link);
        rig.start(CoreConfigs.of(dataDir).parked(MAX_PARKED, PARKED_MS));
        rig.awaitBound("raw");
    }

    private static void ids(String name, MessageIdForm answer, MessageIdForm receipt, ReceiptIdForm form) {
        SimulatorConfig config = MultiRig.simulator().answerIdForm(answer).build();
        config.plan().receipts(ReceiptPlan.DEFAULT.withIdForm(receipt));
        rig.simulated(name, config, link -> link.idForm(form));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void keepConnection(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() == CommandId.BIND_TRANSCEIVER) {
            CONNECTIONS.add(smsc);
        }
        if (pdu.commandId() == CommandId.SUBMIT_SM) {
            // The text is the id.
            smsc.accept(pdu, pdu.text());
        } else {
            smsc.asUsual(pdu);
        }
    }

    /** Delivers and waits for the answer. */
    private static int deliver(int esmClass, String text, String tlvs) throws Exception {
        int sequence = SEQUENCES.incrementAndGet();
        deliverOnly(sequence, esmClass, text, tlvs);
        Await.until("an answer to the receipt", () -> answer(sequence) != null);
        return answer(sequence).status();
    }

    private static void deliverOnly(int sequence, int esmClass, String text, String tlvs) throws IOException {
        CONNECTIONS.get(0).send(CommandId.DELIVER_SM, 0, sequence, RawSmsc.deliverBody(esmClass, text, tlvs));
    }

    private static RawSmsc.Pdu answer(int sequence) {
        for (RawSmsc.Pdu pdu : rig.raw("raw").received) {
            if (pdu.commandId() == CommandId.DELIVER_SM_RESP && pdu.sequence() == sequence) {
                return pdu;
            }
        }
        return null;
    }

    private static void receipt(String id, String stat) throws Exception {
        assertEquals(0, deliver(EsmClass.TYPE_MC_RECEIPT, RawSmsc.receiptText(id, stat, "000"), ""));
    }

    private static Reply send(String link, String text) throws Exception {
        rig.awaitBound(link, 1);
        Reply reply = rig.edge
                .send(TestEdge.message(rig.id(link), "998901234567", text))
                .await();
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        return reply;
    }

    private static MessageInfo info(String link, Reply reply) throws Exception {
        return rig.edge.info(rig.id(link), reply);
    }

    private static void awaitStatus(String link, Reply reply, String status) throws Exception {
        assertEquals(
                status, rig.edge.awaitStatus(rig.id(link), reply, status, LIMIT).status(), link);
    }

    private static void assertDelivered(String link, int binds, int count) throws Exception {
        rig.awaitBound(link, binds);
        Load load = Load.start(rig.edge, rig.id(link), link, 2, count).await();
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, count), load.outcomes());
        for (int i = 0; i < count; i++) {
            awaitStatus(link, load.reply(link + "-" + i), "DELIVERED");
        }
        Load.auditQuiet(rig.metrics(link));
    }

    @Test
    void shouldMatchReceiptsThatOvertakeTheirAnswers() throws Exception {
        TrackerMetrics tracker = rig.core.trackerMetrics();
        rig.smsc("early").plan().receipts(ReceiptPlan.DEFAULT.withBeforeAnswer(true));
        long orphans = tracker.receiptsOrphaned.get();
        long parked = tracker.receiptsParked.get();
        // More than may wait at the same time.
        assertDelivered("early", 1, 3 * MAX_PARKED);
        assertTrue(tracker.receiptsParked.get() - parked > 2 * MAX_PARKED, () -> tracker.receiptsParked.get() + "");
        assertEquals(orphans, tracker.receiptsOrphaned.get());
    }

    @Test
    void shouldTakeTheSameReceiptTwice() throws Exception {
        long conflicts = rig.core.trackerMetrics().receiptsConflicting.get();
        rig.smsc("twice").plan().receipts(ReceiptPlan.DEFAULT.withDuplicateProbability(1));
        assertDelivered("twice", 1, 200);
        Await.equal("each receipt comes twice", 400, rig.metrics("twice").receipts::get);
        assertEquals(conflicts, rig.core.trackerMetrics().receiptsConflicting.get());
    }

    @Test
    void shouldReadEveryCarrierAndForm() throws Exception {
        for (ReceiptPlan.Carrier carrier : ReceiptPlan.Carrier.values()) {
            for (ReceiptPlan.Form form : ReceiptPlan.Form.values()) {
                String link = carrier + "-" + form;
                rig.smsc(link)
                        .plan()
                        .receipts(new ReceiptPlan(
                                ReceiptPlan.When.REQUESTED,
                                ReceiptPlan.DEFAULT.delay(),
                                ReceiptPlan.DEFAULT.outcomes(),
                                carrier,
                                form,
                                MessageIdForm.DECIMAL,
                                false,
                                0));
                assertDelivered(link, 1, 20);
            }
        }
        assertDelivered("v33", 2, 20);
    }

    @Test
    void shouldMatchIdsThatTheReceiptWritesDifferently() throws Exception {
        for (String link : List.of("uuid", "hex-dec", "dec-hex", "hex-hex")) {
            assertDelivered(link, 1, 50);
        }
    }

    @Test
    void shouldTellWhatTheReceiptSays() throws Exception {
        Map<ReceiptOutcome, String> words = Map.of(
                ReceiptOutcome.DELIVERED, "DELIVERED",
                ReceiptOutcome.UNDELIVERABLE, "UNDELIVERABLE",
                ReceiptOutcome.DELETED, "UNDELIVERABLE",
                ReceiptOutcome.EXPIRED, "EXPIRED",
                ReceiptOutcome.REJECTED, "REJECTED",
                ReceiptOutcome.UNKNOWN, "UNKNOWN");
        for (Map.Entry<ReceiptOutcome, String> entry : words.entrySet()) {
            rig.smsc("outcomes").plan().receipts(ReceiptPlan.DEFAULT.withOutcomes(OutcomeMix.of(entry.getKey())));
            Reply reply = send("outcomes", "o");
            awaitStatus("outcomes", reply, entry.getValue());
            MessageInfo info = info("outcomes", reply);
            if (entry.getKey() == ReceiptOutcome.UNDELIVERABLE) {
                assertEquals("part 1: receipt error code 1", info.error());
            }
        }
    }

    @Test
    void shouldKeepTheFirstFinalWordAndCountTheContradiction() throws Exception {
        TrackerMetrics tracker = rig.core.trackerMetrics();
        String[][] pairs = {
            {"DELIVRD", "UNDELIV", "DELIVERED"}, {"EXPIRED", "DELIVRD", "EXPIRED"}, {"REJECTD", "EXPIRED", "REJECTED"}
        };
        for (int i = 0; i < pairs.length; i++) {
            Reply reply = send("raw", "conflict" + i);
            receipt("conflict" + i, pairs[i][0]);
            awaitStatus("raw", reply, pairs[i][2]);
            long before = tracker.receiptsConflicting.get();
            receipt("conflict" + i, pairs[i][1]);
            Await.equal("a conflict is counted", before + 1, tracker.receiptsConflicting::get);
            assertEquals(pairs[i][2], info("raw", reply).status());
        }
    }

    @Test
    void shouldKeepTheFirstFinalWordAlsoBeforeTheAnswer() throws Exception {
        receipt("parked-twice", "ACCEPTD");
        receipt("parked-twice", "UNDELIV");
        receipt("parked-twice", "DELIVRD");
        awaitStatus("raw", send("raw", "parked-twice"), "UNDELIVERABLE");
    }

    @Test
    void shouldGoOnAfterAnIntermediateReceipt() throws Exception {
        Reply reply = send("raw", "step-by-step");
        assertEquals(
                0,
                deliver(
                        EsmClass.TYPE_INTERMEDIATE_NOTIFICATION,
                        RawSmsc.receiptText("step-by-step", "ENROUTE", "000"),
                        ""));
        receipt("step-by-step", "ACCEPTD");
        assertEquals("submitted", info("raw", reply).status());
        receipt("step-by-step", "DELIVRD");
        awaitStatus("raw", reply, "DELIVERED");
        assertEquals(1, info("raw", reply).deliveredCount());
    }

    @Test
    void shouldTellEachPartOnItsOwn() throws Exception {
        // Two parts of 16-bit text; the script answers each with its own octets as the id.
        rig.raw("raw").script((smsc, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM) {
                smsc.accept(pdu, "multi-" + pdu.octets()[pdu.octets().length - 1]);
            } else {
                keepConnection(smsc, pdu);
            }
        });
        try {
            String text = "a".repeat(153) + "b".repeat(10);
            Reply reply = send("raw", text);
            assertEquals(2, reply.partCount());
            receipt("multi-" + (int) 'a', "DELIVRD");
            receipt("multi-" + (int) 'b', "UNDELIV");
            awaitStatus("raw", reply, "UNDELIVERABLE");
            assertEquals(
                    List.of("DELIVERED", "UNDELIVERABLE"), info("raw", reply).partStatuses());
            assertEquals(1, info("raw", reply).deliveredCount());
        } finally {
            rig.raw("raw").script(ReceiptsTest::keepConnection);
        }
    }

    @Test
    void shouldAnswerCountAndForgetReceiptsOfUnknownIds() throws Exception {
        TrackerMetrics tracker = rig.core.trackerMetrics();
        int count = 3 * MAX_PARKED;
        long orphans = tracker.receiptsOrphaned.get();
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = SEQUENCES.incrementAndGet();
            deliverOnly(last, EsmClass.TYPE_MC_RECEIPT, RawSmsc.receiptText("nobody" + i, "DELIVRD", "000"), "");
        }
        int lastSequence = last;
        Await.until("all are answered", () -> answer(lastSequence) != null);
        assertEquals(0, answer(lastSequence).status());
        Await.until(
                "what finds no room is counted at once",
                () -> tracker.receiptsOrphaned.get() - orphans >= count - MAX_PARKED);
        Await.until("the others are counted in time", () -> tracker.receiptsOrphaned.get() - orphans >= count);
        Reply reply = send("raw", "nobody0");
        assertEquals("submitted", info("raw", reply).status(), "its receipt came too early by far");
    }

    @Test
    void shouldAnswerAndCountAReceiptWithoutAnId() throws Exception {
        long before = rig.metrics("raw").receiptsWithoutId.get();
        assertEquals(0, deliver(EsmClass.TYPE_MC_RECEIPT, "stat:DELIVRD err:000", ""));
        assertEquals(before + 1, rig.metrics("raw").receiptsWithoutId.get());
    }

    @Test
    void shouldBearAnIdOfAnyLength() throws Exception {
        Reply reply = send("raw", "long" + "x".repeat(140));
        assertEquals(65, reply.smscId(0).length());
        assertEquals(0, deliver(EsmClass.TYPE_MC_RECEIPT, "id:long" + "x".repeat(140) + " stat:DELIVRD", ""));
        awaitStatus("raw", reply, "DELIVERED");
        String tlvs = "\4\47\0\1\2" + "\0\36\0\310" + "y".repeat(200);
        assertEquals(0, deliver(EsmClass.TYPE_MC_RECEIPT, "", tlvs));
        assertEquals(CommandStatus.ESME_ROK, deliver(EsmClass.TYPE_MC_RECEIPT, "id: stat:", ""));
    }
}
