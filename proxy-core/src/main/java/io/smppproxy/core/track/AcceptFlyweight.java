package io.smppproxy.core.track;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The journal's ACCEPT payload: everything that is kept of a message.
 *
 * <pre>
 *   0 idHi:8 | 8 idLo:8 | 16 appId:8 | 24 taskId:8 | 32 esme:8 | 40 linkId:8 | 48 acceptedAtMs:8 | 56 bodyDigest:8
 *  64 contactKeyHi:8 | 72 contactKeyLo:8 | 80 textDigest:8 | 88 contactDay:4 | 92 flags:4 | 96 partCount:2 | 98 txLength:2
 * 100 transaction id, ASCII | destination digest:8
 * </pre>
 */
public final class AcceptFlyweight {
    public static final int FIXED_BYTES = 100;

    private static final int ID_HI = 0;
    private static final int ID_LO = 8;
    private static final int APP_ID = 16;
    private static final int TASK_ID = 24;
    private static final int ESME = 32;
    private static final int LINK_ID = 40;
    private static final int ACCEPTED_AT = 48;
    private static final int BODY_DIGEST = 56;
    private static final int CONTACT_HI = 64;
    private static final int CONTACT_LO = 72;
    private static final int TEXT_DIGEST = 80;
    private static final int CONTACT_DAY = 88;
    private static final int FLAGS = 92;
    private static final int PART_COUNT = 96;
    private static final int TX_LENGTH = 98;
    private static final int TX = 100;

    private AcceptFlyweight() {}

    public static long idHi(DirectBuffer b, int at) {
        return b.getLong(at + ID_HI);
    }

    public static long idLo(DirectBuffer b, int at) {
        return b.getLong(at + ID_LO);
    }

    public static long appId(DirectBuffer b, int at) {
        return b.getLong(at + APP_ID);
    }

    public static long taskId(DirectBuffer b, int at) {
        return b.getLong(at + TASK_ID);
    }

    public static long esme(DirectBuffer b, int at) {
        return b.getLong(at + ESME);
    }

    public static long linkId(DirectBuffer b, int at) {
        return b.getLong(at + LINK_ID);
    }

    public static void linkId(MutableDirectBuffer b, int at, long linkId) {
        b.putLong(at + LINK_ID, linkId);
    }

    public static long acceptedAtMs(DirectBuffer b, int at) {
        return b.getLong(at + ACCEPTED_AT);
    }

    public static long bodyDigest(DirectBuffer b, int at) {
        return b.getLong(at + BODY_DIGEST);
    }

    public static long contactKeyHi(DirectBuffer b, int at) {
        return b.getLong(at + CONTACT_HI);
    }

    public static long contactKeyLo(DirectBuffer b, int at) {
        return b.getLong(at + CONTACT_LO);
    }

    public static long textDigest(DirectBuffer b, int at) {
        return b.getLong(at + TEXT_DIGEST);
    }

    public static int contactDay(DirectBuffer b, int at) {
        return b.getInt(at + CONTACT_DAY);
    }

    public static int flags(DirectBuffer b, int at) {
        return b.getInt(at + FLAGS);
    }

    public static int partCount(DirectBuffer b, int at) {
        return b.getShort(at + PART_COUNT);
    }

    public static int transactionIdLength(DirectBuffer b, int at) {
        return b.getShort(at + TX_LENGTH);
    }

    public static int transactionIdOffset(int at) {
        return at + TX;
    }

    public static void putId(MutableDirectBuffer b, int at, long idHi, long idLo) {
        b.putLong(at + ID_HI, idHi);
        b.putLong(at + ID_LO, idLo);
    }

    public static void putOrigin(MutableDirectBuffer b, int at, long appId, long taskId, long esme, long linkId) {
        b.putLong(at + APP_ID, appId);
        b.putLong(at + TASK_ID, taskId);
        b.putLong(at + ESME, esme);
        b.putLong(at + LINK_ID, linkId);
    }

    public static void putBody(
            MutableDirectBuffer b, int at, long acceptedAtMs, long bodyDigest, int flags, int partCount) {
        b.putLong(at + ACCEPTED_AT, acceptedAtMs);
        b.putLong(at + BODY_DIGEST, bodyDigest);
        b.putInt(at + FLAGS, flags);
        b.putShort(at + PART_COUNT, (short) partCount);
    }

    /**
     * Adds the digest of the destination behind the transaction id.
     *
     * @param length of the payload without it
     * @return the payload's length
     */
    public static int putDestination(MutableDirectBuffer b, int at, int length, long destinationDigest) {
        b.putLong(at + length, destinationDigest);
        return length + Long.BYTES;
    }

    /**
     * The digest of the destination, 0 if there is none.
     *
     * @param length of the whole payload
     */
    public static long destinationDigest(DirectBuffer b, int at, int length) {
        int offset = TX + transactionIdLength(b, at);
        return length - offset >= Long.BYTES ? b.getLong(at + offset) : 0;
    }

    /** A key of 0/0 means that no contact policy applied. */
    public static void putContact(MutableDirectBuffer b, int at, long keyHi, long keyLo, long textDigest, int day) {
        b.putLong(at + CONTACT_HI, keyHi);
        b.putLong(at + CONTACT_LO, keyLo);
        b.putLong(at + TEXT_DIGEST, textDigest);
        b.putInt(at + CONTACT_DAY, day);
    }

    /**
     * @param transactionId printable ASCII, as admission demands
     * @return the payload's length
     */
    public static int putTransactionId(MutableDirectBuffer b, int at, String transactionId) {
        int length = b.putStringWithoutLengthAscii(at + TX, transactionId);
        b.putShort(at + TX_LENGTH, (short) length);
        return TX + length;
    }
}
