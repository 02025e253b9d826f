package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.esme.EsmeConfig;
import io.smppproxy.simulator.esme.EsmeConfigBuilder;
import io.smppproxy.simulator.esme.EsmeSimulator;
import io.smppproxy.simulator.esme.EsmeStats;
import io.smppproxy.simulator.ledger.ReceiptEvent;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ESMEs and their SMSC vanish under load and come back: what each was told must agree with what the other has. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EsmeFaultSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int ROUNDS = 6;
    private static final int BINDS = 3;
    private static final int WINDOW = 20;
    private static final int LINK_WINDOW = 50; // as ProxyProcess.configure sets it
    private static final int DELIVERY_WINDOW = 10;

    @TempDir
    Path directory;

    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private int port;
    private Path noted;

    @BeforeEach
    void start() throws Exception {
        smsc = SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build());
        smsc.plan()
                .answerDelay(DelayDistribution.parse("5-30ms"))
                .receipts(ReceiptPlan.DEFAULT.withDelay(DelayDistribution.parse("0-300ms")));
        port = ProxyProcess.freePort();
        ProxyProcess.configure(directory, smsc.port(), """
                link-defaults { response-timeout = 60s, bind-timeout = 1s, enq-interval = 5s, reconnect-min = 50ms, reconnect-max = 300ms }
                smpp-server { port = %d, enquire-link = 1s, response-timeout = 1s }
                accounts = [{ id = 1, username = acme, password = secret08, delivery-window = %d }]
                routes = [{ esme = 101 }]
                """.formatted(port, DELIVERY_WINDOW));
        noted = directory.resolve("esme.jsonl");
        startProxy();
    }

    @AfterEach
    void stop() {
        proxy.close();
        smsc.close();
    }

    @Test
    void shouldLoseNothingWhenEsmesVanish() throws Exception {
        try (EsmeSimulator esmes = send()) {
            for (int round = 1; round <= ROUNDS; round++) {
                awaitAccepted(esmes, round);
                esmes.dropConnections(round % 2 == 0);
            }
            check(esmes, ROUNDS, 0);
        }
    }

    /** Nothing comes from them any more, not even the end of their connections. */
    @Test
    void shouldLoseNothingWhenEsmesFallSilent() throws Exception {
        try (EsmeSimulator esmes = send()) {
            for (int round = 1; round <= 2; round++) {
                awaitAccepted(esmes, round);
                double ended = endedSessions() + BINDS;
                esmes.freeze();
                Await.until("the proxy ends them", WITHIN, () -> endedSessions() >= ended);
                // Some have seen that the proxy closed, and are bound again.
                esmes.dropConnections(true);
            }
            check(esmes, 2 * 2, 0);
        }
    }

    @Test
    void shouldLoseNothingWhenTheSmscVanishes() throws Exception {
        try (EsmeSimulator esmes = send()) {
            for (int round = 1; round <= ROUNDS; round++) {
                awaitAccepted(esmes, round);
                smscGoes(esmes, round);
                smscComesBack();
            }
            check(esmes, 0, ROUNDS);
            assertEquals(0, esmes.stats().lost());
        }
    }

    @Test
    void shouldLoseNothingWhenBothVanish() throws Exception {
        try (EsmeSimulator esmes = send()) {
            for (int round = 1; round <= ROUNDS; round++) {
                awaitAccepted(esmes, round);
                smscGoes(esmes, round);
                esmes.dropConnections(round % 2 == 0);
                smscComesBack();
            }
            check(esmes, ROUNDS, ROUNDS);
        }
    }

    /** Many times more than the window; the proxy is killed meanwhile. */
    @Test
    void shouldKeepReceiptsInOrderForAnEsmeThatIsAway() throws Exception {
        int messages = 50 * DELIVERY_WINDOW;
        // One that is faster than the answer to its message would wait for that.
        smsc.plan().receipts(ReceiptPlan.DEFAULT.withDelay(DelayDistribution.parse("100-300ms")));
        try (EsmeSimulator sender = EsmeSimulator.start(
                esmes().transmitters(1).messages(messages).ratePerSecond(0).build())) {
            assertTrue(sender.awaitBound(WITHIN));
            sender.send();
            sender.awaitAnswers();
            assertEquals(messages, sender.stats().accepted());
            assertTrue(smsc.ledger().awaitAcknowledgedReceipts(messages, WITHIN));
            assertTrue(sender.unbind());
        }
        proxy.kill();
        startProxy();
        Path received = directory.resolve("receiver.jsonl");
        try (EsmeSimulator receiver = EsmeSimulator.start(
                esmes().receivers(1).messages(0).ledgerFile(received).build())) {
            Await.until("all receipts", WITHIN, () -> receiver.stats().unmatched() == messages);
            assertTrue(receiver.unbind());
        }
        EsmeLedgers ledgers = EsmeLedgers.read(noted, received);
        ledgers.compareWith(smsc.ledger().accepted());
        Map<String, ReceivedPart> parts = smsc.ledger().accepted().stream()
                .collect(Collectors.toMap(ReceivedPart::messageId, Function.identity()));
        List<String> sent = smsc.ledger().receiptEvents().stream()
                .filter(event -> event.kind() == ReceiptEvent.Kind.SENT)
                .map(event -> parts.get(event.messageId()).destination())
                .toList();
        assertEquals(
                sent,
                ledgers.receipts().stream()
                        .map(EsmeLedgers.Receipt::destination)
                        .toList());
        System.out.println("the ESME was away: " + ledgers);
    }

    private void startProxy() throws Exception {
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, WITHIN));
    }

    private EsmeConfigBuilder esmes() {
        return EsmeConfig.builder()
                .port(port)
                .systemId("acme")
                .password("secret08")
                .ratePerSecond(1_000)
                .window(WINDOW)
                .registeredDelivery(1)
                .destination("998000000000")
                .destinations(1_000_000_000)
                .answerTimeout(WITHIN)
                .reconnectDelay(Duration.ofMillis(100))
                .ledgerFile(noted);
    }

    private EsmeSimulator send() throws InterruptedException {
        EsmeSimulator esmes = EsmeSimulator.start(
                esmes().transceivers(BINDS).messages(Long.MAX_VALUE).build());
        assertTrue(esmes.awaitBound(WITHIN), () -> esmes.stats().toString());
        esmes.send();
        return esmes;
    }

    private double endedSessions() throws Exception {
        return proxy.metric("smpp_proxy_esme_binds_total") - proxy.metric("smpp_proxy_esme_bound_sessions");
    }

    /** Waits until some were accepted, and all are bound, since the round before. */
    private static void awaitAccepted(EsmeSimulator esmes, int round) throws Exception {
        long before = esmes.stats().accepted();
        Await.until("round " + round, WITHIN, () -> {
            EsmeStats stats = esmes.stats();
            return stats.bound() == BINDS && stats.accepted() >= before + 300;
        });
    }

    /** Every other time the SMSC takes some, and never answers them, before it goes. */
    private void smscGoes(EsmeSimulator esmes, int round) throws Exception {
        if (round % 2 == 0) {
            smsc.plan().withheldAnswers(1);
            long withheld = smsc.stats().answersWithheld();
            Await.until(
                    "answers are withheld", WITHIN, () -> smsc.stats().answersWithheld() >= withheld + LINK_WINDOW / 2);
        }
        long refused = refused(esmes);
        smsc.plan().bindStatus(CommandStatus.ESME_RSYSERR);
        smsc.dropConnections(round % 3 == 0);
        Await.until("ESMEs are sent away", WITHIN, () -> refused(esmes) > refused);
    }

    private void smscComesBack() {
        smsc.plan().withheldAnswers(0).bindStatus(CommandStatus.ESME_ROK);
    }

    private static long refused(EsmeSimulator esmes) {
        return esmes.stats().answers().getOrDefault("ESME_RMSGQFUL", 0L);
    }

    private void check(EsmeSimulator esmes, int esmesVanished, int smscVanished) throws Exception {
        esmes.stop();
        esmes.awaitAnswers();
        assertTrue(esmes.awaitReceipts(WITHIN), () -> esmes.stats().toString());
        assertTrue(
                smsc.ledger().awaitAcknowledgedReceipts(smsc.ledger().accepted().size(), WITHIN));
        Await.until(
                "no receipt waits",
                WITHIN,
                () -> proxy.metric("smpp_proxy_account_deliveries_pending") == 0
                        && proxy.metric("smpp_proxy_account_deliveries_in_flight") == 0);
        assertTrue(esmes.unbind());
        EsmeLedgers ledgers = EsmeLedgers.read(noted);
        try {
            ledgers.compareWith(smsc.ledger().accepted());
        } finally {
            System.out.printf(
                    "ESMEs gone %d times, the SMSC %d times: %s; %.0f answers came too late for the link%n",
                    esmesVanished, smscVanished, ledgers, proxy.metric("smpp_proxy_link_response_timeouts_total"));
        }
        long bound = (long) esmesVanished * BINDS * WINDOW + (long) smscVanished * LINK_WINDOW;
        assertTrue(ledgers.open() <= bound, ledgers::toString);
    }
}
