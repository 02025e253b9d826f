package io.smppproxy.core.esme;

import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.ReplyHandler;
import io.smppproxy.core.edge.ReplyRing;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.LoopMember;
import io.smppproxy.core.metrics.EsmeMetrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ESMEs of one I/O loop: connections that have not bound, sessions, what comes back to them from links and the tracker, and all their
 * timers. What another thread may call says so.
 */
public final class EsmeLoop implements LoopMember {
    private static final Logger LOG = LoggerFactory.getLogger(EsmeLoop.class);
    private static final int BATCH = 256;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int SESSION_ID_BITS = 48;

    private final IoLoop ioLoop;
    private final EsmeContext context;
    private final EsmeMetrics metrics = new EsmeMetrics();
    private final ReplyRing replies;
    private final int sinkId;
    private final DeliveryRing deliveries;
    private final EsmeRequests requests = new EsmeRequests();
    private final EsmePdus pdus;
    private final BindTimer unbound;
    private final SessionRound round;
    private final Long2ObjectHashMap<EsmeSession> sessions = new Long2ObjectHashMap<>();
    private final ArrayList<EsmeSession> watched = new ArrayList<>();
    private final DeliveryRing.Consumer onDelivery = this::onDelivery;
    private ReplyHandler onReply;
    private EsmeRequestHandler requestHandler;
    private EsmeDeliveryHandler deliveryHandler;
    private long lastSessionId;
    private CompletableFuture<Boolean> drained;
    private long drainDeadlineNs;

    /** @param index of the loop, different for each */
    public EsmeLoop(int index, IoLoop ioLoop, EsmeContext context) {
        this.ioLoop = ioLoop;
        this.context = context;
        this.lastSessionId = (long) index << SESSION_ID_BITS;
        EsmeServerConfig config = context.config();
        // An ESME that has gone does not take back what it submitted.
        this.replies = new ReplyRing(config.replyRingBytes(), ioLoop::wakeUp, handle -> false);
        this.sinkId = context.sinks().register(replies);
        this.deliveries = new DeliveryRing(config.deliveryRingBytes(), ioLoop::wakeUp);
        this.pdus = new EsmePdus(this);
        this.unbound = new BindTimer(config.bindTimeoutMs() * NS_PER_MS);
        this.round = new SessionRound(config, this::tick);
    }

    /** Called once, before the first session. */
    public void start(EsmeRequestHandler newRequestHandler, EsmeDeliveryHandler newDeliveryHandler) {
        requestHandler = newRequestHandler;
        onReply = newRequestHandler::onReply;
        deliveryHandler = newDeliveryHandler;
        ioLoop.eventLoop().execute(() -> ioLoop.add(this));
    }

    public IoLoop ioLoop() {
        return ioLoop;
    }

    public EsmeServerConfig config() {
        return context.config();
    }

    /** Any thread may read. */
    public EsmeMetrics metrics() {
        return metrics;
    }

    /** Where replies to what this loop's sessions submitted must go. */
    public int sinkId() {
        return sinkId;
    }

    /** Owning loop only. */
    public EsmeRequests requests() {
        return requests;
    }

    EsmeContext context() {
        return context;
    }

    EsmePdus pdus() {
        return pdus;
    }

    EsmeRequestHandler requestHandler() {
        return requestHandler;
    }

    EsmeDeliveryHandler deliveryHandler() {
        return deliveryHandler;
    }

    DeliveryRing deliveries() {
        return deliveries;
    }

    long nextSessionId() {
        return ++lastSessionId;
    }

    boolean isDraining() {
        return drained != null;
    }

    void onConnected(EsmeConnection connection) {
        metrics.connections.increment();
        metrics.unboundConnections.add(1);
        unbound.add(connection);
        if (isDraining()) {
            connection.close("stopping");
        }
    }

    void onUnboundGone() {
        metrics.unboundConnections.add(-1);
    }

    void onBound(EsmeSession session) {
        onUnboundGone();
        metrics.binds.increment();
        metrics.boundSessions.add(1);
        sessions.put(session.id(), session);
        round.add(session);
        if (session.gate() != null) {
            context.directory().add(session.gate());
        }
        LOG.info("{}: bound", session);
    }

