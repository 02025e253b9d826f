package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single records by position, in any order, while the stream grows. */
class RecordLookupTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldReadAnyRecordInAnyOrder(DurabilityClass durability) {
        try (FileJournal journal = FileJournal.open(directory, 1, durability, 1 << 16, Records.MANY_BYTES);
                RecordLookup lookup = new RecordLookup(journal)) {
            List<Long> ends = Records.write(journal, 0, 5_000);
            SplittableRandom random = new SplittableRandom(durability == DurabilityClass.POWER ? 1 : 0);
            for (int i = 0; i < 5_000; i++) {
                int from = 1 + random.nextInt(4_990);
                // Now a jump, now some in a row.
                for (int number = from; number < from + random.nextInt(10); number++) {
                    long wanted = number;
                    lookup.read(0, ends.get(number - 1), (type, ms, end, b, at, length) -> {
                        assertEquals(wanted, Records.check(type, ms, b, at, length));
                        assertEquals(ends.get((int) wanted), end);
                    });
                }
            }
        }
    }

    @Test
    void shouldReadWhatWasWrittenSinceAndSayWhatIsNot() {
        try (FileJournal journal = Records.open(directory);
                RecordLookup lookup = new RecordLookup(journal)) {
            long first = Records.write(journal, 0, 1).get(0);
            lookup.read(0, 0, (type, ms, end, b, at, length) -> assertEquals(first, end));
            JournalException e =
                    assertThrows(JournalException.class, () -> lookup.read(0, first, (type, ms, end, b, at, l) -> {}));
            assertTrue(e.getMessage().contains("position " + first), e.getMessage());
            long second = Records.write(journal, 1, 2).get(0);
            lookup.read(0, first, (type, ms, end, b, at, length) -> assertEquals(second, end));
        }
    }

    @Test
    void shouldSayThatARecordIsDropped() {
        try (FileJournal journal = FileJournal.open(directory, 1, DurabilityClass.PROCESS, 4_096, Records.MANY_BYTES);
                RecordLookup lookup = new RecordLookup(journal)) {
            Records.write(journal, 0, 1_000);
            journal.dropBefore(0, journal.writer(0).writtenPosition());
            assertThrows(
                    JournalException.class,
                    () -> lookup.read(0, journal.oldestPosition(0) - 64, (t, m, e, b, a, l) -> {}));
        }
    }

    @Test
    void shouldAllocateNothingPerRecord() {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[134]);
        int step = RecordBuffer.alignedLength(134);
        long[] read = {0};
        RecordHandler handler = (type, ms, end, buffer, offset, length) -> read[0] += length;
        try (FileJournal journal =
                        FileJournal.open(directory, 1, DurabilityClass.PROCESS, 1 << 30, Records.MANY_BYTES);
                RecordLookup lookup = new RecordLookup(journal)) {
            JournalWriter writer = journal.writer(0);
            for (int i = 0; i < 50_000; i++) {
                writer.append(RecordType.DELIVERY, i, payload, 0, payload.capacity());
            }
            writer.commit();
            SplittableRandom random = new SplittableRandom(1);
            long before = 0;
            for (int i = 0; i < 20_000; i++) {
                if (i == 5_000) {
                    before = THREADS.getCurrentThreadAllocatedBytes();
                }
                lookup.read(0, (long) step * random.nextInt(50_000), handler);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 10_000, allocated + " octets allocated for 15,000 records");
            assertEquals(20_000L * 134, read[0]);
        }
    }
}
