package io.smppproxy.core.submit;

import io.smppproxy.core.admission.RateLimiterL2;
import io.smppproxy.core.admission.TokenBucket;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.route.RouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The rate limits of one submission as one step: sender and link in this process (L1), then the sender over all nodes (L2). Any thread. */
final class Limits {
    /** Never changed once published. */
    private volatile Long2ObjectHashMap<TokenBucket> links = new Long2ObjectHashMap<>();

    private final RateLimiterL2 shared;

    Limits(RouteTable routes, RateLimiterL2 shared, long nowNs) {
        this.shared = shared;
        List<LinkConfig> configs = new ArrayList<>();
        routes.forEachLink(gate -> configs.add(gate.config()));
        update(configs, nowNs);
    }

    /** Takes other links; one whose limit is the same keeps its bucket as it is. One thread at a time. */
    void update(Collection<LinkConfig> configs, long nowNs) {
        Long2ObjectHashMap<TokenBucket> next = new Long2ObjectHashMap<>();
        for (LinkConfig config : configs) {
            TokenBucket old = links.get(config.id());
            boolean same = old != null && old.limit().equals(config.rateLimit());
            next.put(config.id(), same ? old : new TokenBucket(config.rateLimit(), nowNs));
        }
        links = next;
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
        // A link that was just deleted limits nothing: its lane will refuse the message.
        long waitNs = link == null ? 0 : link.tryAcquire(parts, nowNs);
        if (waitNs == 0) {
            waitNs = shared.tryAcquire(senderId, parts, nowNs);
            if (waitNs > 0 && link != null) {
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
        TokenBucket link = links.get(linkId);
        if (link != null) {
            link.giveBack(parts);
        }
        shared.giveBack(senderId, parts);
    }
}
