package io.smppproxy.core.admission;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.store.MessageRecord;
import java.util.concurrent.atomic.LongAdder;

/**
 * The messages in progress, by id: from the first submission until their outcome is in the message store. Makes a retry join the
 * message that is under way instead of sending it again. Safe for any thread; a message without joiners costs no allocation.
 *
 * <p>How a message passes:
 * <ol>
 *   <li>{@link #begin} says FRESH: the caller goes on. With a transaction id of the sender's it now reads the message store; a record
 *       found there is the outcome of an earlier submission: the caller answers from it and calls {@link #complete} with it.
 *   <li>Admission refuses: {@link #abort}.
 *   <li>The message ends: the tracker writes the record to the store and then calls {@link #complete}. In this order there is no
 *       moment in which the message is neither here nor in the store.
 * </ol>
 */
public final class IdempotencyRegistry {
    /** Joiners of one message; more are told to come back. */
    public static final int MAX_JOINERS = 1_000;

    private static final int STRIPES = 256;

    private final InProgressStripe[] stripes = new InProgressStripe[STRIPES];
    private final LongAdder size = new LongAdder();

    /** What {@link #begin} found. */
    public enum Begin {
        /** Nobody has it: the caller must go on, and {@link #abort} or {@link #complete} must follow. */
        FRESH,
        /** The same message is in progress: the caller's sink will be answered with its outcome. */
        JOINED,
        /** Another message is in progress under this id. */
        CONFLICT,
        /** The same message is in progress and has {@link #MAX_JOINERS} joiners: nothing was kept, come back later. */
        CROWDED
    }

    public IdempotencyRegistry() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new InProgressStripe();
        }
    }

    /**
     * @param digest {@link MessageIdentity#bodyDigest}
     * @param sinkId kept with JOINED only, as the handle: the first submission's reply goes its own way
     */
    public Begin begin(long hi, long lo, long digest, int sinkId, long handle) {
        if (lo == 0) {
            throw new IllegalArgumentException("message id: lower half is 0 (expected: a UUID's variant bits)");
        }
        Begin found = stripe(lo).begin(hi, lo, digest, sinkId, handle);
        if (found == Begin.FRESH) {
            size.increment();
        }
        return found;
    }

    /** The first submission was refused: forgets it and tells the joiners that nothing was sent and that they may try again. */
    public void abort(long hi, long lo, ReplyDelivery delivery) {
        Joiners joiners = remove(hi, lo);
        if (joiners != null && joiners.count() > 0) {
            Reply reply = new Reply().begin(0, hi, lo, 0, ReplyOutcome.NOT_SENT).cause(NotSentCause.REFUSED);
            joiners.answer(reply, delivery);
        }
    }

    /**
     * The outcome is known and stored: forgets the message and answers the joiners. Does nothing for a message that is not here.
     *
     * @param record as stored; every part answered
     */
    public void complete(long hi, long lo, MessageRecord record, ReplyDelivery delivery) {
        Joiners joiners = remove(hi, lo);
        if (joiners != null && joiners.count() > 0) {
            joiners.answer(RecordedReply.replyFrom(record, new Reply()), delivery);
        }
    }

    /** Messages in progress, a moment old; cheap enough to ask for every message. */
    public int size() {
        return (int) size.sum();
    }

    private Joiners remove(long hi, long lo) {
        Joiners removed = stripe(lo).remove(hi, lo);
        if (removed != null) {
            size.decrement();
        }
        return removed;
    }

    /** The middle bits of the lower half: random, and not those that the stripe's table uses. */
    private InProgressStripe stripe(long lo) {
        return stripes[(int) (lo >>> 32) & (STRIPES - 1)];
    }
}
