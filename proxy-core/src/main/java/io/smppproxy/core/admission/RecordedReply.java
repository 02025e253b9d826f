package io.smppproxy.core.admission;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;

/** Says again, from the stored record, what a message's first reply said. */
public final class RecordedReply {
    private static final byte[] NO_ID = new byte[0];

    private RecordedReply() {}

    /**
     * Builds the reply of a message whose parts are all answered ({@link MessageRecord#isAnswered}). A later receipt does not change
     * the outcome: what was submitted stays submitted. The handle is 0 until the caller sets it.
     *
     * <p>One part decides for all, the first of: refused by the SMSC, unknown, not sent; with some parts sent and others not, the
     * outcome is UNKNOWN for the reason {@link NotSentCause#PARTLY_SENT}.
     */
    public static Reply replyFrom(MessageRecord record, Reply reply) {
        int accepted = 0;
        int refused = -1;
        int unknown = -1;
        int notSent = -1;
        for (int part = record.partCount() - 1; part >= 0; part--) {
            switch (record.state(part)) {
                case REFUSED -> refused = part;
                case AMBIGUOUS -> unknown = part;
                case QUEUED, ON_WIRE -> unknown = part;
                case NOT_SENT -> notSent = part;
                case UNKNOWN -> {
                    // A receipt may say UNKNOWN of a part that the SMSC took and named (SMPP v3.4 §5.2.28).
                    if (record.smscIdLength(part) > 0) {
                        accepted++;
                    } else {
                        unknown = part;
                    }
                }
                case SUBMITTED, DELIVERED, UNDELIVERABLE, EXPIRED, TIMED_OUT, REJECTED -> accepted++;
            }
        }
        if (refused >= 0) {
            begin(record, reply, ReplyOutcome.REJECTED).commandStatus(record.commandStatus(refused));
        } else if (unknown >= 0) {
            begin(record, reply, ReplyOutcome.UNKNOWN).cause(cause(record, unknown, NotSentCause.NO_ANSWER));
        } else if (notSent >= 0 && accepted > 0) {
            begin(record, reply, ReplyOutcome.UNKNOWN).cause(NotSentCause.PARTLY_SENT);
        } else if (notSent >= 0) {
            begin(record, reply, ReplyOutcome.NOT_SENT).cause(cause(record, notSent, NotSentCause.LINK_LOST));
        } else {
            begin(record, reply, ReplyOutcome.SUBMITTED);
        }
        for (int part = 0; part < record.partCount(); part++) {
            int length = record.smscIdLength(part);
            reply.addSmscId(length == 0 ? NO_ID : record.smscId(part), 0, length);
        }
        return reply;
    }

    /**
     * True if no part was ever handed to an SMSC, so that a retry of the message can be sent rather than told the old outcome without
     * any risk of a second delivery.
     */
    public static boolean maySendAgain(MessageRecord record) {
        for (int part = 0; part < record.partCount(); part++) {
            if (record.state(part) != PartState.NOT_SENT) {
                return false;
            }
        }
        return true;
    }

    private static Reply begin(MessageRecord record, Reply reply, ReplyOutcome outcome) {
        return reply.begin(0, record.idHi, record.idLo, record.linkId, outcome);
    }

    /** Parts without an answer keep the cause where answered ones keep the SMSC's command_status. */
    private static NotSentCause cause(MessageRecord record, int part, NotSentCause otherwise) {
        NotSentCause cause = NotSentCause.ofCode(record.commandStatus(part));
        return cause == NotSentCause.NONE ? otherwise : cause;
    }
}
