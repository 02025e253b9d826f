package io.smppproxy.simulator;

import io.netty.channel.EventLoop;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceiptWriter;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** What the sessions of one I/O loop share: its timer, views and encoders. Used on that loop only. */
final class LoopContext {
    /** What falls due within one tick leaves in one flush. */
    private static final long TICK_NS = 250_000;

    final EventLoop loop;
    final SmFlyweight sm = new SmFlyweight();
    final DataSmFlyweight dataSm = new DataSmFlyweight();
    final BindFlyweight bind = new BindFlyweight();
    final SmEncoder smEncoder = new SmEncoder();
    final DataSmEncoder dataSmEncoder = new DataSmEncoder();
    final DeliveryReceiptWriter receiptWriter = new DeliveryReceiptWriter();

    private final PriorityQueue<Timed> timers = new PriorityQueue<>();
    private final ArrayDeque<SmscSession> touched = new ArrayDeque<>();
    private long timersSet;
    private boolean armed;
    private long armedForNs;

    LoopContext(EventLoop loop) {
        this.loop = loop;
    }

    /** Runs {@code action} on this loop after {@code delayNs} nanoseconds; equal deadlines keep their order. */
    void schedule(long delayNs, Runnable action) {
        long deadlineNs = System.nanoTime() + delayNs;
        timers.add(new Timed(deadlineNs, timersSet++, action));
        if (!armed || deadlineNs - armedForNs < -TICK_NS) {
            arm(deadlineNs);
        }
    }

    /** {@code session} has something to flush; whoever runs on this loop flushes it when done. */
    void touch(SmscSession session) {
        touched.add(session);
    }

    /** Flushes the sessions that were touched. */
    void flushTouched() {
        for (SmscSession session = touched.poll(); session != null; session = touched.poll()) {
            session.flush();
        }
    }

    private void arm(long deadlineNs) {
        armed = true;
        armedForNs = deadlineNs;
        loop.schedule(this::runDue, Math.max(TICK_NS, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void runDue() {
        long nowNs = System.nanoTime();
        armed = false;
        for (Timed next = timers.peek(); next != null && next.deadlineNs - nowNs <= 0; next = timers.peek()) {
            timers.poll();
            next.action.run();
        }
        flushTouched();
        if (!timers.isEmpty() && !armed) {
            arm(timers.peek().deadlineNs);
        }
    }

    private record Timed(long deadlineNs, long order, Runnable action) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            int byTime = Long.compare(deadlineNs - other.deadlineNs, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
