package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileJournalTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldReadBackWhatWasWritten(DurabilityClass durability) {
        try (FileJournal journal = Records.open(directory, durability)) {
            Records.write(journal, 0, 500);
            assertEquals(Records.numbers(0, 500), Records.read(journal, 0));
        }
        try (FileJournal journal = Records.open(directory, durability)) {
            assertEquals(Records.numbers(0, 500), Records.read(journal, 0));
            Records.write(journal, 500, 600);
            assertEquals(Records.numbers(0, 600), Records.read(journal, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldRollToSegmentsThatJoin(DurabilityClass durability) throws IOException {
        long end;
        try (FileJournal journal = Records.open(directory, durability, new JournalFiles())) {
            List<Long> ends = Records.write(journal, 0, 1000);
            end = ends.get(999);
            assertEquals(end, journal.writer(0).writtenPosition());
            assertEquals(Records.numbers(0, 1000), Records.read(journal, 0));
            assertEquals(Records.numbers(501, 1000), Records.read(journal, ends.get(500)));
        }
        List<Path> segments = Records.segments(directory);
        assertTrue(segments.size() > 15, segments.size() + " segments");
        for (Path segment : segments) {
            assertTrue(Files.size(segment) <= Records.SMALL_SEGMENT, segment + ": " + Files.size(segment));
        }
        try (FileJournal journal = Records.open(directory, durability, new JournalFiles())) {
            assertTrue(journal.writer(0).writtenPosition() >= end);
            assertEquals(Records.numbers(0, 1000), Records.read(journal, 0));
        }
    }

    @Test
    void shouldShowNothingBeforeCommit() {
        try (FileJournal journal = Records.open(directory)) {
            long end = Records.append(journal.writer(0), 0);
            assertEquals(0, journal.writer(0).writtenPosition());
            assertEquals(List.of(), Records.read(journal, 0));
            journal.writer(0).commit();
            assertEquals(end, journal.writer(0).writtenPosition());
            assertEquals(end, journal.writer(0).durablePosition());
            assertEquals(Records.numbers(0, 1), Records.read(journal, 0));
        }
    }

    @Test
    void shouldTakeTheLargestRecordAndWriteEarlyWhenTheBatchIsFull() {
        try (FileJournal journal = Records.open(directory)) {
            JournalWriter writer = journal.writer(0);
            for (int i = 0; i < 5; i++) {
                Records.append(writer, i, Journal.MAX_RECORD_BYTES);
            }
            assertTrue(writer.writtenPosition() > 0, "nothing was written early");
            writer.commit();
            Records.append(writer, 5, 8);
            writer.commit();
            assertEquals(Records.numbers(0, 6), Records.read(journal, 0));
        }
    }

    @Test
    void shouldTakeAnEmptyRecordAndNameBadOnes() {
        try (FileJournal journal = Records.open(directory)) {
            JournalWriter writer = journal.writer(0);
            UnsafeBuffer big = new UnsafeBuffer(new byte[Journal.MAX_RECORD_BYTES + 1]);
            assertEquals(16, writer.append(3, -5, big, 0, 0));
            assertEquals(
                    "record length: 262145 octets (expected: 0 to 262144)",
                    assertThrows(JournalException.class, () -> writer.append(1, 1, big, 0, big.capacity()))
                            .getMessage());
            assertEquals(
                    "record type: 0 (expected: 1 to 127)",
                    assertThrows(JournalException.class, () -> writer.append(0, 1, big, 0, 1))
                            .getMessage());
            writer.commit();
            try (JournalReader reader = journal.reader(0, 0)) {
                assertEquals(-5, reader.peekTimestampMs());
                assertEquals(0, reader.position());
                assertEquals(
                        1,
                        reader.poll(
                                (type, ms, end, buffer, offset, length) -> {
                                    assertEquals(3, type);
                                    assertEquals(-5, ms);
                                    assertEquals(16, end);
                                    assertEquals(0, length);
                                },
                                10));
                assertEquals(16, reader.position());
                assertEquals(Long.MAX_VALUE, reader.peekTimestampMs());
            }
        }
    }

    @Test
    void shouldStayAtTheRecordWhoseHandlerFailed() {
        try (FileJournal journal = Records.open(directory)) {
            List<Long> ends = Records.write(journal, 0, 3);
            try (JournalReader reader = journal.reader(0, 0)) {
                assertEquals(1, reader.poll((type, ms, end, buffer, offset, length) -> {}, 1));
                assertThrows(
                        IllegalStateException.class,
                        () -> reader.poll(
                                (type, ms, end, buffer, offset, length) -> {
                                    throw new IllegalStateException("not now");
                                },
                                1));
                assertEquals(ends.get(0), reader.position());
                assertEquals(2, reader.poll((type, ms, end, buffer, offset, length) -> {}, 9));
            }
        }
    }

    @Test
    void shouldDropWholeOldSegmentsOnly() throws IOException {
        try (FileJournal journal = Records.open(directory, DurabilityClass.PROCESS, new JournalFiles())) {
            List<Long> ends = Records.write(journal, 0, 1000);
            long before = journal.sizeBytes();
            journal.dropBefore(0, ends.get(499));
            long oldest = journal.oldestPosition(0);
            assertTrue(oldest > 0 && oldest <= ends.get(499), "oldest: " + oldest);
            assertTrue(ends.get(499) - oldest < Records.SMALL_SEGMENT);
            assertTrue(journal.sizeBytes() <= before - oldest);
            List<Long> kept = Records.read(journal, 0);
            assertEquals(Records.numbers(kept.get(0), 1000), kept);
            assertTrue(kept.get(0) <= 500);
            journal.dropBefore(0, Long.MAX_VALUE);
            assertEquals(1, Records.segments(directory).size());
            Records.write(journal, 1000, 1010);
        }
        try (FileJournal journal = Records.open(directory)) {
            List<Long> kept = Records.read(journal, 0);
            assertEquals(Records.numbers(kept.get(0), 1010), kept);
        }
    }

    @Test
    void shouldTellAReaderThatItsPositionIsGone() {
        try (FileJournal journal = Records.open(directory, DurabilityClass.PROCESS, new JournalFiles())) {
            Records.write(journal, 0, 1000);
            try (JournalReader reader = journal.reader(0, 0)) {
                journal.dropBefore(0, Long.MAX_VALUE);
                JournalException e = assertThrows(
                        JournalException.class, () -> reader.poll((type, ms, end, buffer, offset, length) -> {}, 1));
                assertTrue(e.getMessage().startsWith("journal position 0 has been dropped"), e.getMessage());
            }
            JournalException e = assertThrows(JournalException.class, () -> journal.reader(0, 1L << 40));
            assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
        }
    }

    @Test
    void shouldRefuseASecondOpener() throws IOException {
        try (FileJournal journal = Records.open(directory)) {
            assertEquals(1, journal.streamCount());
            JournalException e = assertThrows(JournalException.class, () -> Records.open(directory));
            assertTrue(
                    e.getMessage()
                            .contains("is in use by the process "
                                    + ProcessHandle.current().pid()),
                    e.getMessage());
        }
        Records.open(directory).close();
    }

    @Test
    void shouldKeepStreamsThatAreNoLongerAskedFor() {
        try (FileJournal journal =
                FileJournal.open(directory, 3, DurabilityClass.PROCESS, 1 << 20, Records.MANY_BYTES)) {
            Records.append(journal.writer(2), 7);
            journal.writer(2).commit();
        }
        try (FileJournal journal = Records.open(directory)) {
            assertEquals(3, journal.streamCount());
            int[] count = {0};
            try (JournalReader reader = journal.reader(2, 0)) {
                reader.poll((type, ms, end, buffer, offset, length) -> count[0]++, 10);
            }
            assertEquals(1, count[0]);
        }
    }

    @Test
    void shouldChangeTheDurabilityClassByANewSegment() throws IOException {
        try (FileJournal journal = Records.open(directory, DurabilityClass.PROCESS)) {
            Records.write(journal, 0, 10);
        }
        try (FileJournal journal = Records.open(directory, DurabilityClass.POWER)) {
            Records.write(journal, 10, 20);
        }
        try (FileJournal journal = Records.open(directory, DurabilityClass.PROCESS)) {
            Records.write(journal, 20, 30);
            assertEquals(Records.numbers(0, 30), Records.read(journal, 0));
        }
        assertEquals(3, Records.segments(directory).size());
    }

    @Test
    void shouldSayWhenItIsNearlyFull() {
        FaultyFiles files = new FaultyFiles();
        try (FileJournal journal =
                FileJournal.open(directory, 1, DurabilityClass.PROCESS, Records.SMALL_SEGMENT, 20_000, files)) {
            assertFalse(journal.isNearFull());
            Records.write(journal, 0, 400);
            awaitNearFull(journal, true);
            journal.dropBefore(0, Long.MAX_VALUE);
            awaitNearFull(journal, false);
            files.usableBytes = 1 << 20;
            journal.dropBefore(0, 0);
            awaitNearFull(journal, true);
            files.usableBytes = 1 << 30;
            journal.dropBefore(0, 0);
            awaitNearFull(journal, false);
        }
    }

    private static void awaitNearFull(Journal journal, boolean expected) {
        long giveUpNs = System.nanoTime() + 10_000_000_000L;
        while (journal.isNearFull() != expected) {
            assertTrue(System.nanoTime() < giveUpNs, "still isNearFull=" + !expected);
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldNameBadSettings() {
        assertEquals(
                "journal streams: 0 (expected: 1 to 256)",
                assertThrows(
                                JournalException.class,
                                () -> FileJournal.open(directory, 0, DurabilityClass.PROCESS, 1 << 20, 1 << 20))
                        .getMessage());
        assertEquals(
                "journal segment octets: 100 (expected: 4096 to 1073741824)",
                assertThrows(
                                JournalException.class,
                                () -> FileJournal.open(directory, 1, DurabilityClass.PROCESS, 100, 1 << 20))
                        .getMessage());
    }
}
