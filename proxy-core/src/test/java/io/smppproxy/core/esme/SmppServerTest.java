package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawEsme.Pdu;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many connections are taken, what happens to sessions when accounts change, and how it all ends. */
class SmppServerTest {
    private static long inSeconds(long seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void shouldTakeSoManyConnectionsAndNoMore() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.maxConnections(3, 100), account -> account)) {
            try (RawEsme bound = rig.bound(RawEsme.BIND_TRX);
                    RawEsme unbound = rig.connect();
                    RawEsme another = rig.bound(RawEsme.BIND_TRX);
                    RawEsme tooMany = rig.connect()) {
                assertEquals(0, tooMany.readToEnd().length);
                assertEquals(1, rig.count(m -> m.connectionsRefused));
                assertEquals(
                        RawEsme.ENQUIRE_LINK | RawEsme.RESP,
                        unbound.ask(RawEsme.ENQUIRE_LINK, "").commandId());
                assertEquals(
                        0,
                        another.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
                bound.hangUp();
                rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
                rig.bound(RawEsme.BIND_TRX).close();
            }
            Await.equal("connections", 0, () -> rig.count(m -> m.boundSessions) + rig.count(m -> m.unboundConnections));
        }
    }

    @Test
    void shouldTakeSoManyConnectionsOfOneAddress() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.maxConnections(100, 2), account -> account);
                RawEsme first = rig.bound(RawEsme.BIND_TRX);
                RawEsme second = rig.bound(RawEsme.BIND_TRX)) {
            try (RawEsme third = rig.connect()) {
                assertEquals(0, third.readToEnd().length);
            }
            first.hangUp();
            rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
            rig.bound(RawEsme.BIND_TRX).hangUp();
            assertEquals(
                    0, second.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
        }
    }

    @Test
    void shouldTakeSoManyConnectionsThatAreNotBound() throws Exception {
        try (EsmeRig inAll = EsmeRig.start(server -> server.maxUnbound(2, 100), account -> account);
                EsmeRig ofOne = EsmeRig.start(server -> server.maxUnbound(100, 2), account -> account)) {
            for (EsmeRig rig : List.of(inAll, ofOne)) {
                List<RawEsme> bound = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    bound.add(rig.bound(RawEsme.BIND_TRX));
                }
                try (RawEsme first = rig.connect();
                        RawEsme second = rig.connect()) {
                    first.ask(RawEsme.ENQUIRE_LINK, "");
                    second.ask(RawEsme.ENQUIRE_LINK, "");
                    try (RawEsme third = rig.connect()) {
                        assertEquals(0, third.readToEnd().length);
                    }
                    // Bound sessions are not touched by it.
                    for (RawEsme esme : bound) {
                        assertEquals(
                                0,
                                esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x"))
                                        .status());
                    }
                    assertEquals(
                            0,
                            first.bind(RawEsme.BIND_RX, "esme", EsmeRig.PASSWORD)
                                    .status());
                }
                for (RawEsme esme : bound) {
                    esme.close();
                }
            }
        }
    }

    @Test
    void shouldSurviveAConnectFlood() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.maxUnbound(50, 50), account -> account);
                RawEsme bound = rig.bound(RawEsme.BIND_TRX)) {
            List<RawEsme> flood = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                flood.add(rig.connect());
            }
            assertEquals(
                    0, bound.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            rig.awaitCount("refused connections", 250, m -> m.connectionsRefused);
            assertEquals(50, rig.count(m -> m.unboundConnections));
            for (RawEsme esme : flood) {
                esme.close();
            }
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
            rig.bound(RawEsme.BIND_TRX).close();
        }
    }

    @Test
    void shouldTakeBackAThousandBindsAtOnce() throws Exception {
        int binds = 1_000;
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.maxBinds(binds))) {
            // In the first round nobody knows the password yet.
            for (int round = 0; round < 2; round++) {
                List<RawEsme> esmes = new ArrayList<>();
                for (int i = 0; i < binds; i++) {
                    RawEsme esme = rig.connect();
                    esme.send(RawEsme.BIND_TRX, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
                    esmes.add(esme);
                }
                for (RawEsme esme : esmes) {
                    assertEquals(0, esme.read().status());
                }
                assertEquals(binds, rig.count(m -> m.boundSessions));
                for (RawEsme esme : esmes) {
                    esme.close();
                }
                rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
            }
        }
    }

    @Test
    void shouldUnbindAtOnceWhoIsDisabledChangedOrGone() throws Exception {
        AccountConfig kept = EsmeRig.account(1, "kept");
        AccountConfig disabled = EsmeRig.account(2, "disabled");
        AccountConfig changed = EsmeRig.account(3, "changed");
        AccountConfig gone = EsmeRig.account(4, "gone");
        try (EsmeRig rig = EsmeRig.start(server -> server, kept, disabled, changed, gone)) {
            List<RawEsme> esmes = new ArrayList<>();
            for (String systemId : List.of("kept", "disabled", "changed", "gone")) {
                RawEsme esme = rig.connect();
                assertEquals(
                        0,
                        esme.bind(RawEsme.BIND_TRX, systemId, EsmeRig.PASSWORD).status());
                esmes.add(esme);
            }
            rig.server.accounts(new Accounts(List.of(
                    EsmeRig.account(1, "kept"),
                    EsmeRig.account(2, "disabled", account -> account.enabled(false)),
                    EsmeRig.account(3, "changed", account -> account.window(7)))));
            for (RawEsme esme : esmes.subList(1, 4)) {
                Pdu unbind = esme.read();
                assertEquals(RawEsme.UNBIND, unbind.commandId());
                esme.send(RawEsme.UNBIND | RawEsme.RESP, unbind.sequence(), "");
                assertThrows(EOFException.class, esme::read);
            }
            assertEquals(
                    0,
                    esmes.get(0).ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
            int[] statuses = {CommandStatus.ESME_RBINDFAIL, 0, CommandStatus.ESME_RINVSYSID};
            String[] systemIds = {"disabled", "changed", "gone"};
            for (int i = 0; i < 3; i++) {
                try (RawEsme esme = rig.connect()) {
                    assertEquals(
                            statuses[i],
                            esme.bind(RawEsme.BIND_TRX, systemIds[i], EsmeRig.PASSWORD)
                                    .status());
                }
            }
            esmes.get(0).close();
        }
    }

    @Test
    void shouldAnswerWhatIsOpenBeforeItUnbindsAChangedAccount() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            rig.script(request -> {});
            int open = esme.submit("open");
            EsmeRig.Request held = rig.awaitRequest();
            rig.server.accounts(new Accounts(List.of(EsmeRig.account(1, "esme", account -> account.window(7)))));
            // The session is on its way out as soon as it is told to receive nothing more.
            Await.equal("receivers", 0, () -> rig.directory.receivers(1).length);
            rig.acceptLater(held);
            Pdu answer = esme.read();
            assertEquals(open, answer.sequence());
            assertEquals(0, answer.status());
            assertEquals(RawEsme.UNBIND, esme.read().commandId());
        }
    }

    @Test
    void shouldEndInOrder() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme busy = rig.bound(RawEsme.BIND_TRX);
                RawEsme idle = rig.bound(RawEsme.BIND_RX);
                RawEsme unbound = rig.connect()) {
            unbound.ask(RawEsme.ENQUIRE_LINK, "");
            rig.script(request -> {});
            int open = busy.submit("open");
            EsmeRig.Request held = rig.awaitRequest();
            CompletableFuture<Boolean> drained = rig.server.drain(inSeconds(20));
            assertEquals(0, unbound.readToEnd().length);
            Pdu unbind = idle.read();
            assertEquals(RawEsme.UNBIND, unbind.commandId());
            idle.send(RawEsme.UNBIND | RawEsme.RESP, unbind.sequence(), "");
            assertThrows(EOFException.class, idle::read);
            assertThrows(IOException.class, rig::connect);
            // Nothing new is taken, and what is under way is answered first.
            assertEquals(
                    CommandStatus.ESME_RSYSERR,
                    busy.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("new")).status());
            assertFalse(drained.isDone());
            rig.acceptLater(held);
            assertEquals(open, busy.read().sequence());
            Pdu last = busy.read();
            assertEquals(RawEsme.UNBIND, last.commandId());
            busy.send(RawEsme.UNBIND | RawEsme.RESP, last.sequence(), "");
            assertThrows(EOFException.class, busy::read);
            assertTrue(drained.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldEndAtTheDeadlineWhateverAnEsmeDoes() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme deaf = rig.bound(RawEsme.BIND_TRX)) {
            CompletableFuture<Boolean> drained =
                    rig.server.drain(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
            assertEquals(RawEsme.UNBIND, deaf.read().commandId());
            assertThrows(EOFException.class, deaf::read);
            assertFalse(drained.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldSayWhereItCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            IOException e = assertThrows(
                    IOException.class, () -> EsmeRig.start(s -> s.address("127.0.0.1", port), account -> account));
            assertTrue(e.getMessage().startsWith("smpp-server: cannot listen on 127.0.0.1:" + port), e.getMessage());
        }
        try (EsmeRig rig = EsmeRig.start(s -> s.address("127.0.0.1", EsmeServerConfig.NO_PORT), account -> account)) {
            assertEquals(EsmeServerConfig.NO_PORT, rig.server.port());
            assertEquals(EsmeServerConfig.NO_PORT, rig.server.tlsPort());
        }
    }

    @Test
    void shouldCountByAccount() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server.responseTimeoutMs(100), account -> account.window(1));
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            rig.script(request -> {});
            esme.submit("taken");
            assertEquals(
                    CommandStatus.ESME_RTHROTTLED,
                    esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
            var account = rig.server.accountMetrics().get(0);
            assertEquals("esme", account.systemId);
            assertEquals(1, account.accountId);
            assertEquals(1, account.boundSessions.sum());
            Await.equal("requests", 1, account.requests::sum);
            Await.equal("throttled", 1, account.throttled::sum);
            esme.hangUp();
            Await.equal("bound sessions", 0, account.boundSessions::sum);
            assertEquals(1, account.binds.sum());
        }
    }
}
