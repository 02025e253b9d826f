package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.lane.LaneRecord;
import org.agrona.ExpandableArrayBuffer;

/** Puts a {@link LaneRecord} together: the ACCEPT payload first, then {@link #begin}, then the parts. Owned by one thread. */
final class LaneRecordEncoder {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4 * 1024);
    private int end;

    /** The record from its offset 0; the ACCEPT payload goes to {@link LaneRecord#ACCEPT_OFFSET}. */
    ExpandableArrayBuffer buffer() {
        return buffer;
    }

    void begin(long handle, long deadlineNs, int sinkId, int acceptLength, int parts, int flags) {
        buffer.putLong(LaneRecord.HANDLE_OFFSET, handle);
        buffer.putLong(LaneRecord.DEADLINE_OFFSET, deadlineNs);
        buffer.putInt(LaneRecord.SINK_OFFSET, sinkId);
        buffer.putInt(LaneRecord.ACCEPT_LENGTH_OFFSET, acceptLength);
        buffer.putInt(LaneRecord.PART_COUNT_OFFSET, parts);
        buffer.putInt(LaneRecord.FLAGS_OFFSET, flags);
        end = LaneRecord.ACCEPT_OFFSET + acceptLength;
    }

    /** Appends a whole PDU with the sequence_number 0. */
    void part(byte[] octets, int offset, int length) {
        buffer.putInt(end, length);
        buffer.putBytes(end + LaneRecord.PART_HEADER_BYTES, octets, offset, length);
        end += LaneRecord.PART_HEADER_BYTES + length;
    }

    /** Appends a whole PDU, whose sequence_number becomes 0. */
    void part(ByteBuf buf, int offset, int length) {
        int at = end + LaneRecord.PART_HEADER_BYTES;
        // Grows the buffer before its octets are reached directly.
        buffer.putByte(at + length - 1, (byte) 0);
        buffer.putInt(end, length);
        buf.getBytes(offset, buffer.byteArray(), at, length);
        buffer.putInt(at + PduHeader.SEQUENCE_NUMBER_OFFSET, 0);
        end = at + length;
    }

    /** Octets of the record so far. */
    int length() {
        return end;
    }
}
