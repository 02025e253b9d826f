package io.smppproxy.core.pdulog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.TestEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PDU logs of a whole core, through real sockets and files. */
class PduLogTrafficTest {
    private static final long ACCOUNT = 7;
    private static final PduLogSetting ON = new PduLogSetting(true, false);

    @TempDir
    Path dir;

    private MultiRig start(PduLogSetting link, PduLogSetting account) throws Exception {
        MultiRig rig = new MultiRig().simulated("a", change -> change);
        PduLogRules rules = new PduLogRules(Map.of(rig.id("a"), link), Map.of(ACCOUNT, account));
        rig.start(CoreConfigs.of(dir)
                .account(ACCOUNT, "shop", change -> change)
                .route(rig.id("a"))
                .pduLog(config -> config.withRules(rules)));
        rig.awaitBound("a");
        return rig;
    }

    private static List<LoggedPdu> entries(MultiRig rig, PduLogSide side) throws Exception {
        PduLogs logs = rig.core.pduLogs();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        List<LoggedPdu> entries = new ArrayList<>();
        for (PduLogFile file : logs.list(side, today.minusDays(1), today.plusDays(1), Set.of())) {
            entries.addAll(logs.view(side, file.id(), new PduLogQuery(0, 1_000, "", ""))
                    .entries());
        }
        return entries;
    }

