package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/**
 * The sixteen octets that start every PDU (SMPP v3.4 §3.2), all fields big-endian. Absolute offsets; no reader or
 * writer index moves, but for {@link #write}.
 *
 * <pre>
 *  0        4            8                12                16
 *  | command_length | command_id | command_status | sequence_number |
 * </pre>
 */
public final class PduHeader {
    /** Length of a header, and so the least command_length. */
    public static final int LENGTH_BYTES = 16;

    public static final int COMMAND_LENGTH_OFFSET = 0;
    public static final int COMMAND_ID_OFFSET = 4;
    public static final int COMMAND_STATUS_OFFSET = 8;
    public static final int SEQUENCE_NUMBER_OFFSET = 12;

    /** sequence_number runs from 1 to this and then starts again (SMPP v3.4 §5.1.4). */
    public static final int MAX_SEQUENCE_NUMBER = 0x7FFF_FFFF;

    private PduHeader() {}

    public static int commandLength(ByteBuf buf, int offset) {
        return buf.getInt(offset + COMMAND_LENGTH_OFFSET);
    }

    public static int commandId(ByteBuf buf, int offset) {
        return buf.getInt(offset + COMMAND_ID_OFFSET);
    }

    public static int commandStatus(ByteBuf buf, int offset) {
        return buf.getInt(offset + COMMAND_STATUS_OFFSET);
    }

    public static int sequenceNumber(ByteBuf buf, int offset) {
        return buf.getInt(offset + SEQUENCE_NUMBER_OFFSET);
    }

    public static void setSequenceNumber(ByteBuf buf, int offset, int sequenceNumber) {
        buf.setInt(offset + SEQUENCE_NUMBER_OFFSET, sequenceNumber);
    }

    public static void setCommandStatus(ByteBuf buf, int offset, int commandStatus) {
        buf.setInt(offset + COMMAND_STATUS_OFFSET, commandStatus);
    }

    public static void setCommandLength(ByteBuf buf, int offset, int lengthBytes) {
        buf.setInt(offset + COMMAND_LENGTH_OFFSET, lengthBytes);
    }

    /** Appends a header whose command_length says 16; {@link #setCommandLength} corrects it once a body follows. */
    public static void write(ByteBuf out, int commandId, int commandStatus, int sequenceNumber) {
        write(out, LENGTH_BYTES, commandId, commandStatus, sequenceNumber);
    }

    /** Appends a header of a PDU of {@code lengthBytes} octets, this header among them. */
    public static void write(ByteBuf out, int lengthBytes, int commandId, int commandStatus, int sequenceNumber) {
        out.writeLong(((long) lengthBytes << 32) | (commandId & 0xFFFF_FFFFL));
        out.writeLong(((long) commandStatus << 32) | (sequenceNumber & 0xFFFF_FFFFL));
    }
}
