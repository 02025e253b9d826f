package io.smppproxy.core.store;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One message as the maps keep it. Mutable and reusable, not thread-safe. Its text is not kept, and its destination as a digest only:
 * what is not stored cannot leak.
 *
 * <pre>
 *  0 idHi:8 | 8 idLo:8 | 16 appId:8 | 24 taskId:8 | 32 esme:8 | 40 linkId:8 | 48 acceptedAtMs:8 | 56 updatedAtMs:8
 * 64 bodyDigest:8 | 72 contactKeyHi:8 | 80 contactKeyLo:8 | 88 flags:4 | 92 txLength:2 | 94 partCount:2
 * 96 destinationDigest:8 | 104 transaction id octets
 * per part: state:1 | commandStatus:4 | idLength:1 | sent:4 | answered:4 | settled:4 | id octets
 * </pre>
 */
public final class MessageRecord {
    /** The sender gave the transaction id, so a retry may come with it. */
    public static final int FLAG_KEYED = 1;
    /** A part was sent again after its answer was lost. */
    public static final int FLAG_DUPLICATE_RISK = 2;
    /** An ESME submitted it: {@link #appId} is its account's id, and {@link #registeredDelivery} says which receipts it wants. */
    public static final int FLAG_ACCOUNT = 4;
    /** The ESME was told the SMSC's message id, not ours. */
    public static final int FLAG_SMSC_IDS = 8;

    private static final int REGISTERED_DELIVERY_SHIFT = 8;

    static final int DESTINATION_OFFSET = 96;
    private static final int TX_OFFSET = 104;
    private static final int PART_FIXED_BYTES = 18;
    private static final int MAX_ID_BYTES = 65;
    private static final long MAX_AFTER_MS = 0xFFFF_FFFEL;

    public long idHi;
    public long idLo;
    public long appId;
    public long taskId;
    /** The link or pool that the sender asked for. */
    public long esme;

    public long linkId;
    public long acceptedAtMs;
    public long updatedAtMs;
    /** Digest of everything that was to be sent; tells a retry from a conflict. */
    public long bodyDigest;
    /** Key in the contact history, 0/0 without a strategy. */
    public long contactKeyHi;

    public long contactKeyLo;
    public int flags;
    /** Of the number that it goes to, 0 if that is not known; see {@code DestinationDigest}. */
    public long destinationDigest;
    /** Where the journal has the message's first record, while it is open; not stored. */
    public int openedInStream;

    public long openedAtPosition;

    private byte[] transactionId = new byte[64];
    private int transactionIdLength;
    private int partCount;
    private PartState[] states = new PartState[4];
    private int[] commandStatuses = new int[4];
    private byte[][] ids = new byte[4][];
    private int[] idLengths = new int[4];
    private int[] sentAfter = new int[4];
    private int[] answeredAfter = new int[4];
    private int[] settledAfter = new int[4];

    /** Sets the number of parts, all {@link PartState#QUEUED}. */
    public MessageRecord parts(int count) {
        ensureParts(count);
        partCount = count;
        Arrays.fill(states, 0, count, PartState.QUEUED);
        Arrays.fill(commandStatuses, 0, count, 0);
        Arrays.fill(idLengths, 0, count, 0);
        Arrays.fill(sentAfter, 0, count, 0);
        Arrays.fill(answeredAfter, 0, count, 0);
        Arrays.fill(settledAfter, 0, count, 0);
        return this;
    }

    public int partCount() {
        return partCount;
    }

    public PartState state(int part) {
        return states[part];
    }

    public void state(int part, PartState state) {
        states[part] = state;
    }

    /** command_status of a refusing answer, or the network's error code of a receipt. */
    public int commandStatus(int part) {
        return commandStatuses[part];
    }

    public void commandStatus(int part, int commandStatus) {
        commandStatuses[part] = commandStatus;
    }

    /** When the part was written to the SMSC last; 0 if it was not. */
    public long sentAtMs(int part) {
        return atMs(sentAfter[part]);
    }

    public void sentAtMs(int part, long atMs) {
        sentAfter[part] = after(atMs);
    }

    /** When it was answered or given up, or its answer was lost; 0 if nothing of that happened. */
    public long answeredAtMs(int part) {
        return atMs(answeredAfter[part]);
    }

    public void answeredAtMs(int part, long atMs) {
        answeredAfter[part] = after(atMs);
    }

    /** When a final receipt came, or the time for one was over; 0 if neither happened. */
    public long settledAtMs(int part) {
        return atMs(settledAfter[part]);
    }

    public void settledAtMs(int part, long atMs) {
        settledAfter[part] = after(atMs);
    }

    /** Times of parts are kept as milliseconds since {@link #acceptedAtMs}, plus one; 49 days are the longest. */
    private int after(long atMs) {
        return (int) Math.min(Math.max(atMs - acceptedAtMs, 0), MAX_AFTER_MS) + 1;
    }

    private long atMs(int after) {
        return after == 0 ? 0 : acceptedAtMs + Integer.toUnsignedLong(after) - 1;
    }

    public int smscIdLength(int part) {
        return idLengths[part];
    }

    /** The octets of a part's SMSC id; only {@link #smscIdLength} of them count. */
    public byte[] smscId(int part) {
        return ids[part];
    }

    public void smscId(int part, DirectBuffer source, int offset, int length) {
        int kept = Math.min(length, MAX_ID_BYTES);
        if (ids[part] == null) {
            ids[part] = new byte[MAX_ID_BYTES];
        }
        source.getBytes(offset, ids[part], 0, kept);
        idLengths[part] = kept;
    }

