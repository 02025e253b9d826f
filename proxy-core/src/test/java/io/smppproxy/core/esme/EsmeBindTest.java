package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawEsme.Pdu;
import io.smppproxy.core.session.BindType;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a connection may do before it is bound, and who may bind. */
class EsmeBindTest {
    private static final int RALYBND = CommandStatus.ESME_RALYBND;
    private static final int RINVBNDSTS = CommandStatus.ESME_RINVBNDSTS;
    private static final int RBINDFAIL = CommandStatus.ESME_RBINDFAIL;

    private static Pdu bind(EsmeRig rig, String systemId, String password) throws IOException {
        try (RawEsme esme = rig.connect()) {
            return esme.bind(RawEsme.BIND_TRX, systemId, password);
        }
    }

    @Test
    void shouldBindEveryKindInEveryVersion() throws Exception {
        int[][] versions = {
            {0x00, 0x33},
            {0x22, 0x33},
            {0x33, 0x33},
            {0x34, 0x34},
            {0x35, 0x34},
            {0x4F, 0x34},
            {0x50, 0x50},
            {0xFF, 0x50}
        };
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.maxBinds(30))) {
            for (int kind : new int[] {RawEsme.BIND_RX, RawEsme.BIND_TX, RawEsme.BIND_TRX}) {
                for (int[] version : versions) {
                    try (RawEsme esme = rig.connect()) {
                        Pdu answer = esme.bind(kind, "esme", EsmeRig.PASSWORD, version[0]);
                        // v3.3 has no bind_transceiver: who uses it knows v3.4.
                        int expected = kind == RawEsme.BIND_TRX ? Math.max(0x34, version[1]) : version[1];
                        String tlv = expected == 0x33 ? "" : "\2\20\0\1" + (char) expected;
                        String what = kind + " asked as " + version[0];
                        assertEquals(kind | RawEsme.RESP, answer.commandId(), what);
                        assertEquals(0, answer.status(), what);
                        assertEquals(1, answer.sequence(), what);
                        assertEquals("smpp-proxy\0" + tlv, answer.text(), what);
                    }
                }
            }
            rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
            assertEquals(24, rig.count(m -> m.binds));
        }
    }

    @Test
    void shouldKnowWhatItNegotiated() {
        assertEquals(0x33, EsmeConnection.negotiate(BindType.TX, 0x33));
        assertEquals(0x34, EsmeConnection.negotiate(BindType.TRX, 0x33));
        assertEquals(0x34, EsmeConnection.negotiate(BindType.RX, 0x4F));
        assertEquals(0x50, EsmeConnection.negotiate(BindType.RX, 0x50));
    }

    @Test
    void shouldRefuseWithTheStatusOfTheReason() throws Exception {
        AccountConfig disabled = EsmeRig.account(2, "off", account -> account.enabled(false));
        AccountConfig elsewhere = EsmeRig.account(
                3, "elsewhere", account -> account.allowedAddresses(List.of("192.0.2.0/24", "2001:db8::1")));
        AccountConfig here = EsmeRig.account(4, "here", account -> account.allowedAddresses(List.of("127.0.0.0/8")));
        AccountConfig encrypted = EsmeRig.account(5, "encrypted", account -> account.tlsRequired(true));
        try (EsmeRig rig =
                EsmeRig.start(server -> server, EsmeRig.account(1, "esme"), disabled, elsewhere, here, encrypted)) {
            assertEquals(
                    CommandStatus.ESME_ROK, bind(rig, "here", EsmeRig.PASSWORD).status());
            assertEquals(
                    CommandStatus.ESME_RINVPASWD, bind(rig, "esme", "wrong").status());
            assertEquals(
                    CommandStatus.ESME_RINVSYSID,
                    bind(rig, "nobody", EsmeRig.PASSWORD).status());
            assertEquals(RBINDFAIL, bind(rig, "elsewhere", EsmeRig.PASSWORD).status());
            assertEquals(RBINDFAIL, bind(rig, "off", EsmeRig.PASSWORD).status());
            assertEquals(RBINDFAIL, bind(rig, "encrypted", EsmeRig.PASSWORD).status());
            Pdu refusal = bind(rig, "off", "wrong");
            assertEquals(CommandStatus.ESME_RINVPASWD, refusal.status());
            // A refused bind has no body (SMPP v3.4 §4.1.2).
            assertEquals(0, refusal.body().length);
            assertEquals(RawEsme.BIND_TRX | RawEsme.RESP, refusal.commandId());
            assertEquals(2, rig.count(m -> m.refusedPassword));
            assertEquals(1, rig.count(m -> m.refusedSystemId));
            assertEquals(1, rig.count(m -> m.refusedAddress));
            assertEquals(1, rig.count(m -> m.refusedDisabled));
            assertEquals(1, rig.count(m -> m.refusedWithoutTls));
        }
    }

    @Test
    void shouldTakePasswordsOfNineCharacters() throws Exception {
        String password = "qwerty123";
        AccountConfig account = EsmeRig.account(
                1, "esme", a -> a.passwordHash(PasswordHash.make(password, PasswordHash.MIN_ITERATIONS)));
        try (EsmeRig rig = EsmeRig.start(server -> server, account)) {
            assertEquals(0, bind(rig, "esme", password).status());
            assertEquals(
                    CommandStatus.ESME_RINVPASWD, bind(rig, "esme", "qwerty12").status());
        }
    }

    @Test
    void shouldRefuseMoreBindsThanTheAccountHas() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.maxBinds(3));
                RawEsme tx = rig.bound(RawEsme.BIND_TX);
                RawEsme rx = rig.bound(RawEsme.BIND_RX);
                RawEsme trx = rig.bound(RawEsme.BIND_TRX)) {
            assertEquals(RALYBND, bind(rig, "esme", EsmeRig.PASSWORD).status());
            assertEquals(1, rig.count(m -> m.refusedTooMany));
            for (RawEsme esme : List.of(tx, trx)) {
                assertEquals(
                        0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            }
            rx.hangUp();
            rig.awaitCount("bound sessions", 2, m -> m.boundSessions);
            assertEquals(0, bind(rig, "esme", EsmeRig.PASSWORD).status());
        }
    }

    @Test
    void shouldCloseAfterARefusal() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.connect()) {
            assertEquals(
                    CommandStatus.ESME_RINVPASWD,
                    esme.bind(RawEsme.BIND_TRX, "esme", "wrong").status());
            // One bind for one connection: a second one is not looked at.
            esme.send(RawEsme.BIND_TRX, 2, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
            assertThrows(EOFException.class, esme::read);
        }
    }

    @Test
    void shouldAnswerASecondBindWithRalybnd() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TX)) {
            Pdu second = esme.bind(RawEsme.BIND_RX, "esme", EsmeRig.PASSWORD);
            assertEquals(RawEsme.BIND_RX | RawEsme.RESP, second.commandId());
            assertEquals(RALYBND, second.status());
            assertEquals(
                    RawEsme.SUBMIT_SM | RawEsme.RESP,
                    esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).commandId());
        }
    }

    @Test
    void shouldAllowNothingButLifeSignsBeforeTheBind() throws Exception {
        int[] withResponse = {
            RawEsme.SUBMIT_SM,
            RawEsme.SUBMIT_MULTI,
            RawEsme.DATA_SM,
            RawEsme.QUERY_SM,
            RawEsme.CANCEL_SM,
            RawEsme.REPLACE_SM,
            RawEsme.DELIVER_SM
        };
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.connect()) {
            for (int commandId : withResponse) {
                Pdu answer = esme.ask(commandId, RawEsme.submitBody("early"));
                assertEquals(commandId | RawEsme.RESP, answer.commandId());
                assertEquals(RINVBNDSTS, answer.status());
            }
            assertEquals(
                    RawEsme.ENQUIRE_LINK | RawEsme.RESP,
                    esme.ask(RawEsme.ENQUIRE_LINK, "").commandId());
            Pdu unknown = esme.ask(0x0000_0999, "");
            assertEquals(RawEsme.GENERIC_NACK, unknown.commandId());
            assertEquals(CommandStatus.ESME_RINVCMDID, unknown.status());
            // Neither has an answer.
            esme.send(RawEsme.OUTBIND, 90, "a\0b\0");
            esme.send(RawEsme.SUBMIT_SM | RawEsme.RESP, 91, "");
            assertEquals(
                    0, esme.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
            assertTrue(rig.requests.isEmpty());
        }
    }

    @Test
    void shouldAnswerAnUnbindBeforeTheBindAndClose() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.connect()) {
            Pdu answer = esme.ask(RawEsme.UNBIND, "");
            assertEquals(RawEsme.UNBIND | RawEsme.RESP, answer.commandId());
            assertEquals(0, answer.status());
            assertEquals(0, esme.readToEnd().length);
        }
    }

    @Test
    void shouldCloseAConnectionThatTalksButDoesNotBind() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.connect()) {
            for (int i = 0; i < 30; i++) {
                esme.send(RawEsme.ENQUIRE_LINK, i + 1, "");
            }
            assertEquals(20 * 16, esme.readToEnd().length);
        }
    }

    @Test
    void shouldRefuseAMalformedBindWithTheStatusOfItsField() throws Exception {
        try (EsmeRig rig = EsmeRig.start()) {
            Object[][] bodies = {
                {"", CommandStatus.ESME_RINVCMDLEN},
                {"sixteencharacter\0\0\0\64\0\0\0", CommandStatus.ESME_RINVSYSID},
                {"esme\0secret08\0far-too-long-a-system-type\0\64\0\0\0", CommandStatus.ESME_RINVSYSTYP},
                {"esme\0secret08\0\0\64\0", CommandStatus.ESME_RINVCMDLEN},
            };
            for (Object[] body : bodies) {
                try (RawEsme esme = rig.connect()) {
                    Pdu answer = esme.ask(RawEsme.BIND_TRX, (String) body[0]);
                    assertEquals(RawEsme.BIND_TRX | RawEsme.RESP, answer.commandId());
                    assertEquals(body[1], answer.status());
                    assertEquals(0, esme.readToEnd().length);
                }
            }
            assertEquals(4, rig.count(m -> m.refusedMalformed));
        }
    }

    @Test
    void shouldCloseWhenTheBindTakesTooLongHoweverItTrickles() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.bindTimeoutMs(1_000), account -> account);
                RawEsme silent = rig.connect();
                RawEsme trickling = rig.connect();
                RawEsme alive = rig.connect()) {
            byte[] bind = RawEsme.pdu(RawEsme.BIND_TRX, 0, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
            long fromNs = System.nanoTime();
            Thread trickle = new Thread(() -> trickle(trickling, bind));
            trickle.start();
            alive.send(RawEsme.ENQUIRE_LINK, 1, "");
            assertEquals(0, silent.readToEnd().length);
            assertEquals(0, trickling.readToEnd().length);
            assertEquals(16, alive.readToEnd().length);
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
            assertTrue(tookMs >= 500, tookMs + " ms");
            trickle.join();
            rig.awaitCount("cut connections", 3, m -> m.cutUnbound);
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
        }
    }

    /** An octet every 100 ms, until the connection is gone. */
    private static void trickle(RawEsme esme, byte[] octets) {
        try {
            for (int i = 0; i < octets.length - 1; i++) {
                esme.send(new byte[] {octets[i]});
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            // Cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldBindFromSingleOctetsInTime() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.connect()) {
            for (byte octet : RawEsme.pdu(RawEsme.BIND_TRX, 0, 7, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34))) {
                esme.send(new byte[] {octet});
            }
            assertEquals(7, esme.read().sequence());
        }
    }

    @Test
    void shouldDecideWhatFollowsABindInTheSamePacketAfterTheBind() throws Exception {
        try (EsmeRig rig = EsmeRig.start()) {
            // Once with the password to be verified, once with it known.
            for (int i = 0; i < 2; i++) {
                try (RawEsme esme = rig.connect()) {
                    byte[] bind = RawEsme.pdu(RawEsme.BIND_TRX, 0, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
                    byte[] enquire = RawEsme.pdu(RawEsme.ENQUIRE_LINK, 0, 2, "");
                    byte[] both = new byte[bind.length + enquire.length];
                    System.arraycopy(bind, 0, both, 0, bind.length);
                    System.arraycopy(enquire, 0, both, bind.length, enquire.length);
                    esme.send(both);
                    int answers = 0;
                    for (int pdu = 0; pdu < 2; pdu++) {
                        answers += esme.read().sequence();
                    }
                    assertEquals(3, answers);
                }
            }
        }
    }

    @Test
    void shouldCloseOnGarbageAndHugeLengths() throws Exception {
        byte[][] garbage = {
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1},
            {0, 0, 0, 15, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1},
            // Larger than any bind may be, though not than any PDU.
            {0, 0, 8, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1},
            "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
        };
        try (EsmeRig rig = EsmeRig.start()) {
            for (byte[] octets : garbage) {
                try (RawEsme esme = rig.connect()) {
                    esme.send(octets);
                    byte[] answer = esme.readToEnd();
                    // A generic_nack with ESME_RINVCMDLEN, if it arrives before the reset.
                    assertTrue(answer.length == 0 || answer.length == 16, answer.length + " octets");
                    assertTrue(answer.length == 0 || (answer[4] == (byte) 0x80 && answer[11] == 2));
                }
            }
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
        }
    }

    @Test
    void shouldAnswerEveryRefusalAtTheSameTime() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.refusalDelayMs(300), account -> account)) {
            String[][] attempts = {{"esme", "wrong"}, {"nobody", "wrong"}, {"esme", ""}};
            for (String[] attempt : attempts) {
                long fromNs = System.nanoTime();
                bind(rig, attempt[0], attempt[1]);
                long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
                assertTrue(tookMs >= 295, attempt[0] + " after " + tookMs + " ms");
            }
            long fromNs = System.nanoTime();
            assertEquals(0, bind(rig, "esme", EsmeRig.PASSWORD).status());
            assertTrue(System.nanoTime() - fromNs < TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void shouldSlowDownGuessesAndLetTheRealOneIn() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, EsmeRig.account(1, "esme"), EsmeRig.account(2, "other"))) {
            assertEquals(0, bind(rig, "esme", EsmeRig.PASSWORD).status());
            int looked = 0;
            for (int i = 0; i < 20; i++) {
                looked += bind(rig, "other", "guess" + i).status() == CommandStatus.ESME_RINVPASWD ? 1 : 0;
            }
            assertEquals(5, looked);
            assertEquals(15, rig.count(m -> m.refusedGuarded));
            // The right password is not looked at either, so that a guesser learns nothing …
            assertEquals(RBINDFAIL, bind(rig, "other", EsmeRig.PASSWORD).status());
            // … but an account that has bound from here before still does.
            assertEquals(0, bind(rig, "esme", EsmeRig.PASSWORD).status());
        }
    }

    @Test
    void shouldForgetWhoHasGoneWhileItsPasswordWasLookedAt() throws Exception {
        try (EsmeRig rig = EsmeRig.start()) {
            for (int i = 0; i < 4; i++) {
                try (RawEsme esme = rig.connect()) {
                    esme.send(RawEsme.BIND_TRX, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
                }
            }
            Await.until(
                    "nothing is left",
                    () -> rig.count(m -> m.unboundConnections) == 0 && rig.count(m -> m.boundSessions) == 0);
            assertEquals(0, bind(rig, "esme", EsmeRig.PASSWORD).status());
        }
    }
}
