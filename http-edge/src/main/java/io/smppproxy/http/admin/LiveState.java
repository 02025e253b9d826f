package io.smppproxy.http.admin;

import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.AccountMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import java.util.List;

/** What runs right now. Any thread; nothing waits for an I/O loop longer than a moment. */
public interface LiveState {
    List<ConnectionInfo> linkConnections();

    List<ConnectionInfo> accountConnections();

    /** One per link. */
    List<LinkMetrics> linkMetrics();

    /** One per account that has bound since the start. */
    List<AccountMetrics> accountMetrics();
}
