package io.smppproxy.codec;

/** message_state values (SMPP v3.4 §5.2.28, v5.0 §4.7.15). */
public final class MessageState {
    public static final int SCHEDULED = 0;
    public static final int ENROUTE = 1;
    public static final int DELIVERED = 2;
    public static final int EXPIRED = 3;
    public static final int DELETED = 4;
    public static final int UNDELIVERABLE = 5;
    public static final int ACCEPTED = 6;
    public static final int UNKNOWN = 7;
    public static final int REJECTED = 8;
    public static final int SKIPPED = 9;

    private static final String[] NAMES = {
        "SCHEDULED",
        "ENROUTE",
        "DELIVERED",
        "EXPIRED",
        "DELETED",
        "UNDELIVERABLE",
        "ACCEPTED",
        "UNKNOWN",
        "REJECTED",
        "SKIPPED"
    };

    private MessageState() {}

    /** True for the states after which no other follows (v5.0 §4.7.15); UNKNOWN is not one of them. */
    public static boolean isFinal(int messageState) {
        return switch (messageState) {
            case DELIVERED, EXPIRED, DELETED, UNDELIVERABLE, ACCEPTED, REJECTED, SKIPPED -> true;
            default -> false;
        };
    }

    /** The specification's name, or "state N". */
    public static String name(int messageState) {
        return messageState >= 0 && messageState < NAMES.length ? NAMES[messageState] : "state " + messageState;
    }
}
