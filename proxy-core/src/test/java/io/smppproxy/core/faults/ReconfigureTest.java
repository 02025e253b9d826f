package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.config.LinkTls;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.ConfigChange;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.ScriptedSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.metrics.LinkMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages, links and ESMEs when the configuration changes while the proxy runs. */
class ReconfigureTest {
    private static final String TO = "998901234567";
    private static final long NEW = 201;
    private static final long POOL = 950;

    @TempDir
    Path dataDir;

    private final MultiRig rig = new MultiRig();
    private final ScriptedSmsc script = new ScriptedSmsc();
    private final ScriptedSmsc otherScript = new ScriptedSmsc();
    private RawSmsc raw;
    private RawSmsc other;

    /** Link "a" with a window of one, and link "b". */
    @BeforeEach
    void start() throws Exception {
        rig.raw("a", script, link -> link.window(1)).raw("b", otherScript, link -> link);
        rig.start(CoreConfigs.of(dataDir).server(server -> server));
        raw = rig.raw("a");
        other = rig.raw("b");
        rig.awaitBound("a");
        rig.awaitBound("b");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private LinkConfig a(UnaryOperator<LinkConfigBuilder> change) {
        return change.apply(CoreConfigs.link(rig.id("a"), raw.port()).window(1)).build();
    }

    private TestEdge.Sent send(long esme, String text) {
        return rig.edge.send(TestEdge.message(esme, TO, text));
    }

    private ReplyOutcome outcome(long esme, String text) throws Exception {
        TestEdge.Sent sent = send(esme, text);
        assertEquals(Verdict.ACCEPTED, sent.verdict(), sent.reason());
        return sent.await().outcome();
    }

    private List<ConnectionInfo> connections(long link) {
        return rig.core.linkConnections().stream()
                .filter(info -> info.ownerId() == link)
                .toList();
    }

    @Test
    void shouldAddALinkAndAPoolAndTakeThemAway() throws Exception {
        LinkMetrics before = rig.metrics("a");
        rig.named("new", NEW);
        LinkConfig added = CoreConfigs.link(NEW, other.port()).build();
        rig.reconfigureWhole(change -> change.link(added).pool(POOL, NEW));
        rig.awaitBound("new");
        assertEquals(ReplyOutcome.SUBMITTED, outcome(NEW, "over the new link"));
        assertEquals(ReplyOutcome.SUBMITTED, outcome(POOL, "over the new pool"));
        assertEquals(3, rig.core.linkMetrics().size());
        assertSame(before, rig.metrics("a"));
        assertEquals("BOUND_TRX", connections(NEW).get(0).status());

        rig.reconfigureWhole(change -> change.withoutLink(NEW).withoutPool(POOL));
        assertEquals(Verdict.INVALID, send(NEW, "too late").verdict());
        assertEquals(Verdict.INVALID, send(POOL, "too late").verdict());
        assertEquals(2, rig.core.linkMetrics().size());
        assertEquals(List.of(), connections(NEW));
        assertEquals(1, other.count(CommandId.UNBIND));
        assertEquals(1, raw.connections());
        assertEquals(2, other.connections());
    }

    @Test
    void shouldUnbindADisabledLinkOnceItsAnswersAreThere() throws Exception {
        script.keep();
        TestEdge.Sent inWindow = send(rig.id("a"), "in the window");
        Await.equal("it is written", 1, script::kept);
        TestEdge.Sent queued = send(rig.id("a"), "in the lane");
        CompletableFuture<Void> settled = rig.reconfigure(change -> change.link(a(link -> link.enabled(false))));
        assertEquals(Verdict.LINK_DOWN, send(rig.id("a"), "too late").verdict());
        Reply notSent = queued.await();
        assertEquals(ReplyOutcome.NOT_SENT, notSent.outcome());
        assertEquals(NotSentCause.LINK_LOST, notSent.cause());
        assertEquals("UNBINDING", connections(rig.id("a")).get(0).status());
        assertEquals(0, raw.count(CommandId.UNBIND));
        script.release();
        assertEquals(ReplyOutcome.SUBMITTED, inWindow.await().outcome());
        settled.get(10, TimeUnit.SECONDS);
        assertEquals(1, raw.count(CommandId.UNBIND));
        assertEquals(List.of(), connections(rig.id("a")));

        rig.reconfigureWhole(change -> change.link(a(link -> link)));
        rig.awaitBound("a");
        assertEquals(ReplyOutcome.SUBMITTED, outcome(rig.id("a"), "again"));
    }

    @Test
    void shouldEndADisabledLinkWhoseSmscSaysNothing() throws Exception {
        script.keep();
        TestEdge.Sent sent = send(rig.id("a"), "never answered");
        Await.equal("it is written", 1, script::kept);
        rig.reconfigureWhole(change -> change.link(a(link -> link.enabled(false))));
        assertEquals(ReplyOutcome.UNKNOWN, sent.await().outcome());
    }

    @Test
    void shouldRerouteWithinThePoolWhatADeletedLinkHasNotSent() throws Exception {
        long a = rig.id("a");
        long b = rig.id("b");
        rig.reconfigureWhole(change -> change.pool(POOL, a));
        script.keep();
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.add(send(POOL, "pooled " + i));
        }
        Await.equal("one is written", 1, script::kept);
        CompletableFuture<Void> settled =
                rig.reconfigure(change -> change.withoutLink(a).pool(POOL, b));
        Await.equal("the others go the other way", 19, () -> other.accepted.size());
        script.release();
        for (TestEdge.Sent one : sent) {
            assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
        }
        settled.get(10, TimeUnit.SECONDS);
        assertEquals(1, raw.accepted.size());
        assertEquals(19, other.accepted.size());
    }

