package io.smppproxy.core.edge;

import java.nio.charset.StandardCharsets;

/**
 * The outcome of one accepted message. Mutable and reusable: the core fills its own instance and passes it to
 * {@link ReplySink#offer}; an edge fills its own from a {@link ReplyRing}. Not thread-safe.
 */
public final class Reply {
    /** Parts of one message at most (3GPP TS 23.040 §9.2.3.24.1: one octet counts them). */
    public static final int MAX_PARTS = 255;

    private long handle;
    private long messageIdHi;
    private long messageIdLo;
    private long linkId;
    private ReplyOutcome outcome = ReplyOutcome.NOT_SENT;
    private NotSentCause cause = NotSentCause.NONE;
    private int commandStatus;
    private int partCount;
    private byte[] ids = new byte[256];
    private final int[] idEnds = new int[MAX_PARTS];

    /** Starts a new reply without parts. */
    public Reply begin(long handle, long messageIdHi, long messageIdLo, long linkId, ReplyOutcome outcome) {
        this.handle = handle;
        this.messageIdHi = messageIdHi;
        this.messageIdLo = messageIdLo;
        this.linkId = linkId;
        this.outcome = outcome;
        this.cause = NotSentCause.NONE;
        this.commandStatus = 0;
        this.partCount = 0;
        return this;
    }

    /** Appends the SMSC's id of the next part; empty when the part has none. */
    public Reply addSmscId(byte[] source, int offset, int length) {
        int start = partCount == 0 ? 0 : idEnds[partCount - 1];
        if (start + length > ids.length) {
            ids = java.util.Arrays.copyOf(ids, Math.max(ids.length * 2, start + length));
        }
        System.arraycopy(source, offset, ids, start, length);
        idEnds[partCount++] = start + length;
        return this;
    }

    public Reply commandStatus(int commandStatus) {
        this.commandStatus = commandStatus;
        return this;
    }

    public Reply cause(NotSentCause cause) {
        this.cause = cause;
        return this;
    }

    public long handle() {
        return handle;
    }

    /** Answers the same outcome to another waiter. */
    public Reply handle(long handle) {
        this.handle = handle;
        return this;
    }

    public long messageIdHi() {
        return messageIdHi;
    }

    public long messageIdLo() {
        return messageIdLo;
    }

    /** The link that was used. */
    public long linkId() {
        return linkId;
    }

    public ReplyOutcome outcome() {
        return outcome;
    }

    /** With {@link ReplyOutcome#NOT_SENT} or UNKNOWN: why. */
    public NotSentCause cause() {
        return cause;
    }

    /** With {@link ReplyOutcome#REJECTED}: the SMSC's command_status. */
    public int commandStatus() {
        return commandStatus;
    }

    public int partCount() {
        return partCount;
    }

    /** The octets of all ids, one after the other; see {@link #idEnd}. */
    public byte[] idBytes() {
        return ids;
    }

    public int idStart(int part) {
        return part == 0 ? 0 : idEnds[part - 1];
    }

    public int idEnd(int part) {
        return idEnds[part];
    }

    /** The SMSC's id of a part, from 0. */
    public String smscId(int part) {
        int start = idStart(part);
        return new String(ids, start, idEnds[part] - start, StandardCharsets.ISO_8859_1);
    }

    /** Becomes equal to another reply. */
    public Reply copyOf(Reply other) {
        begin(other.handle, other.messageIdHi, other.messageIdLo, other.linkId, other.outcome);
        commandStatus = other.commandStatus;
        cause = other.cause;
        for (int i = 0; i < other.partCount; i++) {
            addSmscId(other.ids, other.idStart(i), other.idEnds[i] - other.idStart(i));
        }
        return this;
    }
}
