package io.smppproxy.http.admin.event;

import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.LinkRates;
import java.util.List;

/** What runs right now. Any thread; nothing waits for an I/O loop longer than a moment. */
public interface LiveState {
    List<ConnectionInfo> linkConnections();

    List<ConnectionInfo> accountConnections();

    /** One per link. */
    List<LinkMetrics> linkMetrics();

    /** One per account that had a delivery since the start. */
    List<DeliveryMetrics> deliveryMetrics();

    LinkRates rates();

    /** Messages that wait for a link's window. */
    default long queuedParts(long linkId) {
        for (LinkMetrics link : linkMetrics()) {
            if (link.linkId == linkId) {
                return Math.max(0, link.outstandingParts.get() - link.windowUsed.get());
            }
        }
        return 0;
    }

    /** Messages that links have sent and that are not answered. */
    default long partsInFlight(long linkId) {
        for (LinkMetrics link : linkMetrics()) {
            if (link.linkId == linkId) {
                return link.windowUsed.get();
            }
        }
        return 0;
    }
}
