package io.smppproxy.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * One SendMessageStream. Owned by its event loop.
 *
 * <p>At no time are there more than the stream's limit of messages that were asked for, wait for admission, are in flight or have an
 * answer that waits for its turn; when the client does not read, no more are asked for. So a stream's memory is bounded, whatever
 * either side does.
 */
final class StreamCall extends ServerCall.Listener<Parsed<SmsRequest>> implements OpenCall {
    /** Messages asked for at one time: enough to keep the stream busy, few enough to hold when admission says wait. */
    private static final int MAX_DEMAND = 64;

    /** Answers that gRPC may hold for a client that is slow to read, before we stop reading from it. */
    private static final int ON_READY_THRESHOLD_BYTES = 128 * 1024;

    private static final long MIN_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MAX_BUSY_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(16);
    private static final long MAX_RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final GrpcLoop loop;
    private final ServerCall<Parsed<SmsRequest>, SmsResponse> call;
    private final Caller caller;
    private final long deadlineNs;
    private final ResponseOrder order;
    private final int limit;

    private final ArrayDeque<Parsed<SmsRequest>> backlog = new ArrayDeque<>(0);
    private final PendingList pending = new PendingList();
    private int demand;
    private long busyRetryNs = MIN_RETRY_NS;
    private boolean retryScheduled;
    private boolean retryAfterAnswers;
    private boolean inAnswered;
    private boolean headersSent;
    private boolean halfClosed;
    private boolean isClosed;

    /** How the stream ends once everything in flight is answered, when not with OK. */
    private Status endStatus;

    private StreamCall(GrpcLoop loop, ServerCall<Parsed<SmsRequest>, SmsResponse> call, ResponseOrder order) {
        this.loop = loop;
        this.call = call;
        this.order = order;
        this.caller = Caller.current();
        this.deadlineNs = Calls.deadlineNs();
        this.limit = loop.config().maxInFlightPerStream();
    }

    static ServerCall.Listener<Parsed<SmsRequest>> start(
            ServerCall<Parsed<SmsRequest>, SmsResponse> call, Metadata headers) {
        GrpcLoop loop = GrpcLoop.current();
        if (loop.isDraining()) {
            return Calls.refuse(call, Calls.STOPPING);
        }
        ResponseOrder order = ResponseOrder.of(headers);
        if (order == null) {
            return Calls.refuse(call, Status.INVALID_ARGUMENT.withDescription(ResponseOrder.EXPECTED));
        }
        StreamCall stream = new StreamCall(loop, call, order);
        loop.opened(stream);
        call.setOnReadyThreshold(ON_READY_THRESHOLD_BYTES);
        stream.ask();
        return stream;
    }

    @Override
    public void onMessage(Parsed<SmsRequest> message) {
        demand--;
        if (isClosed || endStatus != null) {
            return;
        }
        if (!backlog.isEmpty() || !process(message)) {
            backlog.add(message);
        }
        ask();
        finishIfDone();
    }

    @Override
    public void onHalfClose() {
        halfClosed = true;
        finishIfDone();
    }

    @Override
    public void onReady() {
        ask();
    }

    @Override
    public void onCancel() {
        end();
    }

    @Override
    public void onReply(PendingMessage message, Reply reply) {
        answer(message, Responses.of(message, reply));
        if (!inAnswered) {
            inAnswered = true;
            loop.answered(this);
        }
    }

    /** Called when a batch of replies is through. */
    void afterReplies() {
        inAnswered = false;
        if (retryAfterAnswers && !isClosed) {
            processBacklog();
        }
        ask();
        finishIfDone();
    }

    /** Answers what was read, then ends the stream with UNAVAILABLE, or OK if the client has ended it too. */
    @Override
    public void startDrain() {
        boolean isComplete = halfClosed && backlog.isEmpty();
        for (Parsed<SmsRequest> message : backlog) {
            PendingMessage slot = append();
            if (slot == null) {
                break; // no answer is "unknown" to the client, which asks again with the same transaction_id
            }
            refuse(slot, message.message(), Verdict.STOPPING.statusWord(), "the proxy is stopping; nothing was sent");
        }
        if (!isComplete) {
            endAfterAnswers(Status.UNAVAILABLE.withDescription("the proxy is stopping"));
        }
        finishIfDone();
    }

    @Override
    public void cutOff() {
        end();
        call.close(CUT_OFF, new Metadata());
    }