    @Test
    void shouldAnswerWhatADeletedLinkHasNotSentAndKnowWhatItSent() throws Exception {
        long a = rig.id("a");
        script.keep();
        TestEdge.Sent first = send(a, "in the window");
        Await.equal("it is written", 1, script::kept);
        TestEdge.Sent second = send(a, "in the lane");
        CompletableFuture<Void> settled = rig.reconfigure(change -> change.withoutLink(a));
        assertEquals(NotSentCause.LINK_LOST, second.await().cause());
        script.release();
        Reply submitted = first.await();
        assertEquals(ReplyOutcome.SUBMITTED, submitted.outcome());
        settled.get(10, TimeUnit.SECONDS);
        assertEquals("submitted", rig.edge.info(a, submitted).status());
        assertEquals("NOT_SENT", rig.edge.info(a, second.await()).status());

        rig.reconfigureWhole(change -> change.link(a(link -> link)));
        rig.awaitBound("a");
        String receipt = RawSmsc.receiptText("raw-1", "DELIVRD", "000");
        raw.newest().send(CommandId.DELIVER_SM, 0, 7, RawSmsc.deliverBody(4, receipt, ""));
        assertEquals(
                "DELIVERED",
                rig.edge
                        .awaitStatus(a, submitted, "DELIVERED", Duration.ofSeconds(20))
                        .status());
    }

    @Test
    void shouldMatchReceiptsOfADeletedLinkThatComeOverAnotherOfItsAccount() throws Exception {
        rig.named("new", NEW);
        rig.named("newer", NEW + 1);
        rig.reconfigureWhole(
                change -> change.link(CoreConfigs.link(NEW, other.port()).build()));
        rig.awaitBound("new");
        Reply submitted = send(NEW, "over the new link").await();
        assertEquals(ReplyOutcome.SUBMITTED, submitted.outcome());
        rig.reconfigureWhole(change -> change.withoutLink(NEW)
                .link(CoreConfigs.link(NEW + 1, other.port()).build()));
        rig.awaitBound("newer");
        String receipt = RawSmsc.receiptText("raw-1", "DELIVRD", "000");
        other.newest().send(CommandId.DELIVER_SM, 0, 7, RawSmsc.deliverBody(4, receipt, ""));
        assertEquals(
                "DELIVERED",
                rig.edge
                        .awaitStatus(NEW, submitted, "DELIVERED", Duration.ofSeconds(20))
                        .status());
    }

    @Test
    void shouldBeginCountersAnewOnlyForALinkThatIsDeletedAndAddedAgain() throws Exception {
        LinkMetrics before = rig.metrics("a");
        assertEquals(ReplyOutcome.SUBMITTED, outcome(rig.id("a"), "counted"));
        rig.reconfigureWhole(change -> change.link(a(link -> link.window(3))));
        assertSame(before, rig.metrics("a"));
        assertEquals(1, before.answersOk.get());
        rig.reconfigureWhole(change -> change.withoutLink(rig.id("a")));
        rig.reconfigureWhole(change -> change.link(a(link -> link)));
        assertNotSame(before, rig.metrics("a"));
    }

