package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.IoUtil;

/**
 * Walks the records of one segment at open and tells a torn tail from damage.
 *
 * <p>A write that was cut short by a kill leaves a prefix. So a bad record with nothing valid behind it is a torn tail, and one
 * with a valid record behind it is damage. A loss of power, though, may lose an earlier block of the last unsynced batches and
 * keep a later one; in class POWER such records were never acknowledged. There the records behind count only if one of them
 * says that the bad place had been synced ({@link RecordBuffer#SYNCED_MARKER}).
 */
final class SegmentScan {
    /** Position after the last good record. */
    final long end;
    /** Octets behind {@link #end}. */
    final long badBytes;
    /** False when the octets behind are all zero, as in a file whose size was written before its content. */
    final boolean hasGarbage;
    /** True when the bad octets cannot be a torn tail. */
    final boolean isDamaged;

    private SegmentScan(long end, long badBytes, boolean hasGarbage, boolean isDamaged) {
        this.end = end;
        this.badBytes = badBytes;
        this.hasGarbage = hasGarbage;
        this.isDamaged = isDamaged;
    }

    static SegmentScan walk(Segment segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new JournalException(
                        segment.file() + ": " + channel.size() + " octets (expected: less than 2 GiB)");
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            try {
                return walk(segment, new RecordBuffer(bytes), (int) channel.size());
            } finally {
                IoUtil.unmap(bytes);
            }
        }
    }

    private static SegmentScan walk(Segment segment, RecordBuffer records, int size) {
        int at = Segment.HEADER_BYTES;
        while (records.isValid(at, size, position(segment, at))) {
            at += records.claimedLength(at);
        }
        boolean garbage = false;
        for (int i = at; i < size && !garbage; i++) {
            garbage = records.buffer().getByte(i) != 0;
        }
        boolean damaged = garbage && isProvenBehind(segment, records, at, size);
        return new SegmentScan(position(segment, at), size - at, garbage, damaged);
    }

    /** Looks behind a bad record for one that proves that the bad one was once good. */
    private static boolean isProvenBehind(Segment segment, RecordBuffer records, int bad, int size) {
        int at = bad + RecordBuffer.ALIGNMENT;
        while (at < size) {
            if (records.isValid(at, size, position(segment, at))) {
                boolean marker = records.type(at) == RecordBuffer.SYNCED_MARKER;
                if (segment.durability() == DurabilityClass.PROCESS
                        || (marker && syncedUpTo(records, at) > position(segment, bad))) {
                    return true;
                }
                at += records.claimedLength(at);
            } else {
                at += RecordBuffer.ALIGNMENT;
            }
        }
        return false;
    }

    private static long syncedUpTo(RecordBuffer records, int at) {
        return records.buffer().getLong(at + RecordBuffer.HEADER_BYTES, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private static long position(Segment segment, int at) {
        assert BitUtil.isAligned(at, RecordBuffer.ALIGNMENT);
        return segment.base() + at - Segment.HEADER_BYTES;
    }
}
