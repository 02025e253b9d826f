package io.smppproxy.core.store;

import io.smppproxy.core.journal.Journal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three maps of a node and how far they follow the journal. Opened after the journal, whose lock keeps a second process out.
 *
 * <p>After a kill the maps are as the process left them, because the kernel keeps mapped pages: replay starts at the checkpoint.
 * After a restart of the machine without a clean close, or if anything is missing or damaged, all three start empty and replay
 * starts at the journal's oldest position.
 */
public final class Stores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    private final Path directory;
    private final CheckpointFile checkpointFile;
    private final String bootId = CheckpointFile.bootId();
    private final ChronicleMaps maps;
    private final StoreBounds bounds;
    private final List<Long> appliedPositions;
    private final String rebuildReason;
    private boolean closed;

    private Stores(Path directory, long maxMessages, long maxContacts, Journal journal) throws IOException {
        this.directory = directory;
        checkpointFile = new CheckpointFile(directory);
        Checkpoint checkpoint = checkpointFile.read();
        String reason = distrust(checkpoint, journal);
        ChronicleMaps opened = null;
        if (reason == null) {
            // From here on the maps run ahead of what is on the disk.
            checkpointFile.write(new Checkpoint(bootId, false, checkpoint.positions(), checkpoint.maps()), true);
            opened = ChronicleMaps.open(directory, maxMessages, maxContacts);
            if (!opened.areTrustworthy()) {
                reason = "a map was missing or damaged";
            } else if (checkpoint.clean() && !opened.states().equals(checkpoint.maps())) {
                reason = "entries are missing in a map";
            }
            if (reason != null) {
                opened.close();
            }
        }
        if (reason != null) {
            startOver();
            opened = ChronicleMaps.open(directory, maxMessages, maxContacts);
        }
        maps = opened;
        rebuildReason = reason;
        appliedPositions = reason == null ? checkpoint.positions() : List.of();
        bounds = new StoreBounds(maps.messages(), maps.receipts(), maps.contacts());
        bounds.refresh();
        LOG.info("{}: {}", directory, reason == null ? "the maps are good" : "the maps start empty: " + reason);
    }

    /**
     * Opens or makes the stores.
     *
     * @param directory used by nobody else
     * @param maxMessages entries of the message store; the receipt index has twice as many
     * @param maxContacts entries of the contact history
     * @throws StoreException if files cannot be made or read
     */
    public static Stores open(Path directory, long maxMessages, long maxContacts) {
        return open(directory, maxMessages, maxContacts, null);
    }

    /** As above; a checkpoint that does not fit the journal is not believed either. */
    public static Stores open(Path directory, long maxMessages, long maxContacts, Journal journal) {
        try {
            Files.createDirectories(directory);
            return new Stores(directory, maxMessages, maxContacts, journal);
        } catch (IOException e) {
            throw new StoreException(directory + ": the stores cannot be opened: " + e, e);
        }
    }

    private String distrust(Checkpoint checkpoint, Journal journal) throws IOException {
        if (checkpoint == null) {
            return "there is no whole checkpoint";
        }
        if (!checkpoint.clean() && (!checkpoint.bootId().equals(bootId) || bootId.equals("unknown"))) {
            return "the machine was restarted without a clean stop";
        }
        for (int i = 0; journal != null && i < checkpoint.positions().size(); i++) {
            long position = checkpoint.positions().get(i);
            boolean known = i < journal.streamCount()
                    && position >= journal.oldestPosition(i)
                    && position <= journal.writer(i).writtenPosition();
            if (!known) {
                return "the checkpoint's position " + position + " of stream " + i + " is not in the journal";
            }
        }
        for (MapState map : checkpoint.maps()) {
            if (!map.isWholeFileIn(directory)) {
                return "the file " + map.fileName() + " is missing or too short";
            }
        }
        return null;
    }

    /** The checkpoint goes first: whatever happens now, nobody will believe the maps. */
    private void startOver() throws IOException {
        checkpointFile.delete();
        for (Path map : mapFiles()) {
            Files.delete(map);
        }
    }

    private List<Path> mapFiles() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(p -> p.getFileName().toString().endsWith(".map"))
                    .toList();
        }
    }

    public MessageStore messages() {
        return maps.messages();
    }

    public ReceiptIndex receipts() {
        return maps.receipts();
    }

    public ContactHistory contacts() {
        return maps.contacts();
    }

    public StoreBounds bounds() {
        return bounds;
    }

    /** Why the maps started empty and the whole journal is to be replayed; null when they were good. */
    public String rebuildReason() {
        return rebuildReason;
    }

    /** Where replay starts in a stream; 0 for its oldest kept position. */
    public long appliedPosition(int stream) {
        return stream < appliedPositions.size() ? appliedPositions.get(stream) : 0;
    }

    /**
     * Notes how far the maps follow the journal; costs a small file. Tracker only.
     *
     * @param positions per stream; all before them has been applied to the maps
     */
    public void writeCheckpoint(long[] positions) {
        try {
            checkpointFile.write(new Checkpoint(bootId, false, listOf(positions), maps.states()), false);
        } catch (IOException e) {
            throw new StoreException(directory + ": the checkpoint cannot be written: " + e, e);
        }
    }

    /** Closes the maps, has them on the disk and says so: they will be believed even after a restart of the machine. */
    public void closeCleanly(long[] positions) {
        if (closed) {
            return;
        }
        try {
            List<MapState> states = maps.states();
            close();
            for (Path map : mapFiles()) {
                try (FileChannel channel = FileChannel.open(map, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            checkpointFile.write(new Checkpoint(bootId, true, listOf(positions), states), true);
        } catch (IOException e) {
            throw new StoreException(directory + ": the stores could not be closed cleanly: " + e, e);
        }
    }

    /** Closes the maps; the next open replays from the last checkpoint. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            maps.close();
        }
    }

    private static List<Long> listOf(long[] positions) {
        return Arrays.stream(positions).boxed().toList();
    }
}
