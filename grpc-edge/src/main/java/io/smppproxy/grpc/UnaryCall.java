package io.smppproxy.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;

/** One SendMessage. Owned by its event loop. */
final class UnaryCall extends ServerCall.Listener<Parsed<SmsRequest>> implements OpenCall {
    private final GrpcLoop loop;
    private final ServerCall<Parsed<SmsRequest>, SmsResponse> call;
    private final Caller caller;
    private final long deadlineNs;
    private Parsed<SmsRequest> request;
    private PendingMessage pending;
    private boolean isClosed;

    private UnaryCall(GrpcLoop loop, ServerCall<Parsed<SmsRequest>, SmsResponse> call) {
        this.loop = loop;
        this.call = call;
        this.caller = Caller.current();
        this.deadlineNs = Calls.deadlineNs();
    }

    static ServerCall.Listener<Parsed<SmsRequest>> start(
            ServerCall<Parsed<SmsRequest>, SmsResponse> call, Metadata headers) {
        GrpcLoop loop = GrpcLoop.current();
        if (loop.isDraining()) {
            return Calls.refuse(call, Calls.STOPPING);
        }
        UnaryCall unary = new UnaryCall(loop, call);
        loop.opened(unary);
        // One more than there may be, so that a second request shows.
        call.request(2);
        return unary;
    }

    @Override
    public void onMessage(Parsed<SmsRequest> message) {
        if (request != null) {
            close(Status.INVALID_ARGUMENT.withDescription("more than one request (expected: one)"), new Metadata());
            return;
        }
        request = message;
    }

    @Override
    public void onHalfClose() {
        if (isClosed) {
            return;
        }
        if (loop.isDraining()) {
            close(Calls.STOPPING, new Metadata());
            return;
        }
        if (request == null) {
            close(Status.INVALID_ARGUMENT.withDescription("no request (expected: one)"), new Metadata());
            return;
        }
        String fault = Calls.fault(request, loop.config().maxRequestBytes());
        if (fault != null) {
            close(Status.INVALID_ARGUMENT.withDescription(fault), new Metadata());
            return;
        }
        SmsRequest message = request.message();
        if (message.getAppId() != caller.appId()) {
            close(Calls.wrongApp(message.getAppId(), caller), new Metadata());
            return;
        }
        pending = loop.acquire(this);
        if (pending == null) {
            close(
                    Status.RESOURCE_EXHAUSTED.withDescription("too many messages in flight; nothing was sent"),
                    new Metadata());
            return;
        }
        Verdict verdict = loop.submit(message, pending, deadlineNs);
        if (verdict == Verdict.ACCEPTED) {
            request = null;
            return;
        }
        Submission submission = loop.submission();
        Status status = Responses.status(verdict, submission);
        if (status == null) {
            answer(Responses.refused(message, submission, verdict));
        } else {
            close(status, Responses.trailers(verdict, submission));
        }
    }

    @Override
    public void onReply(PendingMessage answered, Reply reply) {
        answer(Responses.of(answered, reply));
    }

    @Override
    public void onCancel() {
        end();
    }

    @Override
    public void startDrain() {
        // Its request is on the way to its answer already, or will be refused when it comes.
    }

    @Override
    public void cutOff() {
        close(CUT_OFF, new Metadata());
    }

    private void answer(SmsResponse response) {
        call.sendHeaders(new Metadata());
        call.sendMessage(response);
        close(Status.OK, new Metadata());
    }

    private void close(Status status, Metadata trailers) {
        end();
        call.close(status, trailers);
    }

    private void end() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (pending != null) {
            loop.release(pending);
            pending = null;
        }
        loop.closed(this);
    }
}