    /** The session takes no new requests and deliveries any more. */
    void onLeaving(EsmeSession session) {
        if (session.gate() != null) {
            context.directory().remove(session.gate());
        }
    }

    void onClosed(EsmeSession session) {
        context.limits().closed(session.address(), true);
        metrics.boundSessions.add(-1);
        sessions.remove(session.id());
        round.remove(session);
        deliveryHandler.onClosed(session);
        LOG.info("{}: ended, {}", session, session.life().closeReason());
        ioLoop.endBatch();
    }

    void watch(EsmeSession session) {
        watched.add(session);
    }

    @Override
    public void pump(long nowNs) {
        int replied = replies.drain(onReply, BATCH);
        int delivered = deliveries.drain(onDelivery, BATCH);
        if (replied == BATCH || delivered == BATCH || !replies.trySleep()) {
            ioLoop.wakeUp();
        }
    }

    private void onDelivery(
            long sessionId, long accountId, long deliveryPosition, DirectBuffer pdu, int offset, int length) {
        deliveryHandler.onDelivery(sessions.get(sessionId), accountId, deliveryPosition, pdu, offset, length);
    }

    @Override
    public void tick(long nowNs) {
        metrics.cutUnbound.add(unbound.tick(nowNs));
        round.tick(nowNs);
        int kept = 0;
        for (int i = 0; i < watched.size(); i++) {
            EsmeSession session = watched.get(i);
            if (session.life().tickWatched(nowNs)) {
                watched.set(kept++, session);
            }
        }
        for (int i = watched.size() - 1; i >= kept; i--) {
            watched.remove(i);
        }
        if (drained != null && sessions.isEmpty()) {
            drained.complete(nowNs - drainDeadlineNs < 0);
        }
    }

    private void tick(EsmeSession session, long nowNs) {
        session.publish();
        session.life().tick(nowNs);
        deliveryHandler.onTick(session, nowNs);
    }

    /** Ends the sessions of accounts that are not what they were: those are told to unbind, and bind anew as they may. Any thread. */
    void recheck(Accounts accounts) {
        ioLoop.eventLoop().execute(() -> {
            long deadlineNs = System.nanoTime() + config().responseTimeoutMs() * NS_PER_MS;
            for (EsmeSession session : sessions.values()) {
                if (!accounts.isCurrent(session.account())) {
                    session.life().unbind("the account was changed or disabled", deadlineNs);
                }
            }
            ioLoop.endBatch();
        });
    }

    /** The sessions, for people; asked for in small steps, so that nobody waits for a long list. Any thread. */
    CompletableFuture<List<ConnectionInfo>> connections() {
        CompletableFuture<List<ConnectionInfo>> result = new CompletableFuture<>();
        List<ConnectionInfo> infos = new ArrayList<>();
        ioLoop.eventLoop().execute(() -> {
            Iterator<EsmeSession> all = new ArrayList<>(sessions.values()).iterator();
            describe(all, infos, result);
        });
        return result;
    }

    private void describe(
            Iterator<EsmeSession> rest, List<ConnectionInfo> infos, CompletableFuture<List<ConnectionInfo>> result) {
        for (int i = 0; i < BATCH && rest.hasNext(); i++) {
            infos.add(rest.next().life().describe());
        }
        if (rest.hasNext()) {
            ioLoop.eventLoop().execute(() -> describe(rest, infos, result));
        } else {
            result.complete(infos);
        }
    }

    /**
     * Takes no new binds, lets every session have its answers, and unbinds it. Any thread, once.
     *
     * @return completes with true if all were gone before the deadline
     */
    CompletableFuture<Boolean> drain(long deadlineNs) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        ioLoop.eventLoop().execute(() -> {
            drained = result;
            drainDeadlineNs = deadlineNs;
            unbound.closeAll("stopping");
            for (EsmeSession session : sessions.values()) {
                session.life().unbind("stopping", deadlineNs);
            }
            ioLoop.endBatch();
        });
        return result;
    }

    @Override
    public String toString() {
        return "ESMEs of " + ioLoop.eventLoop();
    }
}
