package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.RawEsme.Message;
import io.smppproxy.simulator.RawEsme.Octets;
import io.smppproxy.simulator.RawEsme.Pdu;
import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.ConnectionDrop.Point;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultTest {
    private final SmscSimulator smsc =
            SmscSimulator.start(SimulatorConfig.builder().ledgerInMemory(true).build());

    @AfterEach
    void stop() {
        smsc.close();
    }

    private RawEsme bound() throws IOException {
        RawEsme esme = new RawEsme(smsc.port());
        assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "").status());
        return esme;
    }

    @Test
    void shouldDelayAnswers() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(50)));
            long startNs = System.nanoTime();
            esme.submit(2, 0, "hello");
            assertTrue(smsc.ledger().awaitParts(1, Duration.ofSeconds(5)));
            esme.read();
            assertTrue(System.nanoTime() - startNs >= 50_000_000);
            assertEquals(0, smsc.stats().inFlight());
        }
    }

    @Test
    void shouldCutBeforeAcceptance() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().drop(ConnectionDrop.every(2, Point.BEFORE_ACCEPTANCE));
            esme.submit(1, 0, "first");
            assertEquals(1, esme.read().sequence());
            esme.submit(2, 0, "second");
            assertThrows(EOFException.class, () -> esme.read());
            assertEquals(1, smsc.ledger().parts().size());
            assertEquals(1, smsc.stats().drops());
        }
    }

    @Test
    void shouldCutBeforeTheAnswerOfAnAcceptedMessageAndStillSendItsReceipt() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().drop(ConnectionDrop.every(2, Point.BEFORE_ANSWER));
            esme.submit(1, 0, "first");
            assertEquals(1, esme.read().sequence());
            esme.submit(2, 1, "second");
            assertThrows(EOFException.class, () -> esme.read());
        }
        assertEquals(2, smsc.ledger().accepted().size());
        assertTrue(smsc.ledger().accepted().get(1).answerWithheld());
        assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(5)));
        assertEquals(1, smsc.stats().answersWithheld());
        assertEquals(0, smsc.stats().inFlight());
        try (RawEsme esme = bound()) {
            Message receipt = Message.ofDeliverSm(esme.read());
            assertEquals(smsc.ledger().accepted().get(1).messageId(), receipt.tlvString(0x1E));
        }
    }

    @Test
    void shouldCutAfterTheAnswer() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().drop(ConnectionDrop.withProbability(1, Point.AFTER_ANSWER));
            esme.submit(1, 0, "first");
            assertEquals(1, esme.read().sequence());
            assertThrows(EOFException.class, () -> esme.read());
        }
    }

    @Test
    void shouldCutWithAReset() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan()
                    .drop(ConnectionDrop.withProbability(1, Point.BEFORE_ANSWER).withReset());
            esme.submit(1, 0, "first");
            IOException e = assertThrows(IOException.class, () -> esme.read());
            assertTrue(e.getMessage() != null && e.getMessage().contains("reset"), e.toString());
        }
    }

    @Test
    void shouldCutAllConnectionsAtOnce() throws Exception {
        try (RawEsme one = bound();
                RawEsme two = bound()) {
            smsc.dropConnections(false);
            assertThrows(EOFException.class, () -> one.read());
            assertThrows(EOFException.class, () -> two.read());
            assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(5)));
        }
    }

    @Test
    void shouldFallSilentAndKeepTheConnection() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().silent(true);
            esme.submit(1, 1, "hello");
            esme.send(RawEsme.ENQUIRE_LINK, 0, 2, new Octets());
            assertTrue(smsc.ledger().awaitAccepted(1, Duration.ofSeconds(5)));
            assertTrue(esme.isSilentFor(100));
            assertTrue(smsc.ledger().accepted().get(0).answerWithheld());

            smsc.plan().silent(false);
            assertEquals(RawEsme.DELIVER_SM, esme.read().commandId(), "the receipt that waited");
            esme.submit(3, 0, "hello");
            assertEquals(3, esme.read().sequence());
        }
    }

    @Test
    void shouldStopReadingAndGoOn() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().readingStopped(true);
            esme.send(RawEsme.ENQUIRE_LINK, 0, 2, new Octets());
            esme.submit(3, 0, "hello");
            assertTrue(esme.isSilentFor(100));
            assertEquals(0, smsc.stats().messages());
            smsc.plan().readingStopped(false);
            assertEquals(2, esme.read().sequence());
            assertEquals(3, esme.read().sequence());
        }
    }

    @Test
    void shouldAnswerOutOfOrder() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().shuffleDepth(16);
            for (int i = 1; i <= 40; i++) {
                esme.submit(i, 0, "hello");
            }
            List<Integer> sequences = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                sequences.add(esme.read().sequence());
            }
            List<Integer> inOrder = IntStream.rangeClosed(1, 40).boxed().collect(Collectors.toList());
            assertNotEquals(inOrder, sequences);
            sequences.sort(null);
            assertEquals(inOrder, sequences);
        }
    }

    @Test
    void shouldAnswerTwice() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().duplicateAnswers(1);
            esme.submit(5, 0, "hello");
            Pdu first = esme.read();
            Pdu second = esme.read();
            assertEquals(5, second.sequence());
            assertEquals(first.body().cString(), second.body().cString());
        }
    }

    @Test
    void shouldAnswerWithSequenceNumbersThatNobodyUsed() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().strayAnswers(1);
            esme.submit(5, 0, "hello");
            assertEquals(5, esme.read().sequence());
            Pdu stray = esme.read();
            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, stray.commandId());
            assertTrue(stray.sequence() >= 0x7000_0000);
            assertEquals(1, smsc.ledger().parts().size());
        }
    }

    @Test
    void shouldWithholdAnswers() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan().withheldAnswers(1);
            esme.submit(5, 0, "hello");
            assertTrue(smsc.ledger().awaitAccepted(1, Duration.ofSeconds(5)));
            assertTrue(esme.isSilentFor(50));
            smsc.plan().withheldAnswers(0);
            esme.submit(6, 0, "hello");
            assertEquals(6, esme.read().sequence());
        }
    }

    @Test
    void shouldClearEveryFault() throws Exception {
        try (RawEsme esme = bound()) {
            smsc.plan()
                    .withheldAnswers(1)
                    .duplicateAnswers(1)
                    .strayAnswers(1)
                    .shuffleDepth(9)
                    .throttlePartsPerSecond(1)
                    .queueFull(1)
                    .bindStatus(0x0D)
                    .silent(true)
                    .readingStopped(true)
                    .drop(ConnectionDrop.every(1, Point.BEFORE_ANSWER))
                    .answerDelay(DelayDistribution.fixed(Duration.ofSeconds(9)));
            assertFalse(smsc.plan().isPlain());
            smsc.plan().clear();
            assertTrue(smsc.plan().isPlain());
            esme.submit(1, 0, "hello");
            assertEquals(0, esme.read().status());
            bound().close();
        }
    }

    @Test
    void shouldSendMessagesFromMobiles() throws Exception {
        try (RawEsme esme = bound()) {
            var status = smsc.sendMo(
                    "alice",
                    MoMessage.ofText("4917012345678", "12345", "Hi there", 1).get(0));
            Pdu deliver = esme.read();
            Message message = Message.ofDeliverSm(deliver);
            assertEquals("4917012345678", message.source());
            assertEquals("12345", message.destination());
            assertEquals("Hi there", message.text());
            assertEquals(0, message.esmClass());
            esme.answer(deliver, 0x65);
            assertEquals(0x65, status.get(5, TimeUnit.SECONDS));
            assertEquals(1, smsc.stats().moSent());
            assertEquals(0, smsc.stats().moAcknowledged());
        }
    }

    @Test
    void shouldSplitLongMessagesFromMobiles() {
        List<MoMessage> parts = MoMessage.ofText("4917012345678", "12345", "€".repeat(100), 7);
        assertEquals(2, parts.size());
        assertEquals(0x40, parts.get(0).esmClass());
        assertEquals(7, parts.get(0).userData()[3]);
    }

    @Test
    void shouldFailAMessageFromAMobileThatNobodyCanReceive() {
        var status = smsc.sendMo(
                null, MoMessage.ofText("4917012345678", "12345", "Hi", 1).get(0));
        assertThrows(ExecutionException.class, () -> status.get(5, TimeUnit.SECONDS));
        assertFalse(status.isCancelled());
    }
}
