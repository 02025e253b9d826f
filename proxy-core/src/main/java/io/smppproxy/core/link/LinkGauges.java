package io.smppproxy.core.link;

import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.metrics.LinkMetrics;

/** What a link shows of itself to the router and to people. Owned by the link's I/O loop. */
final class LinkGauges {
    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final Throttle throttle;
    private final Renewal renewal;

    LinkGauges(LinkGate gate, LinkMetrics metrics, Throttle throttle, Renewal renewal) {
        this.gate = gate;
        this.metrics = metrics;
        this.throttle = throttle;
        this.renewal = renewal;
        metrics.laneSizeBytes.set(gate.lane().sizeBytes());
    }

    /** Parts that are accepted and not in a window: in the lane, or waiting to be sent again. */
    int queuedParts() {
        return Math.max(0, gate.outstandingParts() - renewal.windowUsed());
    }

    void publish(long nowNs) {
        boolean throttled = throttle.isPaused(nowNs);
        gate.publishThrottled(throttled);
        metrics.windowUsed.set(renewal.windowUsed());
        metrics.outstandingParts.set(gate.outstandingParts());
        metrics.queuedParts.set(queuedParts());
        metrics.laneUsedBytes.set(gate.lane().usedBytes());
        metrics.throttled.set(throttled ? 1 : 0);
        metrics.allowedPartsPerSecond.set(throttle.allowedPerSecond());
    }
}
