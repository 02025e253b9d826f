package io.smppproxy.core.edge;

import io.smppproxy.codec.CommandStatus;
import java.util.Locale;

/** Verdicts and outcomes as sentences for senders, the same at every edge. */
public final class Wording {
    private Wording() {}

    /** Why a submission was not accepted: the core's own words, or general ones where it left none. */
    public static String reason(Verdict verdict, Submission submission) {
        if (!submission.reason().isEmpty()) {
            return submission.reason();
        }
        return switch (verdict) {
            case ACCEPTED -> "";
            case INVALID -> "request: not valid";
            case FORBIDDEN -> "app_id: may not send over this esme";
            case KEY_CONFLICT -> "transaction_id: used before with another message; nothing was sent";
            case RATE_LIMITED -> "the rate limit is reached; nothing was sent";
            case DAILY_CAP -> "daddr: the strategy's daily cap is reached";
            case WEEKLY_CAP -> "daddr: the strategy's weekly cap is reached";
            case DUPLICATE -> "message: the same text went to this daddr a short while ago";
            case BLACKLISTED -> "daddr: blacklisted";
            case LINK_DOWN -> "esme: no connection to the SMSC is up; nothing was sent";
            case BUSY -> "esme: the link is busy; nothing was sent";
            case STORE_FULL -> "the proxy's store is full; nothing was sent";
            case STOPPING -> "the proxy is stopping; nothing was sent";
        };
    }

    /** Why an accepted message was not submitted; empty when it was. */
    public static String error(Reply reply) {
        if (reply.outcome() == ReplyOutcome.SUBMITTED) {
            return "";
        }
        String cause = reply.cause() == NotSentCause.NONE ? "" : reply.cause().text();
        if (reply.outcome() != ReplyOutcome.REJECTED) {
            return cause.isEmpty() ? "no further information" : cause;
        }
        String name = CommandStatus.name(reply.commandStatus());
        String hex = String.format(Locale.ROOT, "0x%08X", reply.commandStatus());
        // For a number that the specification does not list, the name shows it already.
        String status = name.contains(hex) ? name : name + " (" + hex + ")";
        return status + ": the SMSC refused the message" + (cause.isEmpty() ? "" : "; " + cause);
    }
}
