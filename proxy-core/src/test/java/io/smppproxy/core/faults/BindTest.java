package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binds that are refused, unanswered or impossible; all kinds, numbers and versions of binds; the smallest and the largest window. */
class BindTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long BIND_TIMER_MS = 300;
    private static final long CREDENTIALS_PAUSE_MS = 400;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static int refusingPort;
    private static ServerSocket blackHole;
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();
    private static final AtomicInteger MOST_IN_FLIGHT = new AtomicInteger();
    private static final List<Socket> FILLERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("credentials", link -> link.reconnect(10, 50, CREDENTIALS_PAUSE_MS));
        rig.simulated("bound-already", link -> link.reconnect(10, 50, 60_000));
        rig.raw("mute", (smsc, pdu) -> {}, link -> link.bindTimeoutMs(BIND_TIMER_MS));
        rig.raw("v33-nack", BindTest::refuseTransceivers, link -> link.reconnect(10, 50, 100));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusingPort = free.getLocalPort();
        }
        rig.link("refused", refusingPort, link -> link.reconnect(10, 50, 100));
        openBlackHole();
        rig.link("black-hole", blackHole.getLocalPort(), link -> link.bindTimeoutMs(BIND_TIMER_MS));
        rig.simulated("tx-rx", link -> link.binds(1, 1, 0));
        rig.simulated("many", link -> link.binds(1, 2, 3).window(20));
        rig.simulated(
                "v33",
                MultiRig.simulator().interfaceVersion(InterfaceVersion.V3_3).build(),
                link -> link.binds(1, 1, 0).interfaceVersion(InterfaceVersion.V3_3));
        rig.simulated(
                "v50",
                MultiRig.simulator().interfaceVersion(InterfaceVersion.V5_0).build(),
                link -> link.interfaceVersion(InterfaceVersion.V5_0));
        rig.raw("window-1", BindTest::answerLater, link -> link.window(1));
        rig.simulated("window-10000", link -> link.window(10_000).responseTimeoutMs(10_000));
        rig.simulated("disabled", link -> link.enabled(false));
        rig.start(dataDir);
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
        closeBlackHole();
    }

    /** A full backlog: the kernel drops further SYNs and nobody ever answers. */
    private static void openBlackHole() throws Exception {
        blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < 4; i++) {
            Socket filler = new Socket();
            FILLERS.add(filler);
            try {
                filler.connect(new InetSocketAddress(blackHole.getInetAddress(), blackHole.getLocalPort()), 100);
            } catch (java.net.SocketTimeoutException e) {
                return;
            }
        }
    }

    private static void closeBlackHole() throws Exception {
        for (Socket filler : FILLERS) {
            filler.close();
        }
        blackHole.close();
    }

    private static void refuseTransceivers(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() == CommandId.BIND_TRANSCEIVER) {
            smsc.send(CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDID, pdu.sequence(), "");
        } else {
            smsc.asUsual(pdu);
        }
    }

    private static void refuseBinds(String link, int status) throws Exception {
        SmscSimulator smsc = rig.smsc(link);
        rig.awaitBound(link);
        smsc.plan().bindStatus(status);
        smsc.dropConnections(false);
    }

    @Test
    void shouldPauseAfterWrongCredentialsAndOnlyThen() throws Exception {
        SmscSimulator smsc = rig.smsc("credentials");
        for (int status :
                new int[] {CommandStatus.ESME_RBINDFAIL, CommandStatus.ESME_RINVPASWD, CommandStatus.ESME_RINVSYSID}) {
            refuseBinds("credentials", status);
            long before = smsc.stats().refusedBinds();
            Await.until("a first refusal", () -> smsc.stats().refusedBinds() > before);
            long firstNs = System.nanoTime();
            long first = smsc.stats().refusedBinds();
            Await.until("a second refusal", () -> smsc.stats().refusedBinds() > first);
            long betweenMs = (System.nanoTime() - firstNs) / 1_000_000;
            assertTrue(betweenMs >= CREDENTIALS_PAUSE_MS - 100, () -> betweenMs + " ms after " + status);
            assertEquals(first + 1, smsc.stats().refusedBinds());
            smsc.plan().bindStatus(0);
            rig.awaitBound("credentials");
        }
        assertTrue(rig.metrics("credentials").bindFailures.get() >= 6);
    }

    @Test
    void shouldTryAgainSoonWhenTheSmscStillSeesTheOldBind() throws Exception {
        SmscSimulator smsc = rig.smsc("bound-already");
        refuseBinds("bound-already", CommandStatus.ESME_RALYBND);
        Await.until("several attempts", () -> smsc.stats().refusedBinds() >= 4);
        assertTrue(smsc.stats().connections() <= 1, "one connection per slot");
        smsc.plan().bindStatus(0);
        rig.awaitBound("bound-already");
        assertEquals(1, smsc.stats().boundSessions());
    }

    @Test
    void shouldGiveUpABindThatIsNotAnswered() throws Exception {
        RawSmsc smsc = rig.raw("mute");
        Await.until("a second connection", () -> smsc.connections() >= 2);
        assertFalse(rig.edge.isBound(rig.id("mute")));
        assertEquals(
                Verdict.LINK_DOWN,
                rig.edge
                        .send(TestEdge.message(rig.id("mute"), "998901234567", "x"))
                        .verdict());
        smsc.script((connection, pdu) -> connection.asUsual(pdu));
        rig.awaitBound("mute");
    }

    @Test
    void shouldNotWaitForAnAnswerWhenTheBindIsNacked() throws Exception {
        RawSmsc smsc = rig.raw("v33-nack");
        Await.until("several attempts", () -> smsc.connections() >= 3);
        assertTrue(rig.metrics("v33-nack").bindFailures.get() >= 2);
        assertFalse(rig.edge.isBound(rig.id("v33-nack")));
    }

    @Test
    void shouldConnectOnceSomebodyListens() throws Exception {
        assertFalse(rig.edge.isBound(rig.id("refused")));
        try (RawSmsc smsc = RawSmsc.start(refusingPort, (connection, pdu) -> connection.asUsual(pdu))) {
            rig.awaitBound("refused");
            assertEquals(1, smsc.connections());
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    rig.edge
                            .send(TestEdge.message(rig.id("refused"), "998901234567", "x"))
                            .await()
                            .outcome());
        }
    }

    @Test
    void shouldGiveUpAConnectThatGoesNowhere() throws Exception {
        assertFalse(rig.edge.isBound(rig.id("black-hole")));
        int port = blackHole.getLocalPort();
        closeBlackHole();
        try (RawSmsc smsc = RawSmsc.start(port, (connection, pdu) -> connection.asUsual(pdu))) {
            rig.awaitBound("black-hole");
            assertTrue(smsc.connections() >= 1);
        }
    }

    @Test
    void shouldSendOverTheTransmitterAndReceiveOverTheReceiver() throws Exception {
        assertLoadIsDelivered("tx-rx", 2, 500);
    }

    @Test
    void shouldUseAllBinds() throws Exception {
        rig.smsc("many").plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(20)));
        assertLoadIsDelivered("many", 6, 1_000);
        long sessions = rig.smsc("many").ledger().accepted().stream()
                .mapToLong(part -> part.session())
                .distinct()
                .count();
        assertEquals(4, sessions, "one transmitter and three transceivers carry the load");
        assertEquals(80, rig.metrics("many").windowSize.get());
        long id = rig.id("many");
        String text = "ä".repeat(10) + "long ".repeat(100);
        rig.edge.send(TestEdge.message(id, "998901111111", text)).await();
        long used = rig.smsc("many").ledger().accepted().stream()
                .filter(part -> part.destination().equals("998901111111"))
                .mapToLong(part -> part.session())
                .distinct()
                .count();
        assertEquals(1, used, "the parts of one message keep to one session");
    }

    @Test
    void shouldSpeakVersion33() throws Exception {
        assertLoadIsDelivered("v33", 2, 300);
    }

    @Test
    void shouldSpeakVersion50() throws Exception {
        assertLoadIsDelivered("v50", 1, 300);
    }

    private static void assertLoadIsDelivered(String link, int binds, int count) throws Exception {
        rig.awaitBound(link, binds);
        Load load = Load.start(rig.edge, rig.id(link), link, 3, count).await();
        load.audit(Load.texts(rig.smsc(link)), rig.metrics(link));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, count), load.outcomes());
        for (int i = 0; i < count; i += 50) {
            assertEquals(
                    "DELIVERED",
                    rig.edge
                            .awaitStatus(rig.id(link), load.reply(link + "-" + i), "DELIVERED", LIMIT)
                            .status());
        }
    }

    @Test
    void shouldHaveOneInFlightWithWindowOne() throws Exception {
        rig.awaitBound("window-1");
        Load load = Load.start(rig.edge, rig.id("window-1"), "window-1", 3, 200).await();
        load.audit(rig.raw("window-1").accepted, rig.metrics("window-1"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, 200), load.outcomes());
        assertEquals(1, MOST_IN_FLIGHT.get());
    }

    private static void answerLater(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() != CommandId.SUBMIT_SM) {
            smsc.asUsual(pdu);
            return;
        }
        MOST_IN_FLIGHT.accumulateAndGet(IN_FLIGHT.incrementAndGet(), Math::max);
        CompletableFuture.runAsync(
                () -> {
                    IN_FLIGHT.decrementAndGet();
                    try {
                        smsc.asUsual(pdu);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldHaveThousandsInFlightWithTheLargestWindow() throws Exception {
        SmscSimulator smsc = rig.smsc("window-10000");
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofSeconds(2)));
        rig.awaitBound("window-10000");
        Load load = Load.start(rig.edge, rig.id("window-10000"), "window-10000", 3, 3_000);
        Await.until(
                "1,000 in flight", () -> rig.metrics("window-10000").windowUsed.get() >= 1_000);
        load.await();
        load.audit(Load.texts(smsc), rig.metrics("window-10000"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, 3_000), load.outcomes());
    }

    @Test
    void shouldOpenNothingOnADisabledLink() {
        assertEquals(0, rig.smsc("disabled").stats().binds());
        assertEquals(
                Verdict.LINK_DOWN,
                rig.edge
                        .send(TestEdge.message(rig.id("disabled"), "998901234567", "x"))
                        .verdict());
    }
}
