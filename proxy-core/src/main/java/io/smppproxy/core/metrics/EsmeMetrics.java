package io.smppproxy.core.metrics;

/** What one I/O loop counts of the connections and sessions of ESMEs. Written by that loop. */
public final class EsmeMetrics {
    public final Counter connections = new Counter();
    /** Closed at once, because there are too many. */
    public final Counter connectionsRefused = new Counter();

    public final Counter binds = new Counter();
    public final Counter refusedPassword = new Counter();
    public final Counter refusedSystemId = new Counter();
    public final Counter refusedAddress = new Counter();
    public final Counter refusedDisabled = new Counter();
    public final Counter refusedWithoutTls = new Counter();
    public final Counter refusedTooMany = new Counter();
    public final Counter refusedGuarded = new Counter();
    public final Counter refusedBusy = new Counter();
    public final Counter refusedMalformed = new Counter();

    /** Requests that reached a handler. */
    public final Counter requests = new Counter();
    /** Requests answered with ESME_RTHROTTLED because the window was full. */
    public final Counter throttledByWindow = new Counter();
    /** Requests answered with ESME_RTHROTTLED because of a limit per connection or account. */
    public final Counter throttledByRate = new Counter();
    /** PDUs that the state of their session does not allow. */
    public final Counter wrongState = new Counter();

    public final Counter malformedPdus = new Counter();

    /** Connections that did not bind in time. */
    public final Counter cutUnbound = new Counter();
    /** Sessions that did not read what they were sent. */
    public final Counter cutSlow = new Counter();
    /** Sessions that did not answer enquire_link. */
    public final Counter cutDead = new Counter();
    /** Sessions that sent nothing for too long. */
    public final Counter cutInactive = new Counter();

    /** Gauges. */
    public final Counter unboundConnections = new Counter();

    public final Counter boundSessions = new Counter();
}
