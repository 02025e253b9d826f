package io.smppproxy.core.harness;

import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An edge that keeps every reply, and fails when a message is answered twice. */
public final class TestEdge implements ReplySink {
    private final SubmitPort submitPort;
    private final QueryPort queryPort;
    private final int sinkId;
    private final AtomicLong nextHandle = new AtomicLong();
    private final Map<Long, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
    private volatile String problem;

    public TestEdge(SubmitPort submitPort, QueryPort queryPort) {
        this.submitPort = submitPort;
        this.queryPort = queryPort;
        this.sinkId = submitPort.register(this);
    }

    /** What became of one submission. */
    public record Sent(Verdict verdict, String reason, long handle, CompletableFuture<Reply> reply) {
        public Reply await() throws Exception {
            return reply.get(20, TimeUnit.SECONDS);
        }
    }

    public static Submission message(long esme, String to, String text) {
        return new Submission()
                .appId(CoreConfigs.APP)
                .esme(esme)
                .source(0, 0, "MYBRAND")
                .dest(1, 1, to)
                .text(text);
    }

    public Sent send(Submission submission) {
        long handle = nextHandle.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        open.put(handle, reply);
        submission.replyTo(sinkId, handle);
        Verdict verdict = submitPort.submit(submission);
        if (verdict != Verdict.ACCEPTED) {
            open.remove(handle);
        }
        return new Sent(verdict, submission.reason(), handle, reply);
    }

    /** Sends, trying again for a minute while the verdict is temporary or the link is down. */
    public Sent sendPatiently(Submission submission) {
        Sent sent = send(submission);
        long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while ((sent.verdict().isTemporary() || sent.verdict() == Verdict.LINK_DOWN)
                && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(200_000);
            sent = send(submission);
        }
        return sent;
    }

    public void cancel(Sent sent) {
        cancelled.add(sent.handle());
    }

    public MessageInfo info(long esme, Reply reply) throws Exception {
        return info(esme, reply.messageIdHi(), reply.messageIdLo());
    }

    public MessageInfo info(long esme, long idHi, long idLo) throws Exception {
        CompletableFuture<MessageInfo> answer = new CompletableFuture<>();
        queryPort.messageInfo(CoreConfigs.APP, esme, idHi, idLo, answer::complete);
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Asks until the message has the status; returns the last answer in any case. */
    public MessageInfo awaitStatus(long esme, Reply reply, String status, Duration limit) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        MessageInfo info = info(esme, reply);
        while ((info == null || !info.status().equals(status)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
            info = info(esme, reply);
        }
        return info;
    }

    public boolean isBound(long esme) {
        return queryPort.linkInfo(esme).bound();
    }

    public void awaitBound(long esme) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!queryPort.linkInfo(esme).bound()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("link " + esme + " is not bound");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public boolean offer(Reply reply) {
        CompletableFuture<Reply> waiting = open.remove(reply.handle());
        if (waiting == null) {
            problem = "a second reply for " + new UUID(reply.messageIdHi(), reply.messageIdLo());
        } else {
            waiting.complete(new Reply().copyOf(reply));
        }
        return true;
    }

    @Override
    public boolean isCancelled(long handle) {
        return cancelled.contains(handle);
    }

    /** What went wrong on the way back, or null. */
    public String problem() {
        return problem;
    }

    public int unanswered() {
        return open.size();
    }
}
