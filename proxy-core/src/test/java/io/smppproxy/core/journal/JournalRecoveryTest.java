package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill, a loss of power and a bad disk leave, and what opening makes of it. */
class JournalRecoveryTest {
    private static final int COUNT = 20;

    @TempDir
    Path root;

    private Path directory;
    private List<Long> ends;
    private byte[] whole;

    @BeforeEach
    void writeRecords() throws IOException {
        directory = root.resolve("journal");
        try (FileJournal journal = Records.open(directory)) {
            ends = Records.write(journal, 0, COUNT);
        }
        whole = Files.readAllBytes(Records.lastSegment(directory));
    }

    private void leave(byte[] content) throws IOException {
        Files.write(Records.lastSegment(directory), content);
    }

    private List<Long> reopened() {
        try (FileJournal journal = Records.open(directory)) {
            return Records.read(journal, 0);
        }
    }

    private int fileOffset(int endOfRecord) {
        return Segment.HEADER_BYTES + Math.toIntExact(ends.get(endOfRecord));
    }

    @Test
    void shouldCutATailTornAtAnyOctetOfTheLastRecord() throws IOException {
        for (int cut = fileOffset(COUNT - 2) + 1; cut < whole.length; cut++) {
            leave(Arrays.copyOf(whole, cut));
            assertEquals(Records.numbers(0, COUNT - 1), reopened(), "cut at " + cut);
            assertEquals(fileOffset(COUNT - 2), Files.size(Records.lastSegment(directory)));
        }
    }

