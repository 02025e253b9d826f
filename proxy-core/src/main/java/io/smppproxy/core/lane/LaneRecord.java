package io.smppproxy.core.lane;

/**
 * Layout of one message in a lane.
 *
 * <pre>
 *  0 handle:8 | 8 deadlineNs:8 | 16 sinkId:4 | 20 acceptLength:4 | 24 partCount:4 | 28 flags:4
 * 32 the journal's ACCEPT payload, acceptLength octets
 *    then per part: length:4 | the encoded submit_sm or data_sm with sequence_number 0
 * </pre>
 */
public final class LaneRecord {
    public static final int HANDLE_OFFSET = 0;
    public static final int DEADLINE_OFFSET = 8;
    public static final int SINK_OFFSET = 16;
    public static final int ACCEPT_LENGTH_OFFSET = 20;
    public static final int PART_COUNT_OFFSET = 24;
    public static final int FLAGS_OFFSET = 28;
    public static final int ACCEPT_OFFSET = 32;
    public static final int PART_HEADER_BYTES = 4;

    /** The sender wants every answer of the SMSC, also one that says "not now"; without it such a part is sent again. */
    public static final int FLAG_PASS_ANSWERS = 1;

    private LaneRecord() {}
}