    /** @return false if the message has to wait */
    private boolean process(Parsed<SmsRequest> parsed) {
        SmsRequest message = parsed.message();
        if (loop.wallClockMs() >= caller.expiresAtMs()) {
            endAfterAnswers(Status.UNAUTHENTICATED.withDescription("token: expired"));
            return true;
        }
        String fault = Calls.fault(parsed, loop.config().maxRequestBytes());
        if (fault == null && message.getAppId() != caller.appId()) {
            endAfterAnswers(Calls.wrongApp(message.getAppId(), caller));
            return true;
        }
        PendingMessage slot = append();
        if (slot == null) {
            retryAfterAnswers = true;
            retryIn(busyRetryNs());
            return false;
        }
        if (fault != null) {
            refuse(slot, message, Verdict.INVALID.statusWord(), fault);
            return true;
        }
        Verdict verdict = loop.submit(message, slot, deadlineNs);
        if (verdict == Verdict.ACCEPTED) {
            busyRetryNs = MIN_RETRY_NS;
        } else if (verdict.isTemporary()) {
            remove(slot);
            retryAfterAnswers = verdict == Verdict.BUSY;
            long floorNs = retryAfterAnswers ? busyRetryNs() : MIN_RETRY_NS;
            retryIn(Math.min(MAX_RETRY_NS, Math.max(floorNs, loop.submission().retryAfterNs())));
            return false;
        } else {
            answer(slot, Responses.refused(message, loop.submission(), verdict));
        }
        return true;
    }

    private void processBacklog() {
        retryAfterAnswers = false;
        Parsed<SmsRequest> message = backlog.peek();
        while (message != null && process(message)) {
            backlog.poll();
            message = backlog.peek();
        }
    }

    private long busyRetryNs() {
        long delayNs = busyRetryNs;
        busyRetryNs = Math.min(MAX_BUSY_RETRY_NS, 2 * delayNs);
        return delayNs;
    }

    private void retryIn(long delayNs) {
        if (!retryScheduled) {
            retryScheduled = true;
            loop.schedule(this::onRetry, delayNs);
        }
    }

    private void onRetry() {
        retryScheduled = false;
        if (!isClosed) {
            processBacklog();
            ask();
            finishIfDone();
        }
    }

    private void endAfterAnswers(Status status) {
        endStatus = status;
        backlog.clear();
    }

    private void refuse(PendingMessage slot, SmsRequest message, String status, String error) {
        answer(slot, Responses.refused(message, message.getTransactionId(), 0, status, error));
    }

    private void answer(PendingMessage message, SmsResponse response) {
        if (order == ResponseOrder.COMPLETION) {
            write(response);
            remove(message);
            return;
        }
        message.response = response;
        PendingMessage head = pending.head();
        while (head != null && head.response != null) {
            write(head.response);
            remove(head);
            head = pending.head();
        }
    }

    private void write(SmsResponse response) {
        if (!headersSent) {
            headersSent = true;
            call.sendHeaders(new Metadata());
        }
        call.sendMessage(response);
    }

    /** Asks for as many messages as there is room for, in few and large requests. */
    private void ask() {
        if (isClosed || halfClosed || endStatus != null || !backlog.isEmpty() || demand > MAX_DEMAND / 2) {
            return;
        }
        int count = Math.min(MAX_DEMAND - demand, limit - pending.size() - demand);
        if (count > 0 && call.isReady()) {
            demand += count;
            call.request(count);
        }
    }

    private void finishIfDone() {
        boolean isOver = endStatus != null || (halfClosed && backlog.isEmpty());
        if (isClosed || !isOver || pending.head() != null) {
            return;
        }
        if (!headersSent && endStatus == null) {
            call.sendHeaders(new Metadata());
        }
        Status status = endStatus == null ? Status.OK : endStatus;
        end();
        call.close(status, new Metadata());
    }

    private void end() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        backlog.clear();
        while (pending.head() != null) {
            remove(pending.head());
        }
        loop.closed(this);
    }

    /** @return a slot at the end of the list, or null when the edge has none left */
    private PendingMessage append() {
        PendingMessage message = loop.acquire(this);
        if (message != null) {
            pending.append(message);
        }
        return message;
    }

    private void remove(PendingMessage message) {
        pending.remove(message);
        loop.release(message);
    }
}
