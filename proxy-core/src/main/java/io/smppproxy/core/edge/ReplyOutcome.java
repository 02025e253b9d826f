package io.smppproxy.core.edge;

/** How a message that was accepted ended, as far as its submission goes. */
public enum ReplyOutcome {
    /** The SMSC answered ESME_ROK for every part, and that is journaled. */
    SUBMITTED("submitted"),
    /** The SMSC refused at least one part; {@link Reply#commandStatus()} is the first such answer. */
    REJECTED("rejected"),
    /** At least one part was written and its answer never came: nobody can know whether the SMSC has it. */
    UNKNOWN("unknown"),
    /** No part was handed to the SMSC: link lost, deadline, cancellation or stop came first. */
    NOT_SENT("not_sent");

    private final String statusWord;

    ReplyOutcome(String statusWord) {
        this.statusWord = statusWord;
    }

    /** The word for {@code SmsResponse.status}. */
    public String statusWord() {
        return statusWord;
    }
}
