package io.smppproxy.simulator.plan;

import io.smppproxy.codec.MessageState;
import java.util.Locale;

/** What becomes of an accepted message, as its receipt tells it (SMPP v3.4 appendix B, table B-2; §5.2.28). */
public enum ReceiptOutcome {
    ENROUTE(MessageState.ENROUTE, "ENROUTE", 0),
    DELIVERED(MessageState.DELIVERED, "DELIVRD", 0),
    EXPIRED(MessageState.EXPIRED, "EXPIRED", 27),
    DELETED(MessageState.DELETED, "DELETED", 2),
    UNDELIVERABLE(MessageState.UNDELIVERABLE, "UNDELIV", 1),
    ACCEPTED(MessageState.ACCEPTED, "ACCEPTD", 0),
    UNKNOWN(MessageState.UNKNOWN, "UNKNOWN", 5),
    REJECTED(MessageState.REJECTED, "REJECTD", 11),
    /** The message vanishes: there never is a receipt. */
    NONE(-1, "NONE", 0);

    private final int messageState;
    private final String stat;
    private final int errorCode;

    ReceiptOutcome(int messageState, String stat, int errorCode) {
        this.messageState = messageState;
        this.stat = stat;
        this.errorCode = errorCode;
    }

    /** Value of the message_state TLV; -1 for {@link #NONE}. */
    public int messageState() {
        return messageState;
    }

    /** The stat field of the text form. */
    public String stat() {
        return stat;
    }

    /** The err field of the text form and network_error_code of the TLV form, 0 to 999. */
    public int errorCode() {
        return errorCode;
    }

    /**
     * Finds an outcome by its stat or its name, in any case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ReceiptOutcome parse(String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (ReceiptOutcome outcome : values()) {
            if (outcome.stat.equals(wanted) || outcome.name().equals(wanted)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("receipt outcome: \"" + text
                + "\" (expected: DELIVRD, EXPIRED, DELETED, UNDELIV, ACCEPTD, UNKNOWN, REJECTD, ENROUTE or NONE)");
    }
}
