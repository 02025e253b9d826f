package io.smppproxy.core.admission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * 32 random octets that key message ids and contact keys, so that neither can be guessed or traced back to a number. Kept beside the
 * journal: with another secret the recorded ids and contact counts are not found again. Nodes that share their stores share it.
 */
public final class NodeSecret {
    /** The file's name in the data directory. */
    public static final String FILE_NAME = "node.secret";

    static final int LENGTH = 32;

    private final byte[] octets;

    private NodeSecret(byte[] octets) {
        this.octets = octets;
    }

    /** @throws IllegalArgumentException unless there are exactly 32 octets */
    public static NodeSecret of(byte[] octets) {
        if (octets.length != LENGTH) {
            throw new IllegalArgumentException("node secret: " + octets.length + " octets (expected: " + LENGTH + ")");
        }
        return new NodeSecret(octets.clone());
    }

    /**
     * Reads the secret of a data directory; on the first start creates the directory and the file, readable by the owner only.
     *
     * @throws IOException if the file cannot be read or written, or is not 32 octets long
     */
    public static NodeSecret open(Path dataDir) throws IOException {
        Files.createDirectories(dataDir);
        Path file = dataDir.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            create(dataDir, file);
        }
        byte[] octets = Files.readAllBytes(file);
        if (octets.length != LENGTH) {
            throw new IOException(file + ": " + octets.length + " octets (expected: " + LENGTH
                    + "; restore it from a backup, or delete it together with the journal and the stores)");
        }
        return new NodeSecret(octets);
    }

    byte[] octets() {
        return octets;
    }

    /** Written whole and synced under another name first: a crash leaves either no secret or a complete one. */
    private static void create(Path dataDir, Path file) throws IOException {
        byte[] octets = new byte[LENGTH];
        new SecureRandom().nextBytes(octets);
        Path draft = Files.createTempFile(dataDir, FILE_NAME, ".new", ownerOnly(dataDir));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer content = ByteBuffer.wrap(octets);
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(dataDir);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Makes the name survive a power cut; a system without directories that can be opened (Windows) does that by itself. */
    private static void syncDirectory(Path dataDir) throws IOException {
        if (isPosix(dataDir)) {
            try (FileChannel channel = FileChannel.open(dataDir, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path dataDir) {
        return dataDir.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path dataDir) {
        if (!isPosix(dataDir)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(
                    Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
        };
    }
}
