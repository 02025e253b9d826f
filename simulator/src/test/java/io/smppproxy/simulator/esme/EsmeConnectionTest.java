package io.smppproxy.simulator.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.MoMessage;
import io.smppproxy.simulator.SelfSigned;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What simulated ESMEs do with their connections: TLS, enquire_link, messages that come, ends of every kind. */
@Timeout(60)
class EsmeConnectionTest {
    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private static SmscSimulator smsc() {
        return SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build());
    }

    private static EsmeConfigBuilder esme(SmscSimulator smsc) {
        return EsmeConfig.builder().port(smsc.port()).systemId("alice").password("secret");
    }

    private static EsmeSimulator bound(EsmeConfigBuilder config) throws InterruptedException {
        EsmeSimulator esmes = EsmeSimulator.start(config.build());
        assertTrue(esmes.awaitBound(WAIT), () -> esmes.stats().toString());
        return esmes;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static int command(String... args) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return EsmeSimulatorMain.commandLine().setOut(nowhere).setErr(nowhere).execute(args);
    }

    @Test
    void shouldSpeakTls() throws Exception {
        SelfSigned own = SelfSigned.make(directory);
        SelfSigned other = SelfSigned.make(directory);
        try (SmscSimulator smsc = SmscSimulator.start(
                SimulatorConfig.builder().sslContext(own.serverContext()).build())) {
            String port = Integer.toString(smsc.port());
            assertEquals(0, command("--port", port, "--messages", "3", "--tls"));
            assertEquals(
                    0,
                    command(
                            "--port",
                            port,
                            "--messages",
                            "3",
                            "--tls-ca",
                            own.certificate().toString()));
            assertEquals(6, smsc.stats().accepted());
            String strange = other.certificate().toString();
            assertEquals(1, command("--port", port, "--messages", "3", "--tls-ca", strange, "--answer-timeout", "5s"));
            assertEquals(1, command("--port", port, "--messages", "3", "--answer-timeout", "1s"), "without TLS");
            assertEquals(6, smsc.stats().accepted());
            Path wrong = Files.writeString(directory.resolve("no.pem"), "no certificate");
            assertEquals(2, command("--port", port, "--tls-ca", wrong.toString()));
        }
    }

    @Test
    void shouldAskAndAnswerWithEnquireLink() throws Exception {
        SimulatorConfig config = SimulatorConfig.builder()
                .enquireLinkInterval(Duration.ofMillis(5))
                .build();
        try (SmscSimulator smsc = SmscSimulator.start(config);
                EsmeSimulator esmes = bound(esme(smsc)
                        .transmitters(1)
                        .receivers(1)
                        .transceivers(1)
                        .enquireLinkInterval(Duration.ofMillis(5)))) {
            await("enquire_link of the message centre", () -> esmes.stats().enquireLinks() >= 30);
            await("enquire_link of the ESMEs", () -> smsc.stats().enquireLinks() >= 30);
            assertEquals(3, smsc.stats().boundSessions());
            assertTrue(esmes.unbind());
            assertEquals(0, esmes.stats().lost());
            assertEquals(0, esmes.stats().malformed());
        }
    }

    @Test
    void shouldCountMobileOriginatedMessages() throws Exception {
        MoMessage message = MoMessage.ofText("491700000001", "1000", "hello", 0).get(0);
        Path ledger = directory.resolve("ledger.jsonl");
        try (SmscSimulator smsc = smsc()) {
            try (EsmeSimulator esmes = bound(esme(smsc).receivers(2).ledgerFile(ledger))) {
                for (int i = 0; i < 10; i++) {
                    assertEquals(0, smsc.sendMo("alice", message).get(20, TimeUnit.SECONDS));
                }
                assertEquals(10, esmes.stats().messages());
                assertEquals(0, esmes.stats().receipts().size());
                esmes.unbind();
            }
            assertEquals(10, Files.readAllLines(ledger).size());
            assertTrue(Files.readString(ledger).contains("\"source_addr\":\"491700000001\""), ledger::toString);
            assertTrue(smsc.awaitNoConnections(WAIT));
            try (EsmeSimulator esmes = bound(esme(smsc).receivers(1).deliverStatus(CommandStatus.ESME_RX_R_APPN))) {
                assertEquals(
                        CommandStatus.ESME_RX_R_APPN,
                        smsc.sendMo("alice", message).get(20, TimeUnit.SECONDS));
                assertEquals(0, esmes.stats().messages());
            }
        }
    }

    @Test
    void shouldCutItsConnectionsAndBindAgain() throws Exception {
        try (SmscSimulator smsc = smsc();
                EsmeSimulator esmes = bound(esme(smsc).transceivers(3).reconnectDelay(Duration.ofMillis(1)))) {
            for (int round = 1; round <= 4; round++) {
                long binds = 3L * (round + 1);
                esmes.dropConnections(round % 2 == 0);
                await(
                        "bound again",
                        () -> esmes.stats().binds() == binds && esmes.stats().bound() == 3);
            }
            assertEquals(12, esmes.stats().lost());
        }
    }

    @Test
    void shouldFallSilentUntilItsConnectionsAreCut() throws Exception {
        try (SmscSimulator smsc = smsc();
                EsmeSimulator esmes = bound(
                        esme(smsc).transceivers(1).window(1).messages(2).enquireLinkInterval(Duration.ofMillis(1)))) {
            esmes.freeze();
            esmes.send();
            esmes.dropConnections(false);
            assertTrue(smsc.awaitNoConnections(WAIT));
            assertEquals(0, smsc.ledger().parts().size());
            assertEquals(0, esmes.stats().accepted());
            assertFalse(esmes.stats().isAllAccepted());
        }
    }

    @Test
    void shouldUnbindAndTellWhatThereWasWhenItIsStopped() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EsmeSimulatorMain.class.getName(),
                            "--port",
                            Integer.toString(smsc.port()),
                            "--rate",
                            "100",
                            "--for",
                            "10m")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertTrue(smsc.ledger().awaitAccepted(20, WAIT), "nothing is sent");
                // Process.destroy would close its output, too.
                process.toHandle().destroy();
                String output = String.join("\n", lines.lines().toList());
                assertTrue(process.waitFor(20, TimeUnit.SECONDS));
                assertTrue(output.contains("answers    {ESME_ROK="), output);
                assertTrue(output.contains("unanswered 0"), output);
                assertEquals(
                        1,
                        output.lines().filter(line -> line.startsWith("binds ")).count(),
                        output);
                assertTrue(smsc.awaitNoConnections(WAIT));
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
