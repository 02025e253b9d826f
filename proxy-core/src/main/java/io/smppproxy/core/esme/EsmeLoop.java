package io.smppproxy.core.esme;

import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.edge.ReplyRing;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.LoopMember;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/** The ESME sessions of one I/O loop: their table, what comes back to them from links and the tracker, and their timers. */
public final class EsmeLoop implements LoopMember {
    private static final int BATCH = 256;

    private final IoLoop ioLoop;
    private final EsmeServerConfig config;
    private final EsmeDirectory directory;
    private final ReplyRing replies;
    private final int sinkId;
    private final DeliveryRing deliveries;
    private final EsmeRequests requests = new EsmeRequests();
    private final Long2ObjectHashMap<EsmeSession> sessions = new Long2ObjectHashMap<>();
    private EsmeRequestHandler requestHandler;
    private EsmeDeliveryHandler deliveryHandler;

    public EsmeLoop(IoLoop ioLoop, EsmeServerConfig config, EsmeDirectory directory, ReplySinks sinks) {
        this.ioLoop = ioLoop;
        this.config = config;
        this.directory = directory;
        // An ESME that has gone does not take back what it submitted.
        this.replies = new ReplyRing(config.replyRingBytes(), ioLoop::wakeUp, handle -> false);
        this.sinkId = sinks.register(replies);
        this.deliveries = new DeliveryRing(config.deliveryRingBytes(), ioLoop::wakeUp);
    }

    /** Called once, before the first session. */
    public void start(EsmeRequestHandler newRequestHandler, EsmeDeliveryHandler newDeliveryHandler) {
        requestHandler = newRequestHandler;
        deliveryHandler = newDeliveryHandler;
        ioLoop.eventLoop().execute(() -> ioLoop.add(this));
    }

    public IoLoop ioLoop() {
        return ioLoop;
    }

    public EsmeServerConfig config() {
        return config;
    }

    /** Where replies to what this loop's sessions submitted must go. */
    public int sinkId() {
        return sinkId;
    }

    /** Owning loop only. */
    public EsmeRequests requests() {
        return requests;
    }

    EsmeRequestHandler requestHandler() {
        return requestHandler;
    }

    EsmeDeliveryHandler deliveryHandler() {
        return deliveryHandler;
    }

    EsmeDirectory directory() {
        return directory;
    }

    DeliveryRing deliveries() {
        return deliveries;
    }

    @Override
    public void pump(long nowNs) {
        int replied = replies.drain(requestHandler::onReply, BATCH);
        int delivered = deliveries.drain(this::onDelivery, BATCH);
        if (replied == BATCH || delivered == BATCH || !replies.trySleep()) {
            ioLoop.wakeUp();
        }
    }

    private void onDelivery(long sessionId, long deliveryPosition, DirectBuffer pdu, int offset, int length) {
        deliveryHandler.onDelivery(sessions.get(sessionId), sessionId, deliveryPosition, pdu, offset, length);
    }

    @Override
    public void tick(long nowNs) {
        // Sessions' timers.
    }
}
