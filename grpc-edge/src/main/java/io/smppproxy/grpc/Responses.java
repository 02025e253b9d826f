package io.smppproxy.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Verdicts and replies in the words of sms.v1. */
final class Responses {
    /** gRPC proposal A6: a client with a retry policy waits so long. */
    private static final Metadata.Key<String> RETRY_PUSHBACK_MS =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    private Responses() {}

    /** What became of a message that was accepted. */
    static SmsResponse of(PendingMessage pending, Reply reply) {
        boolean isSubmitted = reply.outcome() == ReplyOutcome.SUBMITTED;
        SmsResponse.Builder response = SmsResponse.newBuilder()
                .setSuccess(isSubmitted)
                .setEsme(reply.linkId())
                .setTransactionId(pending.transactionId)
                .setMessageId(MessageIds.format(reply.messageIdHi(), reply.messageIdLo()))
                .setStatus(reply.outcome().statusWord())
                .setTaskId(pending.taskId);
        if (!isSubmitted) {
            response.setError(error(reply));
        }
        for (int part = 0; part < reply.partCount(); part++) {
            response.addSmsIds(reply.smscId(part));
        }
        return response.build();
    }

    /**
     * A message that was not accepted.
     *
     * @param linkId the link that was picked; 0 if it did not come to that
     */
    static SmsResponse refused(SmsRequest request, String transactionId, long linkId, String status, String error) {
        return SmsResponse.newBuilder()
                .setEsme(linkId == 0 ? request.getEsme() : linkId)
                .setTransactionId(transactionId)
                .setStatus(status)
                .setError(error)
                .setTaskId(request.getTaskId())
                .build();
    }

    static SmsResponse refused(SmsRequest request, Submission submission, Verdict verdict) {
        return refused(
                request,
                submission.transactionId(),
                submission.linkId(),
                verdict.statusWord(),
                reason(verdict, submission));
    }

    /** How a unary call ends because of a verdict, or null when it ends with a response. */
    static Status status(Verdict verdict, Submission submission) {
        Status status = switch (verdict) {
            case ACCEPTED, DAILY_CAP, WEEKLY_CAP, DUPLICATE, BLACKLISTED -> null;
            case INVALID -> Status.INVALID_ARGUMENT;
            case FORBIDDEN -> Status.PERMISSION_DENIED;
            case KEY_CONFLICT -> Status.ALREADY_EXISTS;
            case RATE_LIMITED, BUSY, STORE_FULL -> Status.RESOURCE_EXHAUSTED;
            case LINK_DOWN, STOPPING -> Status.UNAVAILABLE;
        };
        return status == null ? null : status.withDescription(reason(verdict, submission));
    }

    static Metadata trailers(Verdict verdict, Submission submission) {
        Metadata trailers = new Metadata();
        if (verdict.isTemporary() && submission.retryAfterNs() > 0) {
            long ms = Math.max(1, TimeUnit.NANOSECONDS.toMillis(submission.retryAfterNs()));
            trailers.put(RETRY_PUSHBACK_MS, Long.toString(ms));
        }
        return trailers;
    }

    /** The core's own words, or ours where it left none. */
    private static String reason(Verdict verdict, Submission submission) {
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

    private static String error(Reply reply) {
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
