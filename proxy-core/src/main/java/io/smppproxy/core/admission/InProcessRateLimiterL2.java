package io.smppproxy.core.admission;

import io.smppproxy.core.config.AppConfig;
import java.util.Collection;
import org.agrona.collections.Long2ObjectHashMap;

/** The shared limit of a proxy that is one node: its buckets are the whole truth, so it is never degraded. */
public final class InProcessRateLimiterL2 implements RateLimiterL2 {
    /** Never changed once published. */
    private volatile Long2ObjectHashMap<TokenBucket> buckets = new Long2ObjectHashMap<>();

    public InProcessRateLimiterL2(Collection<AppConfig> apps, long nowNs) {
        update(apps, nowNs);
    }

    /** Takes a new configuration; an app whose limit is the same keeps its bucket as it is. Conductor only. */
    public void update(Collection<AppConfig> apps, long nowNs) {
        Long2ObjectHashMap<TokenBucket> next = new Long2ObjectHashMap<>();
        for (AppConfig app : apps) {
            TokenBucket old = buckets.get(app.id());
            boolean same = old != null && old.limit().equals(app.rateLimit());
            next.put(app.id(), same ? old : new TokenBucket(app.rateLimit(), nowNs));
        }
        buckets = next;
    }

    /** An app without a configured limit passes: refusing unknown apps is {@link AppRegistry}'s business. */
    @Override
    public long tryAcquire(long appId, int parts, long nowNs) {
        TokenBucket bucket = buckets.get(appId);
        return bucket == null ? 0 : bucket.tryAcquire(parts, nowNs);
    }

    @Override
    public void giveBack(long appId, int parts) {
        TokenBucket bucket = buckets.get(appId);
        if (bucket != null) {
            bucket.giveBack(parts);
        }
    }

    @Override
    public boolean isDegraded() {
        return false;
    }
}
