package io.smppproxy.core.metrics;

import java.util.concurrent.atomic.LongAdder;

/** What is counted of one account, whose sessions may live on several loops. Any thread may write and read. */
public final class AccountMetrics {
    public final long accountId;
    public final String systemId;

    public final LongAdder binds = new LongAdder();
    public final LongAdder bindsRefused = new LongAdder();
    /** Requests that reached a handler; brought up to date about once a second. */
    public final LongAdder requests = new LongAdder();
    /** Requests answered with ESME_RTHROTTLED; brought up to date about once a second. */
    public final LongAdder throttled = new LongAdder();

    /** Gauge. */
    public final LongAdder boundSessions = new LongAdder();

    public AccountMetrics(long accountId, String systemId) {
        this.accountId = accountId;
        this.systemId = systemId;
    }
}
