package io.smppproxy.simulator.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EsmeSimulatorTest {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static SmscSimulator smsc() {
        return SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build());
    }

    private static EsmeConfigBuilder esme(SmscSimulator smsc) {
        return EsmeConfig.builder().port(smsc.port()).systemId("alice").password("secret");
    }

    private static EsmeStats run(EsmeConfigBuilder config) throws InterruptedException {
        try (EsmeSimulator esmes = EsmeSimulator.start(config.build())) {
            assertTrue(esmes.awaitBound(WAIT), () -> esmes.stats().toString());
            return esmes.run();
        }
    }

    private static String command(int expectedExit, String... args) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int exit = EsmeSimulatorMain.commandLine().setOut(writer).setErr(writer).execute(args);
        writer.flush();
        assertEquals(expectedExit, exit, text.toString());
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"1,0,0,0x34", "2,2,0,0x33", "0,0,3,0x34", "1,1,1,0x50"})
    void shouldSendOverAnyMixOfBindsAndUnbind(int tx, int rx, int trx, String version) throws Exception {
        try (SmscSimulator smsc = smsc()) {
            EsmeStats stats = run(esme(smsc)
                    .transmitters(tx)
                    .receivers(rx)
                    .transceivers(trx)
                    .interfaceVersion(Integer.decode(version))
                    .eventLoops(2)
                    .registeredDelivery(rx + trx > 0 ? 1 : 0)
                    .messages(200));

            assertEquals(Map.of("ESME_ROK", 200L), stats.answers(), stats.toString());
            assertTrue(stats.isAllAccepted());
            assertEquals(rx + trx > 0 ? Map.of("DELIVRD", 200L) : Map.of(), stats.receipts());
            assertEquals(0, stats.missing());
            assertEquals(0, stats.unmatched());
            assertEquals(0, stats.lost());
            assertTrue(smsc.awaitNoConnections(WAIT));
            assertEquals(200, smsc.ledger().accepted().size());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shouldCutLongTextsAsAsked(Mode mode) throws Exception {
        try (SmscSimulator smsc = smsc()) {
            List<String> texts = SampleTexts.ofLength(300, SampleTexts.Alphabet.MIXED);
            EsmeStats stats = run(esme(smsc)
                    .transmitters(1)
                    .texts(texts)
                    .segmentation(SegmentationRules.DEFAULT.withMode(mode))
                    .destinations(2)
                    .messages(2));

            assertTrue(stats.isAllAccepted());
            assertEquals(mode == Mode.PAYLOAD ? 2 : 2 + 5, stats.sent());
            assertEquals(
                    texts,
                    smsc.ledger().messages().messages().stream()
                            .map(message -> message.text())
                            .toList());
        }
    }

    @Test
    void shouldCountThrottling() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            smsc.plan().throttlePartsPerSecond(1);
            EsmeStats stats = run(esme(smsc).transceivers(1).messages(20));

            assertFalse(stats.isAllAccepted());
            assertEquals(20, stats.answered());
            assertTrue(stats.answers().get("ESME_RTHROTTLED") > 0, stats.toString());
        }
    }

    @Test
    void shouldCountWhatALostConnectionLeavesUnanswered() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            smsc.plan().withheldAnswers(1);
            try (EsmeSimulator esmes = EsmeSimulator.start(
                    esme(smsc).transceivers(1).window(5).messages(20).build())) {
                assertTrue(esmes.awaitBound(WAIT));
                esmes.send();
                assertTrue(smsc.ledger().awaitParts(5, WAIT));
                smsc.dropConnections(true);
                esmes.awaitAnswers();
                EsmeStats stats = esmes.stats();

                assertEquals(1, stats.lost());
                assertEquals(5, stats.unanswered());
                assertEquals(15, stats.leftOver());
                assertFalse(stats.isAllAccepted());
            }
        }
    }

    @Test
    void shouldBindAgainAndGoOn() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            smsc.plan().drop(ConnectionDrop.every(10, ConnectionDrop.Point.BEFORE_ANSWER));
            EsmeStats stats =
                    run(esme(smsc).transceivers(1).window(1).messages(35).reconnectDelay(Duration.ofMillis(1)));

            assertEquals(35, stats.sent());
            assertEquals(3, stats.unanswered());
            assertEquals(32, stats.accepted());
            assertEquals(3, stats.lost());
        }
    }

    @Test
    void shouldTellDuplicateReceiptsFromMissingOnes() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withDuplicateProbability(1).withBeforeAnswer(true));
            EsmeStats stats =
                    run(esme(smsc).transceivers(1).registeredDelivery(1).messages(10));
            assertEquals(10, stats.matched());
            assertEquals(0, stats.missing());

            smsc.plan().receipts(ReceiptPlan.DEFAULT.withWhen(ReceiptPlan.When.NEVER));
            stats = run(esme(smsc)
                    .transceivers(1)
                    .registeredDelivery(1)
                    .receiptTimeout(Duration.ofMillis(20))
                    .messages(10));
            assertEquals(10, stats.missing());
        }
    }

    @Test
    void shouldKeepToTheRate() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            long startNs = System.nanoTime();
            EsmeStats stats = run(esme(smsc).transceivers(2).ratePerSecond(200).messages(41));
            assertTrue(System.nanoTime() - startNs >= 200_000_000);
            assertTrue(stats.isAllAccepted());
        }
    }

    @Test
    void shouldNameTheStatusOfARefusedBind() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        SimulatorConfig.builder().account("alice", "other").build());
                EsmeSimulator esmes =
                        EsmeSimulator.start(esme(smsc).transceivers(1).build())) {
            assertFalse(esmes.awaitBound(WAIT));
            assertEquals(Map.of("ESME_RINVPASWD", 1L), esmes.stats().refusedBinds());
        }
    }

    @Test
    void shouldRunFromTheCommandLine(@TempDir Path directory) throws Exception {
        try (SmscSimulator smsc = smsc()) {
            Path ledger = directory.resolve("esme.jsonl");
            String port = Integer.toString(smsc.port());
            String text =
                    command(0, "--port", port, "--messages", "3", "--expect-receipts", "--ledger", ledger.toString());
            assertTrue(text.contains("{ESME_ROK=3}"), text);
            List<String> lines = Files.readAllLines(ledger);
            assertEquals(9, lines.size(), lines.toString());

            smsc.plan().receipts(ReceiptPlan.DEFAULT.withWhen(ReceiptPlan.When.NEVER));
            command(1, "--port", port, "--messages", "3", "--expect-receipts", "--receipt-timeout", "10ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--smpp,3.2,smpp: \"3.2\"",
        "--for,soon,for: \"soon\"",
        "--to,abc,destination: \"abc\"",
        "--window,0,window: 0",
        "--length,-1,length: -1"
    })
    void shouldNameTheBadOption(String option, String value, String expected) {
        String error = command(2, option, value);
        assertTrue(error.contains(expected), error);
    }

    @Test
    void shouldTeach() {
        String help = command(0, "--help");
        for (String word : new String[] {"--tx", "--rate", "--expect-receipts", "--ledger", "Examples:"}) {
            assertTrue(help.contains(word), word);
        }
        assertFalse(help.contains("${"), help);
    }
}
