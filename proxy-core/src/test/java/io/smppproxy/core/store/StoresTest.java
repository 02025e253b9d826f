package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.journal.FileJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    private static final int MESSAGES = 800;
    private static final long[] POSITIONS = {4096, 0, 1L << 40};

    @TempDir
    Path directory;

    private Stores open() {
        return Stores.open(directory, 1000, 1000);
    }

    private static void fill(Stores stores) {
        for (long i = 0; i < MESSAGES; i++) {
            stores.messages().write(MessageStoreContract.message(i, 1, 10));
        }
        stores.receipts().write(1, new byte[] {1}, 1, new ReceiptEntry().part(1, 2, 3, 4));
        stores.contacts().add(1, 2, 3, 4, 5, 6);
    }

    private void assertGood() {
        try (Stores stores = open()) {
            assertNull(stores.rebuildReason());
            assertEquals(4096, stores.appliedPosition(0));
            assertEquals(0, stores.appliedPosition(1));
            assertEquals(1L << 40, stores.appliedPosition(2));
            assertEquals(0, stores.appliedPosition(3));
            assertEquals(MESSAGES, stores.messages().size());
            assertEquals(1, stores.receipts().size());
            assertEquals(1, stores.contacts().size());
            assertNull(stores.bounds().fullStore());
        }
    }

    private void assertStartsOver(String reason) {
        try (Stores stores = open()) {
            assertNotNull(stores.rebuildReason(), "expected: " + reason);
            assertTrue(stores.rebuildReason().contains(reason), stores.rebuildReason());
            assertEquals(0, stores.appliedPosition(0));
            assertEquals(0, stores.messages().size());
            assertEquals(0, stores.receipts().size());
            assertEquals(0, stores.contacts().size());
            fill(stores);
        }
        // Nobody has said how far the journal was applied since.
        try (Stores stores = open()) {
            assertEquals("there is no whole checkpoint", stores.rebuildReason());
            fill(stores);
            stores.closeCleanly(POSITIONS);
        }
        assertGood();
        try (Stores stores = open()) {
            stores.closeCleanly(POSITIONS);
        }
    }

    private void leave(boolean cleanly) {
        try (Stores stores = open()) {
            fill(stores);
            stores.writeCheckpoint(POSITIONS);
            if (cleanly) {
                stores.closeCleanly(POSITIONS);
            }
        }
    }

    private Path map(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(name + ".*\\.map"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void pretendReboot() throws IOException {
        CheckpointFile file = new CheckpointFile(directory);
        Checkpoint checkpoint = file.read();
        file.write(
                new Checkpoint("another boot", checkpoint.clean(), checkpoint.positions(), checkpoint.maps()), false);
    }

    @Test
    void shouldStartWithEmptyMaps() {
        assertStartsOver("there is no whole checkpoint");
    }

    @Test
    void shouldGoOnAtTheCheckpointAfterACrash() {
        leave(false);
        assertGood();
        assertGood();
    }

    @Test
    void shouldBelieveACleanStopEvenAfterAReboot() throws IOException {
        leave(true);
        pretendReboot();
        assertGood();
        // This time it was not stopped cleanly.
        pretendReboot();
        assertStartsOver("the machine was restarted without a clean stop");
    }

    @Test
    void shouldStartOverAfterARebootWithoutACleanStop() throws IOException {
        leave(false);
        pretendReboot();
        assertStartsOver("the machine was restarted without a clean stop");
    }

    @Test
    void shouldStartOverWhenAMapIsMissingOrCutOrEmptied() throws IOException {
        leave(true);
        Files.delete(map("receipts"));
        assertStartsOver("is missing or too short");
        byte[] content = Files.readAllBytes(map("contacts"));
        Files.write(map("contacts"), Arrays.copyOf(content, content.length - 1));
        assertStartsOver("is missing or too short");
        content = Files.readAllBytes(map("messages"));
        Arrays.fill(content, content.length / 4, content.length, (byte) 0);
        Files.write(map("messages"), content);
        assertStartsOver("map");
    }

    @Test
    void shouldStartOverWhenEntriesAreMissingAfterACleanStop() throws IOException {
        leave(true);
        CheckpointFile file = new CheckpointFile(directory);
        Checkpoint checkpoint = file.read();
        List<MapState> oneMore = checkpoint.maps().stream()
                .map(map -> new MapState(map.fileName(), map.fileBytes(), map.entries() + 1))
                .toList();
        file.write(new Checkpoint(checkpoint.bootId(), true, checkpoint.positions(), oneMore), false);
        assertStartsOver("entries are missing in a map");
    }

    @Test
    void shouldStartOverWhenAMapIsDamaged() throws IOException {
        leave(false);
        byte[] content = Files.readAllBytes(map("messages"));
        for (int i = content.length / 8; i < content.length; i++) {
            content[i] ^= 0x33;
        }
        Files.write(map("messages"), content);
        assertStartsOver("a map was missing or damaged");
    }

    @Test
    void shouldStartOverWithAnotherCapacity() {
        leave(true);
        try (Stores stores = Stores.open(directory, 2000, 1000)) {
            assertEquals("a map was missing or damaged", stores.rebuildReason());
            assertEquals(0, stores.contacts().size());
        }
    }

    @Test
    void shouldNotBelieveAPositionThatTheJournalDoesNotHave() {
        try (FileJournal journal =
                FileJournal.open(directory.resolve("journal"), 1, DurabilityClass.PROCESS, 1 << 20, 1 << 30)) {
            journal.writer(0).append(1, 0, new UnsafeBuffer(new byte[100]), 0, 100);
            journal.writer(0).commit();
            long end = journal.writer(0).writtenPosition();
            try (Stores stores = open()) {
                stores.writeCheckpoint(new long[] {end});
            }
            try (Stores stores = Stores.open(directory, 1000, 1000, journal)) {
                assertNull(stores.rebuildReason());
                stores.writeCheckpoint(new long[] {end + 8});
            }
            try (Stores stores = Stores.open(directory, 1000, 1000, journal)) {
                assertEquals(
                        "the checkpoint's position " + (end + 8) + " of stream 0 is not in the journal",
                        stores.rebuildReason());
                stores.writeCheckpoint(new long[] {end, 0});
            }
            try (Stores stores = Stores.open(directory, 1000, 1000, journal)) {
                assertEquals("the checkpoint's position 0 of stream 1 is not in the journal", stores.rebuildReason());
            }
        }
    }

    @Test
    void shouldNoticeAnyChangeOfTheCheckpointFile() throws IOException {
        CheckpointFile file = new CheckpointFile(directory);
        Checkpoint checkpoint =
                new Checkpoint("boot", true, List.of(1L, 2L), List.of(new MapState("a-v1-5.map", 77, 5)));
        file.write(checkpoint, true);
        assertEquals(checkpoint, file.read());
        Path path = directory.resolve("checkpoint");
        byte[] content = Files.readAllBytes(path);
        for (int i = 0; i < content.length; i++) {
            byte[] changed = content.clone();
            changed[i] ^= 1;
            Files.write(path, changed);
            assertNull(file.read(), "octet " + i);
            Files.write(path, Arrays.copyOf(content, i));
            assertNull(file.read(), "cut at " + i);
        }
        file.delete();
        assertNull(file.read());
    }
}
