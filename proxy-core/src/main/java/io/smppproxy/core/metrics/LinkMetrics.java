package io.smppproxy.core.metrics;

/** Everything that is counted of one link. Written by the loop that owns the link. */
public final class LinkMetrics {
    public final long linkId;
    /** A change of the configuration may change it. */
    public volatile String smscId;

    public final Counter messagesAccepted = new Counter();
    public final Counter partsWritten = new Counter();
    public final Counter answersOk = new Counter();
    public final Counter answersError = new Counter();
    public final Counter answersThrottled = new Counter();
    public final Counter answersQueueFull = new Counter();
    /** Answers whose sequence number nobody waits for. */
    public final Counter answersUnknown = new Counter();
    /** Answers that came after their timer. */
    public final Counter answersLate = new Counter();

    public final Counter responseTimeouts = new Counter();
    public final Counter partsAmbiguous = new Counter();
    public final Counter partsResent = new Counter();
    public final Counter partsNotSent = new Counter();
    public final Counter receipts = new Counter();
    public final Counter receiptsWithoutId = new Counter();
    /** deliver_sm and data_sm that are no receipts. */
    public final Counter mobileOriginated = new Counter();
    /** Those of them that an account gets. */
    public final Counter mobileOriginatedRouted = new Counter();

    public final Counter binds = new Counter();
    /** Attempts that did not end in a bound session, for whatever reason. */
    public final Counter bindFailures = new Counter();

    public final Counter disconnects = new Counter();
    public final Counter malformedPdus = new Counter();

    /** Gauges. */
    public final Counter boundSessions = new Counter();

    /** Parts accepted and not answered: in the lane, waiting or in a window. */
    public final Counter outstandingParts = new Counter();

    /** Those of them that are not written to the SMSC: in the lane, or waiting to be sent again. */
    public final Counter queuedParts = new Counter();

    public final Counter windowUsed = new Counter();
    public final Counter windowSize = new Counter();
    /** Octets in the lane. */
    public final Counter laneUsedBytes = new Counter();

    public final Counter laneSizeBytes = new Counter();
    /** 1 while the link is paused by the SMSC's throttling. */
    public final Counter throttled = new Counter();
    /** Parts per second that the throttle allows now; 0 is unlimited. */
    public final Counter allowedPartsPerSecond = new Counter();

    public final AnswerLatency answerLatency = new AnswerLatency();

    public LinkMetrics(long linkId, String smscId) {
        this.linkId = linkId;
        this.smscId = smscId;
    }

    /** Owner only. */
    public void recordAnswerLatency(long latencyNs) {
        answerLatency.record(latencyNs);
    }
}
