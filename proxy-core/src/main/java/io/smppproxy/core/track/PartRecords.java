package io.smppproxy.core.track;

import io.smppproxy.core.store.PartState;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The journal's payloads about parts.
 *
 * <pre>
 * INTENT   0 idHi:8 | 8 idLo:8 | 16 part:2 | 18 attempt:1 | 19 pad:1 | 20 sequence:4 | 24 linkId:8
 * RESULT   0 idHi:8 | 8 idLo:8 | 16 part:2 | 18 state:1 | 19 attempt:1 | 20 commandStatus:4 | 24 linkId:8
 *         32 idLength:2 | 34 keyLength:2 | 36 SMSC id as answered | its normalised form, if it differs
 * OUTCOME  0 idHi:8 | 8 idLo:8 | 16 part:2 | 18 state:1
 * RECEIPT  0 linkId:8 | 8 messageState:4 | 12 errorCode:4 | 16 keyLength:2 | 18 normalised SMSC id | the PDU, if ESMEs are served
 * </pre>
 */
public final class PartRecords {
    public static final int INTENT_BYTES = 32;
    public static final int RESULT_FIXED_BYTES = 36;
    public static final int OUTCOME_BYTES = 19;
    public static final int RECEIPT_FIXED_BYTES = 18;

    private PartRecords() {}

    public static int putIntent(
            MutableDirectBuffer b, int at, long idHi, long idLo, int part, int attempt, int sequence, long linkId) {
        putPart(b, at, idHi, idLo, part);
        b.putByte(at + 18, (byte) attempt);
        b.putByte(at + 19, (byte) 0);
        b.putInt(at + 20, sequence);
        b.putLong(at + 24, linkId);
        return INTENT_BYTES;
    }

    public static int putResult(
            MutableDirectBuffer b,
            int at,
            long idHi,
            long idLo,
            int part,
            PartState state,
            int attempt,
            int commandStatus,
            long linkId) {
        putPart(b, at, idHi, idLo, part);
        b.putByte(at + 18, state.code());
        b.putByte(at + 19, (byte) attempt);
        b.putInt(at + 20, commandStatus);
        b.putLong(at + 24, linkId);
        b.putShort(at + 32, (short) 0);
        b.putShort(at + 34, (short) 0);
        return RESULT_FIXED_BYTES;
    }

    /**
     * Adds the ids to a RESULT.
     *
     * @param keyLength 0 when the normalised form is the id itself
     * @return the payload's length
     */
    public static int putResultIds(MutableDirectBuffer b, int at, byte[] id, int idLength, byte[] key, int keyLength) {
        b.putShort(at + 32, (short) idLength);
        b.putShort(at + 34, (short) keyLength);
        b.putBytes(at + RESULT_FIXED_BYTES, id, 0, idLength);
        b.putBytes(at + RESULT_FIXED_BYTES + idLength, key, 0, keyLength);
        return RESULT_FIXED_BYTES + idLength + keyLength;
    }

    public static int putOutcome(MutableDirectBuffer b, int at, long idHi, long idLo, int part, PartState state) {
        putPart(b, at, idHi, idLo, part);
        b.putByte(at + 18, state.code());
        return OUTCOME_BYTES;
    }

    /** The PDU may follow. */
    public static int putReceipt(
            MutableDirectBuffer b, int at, long linkId, int messageState, int errorCode, byte[] key, int keyLength) {
        b.putLong(at, linkId);
        b.putInt(at + 8, messageState);
        b.putInt(at + 12, errorCode);
        b.putShort(at + 16, (short) keyLength);
        b.putBytes(at + RECEIPT_FIXED_BYTES, key, 0, keyLength);
        return RECEIPT_FIXED_BYTES + keyLength;
    }

    private static void putPart(MutableDirectBuffer b, int at, long idHi, long idLo, int part) {
        b.putLong(at, idHi);
        b.putLong(at + 8, idLo);
        b.putShort(at + 16, (short) part);
    }

    public static long idHi(DirectBuffer b, int at) {
        return b.getLong(at);
    }

    public static long idLo(DirectBuffer b, int at) {
        return b.getLong(at + 8);
    }

    public static int part(DirectBuffer b, int at) {
        return b.getShort(at + 16);
    }

    /** Of RESULT and OUTCOME. */
    public static PartState state(DirectBuffer b, int at) {
        return PartState.ofCode(b.getByte(at + 18));
    }

    /** Of RESULT. */
    public static int attempt(DirectBuffer b, int at) {
        return b.getByte(at + 19);
    }

    /** Of RESULT. */
    public static int commandStatus(DirectBuffer b, int at) {
        return b.getInt(at + 20);
    }

    /** Of RESULT and INTENT. */
    public static long linkId(DirectBuffer b, int at) {
        return b.getLong(at + 24);
    }

    public static int idLength(DirectBuffer b, int at) {
        return b.getShort(at + 32);
    }

    public static int idOffset(int at) {
        return at + RESULT_FIXED_BYTES;
    }

    /** Length of the normalised id of a RESULT. */
    public static int keyLength(DirectBuffer b, int at) {
        int key = b.getShort(at + 34);
        return key == 0 ? idLength(b, at) : key;
    }

    public static int keyOffset(DirectBuffer b, int at) {
        return b.getShort(at + 34) == 0 ? idOffset(at) : idOffset(at) + idLength(b, at);
    }

    public static long receiptLinkId(DirectBuffer b, int at) {
        return b.getLong(at);
    }

    public static int receiptState(DirectBuffer b, int at) {
        return b.getInt(at + 8);
    }

    public static int receiptError(DirectBuffer b, int at) {
        return b.getInt(at + 12);
    }

    public static int receiptKeyLength(DirectBuffer b, int at) {
        return b.getShort(at + 16);
    }

    public static int receiptKeyOffset(int at) {
        return at + RECEIPT_FIXED_BYTES;
    }

    public static int receiptPduOffset(DirectBuffer b, int at) {
        return receiptKeyOffset(at) + receiptKeyLength(b, at);
    }

    /** @param length of the whole payload */
    public static int receiptPduLength(DirectBuffer b, int at, int length) {
        return at + length - receiptPduOffset(b, at);
    }
}