    @Test
    void shouldCutATailOfZeros() throws IOException {
        for (int cut = fileOffset(COUNT - 2); cut < whole.length; cut++) {
            leave(Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length + 5000));
            List<Long> read = reopened();
            // What the zeros replace may have been zero padding.
            assertTrue(
                    read.equals(Records.numbers(0, COUNT - 1)) || read.equals(Records.numbers(0, COUNT)), "at " + cut);
        }
    }

    @Test
    void shouldCutGarbageAndGoOnAppending() throws IOException {
        byte[] garbage = new byte[100_000];
        new java.util.Random(5).nextBytes(garbage);
        byte[] content = Arrays.copyOf(whole, whole.length + garbage.length);
        System.arraycopy(garbage, 0, content, whole.length, garbage.length);
        leave(content);
        try (FileJournal journal = Records.open(directory)) {
            assertEquals(ends.get(COUNT - 1), journal.writer(0).writtenPosition());
            Records.write(journal, COUNT, 2 * COUNT);
        }
        assertEquals(Records.numbers(0, 2 * COUNT), reopened());
    }

    @Test
    void shouldTakeADamagedLastRecordForATornTail() throws IOException {
        byte[] content = whole.clone();
        content[content.length - 20] ^= 1;
        leave(content);
        assertEquals(Records.numbers(0, COUNT - 1), reopened());
    }

    @Test
    void shouldRefuseAFlippedBitInTheMiddleAndNameThePlace() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int record : new int[] {0, 1, COUNT / 2, COUNT - 2}) {
            int start = record == 0 ? Segment.HEADER_BYTES : fileOffset(record - 1);
            for (int at = start; at < fileOffset(record); at++) {
                byte[] content = whole.clone();
                content[at] ^= (byte) (1 << random.nextInt(8));
                leave(content);
                JournalException e = assertThrows(JournalException.class, this::reopened, "flip at " + at);
                assertTrue(
                        e.getMessage()
                                .contains("damaged at position " + (start - Segment.HEADER_BYTES) + " (octet " + start),
                        e.getMessage());
                assertTrue(e.getMessage().contains("truncate -s " + start + " "), e.getMessage());
            }
        }
        leave(whole);
        assertEquals(Records.numbers(0, COUNT), reopened());
    }

    @Test
    void shouldRefuseAFlippedBitInASegmentHeader() throws IOException {
        for (int at = 0; at < Segment.HEADER_BYTES; at++) {
            byte[] content = whole.clone();
            content[at] ^= 0x10;
            leave(content);
            JournalException e = assertThrows(JournalException.class, this::reopened, "flip at " + at);
            assertTrue(e.getMessage().contains("not the header of a journal segment"), e.getMessage());
        }
    }

    @Test
    void shouldRefuseAnyDamageInAnOlderSegment() throws IOException {
        Path many = root.resolve("many");
        try (FileJournal journal = Records.open(many, DurabilityClass.PROCESS, new JournalFiles())) {
            Records.write(journal, 0, 300);
        }
        List<Path> segments = Records.segments(many);
        Path middle = segments.get(segments.size() / 2);
        byte[] content = Files.readAllBytes(middle);

        Files.write(middle, Arrays.copyOf(content, content.length - 1));
        assertTrue(refusal(many).contains(middle + ": damaged at position"));

        Files.write(middle, Arrays.copyOf(content, Segment.HEADER_BYTES));
        assertTrue(refusal(many).contains("records between are missing"));

        Files.write(middle, new byte[0]);
        assertTrue(refusal(many).contains(middle + ": has no header"));

        Files.delete(middle);
        assertTrue(refusal(many).contains("records between are missing"));

        Files.write(middle, content);
        Path renamed = middle.resolveSibling(Segment.fileName(0));
        byte[] first = Files.readAllBytes(renamed);
        Files.write(renamed, content);
        assertTrue(refusal(many).contains("the file was renamed or moved"));

        Files.write(renamed, first);
        try (FileJournal journal = Records.open(many)) {
            assertEquals(Records.numbers(0, 300), Records.read(journal, 0));
        }
    }

    private static String refusal(Path directory) {
        return assertThrows(JournalException.class, () -> Records.open(directory))
                .getMessage();
    }

    @Test
    void shouldRemoveALastSegmentThatWasJustBeingMade() throws IOException {
        for (int length : new int[] {0, 1, Segment.HEADER_BYTES - 1, Segment.HEADER_BYTES}) {
            Path next = directory.resolve("stream-0").resolve(Segment.fileName(ends.get(COUNT - 1)));
            Files.write(next, new byte[length]);
            try (FileJournal journal = Records.open(directory)) {
                assertEquals(Records.numbers(0, COUNT), Records.read(journal, 0));
            }
            assertTrue(Files.notExists(next));
        }
        Files.write(directory.resolve("stream-0").resolve(Segment.fileName(0)), new byte[0]);
        assertEquals(List.of(), reopened());
    }

    @Test
    void shouldRefuseANewerFormat() throws IOException {
        byte[] content = whole.clone();
        content[8] = 2;
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(content, 0, 28);
        java.nio.ByteBuffer.wrap(content)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(28, (int) crc.getValue());
        leave(content);
        assertTrue(refusal(directory).contains("journal format 2 (expected: 1)"));
    }

    /** In class POWER a loss of power may lose an earlier block of what was never synced, and keep a later one. */
    @Test
    void shouldCutUnsyncedRecordsAfterALossOfPower() throws IOException {
        Path power = root.resolve("power");
        Path left = root.resolve("left");
        FaultyFiles files = new FaultyFiles();
        try (FileJournal journal =
                FileJournal.open(power, 1, DurabilityClass.POWER, 1 << 20, Records.MANY_BYTES, files)) {
            JournalWriter writer = journal.writer(0);
            Records.write(journal, 0, 10);
            awaitDurable(writer);
            long durable = writer.durablePosition();
            files.gated = true;
            Records.write(journal, 10, 20);
            long lost = Records.append(writer, 20);
            writer.commit();
            Records.write(journal, 21, 30);
            Records.copy(power, left);
            files.gated = false;
            files.mayForce.release(1000);

            Path segment = Records.lastSegment(left);
            byte[] content = Files.readAllBytes(segment);
            byte[] unsynced = content.clone();
            Arrays.fill(unsynced, Segment.HEADER_BYTES + (int) lost - 32, Segment.HEADER_BYTES + (int) lost, (byte) 0);
            Files.write(segment, unsynced);
            try (FileJournal recovered = Records.open(left, DurabilityClass.POWER)) {
                assertEquals(Records.numbers(0, 20), Records.read(recovered, 0));
            }

            content[Segment.HEADER_BYTES + (int) durable - 40] ^= 1;
            Files.write(segment, content, StandardOpenOption.TRUNCATE_EXISTING);
            String refusal = assertThrows(JournalException.class, () -> Records.open(left, DurabilityClass.POWER))
                    .getMessage();
            assertTrue(refusal.contains("damaged at position"), refusal);
        }
    }

    private static void awaitDurable(JournalWriter writer) {
        while (writer.durablePosition() < writer.writtenPosition()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldRecoverAPrefixFromAnyCutOfAnyHistory() throws IOException {
        long seed = System.nanoTime();
        try {
            for (int round = 0; round < 25; round++) {
                cutAtRandom(new SplittableRandom(seed + round), root.resolve("round" + round));
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void cutAtRandom(SplittableRandom random, Path base) throws IOException {
        DurabilityClass durability = random.nextBoolean() ? DurabilityClass.POWER : DurabilityClass.PROCESS;
        Path left = base.resolve("left");
        long next = 0;
        try (FileJournal journal = Records.open(base.resolve("live"), durability, new JournalFiles())) {
            JournalWriter writer = journal.writer(0);
            int batches = random.nextInt(40);
            for (int i = 0; i < batches; i++) {
                int records = random.nextInt(12);
                for (int r = 0; r < records; r++) {
                    Records.append(writer, next++, 8 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300));
                }
                writer.commit();
            }
            assertEquals(Records.numbers(0, next), Records.read(journal, 0));
            Records.copy(base.resolve("live"), left);
        }
        Path last = Records.lastSegment(left);
        int size = Math.toIntExact(Files.size(last));
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), Math.min(size, 32 + random.nextInt(size))));
        long kept;
        try (FileJournal journal = Records.open(left, durability, new JournalFiles())) {
            List<Long> read = Records.read(journal, 0);
            kept = read.size();
            assertEquals(Records.numbers(0, kept), read);
            assertTrue(kept <= next);
            Records.write(journal, kept, kept + 50);
        }
        try (FileJournal journal = Records.open(left, durability, new JournalFiles())) {
            assertEquals(Records.numbers(0, kept + 50), Records.read(journal, 0));
        }
    }
}
