package io.smppproxy.bench.compare;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The whole way without gRPC: submit port, admission, lane, journal, window, SMSC, reply. The edge is played by the I/O loop itself,
 * which submits the next message when it gets a reply, so that the difference to {@link WholePathContender} is the gRPC edge and its
 * hand-overs.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the periodic task ends with its executor
final class CorePathContender implements Contender, ReplySink {
    private final Submission submission = new Submission();
    private CoreStack stack;
    private SubmitPort port;
    private int sinkId;
    private long nextTransaction;
    private volatile Countdown countdown;
    /** Messages that the core could not take when they were due. */
    private int waiting;

    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("retries", true));

    @Override
    public void open() throws Exception {
        stack = CoreStack.start(false);
        port = stack.core().submitPort();
        sinkId = port.register(this);
        retries.scheduleWithFixedDelay(this::retry, 1, 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void pump(long messages) throws Exception {
        Countdown next = new Countdown(messages);
        // The first ones are submitted from here; none of their replies is looked at before all of them are under way.
        synchronized (this) {
            countdown = next;
            for (int i = 0; i < WINDOW && next.takeOne(); i++) {
                submit();
            }
        }
        next.await();
    }

    private void submit() {
        submission
                .reset()
                .appId(Sample.APP_ID)
                .taskId(7)
                .transactionId("b-" + HexFormat.of().toHexDigits(nextTransaction++))
                .esme(Sample.LINK_ID)
                .source(0, 1, Sample.SOURCE)
                .dest(1, 1, Sample.DESTINATION)
                .text(Sample.TEXT)
                .sentAtSeconds(1_700_000_000L)
                .replyTo(sinkId, 1);
        Verdict verdict = port.submit(submission);
        if (verdict == Verdict.BUSY) {
            waiting++;
        } else if (verdict != Verdict.ACCEPTED) {
            countdown.failed(new IllegalStateException(verdict + ": " + submission.reason()));
        }
    }

    /** The core's back-pressure is felt here as in every edge: what it could not take is offered again a little later. */
    private synchronized void retry() {
        for (int i = waiting; i > 0; i--) {
            waiting--;
            submit();
        }
    }

    /** One thread calls it, the I/O loop; the lock is nearly always free. */
    @Override
    public synchronized boolean offer(Reply reply) {
        Countdown current = countdown;
        if (reply.outcome() != ReplyOutcome.SUBMITTED) {
            current.failed(new IllegalStateException("outcome: " + reply.outcome() + " (expected: SUBMITTED)"));
        }
        if (current.takeOne()) {
            submit();
        }
        current.answered();
        return true;
    }

    @Override
    public boolean isCancelled(long handle) {
        return false;
    }

    @Override
    public void close() throws IOException {
        retries.shutdownNow();
        if (stack != null) {
            stack.close();
        }
    }
}
