package io.smppproxy.core.submit;

import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.lane.ReplySinks;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Gives replies that no link's loop gives: to those who repeat or joined a message. What a sink has no room for is kept and offered
 * again; it is bounded by the joiners that the registry admits and by the edges' own limits in flight. Any thread.
 */
public final class ReplyOutbox implements ReplyDelivery {
    private record Waiting(int sinkId, Reply reply) {}

    private final ReplySinks sinks;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    public ReplyOutbox(ReplySinks sinks) {
        this.sinks = sinks;
    }

    @Override
    public void deliver(int sinkId, Reply reply) {
        if (!sinks.get(sinkId).offer(reply)) {
            waiting.add(new Waiting(sinkId, new Reply().copyOf(reply)));
        }
    }

    /** Offers again; the tracker calls it now and then. */
    public void retry() {
        for (Waiting next = waiting.peek();
                next != null && sinks.get(next.sinkId).offer(next.reply);
                next = waiting.peek()) {
            waiting.poll();
        }
    }
}