    public void transactionId(DirectBuffer source, int offset, int length) {
        if (transactionId.length < length) {
            transactionId = new byte[length];
        }
        source.getBytes(offset, transactionId, 0, length);
        transactionIdLength = length;
    }

    public String transactionId() {
        return new String(transactionId, 0, transactionIdLength, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Octets of the transaction id; only {@link #transactionIdLength} of them count. */
    public byte[] transactionIdOctets() {
        return transactionId;
    }

    public int transactionIdLength() {
        return transactionIdLength;
    }

    public boolean isOfAccount() {
        return (flags & FLAG_ACCOUNT) != 0;
    }

    /** registered_delivery of the ESME's request. */
    public int registeredDelivery() {
        return (flags >>> REGISTERED_DELIVERY_SHIFT) & 0xFF;
    }

    /** The flags of an ESME's message. */
    public static int accountFlags(int registeredDelivery, boolean tellsSmscIds) {
        return FLAG_ACCOUNT | (tellsSmscIds ? FLAG_SMSC_IDS : 0) | (registeredDelivery << REGISTERED_DELIVERY_SHIFT);
    }

    public boolean isKeyed() {
        return (flags & FLAG_KEYED) != 0;
    }

    /** True when every part has been answered, refused or given up: the sender has its reply. */
    public boolean isAnswered() {
        for (int i = 0; i < partCount; i++) {
            if (!states[i].isAnswered()) {
                return false;
            }
        }
        return true;
    }

    /** True when nothing more is expected for any part. */
    public boolean isTerminal() {
        for (int i = 0; i < partCount; i++) {
            if (!states[i].isTerminal()) {
                return false;
            }
        }
        return true;
    }

    /** @return octets written */
    public int encode(MutableDirectBuffer out, int offset) {
        out.putLong(offset, idHi);
        out.putLong(offset + 8, idLo);
        out.putLong(offset + 16, appId);
        out.putLong(offset + 24, taskId);
        out.putLong(offset + 32, esme);
        out.putLong(offset + 40, linkId);
        out.putLong(offset + 48, acceptedAtMs);
        out.putLong(offset + 56, updatedAtMs);
        out.putLong(offset + 64, bodyDigest);
        out.putLong(offset + 72, contactKeyHi);
        out.putLong(offset + 80, contactKeyLo);
        out.putInt(offset + 88, flags);
        out.putShort(offset + 92, (short) transactionIdLength);
        out.putShort(offset + 94, (short) partCount);
        out.putLong(offset + DESTINATION_OFFSET, destinationDigest);
        out.putBytes(offset + TX_OFFSET, transactionId, 0, transactionIdLength);
        int at = offset + TX_OFFSET + transactionIdLength;
        for (int i = 0; i < partCount; i++) {
            out.putByte(at, states[i].code());
            out.putInt(at + 1, commandStatuses[i]);
            out.putByte(at + 5, (byte) idLengths[i]);
            out.putInt(at + 6, sentAfter[i]);
            out.putInt(at + 10, answeredAfter[i]);
            out.putInt(at + 14, settledAfter[i]);
            at += PART_FIXED_BYTES;
            if (idLengths[i] > 0) {
                out.putBytes(at, ids[i], 0, idLengths[i]);
                at += idLengths[i];
            }
        }
        return at - offset;
    }

    public void decode(DirectBuffer in, int offset) {
        idHi = in.getLong(offset);
        idLo = in.getLong(offset + 8);
        appId = in.getLong(offset + 16);
        taskId = in.getLong(offset + 24);
        esme = in.getLong(offset + 32);
        linkId = in.getLong(offset + 40);
        acceptedAtMs = in.getLong(offset + 48);
        updatedAtMs = in.getLong(offset + 56);
        bodyDigest = in.getLong(offset + 64);
        contactKeyHi = in.getLong(offset + 72);
        contactKeyLo = in.getLong(offset + 80);
        flags = in.getInt(offset + 88);
        int txLength = in.getShort(offset + 92);
        int count = in.getShort(offset + 94);
        destinationDigest = in.getLong(offset + DESTINATION_OFFSET);
        transactionId(in, offset + TX_OFFSET, txLength);
        ensureParts(count);
        partCount = count;
        int at = offset + TX_OFFSET + txLength;
        for (int i = 0; i < count; i++) {
            states[i] = PartState.ofCode(in.getByte(at));
            commandStatuses[i] = in.getInt(at + 1);
            int length = in.getByte(at + 5) & 0xFF;
            sentAfter[i] = in.getInt(at + 6);
            answeredAfter[i] = in.getInt(at + 10);
            settledAfter[i] = in.getInt(at + 14);
            at += PART_FIXED_BYTES;
            idLengths[i] = 0;
            if (length > 0) {
                smscId(i, in, at, length);
                at += length;
            }
        }
    }

    /** Octets that {@link #encode} would write. */
    public int encodedLength() {
        int length = TX_OFFSET + transactionIdLength + PART_FIXED_BYTES * partCount;
        for (int i = 0; i < partCount; i++) {
            length += idLengths[i];
        }
        return length;
    }

    private void ensureParts(int count) {
        if (count > states.length) {
            states = Arrays.copyOf(states, count);
            commandStatuses = Arrays.copyOf(commandStatuses, count);
            ids = Arrays.copyOf(ids, count);
            idLengths = Arrays.copyOf(idLengths, count);
            sentAfter = Arrays.copyOf(sentAfter, count);
            answeredAfter = Arrays.copyOf(answeredAfter, count);
            settledAfter = Arrays.copyOf(settledAfter, count);
        }
    }
}
