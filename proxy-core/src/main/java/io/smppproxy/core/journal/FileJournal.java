package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in local files: a directory with a lock file and one sub-directory of segments per stream.
 *
 * <p>Opening checks every record that is kept: a torn tail is cut, damage refuses to start. That costs one sequential read of the
 * data (about a gigabyte a second from the page cache), and replay needs much of it in the page cache anyway.
 */
public final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final String LOCK_FILE = "lock";
    private static final String STREAM_PREFIX = "stream-";
    private static final int MAX_STREAMS = 256;
    private static final long MIN_SEGMENT_BYTES = 4096;
    private static final long MAX_SEGMENT_BYTES = 1L << 30;
    private static final double NEAR_FULL = 0.9;
    /** Room for what is in flight when new messages are refused. */
    private static final long MIN_USABLE_BYTES = 64L << 20;

    private final Path directory;
    private final JournalFiles files;
    private final long segmentBytes;
    private final long maxBytes;
    private final FileChannel lockChannel;
    private final JournalSync sync = new JournalSync(this::refreshNearFull);
    private SegmentList[] segments = {};
    private FileJournalWriter[] writers = {};
    private volatile boolean nearFull;
    private boolean spaceUnknown;
    private boolean closed;

    private FileJournal(Path directory, long segmentBytes, long maxBytes, JournalFiles files) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.maxBytes = maxBytes;
        this.files = files;
        this.lockChannel = lock(directory);
    }

    /**
     * Opens or makes a journal.
     *
     * @param directory made if missing; used by nobody else
     * @param streams at least so many streams, 1 to 256
     * @param segmentBytes a new file is begun before one grows beyond it, 4 KiB to 1 GiB; a single batch may exceed it
     * @param maxBytes over all streams; {@link #isNearFull} from 90 % of it on
     * @throws JournalException if another process has it open, it is damaged, or the disk fails
     */
    public static FileJournal open(
            Path directory, int streams, DurabilityClass durability, long segmentBytes, long maxBytes) {
        return open(directory, streams, durability, segmentBytes, maxBytes, new JournalFiles());
    }

    static FileJournal open(
            Path directory,
            int streams,
            DurabilityClass durability,
            long segmentBytes,
            long maxBytes,
            JournalFiles files) {
        require("journal streams", streams, 1, MAX_STREAMS);
        require("journal segment octets", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
        require("journal octets", maxBytes, segmentBytes, Long.MAX_VALUE);
        try {
            Files.createDirectories(directory);
            FileJournal journal = new FileJournal(directory, segmentBytes, maxBytes, files);
            try {
                journal.openStreams(Math.max(streams, existingStreams(directory)), durability);
            } catch (IOException | RuntimeException e) {
                journal.closeChannels();
                throw e;
            }
            return journal;
        } catch (IOException e) {
            throw new JournalException(directory + ": the journal cannot be opened: " + e, e);
        }
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new JournalException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }

    // The channel stays open for as long as the lock is held.
    @SuppressWarnings("resource")
    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve(LOCK_FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is locked in this process", file);
        }
        if (lock == null) {
            channel.close();
            throw new JournalException(directory + ": is in use by the process "
                    + Files.readString(file).strip()
                    + "; stop that one first, or give this one a data directory of its own");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
    }

    private static int existingStreams(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(name -> name.matches(STREAM_PREFIX + "[0-9]{1,3}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(STREAM_PREFIX.length())) + 1)
                    .max()
                    .orElse(0);
        }
    }

    private void openStreams(int count, DurabilityClass durability) throws IOException {
        SegmentList[] lists = new SegmentList[count];
        long[] ends = new long[count];
        // Every stream is checked before the first file is opened for writing.
        for (int i = 0; i < count; i++) {
            lists[i] = new SegmentList(directory.resolve(STREAM_PREFIX + i), i, durability, files);
            ends[i] = lists[i].open();
        }
        if (durability == DurabilityClass.POWER) {
            files.syncDirectory(directory);
        }
        segments = lists;
        writers = new FileJournalWriter[count];
        for (int i = 0; i < count; i++) {
            writers[i] = new FileJournalWriter(lists[i], durability, segmentBytes, ends[i], sync);
        }
        refreshNearFull();
        sync.start(writers);
    }

    @Override
    public int streamCount() {
        return writers.length;
    }

    @Override
    public JournalWriter writer(int stream) {
        return writers[stream];
    }

    @Override
    public JournalReader reader(int stream, long fromPosition) {
        return new FileJournalReader(segments[stream], writers[stream], fromPosition);
    }

    @Override
    public long oldestPosition(int stream) {
        return segments[stream].oldest();
    }

    @Override
    public void dropBefore(int stream, long position) {
        segments[stream].dropBefore(position);
        sync.wakeToKeepHouse();
    }

    @Override
    public long sizeBytes() {
        long size = 0;
        for (int i = 0; i < writers.length; i++) {
            size += segments[i].sizeBytes(writers[i].writtenPosition());
        }
        return size;
    }

    /** {@inheritDoc} Looked at once a second and whenever a segment is begun or dropped. */
    @Override
    public boolean isNearFull() {
        return nearFull;
    }

    private void refreshNearFull() {
        long size = sizeBytes();
        boolean diskLow = isDiskLow();
        boolean full = diskLow || size >= maxBytes * NEAR_FULL;
        if (full != nearFull) {
            nearFull = full;
            if (full) {
                String what = diskLow ? "the disk is nearly full" : "the journal is nearly full";
                LOG.warn("{}: {} ({} of {} octets used); new messages are refused", directory, what, size, maxBytes);
            } else {
                LOG.info("{}: there is room again for new messages", directory);
            }
        }
    }

    private boolean isDiskLow() {
        try {
            return files.usableBytes(directory) < Math.max(MIN_USABLE_BYTES, 2 * segmentBytes * writers.length);
        } catch (IOException e) {
            if (!spaceUnknown) {
                spaceUnknown = true;
                LOG.warn("{}: free disk space cannot be read: {}", directory, e.toString());
            }
            return false;
        }
    }

    /** Writes out what was appended and syncs it, in both classes. The loops that own the writers have stopped. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sync.stop();
            closeChannels();
        }
    }

    private void closeChannels() {
        for (FileJournalWriter writer : writers) {
            if (writer != null) {
                writer.close();
            }
        }
        try {
            lockChannel.close();
        } catch (IOException e) {
            LOG.warn("{}: the lock could not be released: {}", directory, e.toString());
        }
    }
}
