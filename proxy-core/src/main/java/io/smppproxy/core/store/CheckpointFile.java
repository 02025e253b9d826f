package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/** The checkpoint as a small text file that is replaced as a whole. */
final class CheckpointFile {
    private static final String TITLE = "smpp-proxy checkpoint 1";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final Path file;

    CheckpointFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("checkpoint");
    }

    /** The id of this boot, or "unknown", which is equal to no id. */
    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** @return null when there is none or it is damaged */
    Checkpoint read() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int crcLine = text.lastIndexOf("crc ");
        if (crcLine < 0 || !text.substring(crcLine).equals(crcLine(text.substring(0, crcLine)))) {
            return null;
        }
        List<String> lines = text.lines().toList();
        if (!lines.get(0).equals(TITLE)) {
            return null;
        }
        List<Long> positions = lines.stream()
                .filter(line -> line.startsWith("applied "))
                .map(line -> Long.valueOf(line.substring(8)))
                .toList();
        List<MapState> maps = lines.stream()
                .filter(line -> line.startsWith("map "))
                .map(line -> line.split(" "))
                .map(words -> new MapState(words[1], Long.parseLong(words[2]), Long.parseLong(words[3])))
                .toList();
        return new Checkpoint(lines.get(1).substring(5), lines.get(2).equals("clean true"), positions, maps);
    }

    /** @param sync true to have it survive a loss of power; without, an old or no checkpoint is found after one */
    void write(Checkpoint checkpoint, boolean sync) throws IOException {
        StringBuilder text = new StringBuilder(TITLE)
                .append("\nboot ")
                .append(checkpoint.bootId())
                .append("\nclean ")
                .append(checkpoint.clean())
                .append('\n');
        for (long position : checkpoint.positions()) {
            text.append("applied ").append(position).append('\n');
        }
        for (MapState map : checkpoint.maps()) {
            text.append("map ").append(map.fileName());
            text.append(' ').append(map.fileBytes());
            text.append(' ').append(map.entries()).append('\n');
        }
        text.append(crcLine(text.toString()));
        Path next = directory.resolve("checkpoint.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (sync) {
                channel.force(true);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (sync) {
            syncDirectory();
        }
    }

    /** Durably, so that no map is trusted while it is being filled. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        syncDirectory();
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String crcLine(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return "crc " + Long.toHexString(crc.getValue()) + "\n";
    }
}
