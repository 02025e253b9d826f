package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.EsmeServerConfigBuilder;
import io.smppproxy.core.deliver.DeliveryResults;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawEsme.Pdu;
import io.smppproxy.core.harness.RawSmsc;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries over real sessions: what goes out, and what each way of answering it means. */
class EsmeDeliveriesTest {
    private static final int WINDOW = 4;
    private static final long ACCOUNT = 1;

    /** What became of one. */
    private record Result(long position, int outcome, int status) {}

    private final DeliveryResults results = new DeliveryResults(1_024);
    private final List<Result> seen = new ArrayList<>();
    private EsmeRig rig;

    private void start(UnaryOperator<EsmeServerConfigBuilder> server) throws Exception {
        AccountConfig account = EsmeRig.account(ACCOUNT, "esme", a -> a.deliveries(WINDOW, 3_600_000));
        rig = EsmeRig.start(
                config -> new EsmeDeliveries(results, config.responseTimeoutMs()), server, new AccountConfig[] {account
                });
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private SessionGate gate(int index) {
        return rig.directory.receivers(ACCOUNT)[index];
    }

    private static byte[] delivery(String text, String tlvs) {
        return RawSmsc.pdu(RawEsme.DELIVER_SM, 0, 0, RawSmsc.deliverBody(4, text, tlvs));
    }

    private static boolean offer(SessionGate gate, long position, byte[] pdu) {
        return gate.offer(position, new UnsafeBuffer(pdu), 0, pdu.length);
    }

    private Result awaitResult() throws Exception {
        int before = seen.size();
        Await.until("a result", () -> {
            results.drain(
                    (account, position, outcome, status) -> {
                        assertEquals(ACCOUNT, account);
                        seen.add(new Result(position, outcome, status));
                    },
                    1);
            return seen.size() > before;
        });
        return seen.get(before);
    }

    private void assertNoResult() {
        assertEquals(0, results.drain((account, position, outcome, status) -> {}, 1));
    }

    @Test
    void shouldSendTheOctetsUnderItsOwnNumberAndTellTheAnswer() throws Exception {
        start(server -> server);
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            byte[] pdu = delivery("hello", "\0\36\0\2x\0");
            assertTrue(offer(gate(0), 4_711, pdu));
            assertEquals(WINDOW - 1, gate(0).credits());
            Pdu got = esme.read();
            assertEquals(RawEsme.DELIVER_SM, got.commandId());
            assertEquals(0, got.status());
            assertTrue(got.sequence() > 0);
            assertArrayEquals(Arrays.copyOfRange(pdu, 16, pdu.length), got.body());
            esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, got.sequence(), "\0");
            assertEquals(new Result(4_711, DeliveryResults.DONE, 0), awaitResult());
            assertEquals(WINDOW, gate(0).credits());
        }
    }

    @Test
    void shouldTellTemporaryFromPermanentErrors() throws Exception {
        start(server -> server);
        Map<Integer, Integer> outcomes = Map.of(
                CommandStatus.ESME_RX_T_APPN, DeliveryResults.RETRY,
                CommandStatus.ESME_RMSGQFUL, DeliveryResults.RETRY,
                CommandStatus.ESME_RTHROTTLED, DeliveryResults.RETRY,
                CommandStatus.ESME_RSYSERR, DeliveryResults.RETRY,
                CommandStatus.ESME_RX_P_APPN, DeliveryResults.REFUSED,
                CommandStatus.ESME_RX_R_APPN, DeliveryResults.REFUSED,
                CommandStatus.ESME_RINVDSTADR, DeliveryResults.REFUSED);
        try (RawEsme esme = rig.bound(RawEsme.BIND_RX)) {
            for (Map.Entry<Integer, Integer> entry : outcomes.entrySet()) {
                assertTrue(offer(gate(0), 1, delivery("x", "")));
                Pdu got = esme.read();
                esme.send(RawEsme.pdu(RawEsme.DELIVER_SM | RawEsme.RESP, entry.getKey(), got.sequence(), "\0"));
                assertEquals(new Result(1, entry.getValue(), entry.getKey()), awaitResult());
            }
            for (int status : new int[] {0, CommandStatus.ESME_RINVCMDID}) {
                assertTrue(offer(gate(0), 2, delivery("x", "")));
                Pdu got = esme.read();
                esme.send(RawEsme.pdu(RawEsme.GENERIC_NACK, status, got.sequence(), ""));
                assertEquals(new Result(2, DeliveryResults.REFUSED, status), awaitResult());
            }
        }
    }

    @Test
    void shouldTakeNoMoreThanTheWindowAndAnswersInAnyOrder() throws Exception {
        start(server -> server);
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            for (int round = 0; round < 100; round++) {
                for (int i = 0; i < WINDOW; i++) {
                    assertTrue(offer(gate(0), i, delivery("m" + i, "")));
                }
                assertFalse(offer(gate(0), 99, delivery("too many", "")));
                List<Pdu> got = new ArrayList<>();
                for (int i = 0; i < WINDOW; i++) {
                    got.add(esme.read());
                    assertTrue(got.get(i).text().endsWith("m" + i));
                }
                for (int i : new int[] {2, 0, 3, 1}) {
                    esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, got.get(i).sequence(), "\0");
                    assertEquals(new Result(i, DeliveryResults.DONE, 0), awaitResult());
                }
            }
        }
    }

    @Test
    void shouldIgnoreAnswersToNothing() throws Exception {
        start(server -> server);
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, 77, "\0");
            assertTrue(offer(gate(0), 1, delivery("x", "")));
            Pdu got = esme.read();
            for (int i = 0; i < 2; i++) {
                esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, got.sequence() + 1, "\0");
                esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, got.sequence(), "\0");
            }
            esme.ask(RawEsme.ENQUIRE_LINK, "");
            assertEquals(new Result(1, DeliveryResults.DONE, 0), awaitResult());
            assertNoResult();
            assertEquals(WINDOW, gate(0).credits());
        }
    }

    @Test
    void shouldReturnWhatASessionHadWhenItEnds() throws Exception {
        start(server -> server);
        RawEsme esme = rig.bound(RawEsme.BIND_TRX);
        SessionGate gate = gate(0);
        assertTrue(offer(gate, 1, delivery("x", "")));
        assertTrue(offer(gate, 2, delivery("y", "")));
        esme.read();
        esme.hangUp();
        assertEquals(new Result(1, DeliveryResults.RETURNED, 0), awaitResult());
        assertEquals(new Result(2, DeliveryResults.RETURNED, 0), awaitResult());
        assertEquals(0, rig.directory.receivers(ACCOUNT).length);
        // The tracker may not have heard of it yet.
        assertTrue(offer(gate, 3, delivery("z", "")));
        assertEquals(new Result(3, DeliveryResults.RETURNED, 0), awaitResult());
        assertNoResult();
    }

    @Test
    void shouldSendNothingToAnEsmeThatUnbinds() throws Exception {
        start(server -> server);
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            SessionGate gate = gate(0);
            rig.script(request -> {});
            esme.submit("keeps the session open until it is answered");
            EsmeRig.Request open = rig.awaitRequest();
            esme.send(RawEsme.UNBIND, esme.nextSequence(), "");
            Await.until("no receiver", () -> rig.directory.receivers(ACCOUNT).length == 0);
            assertTrue(offer(gate, 1, delivery("x", "")));
            assertEquals(new Result(1, DeliveryResults.RETURNED, 0), awaitResult());
            assertEquals(WINDOW, gate.credits());
            rig.acceptLater(open);
            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, esme.read().commandId());
            assertEquals(RawEsme.UNBIND | RawEsme.RESP, esme.read().commandId());
        }
    }

    @Test
    void shouldTakeALateAnswerForAnAnswerIfItIsGood() throws Exception {
        start(server -> server.responseTimeoutMs(200));
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            assertTrue(offer(gate(0), 1, delivery("x", "")));
            assertTrue(offer(gate(0), 2, delivery("y", "")));
            Pdu first = esme.readOther();
            Pdu second = esme.readOther();
            assertEquals(DeliveryResults.UNANSWERED, awaitResult().outcome());
            assertEquals(DeliveryResults.UNANSWERED, awaitResult().outcome());
            assertEquals(WINDOW - 2, gate(0).credits(), "the ESME still has them");
            esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, first.sequence(), "\0");
            assertEquals(new Result(1, DeliveryResults.LATE_DONE, 0), awaitResult());
            esme.send(RawEsme.pdu(
                    RawEsme.DELIVER_SM | RawEsme.RESP, CommandStatus.ESME_RX_R_APPN, second.sequence(), "\0"));
            Await.equal("credits", WINDOW, () -> gate(0).credits());
            assertNoResult();
            assertTrue(offer(gate(0), 3, delivery("z", "")));
            esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, esme.readOther().sequence(), "\0");
            assertEquals(new Result(3, DeliveryResults.DONE, 0), awaitResult());
        }
    }

    @Test
    void shouldAskAnEsmeToLeaveThatAnswersNone() throws Exception {
        start(server -> server.responseTimeoutMs(100));
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            assertTrue(offer(gate(0), 1, delivery("x", "")));
            assertEquals(RawEsme.DELIVER_SM, esme.readOther().commandId());
            assertEquals(new Result(1, DeliveryResults.UNANSWERED, 0), awaitResult());
            // enquire_link is answered, so it is not that the connection is dead.
            Pdu unbind = esme.readOther();
            assertEquals(RawEsme.UNBIND, unbind.commandId());
            esme.send(RawEsme.UNBIND | RawEsme.RESP, unbind.sequence(), "");
            assertThrows(EOFException.class, esme::readOther);
            assertNoResult();
        }
    }

    @Test
    void shouldSendNoTlvsAndNoDataSmToVersion33() throws Exception {
        start(server -> server);
        try (RawEsme esme = rig.connect()) {
            assertEquals(
                    0,
                    esme.bind(RawEsme.BIND_RX, "esme", EsmeRig.PASSWORD, 0x33).status());
            assertTrue(offer(gate(0), 1, delivery("id:1 stat:DELIVRD", "\0\36\0\2x\0")));
            assertEquals(
                    RawSmsc.deliverBody(4, "id:1 stat:DELIVRD", ""), esme.read().text());
            byte[] dataSm = RawSmsc.pdu(
                    RawEsme.DATA_SM, 0, 0, "\0\1\1" + "998901234567\0" + "\5\0BRAND\0" + "\0\1\0" + "\4\44\0\2hi");
            assertTrue(offer(gate(0), 2, dataSm));
            Pdu got = esme.read();
            assertEquals(RawEsme.DELIVER_SM, got.commandId());
            assertTrue(got.text().endsWith("\2hi"), got.text());
            String longText = "z".repeat(300);
            assertTrue(offer(gate(0), 3, delivery("", "\4\44\1\54" + longText)));
            assertEquals(new Result(3, DeliveryResults.REFUSED, CommandStatus.ESME_RINVMSGLEN), awaitResult());
            assertEquals(WINDOW - 2, gate(0).credits());
        }
    }

    @Test
    void shouldNotMindALongDelivery() throws Exception {
        start(server -> server.rings(256 * 1024, 1 << 20));
        try (RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            String text = new String(new byte[65_000], StandardCharsets.ISO_8859_1);
            String header = new String(new byte[] {4, 0x24, (byte) 0xFD, (byte) 0xE8}, StandardCharsets.ISO_8859_1);
            assertTrue(offer(gate(0), 1, delivery("", header + text)));
            assertTrue(esme.read().text().endsWith(header + text));
        }
    }
}
