package io.smppproxy.core.metrics;

/** What is counted of one account's deliveries. Written by the tracker's thread. */
public final class DeliveryMetrics {
    public final long accountId;
    public final String systemId;

    /** Taken by the ESME. */
    public final Counter delivered = new Counter();
    /** Refused by the ESME for good. */
    public final Counter refused = new Counter();
    /** Answers that asked for another attempt. */
    public final Counter retried = new Counter();
    /** Given to a session that ended, or did not answer in time; they go out again. */
    public final Counter returned = new Counter();
    /** Given up because of their age. */
    public final Counter expired = new Counter();

    /** Gauges. */
    public final Counter pending = new Counter();

    public final Counter inFlight = new Counter();

    public DeliveryMetrics(long accountId, String systemId) {
        this.accountId = accountId;
        this.systemId = systemId;
    }
}