    private static LoggedPdu await(MultiRig rig, PduLogSide side, String command) throws Exception {
        Await.until(
                command + " is logged",
                () -> entries(rig, side).stream()
                        .anyMatch(entry -> entry.command().equals(command)));
        return entries(rig, side).stream()
                .filter(entry -> entry.command().equals(command))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldLogWhatGoesOverBothSidesSockets() throws Exception {
        try (MultiRig rig = start(ON, ON);
                RawEsme esme = rig.esme("shop", RawEsme.BIND_TRX, InterfaceVersion.V3_4)) {
            int sequence = esme.submit("over both sides");
            assertEquals(0, esme.readOther().status());

            LoggedPdu bind = await(rig, PduLogSide.LINKS, "BIND_TRANSCEIVER");
            assertEquals(Direction.SENT, bind.direction());
            assertTrue(bind.json().contains("\"password\": \"******\""), bind::json);
            assertFalse(bind.hex().contains("736563726574"), bind::hex);
            assertEquals(
                    Direction.RECEIVED,
                    await(rig, PduLogSide.LINKS, "BIND_TRANSCEIVER_RESP").direction());
            LoggedPdu written = await(rig, PduLogSide.LINKS, "SUBMIT_SM");
            assertEquals(Direction.SENT, written.direction());
            assertTrue(written.sequence() > 0, "the sequence_number that the SMSC gets");
            assertEquals(bind.connection(), written.connection());
            assertEquals(
                    written.sequence(),
                    await(rig, PduLogSide.LINKS, "SUBMIT_SM_RESP").sequence());

            LoggedPdu esmeBind = await(rig, PduLogSide.ACCOUNTS, "BIND_TRANSCEIVER");
            assertEquals(Direction.RECEIVED, esmeBind.direction());
            assertTrue(esmeBind.json().contains("\"system_id\": \"shop\""), esmeBind::json);
            assertTrue(esmeBind.json().contains("\"password\": \"********\""), esmeBind::json);
            LoggedPdu submit = await(rig, PduLogSide.ACCOUNTS, "SUBMIT_SM");
            assertEquals(Direction.RECEIVED, submit.direction());
            assertEquals(sequence, submit.sequence());
            assertTrue(submit.json().contains("over both sides"), submit::json);
            LoggedPdu answer = await(rig, PduLogSide.ACCOUNTS, "SUBMIT_SM_RESP");
            assertEquals(Direction.SENT, answer.direction());
            assertEquals(submit.connection(), answer.connection());
            assertEquals(esmeBind.connection(), answer.connection());
            await(rig, PduLogSide.ACCOUNTS, "BIND_TRANSCEIVER_RESP");
            assertEquals(
                    List.of(ACCOUNT + ".log"),
                    rig.core.pduLogs().list(PduLogSide.ACCOUNTS, LocalDate.MIN, LocalDate.MAX, Set.of()).stream()
                            .map(PduLogFile::name)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void shouldLogAnEndThatAMalformedLengthMakes() throws Exception {
        try (MultiRig rig = start(PduLogSetting.OFF, ON);
                RawEsme esme = rig.esme("shop", RawEsme.BIND_TRX, InterfaceVersion.V3_4)) {
            esme.send(new byte[] {0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 9});
            LoggedPdu nack = await(rig, PduLogSide.ACCOUNTS, "GENERIC_NACK");
            assertEquals(Direction.SENT, nack.direction());
            assertEquals(List.of(), entries(rig, PduLogSide.LINKS));
        }
    }

    @Test
    void shouldSwitchWhileConnectionsStay() throws Exception {
        try (MultiRig rig = start(PduLogSetting.OFF, PduLogSetting.OFF);
                RawEsme esme = rig.esme("shop", RawEsme.BIND_TRX, InterfaceVersion.V3_4)) {
            esme.submit("first");
            assertEquals(0, esme.readOther().status());
            rig.core.pduLogs().rules(new PduLogRules(Map.of(), Map.of(ACCOUNT, new PduLogSetting(true, true))));
            esme.submit("second");
            assertEquals(0, esme.readOther().status());
            LoggedPdu submit = await(rig, PduLogSide.ACCOUNTS, "SUBMIT_SM");
            assertTrue(submit.json().contains("\"short_message\": \"******\""), submit::json);
            await(rig, PduLogSide.ACCOUNTS, "SUBMIT_SM_RESP");
            rig.core.pduLogs().rules(PduLogRules.NONE);
            esme.submit("third");
            assertEquals(0, esme.readOther().status());
            // Receipts come when they like.
            assertEquals(
                    List.of("SUBMIT_SM", "SUBMIT_SM_RESP"),
                    entries(rig, PduLogSide.ACCOUNTS).stream()
                            .map(LoggedPdu::command)
                            .filter(command -> command.startsWith("SUBMIT_SM"))
                            .toList());
            assertEquals(List.of(), entries(rig, PduLogSide.LINKS));
            assertEquals(1, rig.metrics("a").binds.get());
        }
    }

    @Test
    void shouldSendOnWhileTheDiskStandsStill() throws Exception {
        // Whoever opens a FIFO that nobody reads stands still.
        List<Path> fifos = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (LocalDate day : List.of(today, today.plusDays(1))) {
            Path fifo = dir.resolve("pdu-logs/links").resolve(day.toString()).resolve("smsc-101.log");
            Files.createDirectories(fifo.getParent());
            assertEquals(
                    0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
            fifos.add(fifo);
        }
        try (MultiRig rig = start(ON, ON)) {
            List<TestEdge.Sent> sent = new ArrayList<>();
            for (int i = 0; i < 6_000; i++) {
                sent.add(rig.edge.sendPatiently(TestEdge.message(rig.id("a"), "998901234567", "message " + i)));
            }
            for (TestEdge.Sent one : sent) {
                assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
            }
            assertEquals(0, rig.core.pduLogs().metrics().written.get());
            for (Path fifo : fifos) {
                Thread reader = new Thread(() -> drain(fifo), "reader");
                reader.setDaemon(true);
                reader.start();
            }
            Await.until(
                    "the rest is written",
                    () -> rig.core.pduLogs().metrics().written.get() > 0);
            Await.until(
                    "the rest is counted", () -> rig.core.pduLogs().metrics().dropped() > 0);
        }
    }

    private static void drain(Path fifo) {
        try (InputStream in = Files.newInputStream(fifo)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldSendOnWithoutADirectoryToWriteTo() throws Exception {
        Files.writeString(dir.resolve("pdu-logs"), "a file where the directory should be");
        try (MultiRig rig = start(ON, ON)) {
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    rig.edge
                            .sendPatiently(TestEdge.message(rig.id("a"), "998901234567", "hello"))
                            .await()
                            .outcome());
            Await.until(
                    "entries are counted as lost",
                    () -> rig.core.pduLogs().metrics().droppedDisk.get() >= 4);
        }
    }
}
