package io.smppproxy.core.submit;

import io.smppproxy.core.admission.RateLimiterL2;
import io.smppproxy.core.admission.TokenBucket;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.route.RouteTable;
import org.agrona.collections.Long2ObjectHashMap;

/** The rate limits of one submission as one step: sender and link in this process (L1), then the sender over all nodes (L2). Any thread. */
final class Limits {
    private final Long2ObjectHashMap<TokenBucket> links = new Long2ObjectHashMap<>();
    private final RateLimiterL2 shared;

    Limits(RouteTable routes, RateLimiterL2 shared, long nowNs) {
        this.shared = shared;
        routes.forEachLink((LinkGate gate) ->
                links.put(gate.linkId(), new TokenBucket(gate.config().rateLimit(), nowNs)));
    }

    /**
     * @param sender L1 limit of the sender
     * @param senderId by which {@link RateLimiterL2} knows it
     * @return 0 if all limits have room for the parts, which are then taken; otherwise nanoseconds to wait, and nothing is taken
     */
    long tryAcquire(TokenBucket sender, long senderId, long linkId, int parts, long nowNs) {
        long waitNs = sender.tryAcquire(parts, nowNs);
        if (waitNs == 0) {
            waitNs = tryAcquire(senderId, linkId, parts, nowNs);
            if (waitNs > 0) {
                sender.giveBack(parts);
            }
        }
        return waitNs;
    }

    /** As above, for a sender whose own limit was asked before. */
    long tryAcquire(long senderId, long linkId, int parts, long nowNs) {
        TokenBucket link = links.get(linkId);
        long waitNs = link.tryAcquire(parts, nowNs);
        if (waitNs == 0) {
            waitNs = shared.tryAcquire(senderId, parts, nowNs);
            if (waitNs > 0) {
                link.giveBack(parts);
            }
        }
        return waitNs;
    }

    void giveBack(TokenBucket sender, long senderId, long linkId, int parts) {
        sender.giveBack(parts);
        giveBack(senderId, linkId, parts);
    }

    void giveBack(long senderId, long linkId, int parts) {
        links.get(linkId).giveBack(parts);
        shared.giveBack(senderId, parts);
    }
}
