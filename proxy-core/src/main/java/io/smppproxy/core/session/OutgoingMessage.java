package io.smppproxy.core.session;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.store.PartState;
import io.smppproxy.core.track.AcceptFlyweight;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One message on its way out: the lane record's octets, kept until every part is answered so that a throttled part can be sent
 * again, and what is known of each part. Pooled by the I/O loop that owns it; not thread-safe.
 */
public final class OutgoingMessage {
    private static final int INITIAL_BYTES = 512;
    /** A buffer that one long message blew up is given back, so that a pool of idle messages stays small. */
    private static final int MAX_POOLED_BYTES = 8 * 1024;

    private byte[] octets = new byte[INITIAL_BYTES];
    private final UnsafeBuffer buffer = new UnsafeBuffer(octets);
    private int partCount;
    private int nextPart;
    private int openParts;
    private int[] partOffsets = new int[4];
    private int[] partLengths = new int[4];
    private int[] statuses = new int[4];
    private int[] idOffsets = new int[4];
    private int[] idLengths = new int[4];
    private byte[] attempts = new byte[4];
    private boolean[] mayHaveBeenSent = new boolean[4];
    private PartState[] states = new PartState[4];
    private NotSentCause[] causes = new NotSentCause[4];
    private byte[] ids = new byte[128];
    private int idsUsed;

    private long handle;
    private long deadlineNs;
    private int sinkId;
    private int flags;
    private long idHi;
    private long idLo;
    private long linkId;
    private int acceptLength;
    private int recordLength;

    /** When the link took the message from its lane. */
    public long takenAtNs;
    /** Order of taking, so that parts that are tried again keep their place. */
    public long ordinal;
    /** When a part was first refused for now; 0 when none was. */
    public long throttledSinceNs;
    /** The journal has the ACCEPT record. */
    public boolean accepted;

    /** Takes a lane record over. */
    public void load(DirectBuffer record, int offset, int length) {
        if (octets.length < length) {
            octets = new byte[Integer.highestOneBit(length - 1) << 1];
            buffer.wrap(octets);
        }
        record.getBytes(offset, octets, 0, length);
        recordLength = length;
        handle = buffer.getLong(LaneRecord.HANDLE_OFFSET);
        deadlineNs = buffer.getLong(LaneRecord.DEADLINE_OFFSET);
        sinkId = buffer.getInt(LaneRecord.SINK_OFFSET);
        acceptLength = buffer.getInt(LaneRecord.ACCEPT_LENGTH_OFFSET);
        partCount = buffer.getInt(LaneRecord.PART_COUNT_OFFSET);
        flags = buffer.getInt(LaneRecord.FLAGS_OFFSET);
        idHi = AcceptFlyweight.idHi(buffer, LaneRecord.ACCEPT_OFFSET);
        idLo = AcceptFlyweight.idLo(buffer, LaneRecord.ACCEPT_OFFSET);
        linkId = AcceptFlyweight.linkId(buffer, LaneRecord.ACCEPT_OFFSET);
        ensureParts(partCount);
        int at = LaneRecord.ACCEPT_OFFSET + acceptLength;
        for (int i = 0; i < partCount; i++) {
            partLengths[i] = buffer.getInt(at);
            partOffsets[i] = at + LaneRecord.PART_HEADER_BYTES;
            at = partOffsets[i] + partLengths[i];
            states[i] = PartState.QUEUED;
            causes[i] = NotSentCause.NONE;
            statuses[i] = 0;
            idLengths[i] = 0;
            attempts[i] = 0;
            mayHaveBeenSent[i] = false;
        }
        nextPart = 0;
        openParts = partCount;
        idsUsed = 0;
        throttledSinceNs = 0;
        accepted = false;
    }

    /** Called when the message goes back to its pool. */
    public void recycle() {
        if (octets.length > MAX_POOLED_BYTES) {
            octets = new byte[INITIAL_BYTES];
            buffer.wrap(octets);
        }
    }

    public long handle() {
        return handle;
    }

    public long deadlineNs() {
        return deadlineNs;
    }

    public int sinkId() {
        return sinkId;
    }

    public long idHi() {
        return idHi;
    }

    public long idLo() {
        return idLo;
    }

    /** True when the sender wants to hear also that the SMSC cannot take the message now. */
    public boolean passesAnswers() {
        return (flags & LaneRecord.FLAG_PASS_ANSWERS) != 0;
    }

