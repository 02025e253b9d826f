package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.ConnectionDrop.Point;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on links while a stream is full of messages: every request gets one answer, and the answers are true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LinkFaultSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int MESSAGES = 3_000;
    private static final int IN_FLIGHT = 200;
    private static final DelayDistribution USUAL_DELAY = DelayDistribution.fixed(Duration.ofMillis(25));
    private static final String LINK = """
            link-defaults {
              response-timeout = 2s, bind-timeout = 1s, enq-interval = 1s, reconnect-min = 50ms, reconnect-max = 300ms
              throttle-pause = 100ms, queue-full-pause = 100ms
            }
            """;

    private final List<ReceivedPart> acceptedEarlier = new ArrayList<>();
    private Path directory;
    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private AppClient app;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        smsc = simulator(0);
        ProxyProcess.configure(directory, smsc.port(), LINK);
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, WITHIN));
        app = AppClient.of(directory, 1);
    }

    @AfterAll
    void stop() {
        proxy.close();
        smsc.close();
    }

    @Test
    void shouldSurviveRestartsOfTheSmsc() throws Exception {
        try (LoadClient client = load("restart")) {
            for (int restart = 1; restart <= 3; restart++) {
                assertTrue(client.awaitFinished(restart * MESSAGES / 5, WITHIN), client::toString);
                int port = smsc.port();
                smsc.close();
                acceptedEarlier.addAll(smsc.ledger().accepted());
                smsc = simulator(port);
            }
            check(client);
        }
    }

    @Test
    void shouldSurviveResetsInMidWindow() throws Exception {
        try (LoadClient client = load("reset")) {
            smsc.plan().drop(ConnectionDrop.every(150, Point.BEFORE_ANSWER).withReset());
            assertTrue(client.awaitFinished(MESSAGES / 4, WITHIN), client::toString);
            smsc.plan().drop(ConnectionDrop.every(150, Point.BEFORE_ACCEPTANCE).withReset());
            assertTrue(client.awaitFinished(MESSAGES / 2, WITHIN), client::toString);
            smsc.plan().drop(ConnectionDrop.every(150, Point.AFTER_ANSWER));
            assertTrue(client.awaitFinished(3 * MESSAGES / 4, WITHIN), client::toString);
            smsc.plan().drop(ConnectionDrop.NEVER);
            check(client);
            assertTrue(client.count("unknown") > 0, client::toString);
        }
    }

    @Test
    void shouldSurviveSilence() throws Exception {
        double disconnects = proxy.metric("smpp_proxy_link_disconnects_total");
        try (LoadClient client = load("silence")) {
            assertTrue(client.awaitFinished(MESSAGES / 4, WITHIN), client::toString);
            smsc.plan().silent(true);
            long deadlineNs = System.nanoTime() + WITHIN.toNanos();
            while (proxy.metric("smpp_proxy_link_disconnects_total") <= disconnects) {
                assertTrue(System.nanoTime() < deadlineNs, "the link outlives the silence");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            smsc.plan().silent(false);
            check(client);
            assertTrue(client.count("unknown") > 0, client::toString);
        }
    }

    @Test
    void shouldSendEverythingInSpiteOfThrottling() throws Exception {
        try (LoadClient client = load("throttle")) {
            smsc.plan().throttlePartsPerSecond(400);
            assertTrue(client.awaitFinished(MESSAGES / 4, WITHIN), client::toString);
            smsc.plan().throttlePartsPerSecond(0).queueFull(0.01);
            assertTrue(client.awaitFinished(MESSAGES / 2, WITHIN), client::toString);
            smsc.plan().queueFull(0);
            check(client);
            assertEquals(MESSAGES, client.count("submitted"), client::toString);
            assertTrue(smsc.stats().throttled() > 0, () -> smsc.stats().toString());
        }
    }

    @Test
    void shouldMatchAnswersThatAreOutOfOrderRepeatedAndStray() throws Exception {
        smsc.plan().shuffleDepth(40).duplicateAnswers(0.1).strayAnswers(0.1);
        try (LoadClient client = load("answers")) {
            check(client);
            assertEquals(MESSAGES, client.count("submitted"), client::toString);
            assertTrue(proxy.metric("smpp_proxy_link_answers_unknown_total") > 0, "stray answers are not counted");
        }
    }

    @Test
    void shouldLeaveNothingUnknownOnSigterm() throws Exception {
        Path other = Files.createDirectory(directory.resolve("drain"));
        try (SmscSimulator drained = simulator(0);
                LoadClient client = new LoadClient(IN_FLIGHT, number -> LoadClient.message("drain", number))) {
            drained.plan().answerDelay(DelayDistribution.parse("20-200ms"));
            ProxyProcess.configure(other, drained.port(), LINK);
            AppClient caller;
            try (ProxyProcess stopped = ProxyProcess.start(other)) {
                assertTrue(drained.awaitBound(1, WITHIN));
                caller = AppClient.of(other, 1);
                client.allow(MESSAGES);
                client.open(caller.async(stopped.channel()));
                assertTrue(client.awaitFinished(IN_FLIGHT, WITHIN), client::toString);
                stopped.terminate();
                Status end = client.awaitEnd(WITHIN);
                assertEquals(Status.Code.UNAVAILABLE, end.getCode(), end::toString);
                assertEquals(0, stopped.awaitExit(), stopped.output());
                System.out.println("stopped by SIGTERM: " + client);
                Ledgers.of(drained.ledger().accepted()).compareWith(client);
                assertEquals(0, client.count("unknown"), client::toString);
            }
            try (ProxyProcess next = ProxyProcess.start(other)) {
                assertTrue(drained.awaitBound(1, WITHIN));
                client.open(caller.async(next.channel()));
                client.finish();
                assertTrue(client.awaitEnd(WITHIN).isOk(), client::toString);
                Ledgers.of(drained.ledger().accepted()).compareWith(client);
                assertEquals(MESSAGES, client.count("submitted"), client::toString);
            }
        }
    }

    private static SmscSimulator simulator(int port) {
        SmscSimulator started = SmscSimulator.start(
                SimulatorConfig.builder().port(port).ledgerInMemory(true).build());
        started.plan().answerDelay(USUAL_DELAY);
        return started;
    }

    /** Starts a stream of messages over a link that is up. */
    private LoadClient load(String prefix) throws Exception {
        assertTrue(smsc.awaitBound(1, WITHIN));
        acceptedEarlier.clear();
        smsc.ledger().clear();
        LoadClient client = new LoadClient(IN_FLIGHT, number -> LoadClient.message(prefix, number));
        client.allow(MESSAGES);
        client.open(app.async(proxy.channel()));
        return client;
    }

    private void check(LoadClient client) throws Exception {
        client.finish();
        Status end = client.awaitEnd(WITHIN);
        System.out.println(client);
        smsc.plan().clear().answerDelay(USUAL_DELAY);
        assertTrue(end.isOk(), () -> end + " after " + client);
        assertEquals(MESSAGES, client.count("submitted") + client.count("unknown"), client::toString);
        List<ReceivedPart> accepted = new ArrayList<>(acceptedEarlier);
        accepted.addAll(smsc.ledger().accepted());
        Ledgers.of(accepted).compareWith(client);
    }
}
