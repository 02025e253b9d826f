package io.smppproxy.core.deliver;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The journal's payloads about deliveries. A source is the RECEIPT or MO record that a delivery comes from.
 *
 * <pre>
 * MO        0 linkId:8 | 8 accountId:8 | 16 the PDU as the SMSC sent it
 * DELIVERY  0 source position:8 | 8 source stream:4 | 12 flags:4 | 16 accountId:8 | 24 createdAtMs:8 | 32 lower half of the message id:8
 *          40 affinity:4 | 44 the PDU as the ESME gets it, sequence_number 0
 * DONE      0 position of the DELIVERY:8 | 8 accountId:8 | 16 command_status:4 | 20 end:1
 * SETTLED   0 streams:4 | 4 position of each:8
 * </pre>
 */
public final class DeliveryRecords {
    public static final int MO_FIXED_BYTES = 16;
    public static final int DELIVERY_FIXED_BYTES = 44;
    public static final int DONE_BYTES = 21;

    /** One receipt for all parts of a message. */
    public static final int FLAG_COMBINED = 1;

    /** The ESME took it. */
    public static final byte DELIVERED = 0;
    /** The ESME refused it for good. */
    public static final byte REFUSED = 1;
    /** It grew too old. */
    public static final byte EXPIRED = 2;

    private DeliveryRecords() {}

    /** The PDU follows. */
    public static int putMo(MutableDirectBuffer b, int at, long linkId, long accountId) {
        b.putLong(at, linkId);
        b.putLong(at + 8, accountId);
        return MO_FIXED_BYTES;
    }

    public static long moAccountId(DirectBuffer b, int at) {
        return b.getLong(at + 8);
    }

    /** The PDU follows. */
    static void putDelivery(
            MutableDirectBuffer b,
            int at,
            int sourceStream,
            long sourcePosition,
            int flags,
            long accountId,
            long createdAtMs,
            long messageIdLo,
            int affinity) {
        b.putLong(at, sourcePosition);
        b.putInt(at + 8, sourceStream);
        b.putInt(at + 12, flags);
        b.putLong(at + 16, accountId);
        b.putLong(at + 24, createdAtMs);
        b.putLong(at + 32, messageIdLo);
        b.putInt(at + 40, affinity);
    }

    static long sourcePosition(DirectBuffer b, int at) {
        return b.getLong(at);
    }

    static int sourceStream(DirectBuffer b, int at) {
        return b.getInt(at + 8);
    }

    static boolean isCombined(DirectBuffer b, int at) {
        return (b.getInt(at + 12) & FLAG_COMBINED) != 0;
    }

    public static long accountId(DirectBuffer b, int at) {
        return b.getLong(at + 16);
    }

    static long createdAtMs(DirectBuffer b, int at) {
        return b.getLong(at + 24);
    }

    static long messageIdLo(DirectBuffer b, int at) {
        return b.getLong(at + 32);
    }

    /** Deliveries with the same affinity, but 0, had better take the same session. */
    static int affinity(DirectBuffer b, int at) {
        return b.getInt(at + 40);
    }

    static int putDone(
            MutableDirectBuffer b, int at, long deliveryPosition, long accountId, int commandStatus, byte end) {
        b.putLong(at, deliveryPosition);
        b.putLong(at + 8, accountId);
        b.putInt(at + 16, commandStatus);
        b.putByte(at + 20, end);
        return DONE_BYTES;
    }

    public static long donePosition(DirectBuffer b, int at) {
        return b.getLong(at);
    }

    public static long doneAccountId(DirectBuffer b, int at) {
        return b.getLong(at + 8);
    }

    static int putSettled(MutableDirectBuffer b, int at, long[] positions) {
        b.putInt(at, positions.length);
        for (int i = 0; i < positions.length; i++) {
            b.putLong(at + Integer.BYTES + i * Long.BYTES, positions[i]);
        }
        return Integer.BYTES + positions.length * Long.BYTES;
    }

    static long[] settledPositions(DirectBuffer b, int at) {
        long[] positions = new long[b.getInt(at)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = b.getLong(at + Integer.BYTES + i * Long.BYTES);
        }
        return positions;
    }
}