    @Test
    void shouldRefuseAsAWholeWhatContradictsItself() throws Exception {
        LinkConfig fine = CoreConfigs.link(NEW, other.port()).build();
        LinkConfig oldVersion =
                CoreConfigs.link(202, other.port()).interfaceVersion(0x33).build();
        LinkConfig noSuchFile = CoreConfigs.link(202, other.port())
                .tls(new LinkTls(dataDir.resolve("none.pem"), true, null, null, null))
                .build();
        List<AppConfig> twice = List.of(app(1, RateLimit.UNLIMITED), app(1, RateLimit.UNLIMITED));
        StrategyConfig strategy = new StrategyConfig("s", 1, 0, 0, false, Set.of());
        assertRefused(change -> change.link(oldVersion));
        assertRefused(change -> change.link(noSuchFile));
        assertRefused(change -> change.link(a(link -> link.interfaceVersion(0x33))));
        assertRefused(change -> change.pool(POOL, 77L));
        assertRefused(change -> change.pool(NEW, rig.id("a")));
        assertRefused(change -> change.route(77));
        assertRefused(change -> change.apps(twice));
        assertRefused(change -> change.strategies(List.of(strategy, strategy)));
        assertRefused(change -> change.account(CoreConfigs.account(1, "x").build())
                .account(CoreConfigs.account(2, "x").build()));
        assertRefused(change -> change.account(
                CoreConfigs.account(1, "x").passwordHash("no hash").build()));
        assertThrows(IllegalArgumentException.class, () -> rig.core.reconfigure(twice(fine)));

        assertEquals(Verdict.INVALID, send(NEW, "not there").verdict());
        assertEquals(EsmeServerConfig.NO_PORT, rig.core.esmePort(false));
        assertEquals(2, rig.core.linkMetrics().size());
        assertEquals(1, raw.connections());
        assertEquals(1, other.connections());
        assertEquals(ReplyOutcome.SUBMITTED, outcome(rig.id("a"), "as before"));
    }

    private static RunningConfig twice(LinkConfig link) {
        return new RunningConfig(
                List.of(link, link),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                PduLogRules.NONE);
    }

    private void assertRefused(UnaryOperator<ConfigChange> wrong) {
        LinkConfig fine = CoreConfigs.link(NEW, other.port()).build();
        assertThrows(IllegalArgumentException.class, () -> rig.reconfigure(change -> wrong.apply(change.link(fine))));
    }

    private static AppConfig app(long id, RateLimit limit) {
        return new AppConfig(id, "app-" + id, true, limit, Set.of());
    }

    @Test
    void shouldSwapAppsAndKeepTheBucketsOfThoseThatStay() throws Exception {
        RateLimit five = new RateLimit(1, 5);
        rig.reconfigureWhole(change -> change.apps(List.of(app(CoreConfigs.APP, five))));
        for (int i = 0; i < 5; i++) {
            assertEquals(Verdict.ACCEPTED, send(rig.id("b"), "within " + i).verdict());
        }
        rig.reconfigureWhole(change -> change.apps(List.of(app(CoreConfigs.APP, five), app(2, RateLimit.UNLIMITED))));
        assertEquals(Verdict.RATE_LIMITED, send(rig.id("b"), "beyond").verdict());
        rig.reconfigureWhole(change -> change.apps(List.of(app(CoreConfigs.APP, new RateLimit(1_000, 1_000)))));
        assertEquals(ReplyOutcome.SUBMITTED, outcome(rig.id("b"), "more"));
        rig.reconfigureWhole(change -> change.apps(List.of(app(2, RateLimit.UNLIMITED))));
        assertEquals(Verdict.FORBIDDEN, send(rig.id("b"), "not any more").verdict());
    }

    @Test
    void shouldSwapTheLimitOfALinkInPlace() throws Exception {
        rig.reconfigureWhole(change -> change.link(CoreConfigs.link(rig.id("b"), other.port())
                .rateLimit(new RateLimit(1, 1))
                .build()));
        assertEquals(Verdict.ACCEPTED, send(rig.id("b"), "one").verdict());
        assertEquals(Verdict.RATE_LIMITED, send(rig.id("b"), "two").verdict());
        assertEquals(1, other.connections());
    }

    @Test
    void shouldSwapStrategiesAndKeepWhatTheyCounted() throws Exception {
        StrategyConfig once = new StrategyConfig("once", 1, 0, 0, false, Set.of());
        StrategyConfig never = new StrategyConfig("never", 0, 0, 0, false, Set.of(TO));
        assertEquals(Verdict.INVALID, send("once").verdict());
        rig.reconfigureWhole(change -> change.strategies(List.of(once)));
        assertEquals(ReplyOutcome.SUBMITTED, send("once").await().outcome());
        assertEquals(Verdict.DAILY_CAP, send("once").verdict());
        rig.reconfigureWhole(change -> change.strategies(List.of(once, never)));
        assertEquals(Verdict.BLACKLISTED, send("never").verdict());
        assertEquals(Verdict.DAILY_CAP, send("once").verdict());
        rig.reconfigureWhole(change -> change.strategies(List.of(never)));
        assertEquals(Verdict.INVALID, send("once").verdict());
    }

