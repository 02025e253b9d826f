package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.esme.EsmeConfig;
import io.smppproxy.simulator.esme.EsmeSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments while ESMEs send through the packaged proxy: what they were told, what their SMSC has and the receipts that
 * reach them must agree. The number of kills comes from the system property smpp.kills, the seed from smpp.seed.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class EsmeKillSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int LINK_WINDOW = 50; // as ProxyProcess.configure sets it
    private static final int WINDOW = 25;
    private static final int SENDERS = 2;
    private static final int BINDS = SENDERS + 1;

    @TempDir
    Path directory;

    private final int kills = Integer.getInteger("smpp.kills", 10);
    private final long seed = Long.getLong("smpp.seed", 4_711);
    private final SplittableRandom random = new SplittableRandom(seed);
    private int killsDuringStart;

    @Test
    void shouldKeepItsPromisesToEsmesThroughKills() throws Exception {
        FaultPlan plan = new FaultPlan()
                .answerDelay(DelayDistribution.parse("20-80ms"))
                .receipts(ReceiptPlan.DEFAULT.withDelay(DelayDistribution.parse("0-300ms")));
        SimulatorConfig smscConfig = SimulatorConfig.builder()
                .ledgerInMemory(true)
                .randomSeed(seed)
                .plan(plan)
                .build();
        Path noted = directory.resolve("esme.jsonl");
        try (SmscSimulator smsc = SmscSimulator.start(smscConfig)) {
            int port = ProxyProcess.freePort();
            ProxyProcess.configure(directory, smsc.port(), """
                    journal.segment-size = 1MiB
                    smpp-server.port = %d
                    accounts = [{ id = 1, username = acme, password = secret08, window = 25, message-ids = proxy }]
                    routes = [{ esme = 101 }]
                    """.formatted(port));
            try (EsmeSimulator esmes = EsmeSimulator.start(esmes(port, noted))) {
                esmes.send();
                for (int kill = 0; kill < kills; kill++) {
                    if (kill > 0 && random.nextInt(5) == 0) {
                        killWhileStarting();
                    } else {
                        killUnderLoad(smsc, esmes);
                    }
                }
                settle(smsc, esmes);
            }
            EsmeLedgers ledgers = EsmeLedgers.read(noted);
            try {
                ledgers.compareWith(smsc.ledger().accepted());
            } finally {
                System.out.printf(
                        "%d kills (%d of them while starting, seed %d): %s%n", kills, killsDuringStart, seed, ledgers);
            }
            assertTrue(ledgers.accepted() > 10L * kills, ledgers::toString);
            assertTrue(ledgers.open() <= (long) kills * SENDERS * WINDOW, ledgers::toString);
            assertTrue(ledgers.openAtSmsc() <= (long) kills * LINK_WINDOW, ledgers::toString);
        }
    }

    /** Two sessions that send, two that receive, as much as their windows take after every kill, and then at a rate. */
    private static EsmeConfig esmes(int port, Path noted) {
        return EsmeConfig.builder()
                .port(port)
                .systemId("acme")
                .password("secret08")
                .transmitters(1)
                .receivers(1)
                .transceivers(1)
                .messages(Long.MAX_VALUE)
                .ratePerSecond(600)
                .window(WINDOW)
                .texts(List.of("a message", "another one", "a message of three parts ".repeat(14)))
                .registeredDelivery(1)
                .destination("998000000000")
                .destinations(1_000_000_000)
                .answerTimeout(WITHIN)
                .reconnectDelay(Duration.ofMillis(100))
                .ledgerFile(noted)
                .build();
    }

    private void killUnderLoad(SmscSimulator smsc, EsmeSimulator esmes) throws Exception {
        try (ProxyProcess proxy = startProxy(smsc, esmes)) {
            long before = esmes.stats().accepted();
            Await.until("an answer", WITHIN, () -> esmes.stats().accepted() > before);
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(500)));
            proxy.kill();
        }
        Await.until("the ESMEs have seen it", WITHIN, () -> esmes.stats().bound() == 0);
    }

    private void killWhileStarting() throws Exception {
        killsDuringStart++;
        try (ProxyProcess proxy = ProxyProcess.launch(directory, "run", "--config", "smpp-proxy.conf")) {
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(2_500)));
            proxy.kill();
        }
    }

    private ProxyProcess startProxy(SmscSimulator smsc, EsmeSimulator esmes) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, WITHIN), "no bind within " + WITHIN);
        Await.until("all bound", WITHIN, () -> esmes.stats().bound() == BINDS);
        return proxy;
    }

    /** Lets all come that is owed. */
    private void settle(SmscSimulator smsc, EsmeSimulator esmes) throws Exception {
        try (ProxyProcess proxy = startProxy(smsc, esmes)) {
            esmes.stop();
            esmes.awaitAnswers();
            assertTrue(esmes.awaitReceipts(WITHIN), () -> esmes.stats().toString());
            assertTrue(smsc.ledger()
                    .awaitAcknowledgedReceipts(smsc.ledger().accepted().size(), WITHIN));
            Await.until(
                    "no receipt waits",
                    WITHIN,
                    () -> proxy.metric("smpp_proxy_account_deliveries_pending") == 0
                            && proxy.metric("smpp_proxy_account_deliveries_in_flight") == 0);
            assertTrue(esmes.unbind());
            assertEquals(0, esmes.stats().malformed());
        }
    }
}
