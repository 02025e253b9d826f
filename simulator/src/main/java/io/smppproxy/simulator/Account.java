package io.smppproxy.simulator;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A system_id that has bound: its receiving sessions, and what waits for one. Thread safe. */
final class Account {
    private static final int MAX_WAITING = 1_000_000;

    final String systemId;
    final RateLimiter limiter = new RateLimiter();
    private final List<SmscSession> receivers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    Account(String systemId) {
        this.systemId = systemId;
    }

    void addReceiver(SmscSession session) {
        receivers.add(session);
        drain();
    }

    void removeReceiver(SmscSession session) {
        receivers.remove(session);
    }

    boolean hasReceiver() {
        return !receivers.isEmpty();
    }

    /** Hands {@code message} to a receiving session in turn, or keeps it until one binds. */
    void deliver(Outgoing message) {
        SmscSession receiver = nextReceiver();
        if (receiver != null) {
            receiver.post(message);
            return;
        }
        if (waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
            message.onDiscarded("more than " + MAX_WAITING + " wait for a bind of " + systemId);
            return;
        }
        waiting.add(message);
        // A session may have bound after the look at the receivers, and drained before the message was added.
        drain();
    }

    private void drain() {
        for (SmscSession receiver = nextReceiver(); receiver != null && !waiting.isEmpty(); receiver = nextReceiver()) {
            Outgoing message = waiting.poll();
            if (message != null) {
                waitingCount.decrementAndGet();
                receiver.post(message);
            }
        }
    }

    private SmscSession nextReceiver() {
        Object[] now = receivers.toArray();
        return now.length == 0 ? null : (SmscSession) now[Math.floorMod(turn.getAndIncrement(), now.length)];
    }
}
