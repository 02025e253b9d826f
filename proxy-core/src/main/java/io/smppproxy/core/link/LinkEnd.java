package io.smppproxy.core.link;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.session.SmppSession;
import java.util.concurrent.CompletableFuture;

/** How a link ends: with the process, or because it is no longer configured. Owned by the link's I/O loop. */
final class LinkEnd {
    private static final long UNBIND_NS = 1_000_000_000L;
    /** So long a sender may take from its look at the routes to the lane. */
    private static final long GRACE_NS = 1_000_000_000L;

    private final Link link;
    private final LinkGate gate;
    private final Outbound outbound;
    private final Renewal renewal;

    private CompletableFuture<Boolean> drained;
    private long drainDeadlineNs;
    private long unbindDeadlineNs;
    private boolean inTime;
    private boolean unbinding;

    private CompletableFuture<Void> retired;
    private long closeAtNs;
    private boolean ended;

    LinkEnd(Link link, LinkGate gate, Outbound outbound, Renewal renewal) {
        this.link = link;
        this.gate = gate;
        this.outbound = outbound;
        this.renewal = renewal;
    }

    /** What is accepted is sent and answered, then every session is unbound; what is left at the deadline is given up. */
    void drain(CompletableFuture<Boolean> result, long deadlineNs) {
        if (ended) {
            result.complete(true);
            return;
        }
        drained = result;
        drainDeadlineNs = deadlineNs;
        renewal.stop(System.nanoTime());
    }

    /** Every session is unbound; what is not sent yet takes another way or is given up. */
    void retire(CompletableFuture<Void> result, long nowNs) {
        retired = result;
        closeAtNs = nowNs + GRACE_NS;
        outbound.end();
        renewal.leaveAll(nowNs);
    }

    /** True once nothing may begin any more. */
    boolean hasBegun() {
        return drained != null || retired != null || ended;
    }

    void onBound(SmppSession session) {
        if (unbinding) {
            session.unbind(unbindDeadlineNs);
        }
    }

    void tick(long nowNs) {
        if (drained != null) {
            tickDrain(nowNs);
        }
        if (retired != null) {
            tickRetirement(nowNs);
        }
    }

    private void tickDrain(long nowNs) {
        boolean late = nowNs - drainDeadlineNs >= 0;
        if (!unbinding && (late || outbound.isIdle())) {
            unbinding = true;
            inTime = !late;
            unbindDeadlineNs = late ? nowNs : nowNs + UNBIND_NS;
            renewal.unbindAll(unbindDeadlineNs);
        }
        if (unbinding) {
            // Also what an edge offered while it was told to stop.
            outbound.dropWaiting(NotSentCause.STOPPING);
            if (isQuiet()) {
                drained.complete(inTime);
                drained = null;
            }
        }
    }

    private void tickRetirement(long nowNs) {
        if (nowNs - closeAtNs >= 0) {
            gate.close();
            if (isQuiet()) {
                ended = true;
                link.loop().remove(link);
                retired.complete(null);
                retired = null;
                if (drained != null) {
                    drained.complete(true);
                }
            }
        }
    }

    private boolean isQuiet() {
        return renewal.hasNoSession() && outbound.isIdle() && !link.loop().hasPendingOutput();
    }
}
