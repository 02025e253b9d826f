package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JournalReaderTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldFollowTheWriterOverSegmentsWhileOldOnesAreDropped(DurabilityClass durability) throws Exception {
        long count = 100_000;
        try (FileJournal journal = FileJournal.open(directory, 1, durability, 1 << 16, Records.MANY_BYTES);
                JournalReader apply = journal.reader(0, 0);
                JournalReader retire = journal.reader(0, 0)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                JournalWriter writer = journal.writer(0);
                for (long i = 0; i < count; i++) {
                    Records.append(writer, i);
                    if (i % 13 == 0) {
                        writer.commit();
                    }
                }
                writer.commit();
            });
            long[] seen = {0, 0};
            RecordHandler applying = (type, ms, end, buffer, offset, length) ->
                    assertEquals(seen[0]++, Records.check(type, ms, buffer, offset, length));
            RecordHandler retiring = (type, ms, end, buffer, offset, length) ->
                    assertEquals(seen[1]++, Records.check(type, ms, buffer, offset, length));
            while (seen[1] < count && !writing.isCompletedExceptionally()) {
                apply.poll(applying, 100);
                if (seen[0] - seen[1] > 5000 || seen[0] == count) {
                    retire.poll(retiring, 1000);
                    journal.dropBefore(0, retire.position());
                }
            }
            writing.get(30, TimeUnit.SECONDS);
            assertEquals(count, seen[0]);
            assertEquals(journal.writer(0).writtenPosition(), apply.position());
            assertTrue(journal.oldestPosition(0) > 0);
        }
    }

    @Test
    void shouldPeekWithoutMoving() {
        try (FileJournal journal = Records.open(directory);
                JournalReader reader = journal.reader(0, 0)) {
            assertEquals(Long.MAX_VALUE, reader.peekTimestampMs());
            Records.write(journal, 0, 2);
            assertEquals(1_000_000, reader.peekTimestampMs());
            assertEquals(1_000_000, reader.peekTimestampMs());
            assertEquals(1, reader.poll((type, ms, end, buffer, offset, length) -> {}, 1));
            assertEquals(1_000_001, reader.peekTimestampMs());
        }
    }

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldAllocateNothingPerRecord(DurabilityClass durability) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[134]);
        long[] read = {0};
        RecordHandler handler = (type, ms, end, buffer, offset, length) -> read[0] += length;
        try (FileJournal journal = FileJournal.open(directory, 1, durability, 1 << 30, Records.MANY_BYTES);
                JournalReader reader = journal.reader(0, 0)) {
            JournalWriter writer = journal.writer(0);
            append(writer, payload, 30_000);
            drain(reader, handler);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            append(writer, payload, 50_000);
            drain(reader, handler);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 10_000, allocated + " octets allocated for 50,000 records");
            assertEquals(80_000L * 134, read[0]);
        }
    }

    private static void append(JournalWriter writer, UnsafeBuffer payload, int count) {
        for (int i = 0; i < count; i++) {
            writer.append(RecordType.INTENT, i, payload, 0, payload.capacity());
            if (i % 16 == 15) {
                writer.commit();
            }
        }
        writer.commit();
    }

    private static void drain(JournalReader reader, RecordHandler handler) {
        while (reader.poll(handler, 256) > 0) {}
    }
}
