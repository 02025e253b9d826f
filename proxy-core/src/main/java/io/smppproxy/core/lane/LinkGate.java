package io.smppproxy.core.lane;

import io.smppproxy.core.config.LinkConfig;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What threads other than the owning loop may see of a link: its lane and the few numbers that the loop publishes. The router
 * decides by them; they may be a moment old, and the lane's own back-pressure is what keeps the promise.
 */
public final class LinkGate {
    private volatile LinkConfig config;
    private final long linkId;
    private final Lane lane;
    /** Parts offered and not answered yet: in the lane, waiting or in a window. */
    private final AtomicInteger outstandingParts = new AtomicInteger();

    /** Set before the gate is published. */
    private RequestForwarder forwarder = (pdu, answer) -> answer.onNoAnswer();

    private volatile boolean closed;
    private volatile int windowSize;
    private volatile boolean throttled;
    private volatile String systemId;
    private volatile int boundSessions;

    public LinkGate(LinkConfig config, Lane lane) {
        this.config = config;
        this.linkId = config.id();
        this.lane = lane;
        this.systemId = config.systemId();
    }

    /** As it is now; who needs more than one of its values reads it once. */
    public LinkConfig config() {
        return config;
    }

    /**
     * Another configuration of the same link rules from now on; the lane stays as large as it is. Owning loop only.
     */
    public void config(LinkConfig next) {
        config = next;
    }

    public long linkId() {
        return linkId;
    }

    public Lane lane() {
        return lane;
    }

    /** Offers a message of so many parts. */
    public Pressure offer(org.agrona.DirectBuffer record, int offset, int lengthBytes, int parts) {
        outstandingParts.getAndAdd(parts);
        // The parts are counted before the flag is read: whoever sets it and then counts none knows that none will
        // come.
        Pressure pressure = closed ? Pressure.FULL : lane.offer(record, offset, lengthBytes);
        if (pressure != Pressure.NONE) {
            outstandingParts.getAndAdd(-parts);
        }
        return pressure;
    }

    /** Takes nothing any more, for ever: the link is no longer configured. Owning loop only. */
    public void close() {
        closed = true;
    }

    /** Sends a request that is no message. */
    public RequestForwarder forwarder() {
        return forwarder;
    }

    /** Called once, by the link, before other threads know the gate. */
    public void forwarder(RequestForwarder value) {
        forwarder = value;
    }

    /** Called by the owning loop when parts are answered, dropped or given up. */
    public void settled(int parts) {
        outstandingParts.getAndAdd(-parts);
    }

    public int outstandingParts() {
        return outstandingParts.get();
    }

    /** Sum of the windows of the binds that can submit; 0 while none is up. */
    public int windowSize() {
        return windowSize;
    }

    /** True while at least one bind that can submit is up. */
    public boolean canSubmit() {
        return windowSize > 0;
    }

    public boolean isThrottled() {
        return throttled;
    }

    /** Binds of any kind that are up. */
    public int boundSessions() {
        return boundSessions;
    }

    /** As the SMSC gave it in its bind response; the configured one before. */
    public String systemId() {
        return systemId;
    }

    /** Owning loop only. */
    public void publishBinds(int boundSessions, int windowSize) {
        this.boundSessions = boundSessions;
        this.windowSize = windowSize;
    }

    /** Owning loop only. */
    public void publishThrottled(boolean throttled) {
        this.throttled = throttled;
    }

    /** Owning loop only. */
    public void publishSystemId(String systemId) {
        this.systemId = systemId;
    }
}
