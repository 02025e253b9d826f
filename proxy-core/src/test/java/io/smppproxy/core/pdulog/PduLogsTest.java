package io.smppproxy.core.pdulog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import io.smppproxy.core.harness.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PduLogsTest {
    private static final String SUBMIT_SM =
            "000000450000000400000000000000080005004d7953656e6465720001013338303939313233"
                    + "343536370000000000000100000110486176652061206e6963652064617921";
    private static final String ENQUIRE_LINK = "00000010000000150000000000000007";
    private static final PduLogSetting ON = new PduLogSetting(true, false);
    private static final PduLogSetting MASKED = new PduLogSetting(true, true);
    private static final LocalDate DAY = LocalDate.of(2024, 7, 29);
    private static final String FILE = "2024-07-29mysmsc.log";
    private static final long LINK = 101;

    private final AtomicLong clockMs =
            new AtomicLong(Instant.parse("2024-07-29T18:02:05Z").toEpochMilli());

    @TempDir
    Path dir;

    private PduLogs logs;

    @AfterEach
    void close() {
        if (logs != null) {
            logs.close();
        }
    }

    private PduLogConfig config(PduLogSetting setting) {
        return new PduLogConfig(
                dir.resolve("links"),
                dir.resolve("accounts"),
                ZoneId.of("Europe/Kyiv"),
                30,
                0,
                0,
                PduLogConfig.MIN_RING_BYTES,
                TlvDictionary.standard(),
                rules(setting));
    }

    private static PduLogRules rules(PduLogSetting setting) {
        return new PduLogRules(Map.of(LINK, setting), Map.of(1234L, setting));
    }

    private PduTap open(PduLogConfig config, PduLogDisk disk) {
        logs = PduLogs.start(config, disk, clockMs::get);
        return logs.taps().ofLink(LINK, "mysmsc");
    }

    private PduTap open(PduLogSetting setting) {
        return open(config(setting), new PduLogDisk());
    }

    private static ByteBuf pdu(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    private static void receive(PduTap tap, String hex) {
        tap.received(pdu(hex), 0, hex.length() / 2);
    }

    private static ByteBuf submit(int sequence, String sender, String text) {
        SmEncoder encoder = new SmEncoder();
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        encoder.reset(CommandId.SUBMIT_SM)
                .sourceAddr(5, 0, sender)
                .destinationAddr(1, 1, "380991234567")
                .shortMessage(octets, 0, octets.length);
        int length = encoder.encode();
        ByteBuf pdu = Unpooled.copiedBuffer(encoder.octets(), encoder.octetsOffset(), length);
        PduHeader.setSequenceNumber(pdu, 0, sequence);
        return pdu;
    }

    private void awaitWritten(long entries) throws Exception {
        Await.until(entries + " entries", () -> logs.metrics().written.get() >= entries);
    }

    private String content(String fileId) throws IOException {
        try (InputStream in = logs.open(PduLogSide.LINKS, fileId)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private PduLogPage view(long offset, int limit, String text, String command) throws IOException {
        return logs.view(PduLogSide.LINKS, FILE, new PduLogQuery(offset, limit, text, command));
    }

    @Test
    void shouldWriteWhatTheSampleOfTheApiShows() throws Exception {
        PduTap tap = open(ON);
        receive(tap, SUBMIT_SM);
        clockMs.addAndGet(1_000);
        tap.sent(pdu(ENQUIRE_LINK + ENQUIRE_LINK));
        awaitWritten(3);
        String sample = """
                INFO[2024-07-29 21:02:05][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: <<<<< 000000450000000400000000000000080005004d7953656e6465720001013338303939313233343536370000000000000100000110486176652061206e6963652064617921
                SUBMIT_SM:
                {
                "Header": {
                "command_length": 69,
                "command_id": 4,
                "command_status": 0,
                "sequence_number": 8
                },
                "service_type": "",
                "source_addr_ton": 5,
                "source_addr_npi": 0,
                "source_addr": "MySender",
                "dest_addr_ton": 1,
                "dest_addr_npi": 1,
                "destination_addr": "380991234567",
                "esm_class": 0,
                "protocol_id": 0,
                "priority_flag": 0,
                "schedule_delivery_time": "",
                "validity_period": "",
                "registered_delivery": 1,
                "replace_if_present_flag": false,
                "message": {
                "data_coding": 0,
                "sm_default_msg_id": 1,
                "short_message": "Have a nice day!"
                }
                }
                INFO[2024-07-29 21:02:06][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: >>>>> 00000010000000150000000000000007
                ENQUIRE_LINK:
                """;
        // The sample's page has lost its indentation.
        String written = content(FILE)
                .replaceAll("(?m)^ +", "")
                .replace(tap.connectionId().toString(), "1beb339d-24dd-4abc-a1c3-9e77d88856ab");
        assertTrue(written.startsWith(sample), written);
        assertEquals(2, written.split(">>>>> " + ENQUIRE_LINK, -1).length - 1);
    }

    @Test
    void shouldListFilesAsTheApiDoes() throws Exception {
        PduTap tap = open(ON);
        receive(tap, ENQUIRE_LINK);
        logs.taps().ofAccount(1234).received(pdu(ENQUIRE_LINK), 0, 16);
        awaitWritten(2);
        List<PduLogFile> files = logs.list(PduLogSide.LINKS, DAY, DAY, Set.of());
        assertEquals(1, files.size());
        PduLogFile file = files.get(0);
        assertEquals(FILE, file.id());
        assertEquals("mysmsc.log", file.name());
        assertEquals(DAY, file.date());
        assertEquals(content(FILE).length(), file.sizeBytes());
        assertEquals(file, logs.find(PduLogSide.LINKS, FILE));
        assertEquals(1, logs.list(PduLogSide.LINKS, DAY, DAY, Set.of("mysmsc")).size());
        assertEquals(List.of(), logs.list(PduLogSide.LINKS, DAY, DAY, Set.of("other")));
        assertEquals(List.of(), logs.list(PduLogSide.LINKS, DAY.plusDays(1), DAY.plusDays(9), Set.of()));
        assertEquals(
                "2024-07-291234.log",
                logs.list(PduLogSide.ACCOUNTS, DAY, DAY, Set.of("1234")).get(0).id());
        assertNull(logs.find(PduLogSide.LINKS, "2024-07-28mysmsc.log"));
        assertThrows(NoSuchFileException.class, () -> content("2024-07-28mysmsc.log"));
    }

    @Test
    void shouldPutEachPduIntoTheFileOfItsDay() throws Exception {
        PduTap tap = open(ON);
        clockMs.set(Instant.parse("2024-07-29T20:59:59.999Z").toEpochMilli());
        receive(tap, ENQUIRE_LINK);
        clockMs.addAndGet(1);
        receive(tap, SUBMIT_SM);
        awaitWritten(2);
        assertTrue(content(FILE).startsWith("INFO[2024-07-29 23:59:59]"));
        assertTrue(content("2024-07-30mysmsc.log").startsWith("INFO[2024-07-30 00:00:00]"));
        assertFalse(content(FILE).contains("SUBMIT_SM"));
    }

    @Test
    void shouldMaskPasswordsInHexAndJson() throws Exception {
        PduTap tap = open(ON);
        String bind = "00000023000000090000000000000001" + "65736d6500" + "7365637265743100" + "00340000" + "0000";
        String whole = String.format("%08x", bind.length() / 2) + bind.substring(8);
        receive(tap, whole);
        awaitWritten(1);
        String written = content(FILE);
        assertTrue(written.contains("\"password\": \"*******\""), written);
        assertFalse(written.contains("secret1"), written);
        assertFalse(written.contains("73656372657431"), written);
    }

    @Test
    void shouldMaskTextsWhileItIsAskedTo() throws Exception {
        PduTap tap = open(MASKED);
        receive(tap, SUBMIT_SM);
        awaitWritten(1);
        String written = content(FILE);
        assertTrue(written.contains("\"short_message\": \"****************\""), written);
        assertFalse(written.contains("486176652061"), written);
        logs.rules(rules(ON));
        assertEquals(ON, logs.setting(PduLogSide.LINKS, LINK));
        receive(tap, SUBMIT_SM);
        awaitWritten(2);
        assertTrue(content(FILE).contains("Have a nice day!"));
    }

    @Test
    void shouldFollowItsSwitchWithTheNextPdu() throws Exception {
        PduTap tap = open(PduLogSetting.OFF);
        receive(tap, ENQUIRE_LINK);
        logs.rules(rules(ON));
        receive(tap, SUBMIT_SM);
        logs.rules(PduLogRules.NONE);
        receive(tap, ENQUIRE_LINK);
        assertEquals(PduLogSetting.OFF, logs.setting(PduLogSide.LINKS, LINK));
        awaitWritten(1);
        logs.close();
        assertEquals(1, logs.metrics().written.get());
        assertTrue(content(FILE).contains("SUBMIT_SM"));
        assertFalse(content(FILE).contains("ENQUIRE_LINK"));
    }

    @Test
    void shouldKeepOneRecordWhateverASenderIsCalled() throws Exception {
        PduTap tap = open(ON);
        String[] names = {
            "a\nINFO[2024", "a\r\n}", "<img src=x>", "\u001b[31m", "a\"}\n{", "}\nINFO[20\n", "\u007f\u0085\u0001",
        };
        for (String name : names) {
            ByteBuf pdu = submit(1, "X", "hello");
            byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuf hostile = Unpooled.buffer();
            hostile.writeBytes(pdu, 0, 19).writeBytes(octets).writeBytes(pdu, 20, pdu.readableBytes() - 20);
            hostile.setInt(0, hostile.readableBytes());
            tap.sent(hostile);
        }
        awaitWritten(names.length);
        PduLogPage page = view(0, 100, "", "");
        assertEquals(names.length, page.entries().size());
        String written = content(FILE);
        assertEquals(names.length, written.split("(?m)^INFO\\[", -1).length - 1);
        assertTrue(
                written.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F) || c > 0x9F),
                "a control character reached the file");
        assertTrue(
                page.entries().get(0).json().contains("a\\nINFO[2024"),
                page.entries().get(0)::json);
    }

    @Test
    void shouldShowEntriesPageByPageAndFiltered() throws Exception {
        PduTap tap = open(ON);
        for (int i = 1; i <= 10; i++) {
            tap.sent(submit(i, "S" + i, "text number " + i));
            receive(tap, "000000118000000400000000" + String.format("%08x", i) + "00");
        }
        awaitWritten(20);
        PduLogPage first = view(0, 7, "", "");
        assertEquals(7, first.entries().size());
        assertFalse(first.isEnd());
        PduLogPage second = view(first.next(), 100, "", "");
        assertEquals(13, second.entries().size());
        assertTrue(second.isEnd());
        assertEquals(logs.find(PduLogSide.LINKS, FILE).sizeBytes(), second.next());
        LoggedPdu sent = first.entries().get(0);
        assertEquals("SUBMIT_SM", sent.command());
        assertEquals(Direction.SENT, sent.direction());
        assertEquals("2024-07-29 21:02:05", sent.at());
        assertEquals(tap.connectionId().toString(), sent.connection());
        assertEquals(1, sent.sequence());
        assertTrue(sent.json().startsWith("{\n"), sent.json());
        assertTrue(sent.json().endsWith("\n}\n"), sent.json());
        assertEquals(10, view(0, 100, "", "submit_sm_resp").entries().size());
        assertEquals(
                Direction.RECEIVED,
                view(0, 100, "", "Submit_SM_Resp").entries().get(3).direction());
        assertEquals(1, view(0, 100, "TEXT NUMBER 10", "").entries().size());
        assertEquals(0, view(0, 100, "text number 11", "").entries().size());
        assertEquals(1, view(0, 100, "s7", "submit_sm").entries().size());
        PduLogPage last = view(-600, 100, "", "");
        assertTrue(last.isEnd());
        assertFalse(last.entries().isEmpty());
        assertEquals(10, last.entries().get(last.entries().size() - 1).sequence());
        // What comes later is read from where the last page ended.
        receive(tap, ENQUIRE_LINK);
        awaitWritten(21);
        PduLogPage later = view(second.next(), 100, "", "");
        assertEquals(1, later.entries().size());
        assertEquals("ENQUIRE_LINK", later.entries().get(0).command());
        assertEquals(7, later.entries().get(0).sequence());
        assertThrows(IllegalArgumentException.class, () -> view(0, 0, "", ""));
        assertThrows(IllegalArgumentException.class, () -> view(0, 1_001, "", ""));
    }

    @Test
    void shouldShowTheStatusOfARefusal() throws Exception {
        PduTap tap = open(ON);
        receive(tap, "00000010800000040000005800000009");
        receive(tap, "0000");
        awaitWritten(2);
        List<LoggedPdu> entries = view(0, 10, "", "").entries();
        assertEquals(0x58, entries.get(0).commandStatus());
        assertEquals(9, entries.get(0).sequence());
        assertEquals(0, entries.get(1).sequence());
        assertEquals("OCTETS", entries.get(1).command());
    }

    @Test
    void shouldPassOverAnEntryThatIsNotWhole() throws Exception {
        Path file = dir.resolve("links/2024-07-29/mysmsc.log");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "INFO[2024-07-29 01:00:00][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: <<<<< 0000");
        PduTap tap = open(ON);
        receive(tap, ENQUIRE_LINK);
        awaitWritten(1);
        PduLogPage page = view(0, 10, "", "");
        assertEquals(1, page.entries().size());
        assertEquals("ENQUIRE_LINK", page.entries().get(0).command());
        assertTrue(content(FILE).contains("<<<<< 0000\nINFO["), content(FILE));
    }

    @Test
    void shouldRefuseWhateverIsNoNameOfALog() throws Exception {
        open(ON);
        Path secret = Files.writeString(dir.resolve("secret.log"), "secret");
        Files.createDirectories(dir.resolve("links/2024-07-29"));
        Files.createSymbolicLink(dir.resolve("links/2024-07-29/link.log"), secret);
        Files.createDirectories(dir.resolve("links/2024-07-29/dir.log"));
        Files.createSymbolicLink(dir.resolve("links/2024-07-30"), dir);
        String[] ids = {
            "",
            "2024-07-29",
            "2024-07-29.log",
            "2024-07-29..log",
            "2024-07-29../secret.log",
            "2024-07-29../../secret.log",
            "2024-07-29/../../secret.log",
            "2024-07-29..\\secret.log",
            "../2024-07-29mysmsc.log",
            "/etc/passwd",
            "/etc/2024-07-29passwd.log",
            "2024-07-29/etc/passwd",
            "2024-07-29%2e%2e%2fsecret.log",
            "2024-07-29mysmsc%00.log",
            "2024-07-29mysmsc\u0000.log",
            "2024-07-29mysmsc.log\u0000",
            "2024-07-29mysmsc.log\n",
            "2024-07-29my\u2215smsc.log",
            "2024-07-29my smsc.log",
            "2024-07-29.hidden.log",
            "2024-02-30mysmsc.log",
            "2024-13-01mysmsc.log",
            "0000-00-00mysmsc.log",
            "2024-07-29mysmsc.txt",
            "2024-07-29" + "a".repeat(300) + ".log",
            "2024-07-29" + "a".repeat(101) + ".log",
            "\u0662\u0660\u0662\u0664-07-29mysmsc.log",
        };
        for (String id : ids) {
            assertThrows(IllegalArgumentException.class, () -> logs.find(PduLogSide.LINKS, id), id);
            assertThrows(IllegalArgumentException.class, () -> logs.open(PduLogSide.LINKS, id), id);
            PduLogQuery all = new PduLogQuery(0, 1, "", "");
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> logs.view(PduLogSide.ACCOUNTS, id, all), id);
            assertTrue(e.getMessage().length() < 200, e::getMessage);
            assertTrue(e.getMessage().chars().allMatch(c -> c >= ' '), e::getMessage);
        }
        for (String id : List.of("2024-07-29link.log", "2024-07-29dir.log", "2024-07-30secret.log")) {
            assertNull(logs.find(PduLogSide.LINKS, id), id);
            assertThrows(NoSuchFileException.class, () -> logs.open(PduLogSide.LINKS, id), id);
        }
        assertEquals(List.of(), logs.list(PduLogSide.LINKS, DAY, DAY.plusDays(9), Set.of()));
        assertNull(logs.find(PduLogSide.LINKS, "2024-07-29" + "a".repeat(100) + ".log"));
        assertThrows(IllegalArgumentException.class, () -> logs.taps().ofLink(7, "../up"));
    }

    @Test
    void shouldDeleteLogsOfDaysThatAreOver() throws Exception {
        for (String day : List.of("2024-06-28", "2024-06-29", "2024-07-28")) {
            Files.createDirectories(dir.resolve("links").resolve(day));
            Files.writeString(dir.resolve("links").resolve(day).resolve("mysmsc.log"), "x");
        }
        Files.writeString(dir.resolve("links/2024-06-28/notes.txt"), "not ours");
        Files.createDirectories(dir.resolve("accounts/2024-01-01"));
        Files.writeString(dir.resolve("accounts/2024-01-01/1234.log"), "x");
        Files.createDirectories(dir.resolve("links/archive"));
        open(ON);
        Await.until("old logs are gone", () -> !Files.exists(dir.resolve("accounts/2024-01-01")));
        assertFalse(Files.exists(dir.resolve("links/2024-06-28/mysmsc.log")));
        assertTrue(Files.exists(dir.resolve("links/2024-06-28/notes.txt")));
        assertTrue(Files.exists(dir.resolve("links/2024-06-29/mysmsc.log")));
        assertTrue(Files.exists(dir.resolve("links/2024-07-28/mysmsc.log")));
        assertTrue(Files.exists(dir.resolve("links/archive")));
        clockMs.addAndGet(86_400_000);
        Await.until("a day later", () -> !Files.exists(dir.resolve("links/2024-06-29")));
    }

    @Test
    void shouldTakeNoMoreThanItsSizeADay() throws Exception {
        PduLogConfig small = new PduLogConfig(
                dir.resolve("links"),
                dir.resolve("accounts"),
                ZoneId.of("UTC"),
                1,
                2_000,
                0,
                PduLogConfig.MIN_RING_BYTES,
                TlvDictionary.standard(),
                rules(ON));
        PduTap tap = open(small, new PduLogDisk());
        for (int i = 0; i < 50; i++) {
            receive(tap, SUBMIT_SM);
        }
        Await.until(
                "all are counted",
                () -> logs.metrics().written.get() + logs.metrics().droppedSize.get() == 50);
        assertTrue(logs.metrics().droppedSize.get() > 0);
        assertTrue(logs.find(PduLogSide.LINKS, FILE).sizeBytes() < 4_000);
        clockMs.addAndGet(86_400_000);
        receive(tap, ENQUIRE_LINK);
        Await.until("a new day", () -> logs.find(PduLogSide.LINKS, "2024-07-30mysmsc.log") != null);
    }

    @Test
    void shouldLoseLinesButNoTimeWhileTheDiskStands() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        PduTap tap = open(config(ON), new PduLogDisk() {
            @Override
            WritableByteChannel append(Path file) throws IOException {
                WritableByteChannel channel = super.append(file);
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return channel;
            }
        });
        receive(tap, SUBMIT_SM);
        blocked.await();
        int offered = 50_000;
        ByteBuf pdu = pdu(SUBMIT_SM);
        for (int i = 0; i < offered; i++) {
            tap.sent(pdu);
        }
        release.countDown();
        Await.until(
                "all are counted",
                () -> logs.metrics().written.get() + logs.metrics().droppedBusy.get() == offered + 1);
        assertTrue(logs.metrics().droppedBusy.get() > 10_000);
        assertEquals(logs.metrics().droppedBusy.get(), logs.metrics().dropped());
        assertEquals(logs.metrics().written.get(), content(FILE).split("(?m)^INFO\\[", -1).length - 1);
    }

    @Test
    void shouldCountWhatAFailingDiskCostsAndGoOn() throws Exception {
        FullDisk disk = new FullDisk();
        PduTap tap = open(config(ON), disk);
        disk.isFull = true;
        receive(tap, SUBMIT_SM);
        receive(tap, SUBMIT_SM);
        Await.until("both are lost", () -> logs.metrics().droppedDisk.get() == 2);
        disk.isFull = false;
        receive(tap, ENQUIRE_LINK);
        awaitWritten(1);
        assertTrue(content(FILE).contains("ENQUIRE_LINK"));
    }

    @Test
    void shouldLeaveTheDiskItsLastRoom() throws Exception {
        FullDisk disk = new FullDisk();
        disk.usable = 999;
        PduLogConfig careful = new PduLogConfig(
                dir.resolve("links"),
                dir.resolve("accounts"),
                ZoneId.of("UTC"),
                1,
                0,
                1_000,
                PduLogConfig.MIN_RING_BYTES,
                TlvDictionary.standard(),
                rules(ON));
        PduTap tap = open(careful, disk);
        Await.until("nothing is written", () -> {
            receive(tap, SUBMIT_SM);
            return logs.metrics().droppedDisk.get() > 0;
        });
        disk.usable = 1_000;
        long before = logs.metrics().written.get();
        Await.until("it is written again", () -> {
            receive(tap, SUBMIT_SM);
            return logs.metrics().written.get() > before;
        });
    }

    private static final class FullDisk extends PduLogDisk {
        volatile boolean isFull;
        volatile long usable = Long.MAX_VALUE;

        @Override
        WritableByteChannel append(Path file) throws IOException {
            if (isFull) {
                throw new IOException("No space left on device");
            }
            return super.append(file);
        }

        @Override
        long usableBytes(Path directory) {
            return usable;
        }
    }
}
