package io.smppproxy.core.pdulog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The log files below one directory, for readers. Follows no symbolic link below it. Any thread. */
final class PduLogFiles {
    private final Path directory;
    private final ZoneId zone;

    PduLogFiles(Path directory, ZoneId zone) {
        this.directory = directory;
        this.zone = zone;
    }

    /**
     * The files of some days.
     *
     * @param owners whose; empty for all
     * @return by date and name
     */
    List<PduLogFile> list(LocalDate from, LocalDate to, Set<String> owners) throws IOException {
        List<PduLogFile> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> days = Files.newDirectoryStream(directory)) {
                for (Path day : days) {
                    LocalDate date = PduLogFileId.date(day.getFileName().toString());
                    if (date != null && !date.isBefore(from) && !date.isAfter(to)) {
                        addFiles(day, date, owners, files);
                    }
                }
            }
        }
        files.sort(Comparator.comparing(PduLogFile::date).thenComparing(PduLogFile::name));
        return files;
    }

    private void addFiles(Path day, LocalDate date, Set<String> owners, List<PduLogFile> files) throws IOException {
        if (!Files.isDirectory(day, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(day)) {
            for (Path entry : entries) {
                String owner = PduLogFileId.ownerOf(entry.getFileName().toString());
                if (owner != null && (owners.isEmpty() || owners.contains(owner))) {
                    PduLogFile file = describe(new PduLogFileId(date, owner));
                    if (file != null) {
                        files.add(file);
                    }
                }
            }
        }
    }

    /** @return null if there is none */
    PduLogFile describe(PduLogFileId id) throws IOException {
        Path path = id.in(directory);
        if (!Files.isDirectory(path.getParent(), LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? new PduLogFile(
                            id.date(),
                            id.fileName(),
                            attributes.size(),
                            LocalDateTime.ofInstant(
                                    attributes.lastModifiedTime().toInstant(), zone))
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** @throws NoSuchFileException if there is none */
    FileChannel channel(PduLogFileId id) throws IOException {
        if (describe(id) == null) {
            throw new NoSuchFileException(id.date() + id.fileName());
        }
        return FileChannel.open(id.in(directory), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** The octets that the file has now; it may grow meanwhile. */
    InputStream open(PduLogFileId id) throws IOException {
        FileChannel channel = channel(id);
        return new FirstOctets(Channels.newInputStream(channel), channel.size());
    }

    /** A stream that ends after some octets. */
    private static final class FirstOctets extends FilterInputStream {
        private long left;

        FirstOctets(InputStream in, long lengthBytes) {
            super(in);
            left = lengthBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = super.read(octets, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
