package io.smppproxy.grpc;

import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyRing;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of the edge with all that its calls share: the ring that brings replies, the table of messages in flight, the
 * submission that is filled again and again. Calls run on their connection's loop (direct executor), so nothing of theirs needs a lock
 * and a reply reaches its connection without passing through another thread.
 */
final class GrpcLoop {
    private static final Logger log = LoggerFactory.getLogger(GrpcLoop.class);

    /** Replies handled before the loop looks at its sockets again. */
    private static final int DRAIN_LIMIT = 256;

    /** What TON and NPI 0 stand for in a destination (sms.proto): international, ISDN/E.164. */
    private static final int DEFAULT_DEST_TON = 1;

    private static final int DEFAULT_DEST_NPI = 1;

    private static final ThreadLocal<GrpcLoop> CURRENT = new ThreadLocal<>();

    private final EventLoop eventLoop;
    private final GrpcEdgeConfig config;
    private final SubmitPort submitPort;
    private final LongSupplier wallClockMs;
    private final ReplyRing replies;
    private final int sinkId;
    private final InFlightTable inFlight;
    private final Submission submission = new Submission();
    private final LoopCounters counters = new LoopCounters();
    private final Runnable drainTask = this::drain;

    /** Streams that got an answer in the batch that is being drained. */
    private final List<StreamCall> answered = new ArrayList<>();

    private final Set<OpenCall> calls = new LinkedHashSet<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private boolean isDraining;

    GrpcLoop(EventLoop eventLoop, GrpcEdgeConfig config, SubmitPort submitPort, LongSupplier wallClockMs) {
        this.eventLoop = eventLoop;
        this.config = config;
        this.submitPort = submitPort;
        this.wallClockMs = wallClockMs;
        this.inFlight = new InFlightTable(config.maxInFlight() / config.loops());
        this.replies = new ReplyRing(config.replyRingBytes(), this::wakeUp, handle -> !inFlight.isLive(handle));
        this.sinkId = submitPort.register(replies);
        eventLoop.execute(() -> CURRENT.set(this));
    }

    /** The loop that the calling thread is. */
    static GrpcLoop current() {
        return CURRENT.get();
    }

    GrpcEdgeConfig config() {
        return config;
    }

    LoopCounters counters() {
        return counters;
    }

    Submission submission() {
        return submission;
    }

    long wallClockMs() {
        return wallClockMs.getAsLong();
    }

    boolean isDraining() {
        return isDraining;
    }

    /** Any thread. */
    void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The loop has ended, so have its calls");
        }
    }

    void schedule(Runnable task, long delayNs) {
        eventLoop.schedule(task, delayNs, TimeUnit.NANOSECONDS);
    }

    /** @return null when as many messages are in flight as may be */
    PendingMessage acquire(PendingMessage.Owner owner) {
        return inFlight.acquire(owner);
    }

    void release(PendingMessage pending) {
        inFlight.release(pending);
    }

    /** Hands a message to the core; {@link #submission()} then says more. */
    Verdict submit(SmsRequest request, PendingMessage pending, long deadlineNs) {
        int destTon = request.getDton();
        int destNpi = request.getDnpi();
        submission
                .reset()
                .appId(request.getAppId())
                .taskId(request.getTaskId())
                .transactionId(request.getTransactionId())
                .esme(request.getEsme())
                .source(request.getSton(), request.getSnpi(), request.getSaddr())
                .dest(
                        destTon == 0 ? DEFAULT_DEST_TON : destTon,
                        destNpi == 0 ? DEFAULT_DEST_NPI : destNpi,
                        request.getDaddr())
                .text(request.getMessage())
                .sentAtSeconds(request.getSentAt())
                .strategy(request.getStrategy())
                .deadlineNs(deadlineNs)
                .replyTo(sinkId, pending.handle);
        pending.taskId = request.getTaskId();
        Verdict verdict = submitPort.submit(submission);
        counters.of(verdict).increment();
        pending.transactionId = submission.transactionId();
        return verdict;
    }

    void opened(OpenCall call) {
        calls.add(call);
        counters.openCalls.set(calls.size());
    }

    void closed(OpenCall call) {
        calls.remove(call);
        counters.openCalls.set(calls.size());
        counters.inFlight.set(inFlight.size());
        completeIfIdle();
    }

    /** Notes that a stream has to look after itself once the batch is through. */
    void answered(StreamCall stream) {
        answered.add(stream);
    }

    /** Refuses new calls and ends streams; any thread. The future completes when the last call has ended. */
    CompletableFuture<Void> startDrain() {
        execute(() -> {
            isDraining = true;
            new ArrayList<>(calls).forEach(OpenCall::startDrain);
            completeIfIdle();
        });
        return idle;
    }

    /** Ends the calls that are still open; any thread. */
    void cutOff() {
        execute(() -> new ArrayList<>(calls).forEach(OpenCall::cutOff));
    }

    /** The event loop has ended; any thread. */
    void ended() {
        replies.close();
    }

    private void completeIfIdle() {
        if (isDraining && calls.isEmpty()) {
            idle.complete(null);
        }
    }

    private void wakeUp() {
        execute(drainTask);
    }

    private void drain() {
        int count = replies.drain(this::onReply, DRAIN_LIMIT);
        // By index: a stream may be answered again while it looks after itself.
        for (int i = 0; i < answered.size(); i++) {
            answered.get(i).afterReplies();
        }
        answered.clear();
        counters.inFlight.set(inFlight.size());
        if (count == DRAIN_LIMIT || !replies.trySleep()) {
            execute(drainTask);
        }
    }

    private void onReply(Reply reply) {
        counters.of(reply.outcome()).increment();
        try {
            if (!inFlight.dispatch(reply)) {
                counters.lateReplies.increment();
            }
        } catch (RuntimeException e) {
            // One call's trouble must not cost the others their replies.
            log.warn("A reply could not be written", e);
        }
    }
}
