package io.smppproxy.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.smppproxy.proto.sms.v1.SmsRequest;
import java.util.concurrent.TimeUnit;

/** What unary calls and streams have in common. */
final class Calls {
    static final Status STOPPING = Status.UNAVAILABLE.withDescription("the proxy is stopping; nothing was sent");

    private Calls() {}

    /** {@link System#nanoTime()} value at which the current call's deadline passes. */
    static long deadlineNs() {
        Deadline deadline = Context.current().getDeadline();
        return deadline == null ? Long.MAX_VALUE : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
    }

    /** Ends a call that never started. */
    static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** Why a request is not worth showing to the core, or null. */
    static String fault(Parsed<SmsRequest> request, int maxRequestBytes) {
        if (request.fault() != null) {
            return request.fault();
        }
        return request.lengthBytes() <= maxRequestBytes ? null : tooLong(request.message(), maxRequestBytes);
    }

    static Status wrongApp(long appId, Caller caller) {
        return Status.PERMISSION_DENIED.withDescription(
                "app_id: " + appId + " (expected: " + caller.appId() + ", as in token and metadata)");
    }

    private static String tooLong(SmsRequest request, int maxRequestBytes) {
        String name = "message";
        String value = request.getMessage();
        if (request.getTransactionId().length() > value.length()) {
            name = "transaction_id";
            value = request.getTransactionId();
        }
        if (request.getSaddr().length() > value.length()) {
            name = "saddr";
            value = request.getSaddr();
        }
        if (request.getDaddr().length() > value.length()) {
            name = "daddr";
            value = request.getDaddr();
        }
        if (request.getStrategy().length() > value.length()) {
            name = "strategy";
            value = request.getStrategy();
        }
        return name + ": " + value.length() + " characters (expected: a request of at most " + maxRequestBytes
                + " octets)";
    }
}
