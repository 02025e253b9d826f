package io.smppproxy.http.sms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyRing;
import io.smppproxy.core.edge.SubmitPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The requests that wait for what became of their message, by handle, and the one thread that brings the replies. Any thread may join
 * and leave.
 */
final class ReplyWaiters implements AutoCloseable {
    /** No handle. */
    static final long NONE = 0;

    private static final int DRAIN_LIMIT = 256;
    private static final long STOP_WAIT_MS = 2_000;

    /**
     * One message that waits.
     *
     * @param request with its transaction_id
     * @param answer the SmsResponse
     */
    record Waiter(SmsRequest request, CompletableFuture<ObjectNode> answer) {}

    private final ConcurrentHashMap<Long, Waiter> waiting = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final int maxInFlight;
    private final ReplyRing ring;
    private final int sinkId;
    private final Thread thread;
    private volatile boolean stopped;

    ReplyWaiters(SmsApiConfig config, SubmitPort submitPort) {
        this.maxInFlight = config.maxInFlight();
        this.thread = new Thread(this::run, "sms-replies");
        this.thread.setDaemon(true);
        this.ring = new ReplyRing(
                config.replyRingBytes(), () -> LockSupport.unpark(thread), handle -> !waiting.containsKey(handle));
        this.sinkId = submitPort.register(ring);
        thread.start();
    }

    int sinkId() {
        return sinkId;
    }

    /**
     * Begins the wait; before the message is submitted, for its reply may overtake what follows.
     *
     * @return the handle, or {@link #NONE} when as many messages wait as may
     */
    long enter(Waiter waiter) {
        if (inFlight.incrementAndGet() > maxInFlight) {
            inFlight.decrementAndGet();
            return NONE;
        }
        long handle = handles.incrementAndGet();
        waiting.put(handle, waiter);
        return handle;
    }

    /** Ends the wait for a message that was not accepted. */
    void leave(long handle) {
        if (waiting.remove(handle) != null) {
            inFlight.decrementAndGet();
        }
    }

    /** Messages that wait now; for gauges. */
    int size() {
        return waiting.size();
    }

    private void run() {
        while (!stopped) {
            int count = ring.drain(this::onReply, DRAIN_LIMIT);
            if (count == 0 && ring.trySleep()) {
                LockSupport.park(this);
            }
        }
        while (ring.drain(this::onReply, DRAIN_LIMIT) > 0) {
            // What came before the stop is still answered.
        }
    }

    private void onReply(Reply reply) {
        Waiter waiter = waiting.remove(reply.handle());
        if (waiter != null) {
            inFlight.decrementAndGet();
            waiter.answer().complete(SmsJson.of(waiter.request(), reply));
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ring.close();
        waiting.forEach((handle, waiter) -> waiter.answer()
                .completeExceptionally(new Problem(
                        503,
                        "unknown",
                        "",
                        "the proxy stopped before the SMSC's answer; ask again with the same transaction_id")));
    }
}
