package io.smppproxy.core.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records in a buffer: how they are laid out and what makes one valid. Not thread-safe; allocates nothing after construction.
 *
 * <pre>
 * 0 payload length:4 | 4 check:4 | 8 timestamp and type:8 (type in the top octet) | 16 payload, zero padding to 8 octets
 * </pre>
 *
 * Little-endian. The check is CRC-32C over everything behind it, padding too, combined with the length and the position of the
 * record: a record that lies where it was not written is not valid, nor is a run of zeros, as no type is 0.
 */
final class RecordBuffer {
    static final int HEADER_BYTES = 16;
    static final int ALIGNMENT = 8;
    /** Largest record on disk. */
    static final int MAX_ALIGNED_BYTES = BitUtil.align(HEADER_BYTES + Journal.MAX_RECORD_BYTES, ALIGNMENT);
    /** A record of the journal itself: its payload is the position up to which the stream was known to be on the disk. */
    static final int SYNCED_MARKER = -128;

    private static final int CHECK_OFFSET = 4;
    private static final int STAMP_OFFSET = 8;
    private static final int TYPE_SHIFT = 56;
    private static final long POSITION_FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long LENGTH_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

    private final UnsafeBuffer buffer;
    private final ByteBuffer checked;
    private final CRC32C crc = new CRC32C();

    RecordBuffer(ByteBuffer bytes) {
        buffer = new UnsafeBuffer(bytes);
        checked = bytes.duplicate();
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    static int alignedLength(int payloadLength) {
        return BitUtil.align(HEADER_BYTES + payloadLength, ALIGNMENT);
    }

    /** Writes a whole record; the caller has checked the room for it. */
    void put(int at, long position, int type, long timestampMs, DirectBuffer source, int offset, int length) {
        int aligned = alignedLength(length);
        buffer.putLong(at + aligned - ALIGNMENT, 0);
        buffer.putInt(at, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(
                at + STAMP_OFFSET,
                ((long) type << TYPE_SHIFT) | (timestampMs & ((1L << TYPE_SHIFT) - 1)),
                ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(at + HEADER_BYTES, source, offset, length);
        buffer.putInt(at + CHECK_OFFSET, check(at, position, length, aligned), ByteOrder.LITTLE_ENDIAN);
    }

    /** Octets that the record at {@code at} claims to take on disk, or -1 when its header cannot be one. */
    int claimedLength(int at) {
        int length = payloadLength(at);
        int type = type(at);
        boolean possible = length >= 0 && length <= Journal.MAX_RECORD_BYTES && (type > 0 || type == SYNCED_MARKER);
        return possible ? alignedLength(length) : -1;
    }

    /** True when a whole, unchanged record that was written for this position lies at {@code at} and ends by {@code end}. */
    boolean isValid(int at, int end, long position) {
        if (end - at < HEADER_BYTES) {
            return false;
        }
        int aligned = claimedLength(at);
        return aligned > 0
                && aligned <= end - at
                && buffer.getInt(at + CHECK_OFFSET, ByteOrder.LITTLE_ENDIAN)
                        == check(at, position, payloadLength(at), aligned);
    }

    int payloadLength(int at) {
        return buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
    }

    int type(int at) {
        return buffer.getByte(at + HEADER_BYTES - 1);
    }

    long timestampMs(int at) {
        int sign = Long.SIZE - TYPE_SHIFT;
        return buffer.getLong(at + STAMP_OFFSET, ByteOrder.LITTLE_ENDIAN) << sign >> sign;
    }

    private int check(int at, long position, int length, int aligned) {
        checked.limit(at + aligned).position(at + STAMP_OFFSET);
        crc.reset();
        crc.update(checked);
        long place = (position + 1) * POSITION_FACTOR + length * LENGTH_FACTOR;
        return (int) crc.getValue() ^ (int) (place >>> Integer.SIZE);
    }
}