    /** The lane record. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int recordLength() {
        return recordLength;
    }

    public int acceptLength() {
        return acceptLength;
    }

    public int partCount() {
        return partCount;
    }

    public byte[] octets() {
        return octets;
    }

    public int partOffset(int part) {
        return partOffsets[part];
    }

    public int partLength(int part) {
        return partLengths[part];
    }

    public boolean hasNextPart() {
        return nextPart < partCount;
    }

    /** The next part in order, which is then no longer the next. */
    public int takeNextPart() {
        return nextPart++;
    }

    /** True before any part was taken for writing. */
    public boolean isUntouched() {
        return nextPart == 0;
    }

    public PartState state(int part) {
        return states[part];
    }

    public int attempt(int part) {
        return attempts[part];
    }

    /** A part is about to be written, for the first time or again. */
    public void written(int part) {
        states[part] = PartState.ON_WIRE;
        if (attempts[part] < Byte.MAX_VALUE) {
            attempts[part]++;
        }
    }

    /**
     * A part goes back to waiting.
     *
     * @param mayHaveArrived the SMSC may have it all the same, so that it can never be called not sent
     */
    public void requeued(int part, boolean mayHaveArrived) {
        states[part] = PartState.QUEUED;
        mayHaveBeenSent[part] |= mayHaveArrived;
    }

    /** True when an earlier attempt's answer was lost. */
    public boolean mayHaveBeenSent(int part) {
        return mayHaveBeenSent[part];
    }

    /** ESME_ROK with the SMSC's id. */
    public void submitted(int part, byte[] id, int idLength) {
        if (idsUsed + idLength > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(ids.length * 2, idsUsed + idLength));
        }
        System.arraycopy(id, 0, ids, idsUsed, idLength);
        idOffsets[part] = idsUsed;
        idLengths[part] = idLength;
        idsUsed += idLength;
        settle(part, PartState.SUBMITTED);
    }

    public void refused(int part, int commandStatus) {
        statuses[part] = commandStatus;
        settle(part, PartState.REFUSED);
    }

    /** The part ends as AMBIGUOUS, UNKNOWN or NOT_SENT. */
    public void ended(int part, PartState state, NotSentCause why) {
        causes[part] = why;
        settle(part, state);
    }

    private void settle(int part, PartState state) {
        states[part] = state;
        openParts--;
    }

    /** True when every part is answered or given up: the reply can go out. */
    public boolean isComplete() {
        return openParts == 0;
    }

    /** By the same rule as {@code RecordedReply}, so that a retry hears what the first sender heard. */
    public void fill(Reply reply) {
        int submitted = 0;
        int refused = -1;
        int lost = -1;
        int notSent = -1;
        for (int i = partCount - 1; i >= 0; i--) {
            switch (states[i]) {
                case SUBMITTED -> submitted++;
                case REFUSED -> refused = i;
                case NOT_SENT -> notSent = i;
                default -> lost = i;
            }
        }
        if (refused >= 0) {
            begin(reply, ReplyOutcome.REJECTED).commandStatus(statuses[refused]);
        } else if (lost >= 0) {
            begin(reply, ReplyOutcome.UNKNOWN).cause(causes[lost]);
        } else if (notSent >= 0 && submitted > 0) {
            begin(reply, ReplyOutcome.UNKNOWN).cause(NotSentCause.PARTLY_SENT);
        } else if (notSent >= 0) {
            begin(reply, ReplyOutcome.NOT_SENT).cause(causes[notSent]);
        } else {
            begin(reply, ReplyOutcome.SUBMITTED);
        }
        for (int i = 0; i < partCount; i++) {
            reply.addSmscId(ids, idOffsets[i], idLengths[i]);
        }
    }

    private Reply begin(Reply reply, ReplyOutcome outcome) {
        return reply.begin(handle, idHi, idLo, linkId, outcome);
    }

    private void ensureParts(int count) {
        if (count > states.length) {
            partOffsets = new int[count];
            partLengths = new int[count];
            statuses = new int[count];
            idOffsets = new int[count];
            idLengths = new int[count];
            attempts = new byte[count];
            mayHaveBeenSent = new boolean[count];
            states = new PartState[count];
            causes = new NotSentCause[count];
        }
    }
}
