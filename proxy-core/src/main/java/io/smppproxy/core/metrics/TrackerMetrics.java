package io.smppproxy.core.metrics;

/** What the tracker counts. Written by the tracker's thread. */
public final class TrackerMetrics {
    public final Counter recordsApplied = new Counter();
    public final Counter receiptsMatched = new Counter();
    /** Receipts that came before their answer. */
    public final Counter receiptsParked = new Counter();
    /** Parked receipts that nothing claimed in time, or that found no room. */
    public final Counter receiptsOrphaned = new Counter();
    /** A second final receipt that says something else than the first. */
    public final Counter receiptsConflicting = new Counter();

    public final Counter messagesExpired = new Counter();
    public final Counter messagesForgotten = new Counter();

    /** Gauges. */
    public final Counter messages = new Counter();

    public final Counter receiptEntries = new Counter();
    public final Counter contactEntries = new Counter();
    /** Octets of the journal that are not applied yet. */
    public final Counter lagBytes = new Counter();

    public final Counter journalBytes = new Counter();
}
