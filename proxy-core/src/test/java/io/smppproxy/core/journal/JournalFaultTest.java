package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails: nothing is acknowledged afterwards, and everything that was is still there. */
@Timeout(60)
class JournalFaultTest {
    private static final int RECORDS = 120;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(DurabilityClass.class)
    void shouldStopForGoodAtTheFirstFailedWrite(DurabilityClass durability) {
        int failures = 0;
        for (int n = 1; n <= RECORDS + 10; n += n < 10 ? 1 : 7) {
            Path directory = root.resolve("write" + n);
            FaultyFiles files = new FaultyFiles();
            files.failWriteFrom = n;
            long acknowledged = 0;
            try (FileJournal journal = openOrNull(directory, durability, files)) {
                if (journal == null) {
                    failures++;
                    continue;
                }
                JournalWriter writer = journal.writer(0);
                try {
                    for (long i = 0; i < RECORDS; i++) {
                        Records.append(writer, i);
                        writer.commit();
                        acknowledged = i + 1;
                    }
                } catch (JournalException e) {
                    failures++;
                    assertStopped(writer, e, "No space left on device");
                    files.failWriteFrom = 0;
                    assertThrows(JournalException.class, () -> Records.append(writer, 0));
                    assertThrows(JournalException.class, writer::commit);
                    assertEquals(Records.numbers(0, acknowledged), Records.read(journal, 0));
                }
            }
            assertKept(directory, durability, acknowledged);
        }
        assertTrue(failures > 10, failures + " failures");
    }

    private static FileJournal openOrNull(Path directory, DurabilityClass durability, FaultyFiles files) {
        try {
            return Records.open(directory, durability, files);
        } catch (JournalException e) {
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
            return null;
        }
    }

    private static void assertStopped(JournalWriter writer, JournalException thrown, String cause) {
        JournalException failure = writer.failure();
        assertNotNull(failure);
        assertTrue(failure.getMessage().contains(cause), failure.getMessage());
        assertTrue(thrown == failure || thrown.getCause() == failure);
    }

    /** A half-written record may be there or not, but none that was acknowledged is missing. */
    private static void assertKept(Path directory, DurabilityClass durability, long acknowledged) {
        try (FileJournal journal = Records.open(directory, durability)) {
            List<Long> read = Records.read(journal, 0);
            assertEquals(Records.numbers(0, read.size()), read);
            assertTrue(read.size() >= acknowledged, read.size() + " of " + acknowledged);
        }
    }

    @Test
    void shouldFinishShortWrites() {
        FaultyFiles files = new FaultyFiles();
        files.maxWriteBytes = 7;
        try (FileJournal journal = Records.open(root, DurabilityClass.PROCESS, files)) {
            Records.write(journal, 0, 200);
            assertEquals(Records.numbers(0, 200), Records.read(journal, 0));
        }
        assertKept(root, DurabilityClass.PROCESS, 200);
    }

    @Test
    void shouldStopForGoodAtAFailedForce() throws InterruptedException {
        for (int n = 2; n < 12; n++) {
            FaultyFiles files = new FaultyFiles();
            files.failForceAt = n;
            Semaphore told = new Semaphore(0);
            try (FileJournal journal = Records.open(root.resolve("force" + n), DurabilityClass.POWER, files)) {
                JournalWriter writer = journal.writer(0);
                writer.onDurable(told::release);
                long number = 0;
                while (writer.failure() == null) {
                    long durableBefore = writer.durablePosition();
                    try {
                        Records.append(writer, number++);
                        writer.commit();
                    } catch (JournalException e) {
                        assertStopped(writer, e, "Input/output error");
                    }
                    assertTrue(told.tryAcquire(30, TimeUnit.SECONDS), "the hook was not run");
                    assertTrue(writer.durablePosition() > durableBefore || writer.failure() != null);
                }
                long durable = writer.durablePosition();
                // The next force would succeed, but must not be believed.
                JournalException e = assertThrows(JournalException.class, writer::commit);
                assertSame(writer.failure(), e.getCause());
                assertEquals(durable, writer.durablePosition());
            }
        }
    }

    @Test
    void shouldAcknowledgeInClassPowerOnlyAfterTheForce() throws InterruptedException {
        FaultyFiles files = new FaultyFiles();
        Semaphore told = new Semaphore(0);
        try (FileJournal journal = Records.open(root, DurabilityClass.POWER, files)) {
            assertTrue(files.directorySyncs.get() > 0, "the names of the files are not durable");
            JournalWriter writer = journal.writer(0);
            writer.onDurable(told::release);
            files.gated = true;
            Records.append(writer, 0);
            writer.commit();
            long first = writer.writtenPosition();
            assertTrue(files.inForce.tryAcquire(30, TimeUnit.SECONDS), "no force");
            assertEquals(0, writer.durablePosition());
            assertEquals(0, told.availablePermits());

            // What comes in during a force shares the next one.
            int forces = files.forces.get();
            for (long i = 1; i < 10; i++) {
                Records.append(writer, i);
                writer.commit();
            }
            files.mayForce.release();
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS), "the hook was not run");
            assertTrue(files.inForce.tryAcquire(30, TimeUnit.SECONDS), "no second force");
            assertEquals(first, writer.durablePosition());
            files.mayForce.release();
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS), "the hook was not run again");
            assertEquals(writer.writtenPosition(), writer.durablePosition());
            assertEquals(forces + 1, files.forces.get());
            assertNull(writer.failure());
            files.gated = false;
        }
    }
}
