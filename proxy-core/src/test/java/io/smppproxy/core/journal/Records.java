package io.smppproxy.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Records whose whole content follows from a number, so that what is read can be checked without keeping what was written. */
final class Records {
    static final int SMALL_SEGMENT = 4096;
    static final long MANY_BYTES = 1L << 40;

    private static final UnsafeBuffer SCRATCH = new UnsafeBuffer(new byte[Journal.MAX_RECORD_BYTES]);

    private Records() {}

    static FileJournal open(Path directory) {
        return open(directory, DurabilityClass.PROCESS);
    }

    static FileJournal open(Path directory, DurabilityClass durability) {
        return FileJournal.open(directory, 1, durability, 1 << 20, MANY_BYTES);
    }

    static FileJournal open(Path directory, DurabilityClass durability, JournalFiles files) {
        return FileJournal.open(directory, 1, durability, SMALL_SEGMENT, MANY_BYTES, files);
    }

    static int length(long number) {
        return 8 + (int) (number * 7 % 90);
    }

    static long append(JournalWriter writer, long number) {
        return append(writer, number, length(number));
    }

    static synchronized long append(JournalWriter writer, long number, int length) {
        for (int i = 8; i < length; i++) {
            SCRATCH.putByte(i, (byte) (number * 31 + i));
        }
        SCRATCH.putLong(0, number);
        return writer.append(type(number), 1_000_000 + number, SCRATCH, 0, length);
    }

    /** Appends and commits the numbers one by one; returns the position after each. */
    static List<Long> write(Journal journal, long from, long to) {
        List<Long> ends = new ArrayList<>();
        JournalWriter writer = journal.writer(0);
        for (long i = from; i < to; i++) {
            ends.add(append(writer, i));
            writer.commit();
        }
        return ends;
    }

    static int type(long number) {
        return 1 + (int) (number % 127);
    }

    /** Checks one record and returns its number. */
    static long check(int type, long timestampMs, DirectBuffer buffer, int offset, int length) {
        long number = buffer.getLong(offset);
        assertEquals(type(number), type, "type of record " + number);
        assertEquals(1_000_000 + number, timestampMs, "timestamp of record " + number);
        for (int i = 8; i < length; i++) {
            if (buffer.getByte(offset + i) != (byte) (number * 31 + i)) {
                throw new AssertionError("record " + number + ": octet " + i + " is changed");
            }
        }
        return number;
    }

    /** The numbers of all records from a position on. */
    static List<Long> read(Journal journal, long fromPosition) {
        List<Long> numbers = new ArrayList<>();
        try (JournalReader reader = journal.reader(0, fromPosition)) {
            RecordHandler handler =
                    (type, ms, end, buffer, offset, length) -> numbers.add(check(type, ms, buffer, offset, length));
            while (reader.poll(handler, 100) > 0) {}
        }
        return numbers;
    }

    static List<Long> numbers(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    /** The segments of stream 0, oldest first. */
    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("stream-0"))) {
            return files.sorted().toList();
        }
    }

    static Path lastSegment(Path directory) throws IOException {
        List<Path> segments = segments(directory);
        return segments.get(segments.size() - 1);
    }

    /** What a kill would leave: the files as they are now. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
