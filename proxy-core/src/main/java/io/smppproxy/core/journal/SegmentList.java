package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of one stream, oldest first. Changed by the writer (roll) and the tracker (drop), read by any thread. */
final class SegmentList {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentList.class);

    private final Path directory;
    private final int stream;
    private final DurabilityClass durability;
    private final JournalFiles files;
    private volatile Segment[] segments = {};

    SegmentList(Path directory, int stream, DurabilityClass durability, JournalFiles files) {
        this.directory = directory;
        this.stream = stream;
        this.durability = durability;
        this.files = files;
    }

    /**
     * Finds the segments, checks every record of every one, and cuts a torn tail off the last.
     *
     * @return position after the last record
     * @throws JournalException on damage
     */
    long open() throws IOException {
        Files.createDirectories(directory);
        List<Segment> found = new ArrayList<>();
        long end = -1;
        List<Path> paths = segmentFiles();
        for (int i = 0; i < paths.size(); i++) {
            Path file = paths.get(i);
            boolean last = i == paths.size() - 1;
            long base = baseOf(file);
            if (end >= 0 && base != end) {
                throw new JournalException(
                        file + ": starts at position " + base + ", but the segment before it ends at position "
                                + end
                                + "; records between are missing: restore the missing files from a copy, or move the older files of "
                                + directory + " away to give their records up");
            }
            Segment segment = header(file, base, last);
            if (segment == null) {
                LOG.warn("{}: had no header yet, so nothing was in it; removed", file);
                Files.delete(file);
                break;
            }
            end = checkedEnd(segment, last);
            found.add(segment);
        }
        segments = found.toArray(Segment[]::new);
        return Math.max(end, found.isEmpty() && !paths.isEmpty() ? baseOf(paths.get(0)) : 0);
    }

    private Segment header(Path file, long base, boolean last) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Segment segment = Segment.readHeader(file, channel, stream, base);
            boolean empty = channel.size() <= Segment.HEADER_BYTES;
            if (segment == null && !(last && empty)) {
                throw new JournalException(
                        file + ": has no header; restore the file from a copy, or move it and all later files of "
                                + directory + " away to give their records up");
            }
            return segment;
        }
    }

    private long checkedEnd(Segment segment, boolean last) throws IOException {
        SegmentScan scan = SegmentScan.walk(segment);
        if (scan.badBytes == 0) {
            return scan.end;
        }
        long at = segment.filePosition(scan.end);
        if (!last || scan.isDamaged) {
            throw new JournalException(segment.file() + ": damaged at position " + scan.end + " (octet " + at
                    + " of the file), with good records behind it; restore the file from a copy, or, to give up everything"
                    + " from there on, stop here, run \"truncate -s " + at + " " + segment.file()
                    + "\" and move all later files of "
                    + directory + " away");
        }
        if (scan.hasGarbage) {
            LOG.warn(
                    "{}: cut {} octets of an incomplete last write at position {} (octet {} of the file)",
                    segment.file(),
                    scan.badBytes,
                    scan.end,
                    at);
        } else {
            LOG.info("{}: cut {} zero octets at position {}", segment.file(), scan.badBytes, scan.end);
        }
        try (FileChannel channel = files.open(segment.file(), StandardOpenOption.WRITE)) {
            channel.truncate(at);
            channel.force(true);
        }
        return scan.end;
    }

    /** Makes and opens a new last segment. In class POWER its name is durable when this returns. */
    FileChannel roll(long base) throws IOException {
        Segment segment = new Segment(directory.resolve(Segment.fileName(base)), base, durability);
        FileChannel channel = files.open(
                segment.file(),
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        try {
            segment.writeHeader(channel, stream);
            if (durability == DurabilityClass.POWER) {
                files.syncDirectory(directory);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        synchronized (this) {
            Segment[] grown = Arrays.copyOf(segments, segments.length + 1);
            grown[segments.length] = segment;
            segments = grown;
        }
        return channel;
    }

    /** Opens the last segment for appending, or a new one if there is none or it is of another durability class. */
    FileChannel openLast(long end) throws IOException {
        Segment[] now = segments;
        if (now.length == 0 || now[now.length - 1].durability() != durability) {
            if (now.length > 0 && now[now.length - 1].base() == end) {
                Files.delete(now[now.length - 1].file());
                segments = Arrays.copyOf(now, now.length - 1);
            }
            return roll(end);
        }
        return files.open(now[now.length - 1].file(), StandardOpenOption.WRITE);
    }

    synchronized void dropBefore(long position) {
        Segment[] now = segments;
        int dropped = 0;
        while (dropped < now.length - 1 && now[dropped + 1].base() <= position) {
            try {
                Files.deleteIfExists(now[dropped].file());
            } catch (IOException e) {
                // The later ones stay too, so that no gap appears; the next call tries again.
                LOG.warn("{}: could not be deleted: {}", now[dropped].file(), e.toString());
                break;
            }
            dropped++;
        }
        if (dropped > 0) {
            segments = Arrays.copyOfRange(now, dropped, now.length);
        }
    }

    /** The segment that holds a position, or null when the position has been dropped. */
    Segment find(long position) {
        Segment[] now = segments;
        for (int i = now.length - 1; i >= 0; i--) {
            if (now[i].base() <= position) {
                return now[i];
            }
        }
        return null;
    }

    /** Position at which the segment ends, or {@link Long#MAX_VALUE} for the last. */
    long endOf(Segment segment) {
        for (Segment other : segments) {
            if (other.base() > segment.base()) {
                return other.base();
            }
        }
        return Long.MAX_VALUE;
    }

    Segment last() {
        Segment[] now = segments;
        return now[now.length - 1];
    }

    long oldest() {
        return segments[0].base();
    }

    /** Octets on disk up to a position. */
    long sizeBytes(long writtenPosition) {
        Segment[] now = segments;
        return writtenPosition - now[0].base() + (long) now.length * Segment.HEADER_BYTES;
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(p -> p.getFileName().toString().matches("[0-9]{20}\\" + Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static long baseOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 20));
    }
}
