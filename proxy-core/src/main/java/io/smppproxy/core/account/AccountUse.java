package io.smppproxy.core.account;

import io.smppproxy.core.admission.TokenBucket;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.metrics.AccountMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/** What an account uses at the moment, over all its sessions on all loops, and whatever its configuration becomes. Lock-free. */
public final class AccountUse {
    private final AccountMetrics metrics;
    private final AtomicInteger binds = new AtomicInteger();
    private volatile TokenBucket messages;

    AccountUse(AccountConfig config) {
        this.metrics = new AccountMetrics(config.id(), config.systemId());
        this.messages = new TokenBucket(config.rateLimit(), System.nanoTime());
    }

    public AccountMetrics metrics() {
        return metrics;
    }

    /** Counts one more bind, unless the account has all that it may have. */
    public boolean tryBind(AccountConfig config) {
        int before = binds.getAndUpdate(n -> n < config.maxBinds() ? n + 1 : n);
        if (before >= config.maxBinds()) {
            return false;
        }
        if (!messages.limit().equals(config.rateLimit())) {
            messages = new TokenBucket(config.rateLimit(), System.nanoTime());
        }
        metrics.binds.increment();
        metrics.boundSessions.increment();
        return true;
    }

    /** A session that {@link #tryBind} counted is gone. */
    public void unbound() {
        binds.getAndDecrement();
        metrics.boundSessions.decrement();
    }

    /** Takes messages from the account's rate; all or none. */
    public boolean tryAcquire(int count, long nowNs) {
        return messages.tryAcquire(count, nowNs) == 0;
    }

    /** Gives back what {@link #tryAcquire} took for messages that were not accepted after all. */
    public void giveBack(int count) {
        messages.giveBack(count);
    }
}
