package io.smppproxy.core.edge;

/** Why a message was not sent, or why its fate is unknown. */
public enum NotSentCause {
    NONE(""),
    LINK_LOST("the link went down before the message was written; it was not sent"),
    DEADLINE("the deadline passed before the message was written; it was not sent"),
    CANCELLED("the call was cancelled before the message was written; it was not sent"),
    STOPPING("the proxy stopped before the message was written; it was not sent"),
    NO_ANSWER("the SMSC's answer did not arrive in time; the message may or may not have been sent"),
    CONNECTION_LOST("the connection broke before the SMSC's answer; the message may or may not have been sent"),
    RESTARTED("the proxy restarted before the SMSC's answer; the message may or may not have been sent"),
    PARTLY_SENT("some parts were sent and some were not"),
    THROTTLED("the SMSC kept throttling until the message's time was over; it was not sent");

    private final String text;

    NotSentCause(String text) {
        this.text = text;
    }

    /** A sentence for the sender. */
    public String text() {
        return text;
    }
}
