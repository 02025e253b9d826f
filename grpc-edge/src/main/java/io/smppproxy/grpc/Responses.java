package io.smppproxy.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.edge.Wording;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.concurrent.TimeUnit;

/** Verdicts and replies in the words of sms.v1. */
final class Responses {
    /** gRPC proposal A6: a client with a retry policy waits so long. */
    private static final Metadata.Key<String> RETRY_PUSHBACK_MS =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    private Responses() {}

    /** What became of a message that was accepted. */
    static SmsResponse of(PendingMessage pending, Reply reply) {
        SmsResponse.Builder response = SmsResponse.newBuilder()
                .setSuccess(reply.outcome() == ReplyOutcome.SUBMITTED)
                .setError(Wording.error(reply))
                .setEsme(reply.linkId())
                .setTransactionId(pending.transactionId)
                .setMessageId(MessageIds.format(reply.messageIdHi(), reply.messageIdLo()))
                .setStatus(reply.outcome().statusWord())
                .setTaskId(pending.taskId);
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
                Wording.reason(verdict, submission));
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
        return status == null ? null : status.withDescription(Wording.reason(verdict, submission));
    }

    static Metadata trailers(Verdict verdict, Submission submission) {
        Metadata trailers = new Metadata();
        if (verdict.isTemporary() && submission.retryAfterNs() > 0) {
            long ms = Math.max(1, TimeUnit.NANOSECONDS.toMillis(submission.retryAfterNs()));
            trailers.put(RETRY_PUSHBACK_MS, Long.toString(ms));
        }
        return trailers;
    }
}
