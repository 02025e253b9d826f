package io.smppproxy.core.pdulog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/** One day's file of one log, as it is written. What is appended reaches the file at {@link #flush}. Writer only. */
final class DayFile {
    private final Path file;
    private final LocalDate date;
    private final PduLogDisk disk;
    private final StringBuilder text = new StringBuilder();
    private WritableByteChannel channel;
    private long sizeBytes;
    private int entries;

    DayFile(Path file, LocalDate date, PduLogDisk disk) {
        this.file = file;
        this.date = date;
        this.disk = disk;
    }

    Path file() {
        return file;
    }

    LocalDate date() {
        return date;
    }

    /** Where the next entry goes; call {@link #appended} after it. */
    StringBuilder text() {
        return text;
    }

    void appended() {
        entries++;
    }

    /** Entries that are not in the file. */
    int waiting() {
        return entries;
    }

    /** Octets of the file and, about, of what waits. */
    long sizeBytes() {
        return sizeBytes + text.length();
    }

    /** Opens the file if it is not. */
    void open() throws IOException {
        if (channel == null) {
            channel = disk.append(file);
            sizeBytes = disk.sizeBytes(file);
            if (disk.endsWithinLine(file)) {
                write("\n");
            }
        }
    }

    /** @throws IOException if not all could be written; what waited is dropped, and the file is opened anew for the next */
    void flush() throws IOException {
        try {
            open();
            write(text);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        } finally {
            text.setLength(0);
            entries = 0;
        }
    }

    private void write(CharSequence what) throws IOException {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(what));
        while (octets.hasRemaining()) {
            sizeBytes += channel.write(octets);
        }
    }

    void close() throws IOException {
        WritableByteChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
