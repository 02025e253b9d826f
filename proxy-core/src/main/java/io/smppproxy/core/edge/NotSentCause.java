package io.smppproxy.core.edge;

/** Why a message was not sent, or why its fate is unknown. */
public enum NotSentCause {
    NONE(0, ""),
    LINK_LOST(1, "the link went down before the message was written; it was not sent"),
    DEADLINE(2, "the deadline passed before the message was written; it was not sent"),
    CANCELLED(3, "the call was cancelled before the message was written; it was not sent"),
    STOPPING(4, "the proxy stopped before the message was written; it was not sent"),
    NO_ANSWER(5, "the SMSC's answer did not arrive in time; the message may or may not have been sent"),
    CONNECTION_LOST(6, "the connection broke before the SMSC's answer; the message may or may not have been sent"),
    RESTARTED(7, "the proxy restarted before the SMSC's answer; the message may or may not have been sent"),
    PARTLY_SENT(8, "some parts were sent and some were not"),
    THROTTLED(9, "the SMSC kept throttling until the message's time was over; it was not sent"),
    /** For those who joined a message by its transaction_id. */
    REFUSED(10, "the message that this one repeats was refused before it was sent; nothing was sent, try again");

    private static final NotSentCause[] BY_CODE = values();

    private final int code;
    private final String text;

    NotSentCause(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** As stored; never reused for another meaning. */
    public int code() {
        return code;
    }

    /** The cause of a stored code; {@link #NONE} for one that this version does not know. */
    public static NotSentCause ofCode(int code) {
        return code < 0 || code >= BY_CODE.length ? NONE : BY_CODE[code];
    }

    /** A sentence for the sender. */
    public String text() {
        return text;
    }
}