    private TestEdge.Sent send(String strategy) {
        return rig.edge.send(TestEdge.message(rig.id("b"), TO, "by " + strategy).strategy(strategy));
    }

    @Test
    void shouldListenWhenTheFirstAccountComes() throws Exception {
        assertEquals(EsmeServerConfig.NO_PORT, rig.core.esmePort(false));
        rig.reconfigureWhole(
                change -> change.account(CoreConfigs.account(7, "acme").build()).route(rig.id("b")));
        try (RawEsme esme = rig.esme("acme")) {
            ConnectionInfo info = rig.core.accountConnections().get(0);
            assertEquals(7, info.ownerId());
            assertEquals("BIND_TRX", info.bindType());
            assertEquals("BOUND_TRX", info.status());
            assertEquals("127.0.0.1:" + rig.core.esmePort(false), info.localAddr());
            assertTrue(info.remoteAddr().startsWith("127.0.0.1:"), info.remoteAddr());
            assertEquals(4, UUID.fromString(info.connectionId()).version());
            assertTrue(Math.abs(info.connectedAtS() - System.currentTimeMillis() / 1_000) < 60);

            rig.reconfigureWhole(
                    change -> change.account(CoreConfigs.account(8, "other").build()));
            assertEquals(1, rig.core.accountConnections().size());
            int sequence = esme.submit("over the route");
            RawEsme.Pdu answer = esme.read();
            assertEquals(sequence, answer.sequence());
            assertEquals(CommandStatus.ESME_ROK, answer.status());

            rig.reconfigureWhole(change ->
                    change.withoutAccount(7).routes(List.of(new RouteConfig(Set.of(), List.of(), "", rig.id("a")))));
            assertEquals(CommandId.UNBIND, esme.read().commandId());
            esme.hangUp();
            Await.until(
                    "the session has ended", () -> rig.core.accountConnections().isEmpty());
        }
        try (RawEsme esme = new RawEsme(rig.core.esmePort(false))) {
            assertTrue(esme.bind(RawEsme.BIND_TRX, "acme", CoreConfigs.PASSWORD).status() != CommandStatus.ESME_ROK);
        }
    }

    @Test
    void shouldTellOfConnections() throws Exception {
        List<ConnectionInfo> of = connections(rig.id("a"));
        assertEquals(1, of.size());
        ConnectionInfo info = of.get(0);
        assertEquals("BIND_TRX", info.bindType());
        assertEquals("BOUND_TRX", info.status());
        assertEquals("127.0.0.1:" + raw.port(), info.remoteAddr());
        assertTrue(info.localAddr().startsWith("127.0.0.1:"), info.localAddr());
        assertEquals(4, UUID.fromString(info.connectionId()).version());
        assertEquals(1, info.window());
        script.keep();
        for (int i = 0; i < 5; i++) {
            send(rig.id("a"), "waiting " + i);
        }
        Await.equal("one is written", 1, script::kept);
        Await.equal(
                "the others are told of", 4, () -> rig.metrics("a").queuedParts.get());
        info = connections(rig.id("a")).get(0);
        assertEquals(1, info.inflightCount());
        assertEquals(4, info.queueCount());
        script.release();
        Await.equal("none waits", 0, () -> rig.metrics("a").queuedParts.get());

        rig.named("new", NEW);
        RawSmsc silent = RawSmsc.start(0, (connection, pdu) -> {});
        rig.reconfigureWhole(change -> change.link(CoreConfigs.link(NEW, silent.port())
                .binds(1, 1, 0)
                .credentials("esme", "secret", "VMA")
                .build()));
        Await.until("it is asked to bind", () -> silent.received.size() == 2);
        List<ConnectionInfo> opening = connections(NEW);
        assertEquals(
                List.of("BIND_TX", "BIND_RX"),
                opening.stream().map(ConnectionInfo::bindType).toList());
        assertEquals("OPEN", opening.get(0).status());
        assertEquals("VMA", opening.get(0).systemType());
        silent.close();
        Await.until(
                "it is closed or dialled",
                () -> Set.of("CLOSED", "DIAL").contains(connections(NEW).get(0).status()));
        assertEquals("", connections(NEW).get(0).connectionId());
        assertEquals("127.0.0.1:" + silent.port(), connections(NEW).get(0).remoteAddr());
    }
}
