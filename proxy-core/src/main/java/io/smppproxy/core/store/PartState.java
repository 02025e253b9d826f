package io.smppproxy.core.store;

/** The life of one part (one submit_sm). The moves between the states are in {@code core.track.PartStateMachine}. */
public enum PartState {
    /** Accepted, not written to any socket. */
    QUEUED(0, "pending"),
    /** Handed to a socket, not answered. */
    ON_WIRE(1, "pending"),
    /** The SMSC answered ESME_ROK; no final receipt yet. */
    SUBMITTED(2, "submitted"),
    /** Written, and the answer can no longer arrive; waiting for proof. */
    AMBIGUOUS(3, "ambiguous"),
    /** The SMSC answered with an error. */
    REFUSED(4, "REJECTED"),
    /** Given up before it was written. */
    NOT_SENT(5, "NOT_SENT"),
    DELIVERED(6, "DELIVERED"),
    UNDELIVERABLE(7, "UNDELIVERABLE"),
    /** A receipt says EXPIRED. */
    EXPIRED(8, "EXPIRED"),
    /** A receipt says REJECTD. */
    REJECTED(9, "REJECTED"),
    /** Nobody will ever know. */
    UNKNOWN(10, "UNKNOWN"),
    /** No receipt came in time; a late one still counts. */
    TIMED_OUT(11, "EXPIRED");

    private static final PartState[] BY_CODE = values();

    private final byte code;
    private final String statusWord;

    PartState(int code, String statusWord) {
        this.code = (byte) code;
        this.statusWord = statusWord;
    }

    /** As stored; never reused for another meaning. */
    public byte code() {
        return code;
    }

    /** As SmsInfo says it. */
    public String statusWord() {
        return statusWord;
    }

    public boolean isAnswered() {
        return this != QUEUED && this != ON_WIRE;
    }

    public boolean isTerminal() {
        return this != QUEUED && this != ON_WIRE && this != SUBMITTED && this != AMBIGUOUS;
    }

    /** @throws IllegalArgumentException for a code that this version does not know */
    public static PartState ofCode(byte code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException(
                    "part state: " + code + " (expected: 0 to " + (BY_CODE.length - 1) + ")");
        }
        return BY_CODE[code];
    }
}
