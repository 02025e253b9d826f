package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawEsme.Pdu;
import io.smppproxy.core.harness.RawSmsc;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a bound session may do, how much of it, and how it ends. */
class EsmeSessionTest {
    private static final int RINVBNDSTS = CommandStatus.ESME_RINVBNDSTS;
    private static final int RTHROTTLED = CommandStatus.ESME_RTHROTTLED;
    private static final int[] REQUESTS = {
        RawEsme.SUBMIT_SM,
        RawEsme.DATA_SM,
        RawEsme.SUBMIT_MULTI,
        RawEsme.QUERY_SM,
        RawEsme.CANCEL_SM,
        RawEsme.REPLACE_SM
    };

    private static UnsafeBuffer deliverSm(String text) {
        return new UnsafeBuffer(RawSmsc.pdu(RawEsme.DELIVER_SM, 0, 0, RawSmsc.deliverBody(0, text, "")));
    }

    @Test
    void shouldHandOverRequestsOctetForOctet() throws Exception {
        try (EsmeRig rig = EsmeRig.start()) {
            for (int bind : new int[] {RawEsme.BIND_TX, RawEsme.BIND_TRX}) {
                try (RawEsme esme = rig.bound(bind)) {
                    for (int commandId : REQUESTS) {
                        byte[] pdu = RawEsme.pdu(commandId, 0, 0x8000_0001 + commandId, RawEsme.submitBody("körper\n"));
                        esme.send(pdu);
                        EsmeRig.Request request = rig.awaitRequest();
                        assertEquals(io.netty.buffer.ByteBufUtil.hexDump(pdu), request.hex());
                        assertEquals(0x8000_0001 + commandId, request.sequence());
                        Pdu answer = esme.read();
                        assertEquals(commandId | RawEsme.RESP, answer.commandId());
                        assertEquals(0x8000_0001 + commandId, answer.sequence());
                        assertEquals("m" + request.sequence() + "\0", answer.text());
                    }
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatTheBindDoesNotAllow() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme rx = rig.bound(RawEsme.BIND_RX);
                RawEsme tx = rig.bound(RawEsme.BIND_TX);
                RawEsme trx = rig.bound(RawEsme.BIND_TRX)) {
            for (int commandId : REQUESTS) {
                Pdu answer = rx.ask(commandId, RawEsme.submitBody("x"));
                assertEquals(commandId | RawEsme.RESP, answer.commandId());
                assertEquals(RINVBNDSTS, answer.status());
            }
            for (RawEsme esme : List.of(rx, tx, trx)) {
                // Only a message centre sends deliver_sm.
                Pdu answer = esme.ask(RawEsme.DELIVER_SM, RawSmsc.deliverBody(0, "x", ""));
                assertEquals(RawEsme.DELIVER_SM | RawEsme.RESP, answer.commandId());
                assertEquals(RINVBNDSTS, answer.status());
                // Neither has an answer, nor do answers that nobody waits for.
                esme.send(RawEsme.ALERT_NOTIFICATION, 50, "");
                esme.send(RawEsme.OUTBIND, 51, "");
                esme.send(RawEsme.SUBMIT_SM | RawEsme.RESP, 52, "");
                Pdu unknown = esme.ask(0x0000_0777, "");
                assertEquals(RawEsme.GENERIC_NACK, unknown.commandId());
                assertEquals(CommandStatus.ESME_RINVCMDID, unknown.status());
                Pdu broadcast = esme.ask(0x0000_0111, "");
                assertEquals(RawEsme.GENERIC_NACK, broadcast.commandId());
            }
            assertTrue(rig.requests.isEmpty());
        }
    }

    @Test
    void shouldAnswerAMalformedRequestInItsOwnResponseAndGoOn() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            rig.script(request -> {
                throw new NackablePduException(
                        "sm_length", CommandStatus.ESME_RINVMSGLEN, request.commandId(), request.sequence());
            });
            for (int commandId : REQUESTS) {
                Pdu answer = esme.ask(commandId, "");
                assertEquals(commandId | RawEsme.RESP, answer.commandId());
                assertEquals(CommandStatus.ESME_RINVMSGLEN, answer.status());
            }
            rig.script(EsmeRig::accept);
            for (int i = 0; i < 200; i++) {
                // More than the window: the refused ones have freed their slots.
                assertEquals(
                        0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            }
        }
    }

    @Test
    void shouldEndASessionWhoseFramingIsLost() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            esme.send(new byte[] {0, 1, 0x11, 0x71, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 9});
            Pdu nack = esme.read();
            assertEquals(RawEsme.GENERIC_NACK, nack.commandId());
            assertEquals(CommandStatus.ESME_RINVCMDLEN, nack.status());
            assertThrows(EOFException.class, esme::read);
            rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
        }
    }

    @Test
    void shouldTakeAMessagePayloadOfFullLength() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            String tlv = "\4\44" + "\u00FF\u00FF" + "x".repeat(65_535);
            assertEquals(
                    0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("") + tlv).status());
        }
    }

    @Test
    void shouldThrottleBeyondTheWindowAndLoseNothing() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.window(5));
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            List<EsmeRig.Request> held = new ArrayList<>();
            rig.script(request -> {});
            for (int i = 0; i < 8; i++) {
                esme.submit("message " + i);
            }
            // Three are over.
            for (int i = 0; i < 3; i++) {
                Pdu answer = esme.read();
                assertEquals(RTHROTTLED, answer.status());
                assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, answer.commandId());
                assertEquals(7 + i, answer.sequence());
            }
            // A life sign needs no slot.
            assertEquals(
                    RawEsme.ENQUIRE_LINK | RawEsme.RESP,
                    esme.ask(RawEsme.ENQUIRE_LINK, "").commandId());
            for (int i = 0; i < 5; i++) {
                held.add(rig.awaitRequest());
            }
            // In another order than they came.
            for (int i = 4; i >= 0; i--) {
                rig.acceptLater(held.get(i));
                Pdu answer = esme.read();
                assertEquals(0, answer.status());
                assertEquals(held.get(i).sequence(), answer.sequence());
            }
            rig.script(EsmeRig::accept);
            assertEquals(0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            assertEquals(3, rig.count(m -> m.throttledByWindow));
        }
    }

    @Test
    void shouldNotReadOnWhileAnEsmeIgnoresThatItIsThrottled() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.window(1));
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            rig.script(request -> {});
            Thread flood = new Thread(() -> flood(esme, 5_000));
            long fromNs = System.nanoTime();
            flood.start();
            Set<Integer> answered = new TreeSet<>();
            for (int i = 0; i < 4_999; i++) {
                Pdu answer = esme.read();
                assertEquals(RTHROTTLED, answer.status());
                answered.add(answer.sequence());
            }
            flood.join();
            assertEquals(4_999, answered.size());
            // A thousand a second, so the fifth thousand begins after three full seconds at the earliest.
            assertTrue(System.nanoTime() - fromNs > TimeUnit.SECONDS.toNanos(2));
        }
    }

    private static void flood(RawEsme esme, int count) {
        try {
            for (int i = 0; i < count; i++) {
                esme.submit("flood");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldHoldASessionToItsMessagesPerMinute() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.throughputPerMinute(1));
                RawEsme first = rig.bound(RawEsme.BIND_TX);
                RawEsme second = rig.bound(RawEsme.BIND_TX)) {
            for (RawEsme esme : List.of(first, second)) {
                assertEquals(
                        0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
                assertEquals(
                        RTHROTTLED,
                        esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
                assertEquals(
                        RTHROTTLED,
                        esme.ask(RawEsme.DATA_SM, RawEsme.submitBody("x")).status());
                // Only messages count.
                assertEquals(0, esme.ask(RawEsme.QUERY_SM, "").status());
            }
            assertEquals(4, rig.count(m -> m.throttledByRate));
        }
    }

    @Test
    void shouldHoldAnAccountToItsRateOverAllItsSessions() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.rateLimit(new RateLimit(1, 4)));
                RawEsme first = rig.bound(RawEsme.BIND_TX);
                RawEsme second = rig.bound(RawEsme.BIND_TX)) {
            long fromNs = System.nanoTime();
            int accepted = 0;
            for (int i = 0; i < 20; i++) {
                accepted +=
                        first.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status() == 0 ? 1 : 0;
                accepted +=
                        second.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status() == 0 ? 1 : 0;
            }
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - fromNs);
            assertTrue(accepted >= 4 && accepted <= Math.min(40, 4 + seconds), accepted + " in " + seconds + " s");
        }
    }

    @Test
    void shouldAskWithEnquireLinkAndEndTheDead() throws Exception {
        try (EsmeRig rig =
                        EsmeRig.start(server -> server.enquireLinkMs(100).responseTimeoutMs(600), account -> account);
                RawEsme alive = rig.bound(RawEsme.BIND_RX);
                RawEsme dead = rig.bound(RawEsme.BIND_RX)) {
            assertEquals(RawEsme.ENQUIRE_LINK, dead.read().commandId());
            assertEquals(RawEsme.ENQUIRE_LINK, dead.read().commandId());
            for (int i = 0; i < 8; i++) {
                Pdu ask = alive.read();
                assertEquals(RawEsme.ENQUIRE_LINK, ask.commandId());
                alive.send(RawEsme.ENQUIRE_LINK | RawEsme.RESP, ask.sequence(), "");
            }
            assertThrows(EOFException.class, dead::read);
            rig.awaitCount("dead", 1, m -> m.cutDead);
            assertEquals(1, rig.count(m -> m.boundSessions));
        }
    }

    @Test
    void shouldUnbindWhoSendsNothing() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.enquireLinkMs(0).inactivityMs(1_000), account -> account);
                RawEsme silent = rig.bound(RawEsme.BIND_TRX);
                RawEsme talking = rig.bound(RawEsme.BIND_TRX)) {
            Thread talk = new Thread(() -> talk(talking, rig));
            talk.start();
            Pdu unbind = silent.read();
            assertEquals(RawEsme.UNBIND, unbind.commandId());
            silent.send(RawEsme.UNBIND | RawEsme.RESP, unbind.sequence(), "");
            assertThrows(EOFException.class, silent::read);
            rig.awaitCount("inactive", 1, m -> m.cutInactive);
            rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
            talk.join();
        }
    }

    private static void talk(RawEsme esme, EsmeRig rig) {
        try {
            while (rig.count(m -> m.boundSessions) == 2) {
                esme.ask(RawEsme.ENQUIRE_LINK, "");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldAnswerAnUnbindOnceWhatIsOpenIsAnswered() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            rig.script(request -> {});
            int open = esme.submit("open");
            EsmeRig.Request held = rig.awaitRequest();
            esme.send(RawEsme.UNBIND, 100, "");
            Pdu late = esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("late"));
            assertEquals(RINVBNDSTS, late.status());
            assertEquals(0, rig.directory.receivers(1).length);
            rig.acceptLater(held);
            Pdu answer = esme.read();
            assertEquals(open, answer.sequence());
            assertEquals(0, answer.status());
            Pdu unbound = esme.read();
            assertEquals(RawEsme.UNBIND | RawEsme.RESP, unbound.commandId());
            assertEquals(100, unbound.sequence());
            assertThrows(EOFException.class, esme::read);
        }
    }

    @Test
    void shouldAnswerAnUnbindInTheEndAlthoughARequestIsNot() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.responseTimeoutMs(200), account -> account);
                RawEsme esme = rig.bound(RawEsme.BIND_TX)) {
            rig.script(request -> {});
            esme.submit("open");
            EsmeRig.Request held = rig.awaitRequest();
            assertEquals(
                    RawEsme.UNBIND | RawEsme.RESP, esme.ask(RawEsme.UNBIND, "").commandId());
            assertThrows(EOFException.class, esme::read);
            rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
            // The answer that comes then is lost, and nothing else.
            assertFalse(held.session().isOpen());
            rig.acceptLater(held);
        }
    }

    @Test
    void shouldTellTheDeliveriesWhenASessionVanishes() throws Exception {
        try (EsmeRig rig = EsmeRig.start()) {
            RawEsme esme = rig.bound(RawEsme.BIND_RX);
            Await.equal("receivers", 1, () -> rig.directory.receivers(1).length);
            esme.socket().setSoLinger(true, 0);
            esme.close();
            EsmeSession session = rig.closed.poll(20, TimeUnit.SECONDS);
            assertFalse(session.isOpen());
            assertFalse(session.canReceive());
            assertEquals(0, rig.directory.receivers(1).length);
        }
    }

    @Test
    void shouldDeliverToWhoeverCanReceive() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.deliveries(2, 1_000));
                RawEsme tx = rig.bound(RawEsme.BIND_TX);
                RawEsme rx = rig.bound(RawEsme.BIND_RX);
                RawEsme trx = rig.bound(RawEsme.BIND_TRX)) {
            SessionGate[] gates = rig.directory.receivers(1);
            assertEquals(2, gates.length);
            UnsafeBuffer pdu = deliverSm("hello");
            for (SessionGate gate : gates) {
                assertTrue(gate.offer(7, pdu, 0, pdu.capacity()));
                assertTrue(gate.offer(8, pdu, 0, pdu.capacity()));
                assertFalse(gate.offer(9, pdu, 0, pdu.capacity()));
            }
            Set<Integer> sequences = new TreeSet<>();
            for (RawEsme esme : List.of(rx, trx)) {
                for (int i = 0; i < 2; i++) {
                    Pdu delivery = esme.read();
                    assertEquals(RawEsme.DELIVER_SM, delivery.commandId());
                    assertEquals(RawSmsc.deliverBody(0, "hello", ""), delivery.text());
                    sequences.add(delivery.sequence());
                    esme.send(RawEsme.DELIVER_SM | RawEsme.RESP, delivery.sequence(), "\0");
                    assertEquals(
                            delivery.sequence(),
                            rig.responses.poll(20, TimeUnit.SECONDS).sequence());
                }
            }
            assertEquals(Set.of(1, 2), sequences);
            Await.equal("credits", 2, () -> gates[0].credits());
            assertTrue(gates[0].offer(9, pdu, 0, pdu.capacity()));
            assertEquals(0, tx.available());
        }
    }

    @Test
    void shouldStopReadingWhoDoesNotReadAndThenEndIt() throws Exception {
        try (EsmeRig rig = EsmeRig.start(
                        server -> server.slowReaderMs(300),
                        account -> account.window(1_000).deliveries(1, 1_000));
                RawEsme slow = rig.bound(RawEsme.BIND_TRX);
                RawEsme other = rig.bound(RawEsme.BIND_TRX)) {
            slow.socket().setReceiveBufferSize(4_096);
            slow.socket().setSoTimeout(20_000);
            // It asks and asks, and reads none of the answers.
            Thread flood = new Thread(() -> ask(slow));
            flood.start();
            rig.awaitCount("slow readers", 1, m -> m.cutSlow);
            flood.join();
            rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
            assertEquals(
                    0, other.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
        }
    }

    private static void ask(RawEsme esme) {
        byte[] many = new byte[16 * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(RawEsme.pdu(RawEsme.ENQUIRE_LINK, 0, i + 1, ""), 0, many, 16 * i, 16);
        }
        try {
            while (true) {
                esme.send(many);
            }
        } catch (IOException e) {
            // Cut.
        }
    }
}
