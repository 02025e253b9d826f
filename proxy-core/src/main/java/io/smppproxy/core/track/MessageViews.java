package io.smppproxy.core.track;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.util.ArrayList;
import java.util.List;

/** Stored messages in the words of the public API. Stateless. */
public final class MessageViews {
    private MessageViews() {}

    static MessageInfo of(MessageRecord record) {
        List<String> parts = new ArrayList<>(record.partCount());
        int delivered = 0;
        String error = "";
        for (int i = 0; i < record.partCount(); i++) {
            PartState state = record.state(i);
            parts.add(state.statusWord());
            if (state == PartState.DELIVERED) {
                delivered++;
            }
            if (error.isEmpty()) {
                error = error(state, i, record.commandStatus(i));
            }
        }
        return new MessageInfo(
                record.idHi,
                record.idLo,
                record.transactionId(),
                record.taskId,
                record.linkId,
                parts,
                stateOf(record).statusWord(),
                delivered,
                record.acceptedAtMs / 1_000,
                record.updatedAtMs / 1_000,
                error);
    }

    /** The state of the whole message: that of its worst part. */
    public static PartState stateOf(MessageRecord record) {
        boolean partly = isPartlySent(record);
        PartState worst = record.state(0);
        for (int i = 1; i < record.partCount(); i++) {
            if (severity(record.state(i), partly) > severity(worst, partly)) {
                worst = record.state(i);
            }
        }
        return partly && worst == PartState.NOT_SENT ? PartState.UNDELIVERABLE : worst;
    }

    /** The worse of the states of two messages that are told as one. */
    public static PartState worse(PartState a, PartState b) {
        return severity(b, false) > severity(a, false) ? b : a;
    }

    /** True when some parts were given up and others may be at the SMSC: then NOT_SENT would be a lie about the message. */
    private static boolean isPartlySent(MessageRecord record) {
        boolean notSent = false;
        boolean sent = false;
        for (int i = 0; i < record.partCount(); i++) {
            notSent |= record.state(i) == PartState.NOT_SENT;
            sent |= record.state(i) != PartState.NOT_SENT;
        }
        return notSent && sent;
    }

    /** A message is as well as its worst part; a failure outweighs what is still open. */
    private static int severity(PartState state, boolean partly) {
        if (partly && state == PartState.NOT_SENT) {
            return 2;
        }
        return switch (state) {
            case DELIVERED -> 0;
            case SUBMITTED -> 1;
            case QUEUED, ON_WIRE -> 2;
            case AMBIGUOUS -> 3;
            case UNKNOWN -> 4;
            case EXPIRED, TIMED_OUT -> 5;
            case UNDELIVERABLE -> 6;
            case NOT_SENT -> 7;
            case REJECTED -> 8;
            case REFUSED -> 9;
        };
    }

    private static String error(PartState state, int part, int code) {
        String where = "part " + (part + 1) + ": ";
        return switch (state) {
            case REFUSED -> where + "the SMSC answered " + CommandStatus.name(code) + String.format(" (0x%08X)", code);
            case UNDELIVERABLE, REJECTED -> where + "receipt error code " + code;
            case AMBIGUOUS, UNKNOWN -> where + "the SMSC's answer was lost; nobody knows whether it has the part";
            case NOT_SENT -> where + "it was given up before it was sent";
            default -> "";
        };
    }
}
