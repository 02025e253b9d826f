package io.smppproxy.bench.compare;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * A schedule that does not wait for answers. Message i is due at start + i/rate and its latency counts from then, so a stall is
 * charged to every message that should have been sent meanwhile: no coordinated omission. Answers come in the order of the
 * requests. The driving thread sleeps between bursts, which costs up to a timer slack (about 0.06 ms) and counts as latency too.
 */
final class OpenLoop {
    private static final long HIGHEST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long NAP_NS = 20_000;
    /** Only to spare memory: what is sent later because of it is late all the same. */
    private static final int MAX_OPEN = 50_000;

    private final double intervalNs;
    private final long warmUpMessages;
    private final long messages;
    private final Histogram histogram = new Histogram(HIGHEST_NS, 3);
    private final CountDownLatch allAnswered = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong answers = new AtomicLong();
    private volatile long startNs;

    OpenLoop(double messagesPerSecond, long warmUpMessages, long messages) {
        this.intervalNs = 1e9 / messagesPerSecond;
        this.warmUpMessages = warmUpMessages;
        this.messages = warmUpMessages + messages;
    }

    /** Runs the schedule; returns when everything is answered. The consumer sends as many messages as it is told, without waiting. */
    void drive(IntConsumer send) throws Exception {
        startNs = System.nanoTime();
        long sent = 0;
        while (sent < messages && failure.get() == null) {
            long due = Math.min(messages, (long) ((System.nanoTime() - startNs) / intervalNs) + 1);
            long now = Math.min(due, answers.get() + MAX_OPEN) - sent;
            if (now > 0) {
                send.accept((int) now);
                sent += now;
            } else {
                LockSupport.parkNanos(NAP_NS);
            }
        }
        if (failure.get() == null && !allAnswered.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("answers: " + answers + " (expected: " + messages + " within 60 s)");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the paced run failed", failure.get());
        }
    }

    /** Records the answer to the oldest open message; one thread only. */
    void answered() {
        long index = answers.get();
        long latencyNs = System.nanoTime() - startNs - (long) (index * intervalNs);
        if (index >= warmUpMessages) {
            histogram.recordValue(Math.max(0, Math.min(latencyNs, HIGHEST_NS)));
        }
        answers.lazySet(index + 1);
        if (index + 1 == messages) {
            allAnswered.countDown();
        }
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        allAnswered.countDown();
    }

    /** Latencies in nanoseconds; to be read after {@link #drive} has returned. */
    Histogram histogram() {
        return histogram;
    }
}
