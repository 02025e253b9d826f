package io.smppproxy.core.harness;

import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.track.AcceptFlyweight;
import org.agrona.ExpandableArrayBuffer;

/** Lane records made by hand. */
public final class LaneRecords {
    public static final long ID_HI = 0x1111_0000_0000_8000L;

    private LaneRecords() {}

    /** A message whose part {@code n} is 20 octets of the value {@code n}. */
    public static OutgoingMessage message(long handle, int parts) {
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        int length = put(record, handle, parts);
        OutgoingMessage message = new OutgoingMessage();
        message.load(record, 0, length);
        return message;
    }

    /** @return the record's length */
    public static int put(ExpandableArrayBuffer record, long handle, int parts) {
        int accept = LaneRecord.ACCEPT_OFFSET;
        AcceptFlyweight.putId(record, accept, ID_HI, handle);
        AcceptFlyweight.putOrigin(record, accept, CoreConfigs.APP, 7, CoreConfigs.LINK, CoreConfigs.LINK);
        AcceptFlyweight.putBody(record, accept, 1_000, 42, 0, parts);
        AcceptFlyweight.putContact(record, accept, 0, 0, 0, 0);
        int acceptLength = AcceptFlyweight.putTransactionId(record, accept, "tx-" + handle);
        record.putLong(LaneRecord.HANDLE_OFFSET, handle);
        record.putLong(LaneRecord.DEADLINE_OFFSET, Long.MAX_VALUE);
        record.putInt(LaneRecord.SINK_OFFSET, 3);
        record.putInt(LaneRecord.ACCEPT_LENGTH_OFFSET, acceptLength);
        record.putInt(LaneRecord.PART_COUNT_OFFSET, parts);
        int at = accept + acceptLength;
        for (int part = 0; part < parts; part++) {
            record.putInt(at, 20);
            record.setMemory(at + LaneRecord.PART_HEADER_BYTES, 20, (byte) part);
            at += LaneRecord.PART_HEADER_BYTES + 20;
        }
        return at;
    }
}
