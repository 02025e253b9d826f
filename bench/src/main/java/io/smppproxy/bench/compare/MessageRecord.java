package io.smppproxy.bench.compare;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.track.AcceptFlyweight;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The sample message as a lane record: an ACCEPT payload without contents, and one part. Not thread-safe, reusable. */
public final class MessageRecord {
    private static final int CAPACITY_BYTES = 1024;
    private static final byte[] TEXT = Sample.TEXT.getBytes(StandardCharsets.ISO_8859_1);

    private final SmEncoder encoder = new SmEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
    private int lengthBytes;

    /** Encodes the submit_sm from its fields again. */
    public MessageRecord encode() {
        encoder.reset(CommandId.SUBMIT_SM)
                .sourceAddr(0, 1, Sample.SOURCE)
                .destinationAddr(1, 1, Sample.DESTINATION)
                .registeredDelivery(1)
                .shortMessage(TEXT, 0, TEXT.length);
        int pduBytes = encoder.encode();
        int part = LaneRecord.ACCEPT_OFFSET + AcceptFlyweight.FIXED_BYTES;
        buffer.putInt(LaneRecord.ACCEPT_LENGTH_OFFSET, AcceptFlyweight.FIXED_BYTES);
        buffer.putInt(LaneRecord.PART_COUNT_OFFSET, 1);
        buffer.putLong(LaneRecord.DEADLINE_OFFSET, Long.MAX_VALUE);
        buffer.putInt(part, pduBytes);
        buffer.putBytes(part + LaneRecord.PART_HEADER_BYTES, encoder.octets(), encoder.octetsOffset(), pduBytes);
        lengthBytes = part + LaneRecord.PART_HEADER_BYTES + pduBytes;
        return this;
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int lengthBytes() {
        return lengthBytes;
    }
}
