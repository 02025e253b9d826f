package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * One file of a stream: a header, then records. The file is named by the position of its first record; the header does not count.
 *
 * <pre>
 * 0 magic:8 | 8 format version:4 | 12 stream:4 | 16 base position:8 | 24 durability class:4 | 28 CRC-32C of the octets before:4
 * </pre>
 *
 * @param base position of its first record
 * @param durability class in which it was written
 */
record Segment(Path file, long base, DurabilityClass durability) {
    static final int HEADER_BYTES = 32;
    static final String SUFFIX = ".journal";

    private static final long MAGIC = 0x4C4E524A50504D53L;
    private static final int FORMAT_VERSION = 1;
    private static final int POWER_CODE = 1;
    private static final int CRC_OFFSET = 28;

    static String fileName(long base) {
        return String.format("%020d%s", base, SUFFIX);
    }

    long filePosition(long position) {
        return HEADER_BYTES + position - base;
    }

    void writeHeader(FileChannel channel, int stream) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(stream)
                .putLong(base)
                .putInt(durability == DurabilityClass.POWER ? POWER_CODE : 0);
        header.putInt(crc(header)).flip();
        long at = 0;
        while (header.hasRemaining()) {
            at += channel.write(header, at);
        }
    }

    /**
     * Reads and checks a header.
     *
     * @return null when the file ends before its header does, or the header is all zero: it was being made
     * @throws JournalException when it is another file, or damaged
     */
    static Segment readHeader(Path file, FileChannel channel, int stream, long base) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, header.position()) > 0) {}
        if (header.hasRemaining() || header.rewind().equals(ByteBuffer.allocate(HEADER_BYTES))) {
            return null;
        }
        header.position(CRC_OFFSET);
        if (header.getLong(0) != MAGIC || header.getInt(CRC_OFFSET) != crc(header)) {
            throw new JournalException(file
                    + ": the first 32 octets are not the header of a journal segment; restore the file from a copy, or move it and"
                    + " all later files of its directory away to give their records up");
        }
        if (header.getInt(8) != FORMAT_VERSION) {
            throw new JournalException(file + ": journal format " + header.getInt(8) + " (expected: " + FORMAT_VERSION
                    + "); start the version of smpp-proxy that wrote it");
        }
        if (header.getInt(12) != stream || header.getLong(16) != base) {
            throw new JournalException(file + ": holds position " + header.getLong(16) + " of stream "
                    + header.getInt(12) + " (expected: position " + base + " of stream " + stream
                    + "); the file was renamed or moved");
        }
        return new Segment(
                file, base, header.getInt(24) == POWER_CODE ? DurabilityClass.POWER : DurabilityClass.PROCESS);
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}
