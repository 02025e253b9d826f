package io.smppproxy.core.pdulog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** How the writer reaches its files; tests put a slow or a full disk in its place. */
class PduLogDisk {
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    /** Opens a file to write behind what it has; makes it, and the directories that lack. */
    WritableByteChannel append(Path file) throws IOException {
        makeDirectory(file.getParent());
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS), FILE);
    }

    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectories(directory, DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(directory + " is no directory", e);
        }
    }

    long sizeBytes(Path file) throws IOException {
        return Files.size(file);
    }

    /** Whether the last octet of a file ends no line: what was written last is not whole. */
    boolean endsWithinLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Octets that may still be written below a directory, which need not be there yet. */
    long usableBytes(Path directory) throws IOException {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace();
    }
}
