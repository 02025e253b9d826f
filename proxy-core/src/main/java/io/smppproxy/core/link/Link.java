package io.smppproxy.core.link;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Rerouter;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.session.SessionListener;
import io.smppproxy.core.session.SessionState;
import io.smppproxy.core.session.SmppSession;
import io.smppproxy.core.session.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One configured SMSC: its binds, and what joins them to lane, journal and replies. Owned by one I/O loop; only {@link #drain} may
 * be called from another thread.
 */
public final class Link implements SessionListener, LoopMember {
    private static final long UNBIND_NS = 1_000_000_000L;

    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final IoLoop loop;
    private final List<BindSlot> slots = new ArrayList<>();
    private final ArrayList<SmppSession> submitters = new ArrayList<>();
    private final Throttle throttle;
    private final PartLog log;
    private final Outbound outbound;
    private final Answers answers;
    private final Inbound inbound;

    private CompletableFuture<Boolean> drained;
    private long drainDeadlineNs;
    private long unbindDeadlineNs;
    private boolean inTime;
    private boolean unbinding;

    /** @throws IllegalArgumentException if the configuration contradicts itself */
    public Link(
            LinkGate gate,
            LinkMetrics metrics,
            IoLoop loop,
            Transport transport,
            Rerouter rerouter,
            InboundRules rules) {
        this.gate = gate;
        this.metrics = metrics;
        this.loop = loop;
        requireOneVersion(gate.config());
        this.throttle = new Throttle(gate.config().throttlePauseMs());
        this.log = new PartLog(loop, gate, metrics);
        this.outbound = new Outbound(gate, metrics, loop, log, submitters, throttle, rerouter);
        this.answers = new Answers(gate, metrics, log, outbound, throttle);
        this.inbound = new Inbound(gate.config(), metrics, loop, rules);
        gate.forwarder(new Forwarding(loop, submitters));
        LinkConnector connector = new LinkConnector(gate.config(), loop.eventLoop(), transport);
        addSlots(connector, BindType.TX, gate.config().txBinds());
        addSlots(connector, BindType.RX, gate.config().rxBinds());
        addSlots(connector, BindType.TRX, gate.config().trxBinds());
        metrics.laneSizeBytes.set(gate.lane().sizeBytes());
    }

    private static void requireOneVersion(LinkConfig config) {
        boolean needsTlvs = config.segmentation().mode() == Mode.SAR
                || config.segmentation().mode() == Mode.PAYLOAD;
        if (needsTlvs && !InterfaceVersion.hasTlvs(config.interfaceVersion())) {
            throw new IllegalArgumentException(config + " segmentation: "
                    + config.segmentation().mode() + " (expected: UDH8 or UDH16, because version 3.3 has no TLVs)");
        }
        if (config.trxBinds() > 0 && !InterfaceVersion.hasTransceiver(config.interfaceVersion())) {
            throw new IllegalArgumentException(config + " trx binds: " + config.trxBinds()
                    + " (expected: 0, because version 3.3 has no bind_transceiver)");
        }
    }

    private void addSlots(LinkConnector connector, BindType type, int count) {
        for (int i = 1; i <= count; i++) {
            slots.add(new BindSlot(this, connector, type, i));
        }
    }

    /** Opens all binds, soon; any thread, once. A disabled link opens none. */
    public void openLater() {
        loop.eventLoop().execute(() -> {
            loop.add(this);
            if (config().enabled()) {
                for (BindSlot slot : slots) {
                    slot.open();
                }
            }
        });
    }

    LinkConfig config() {
        return gate.config();
    }

    LinkMetrics metrics() {
        return metrics;
    }

    IoLoop loop() {
        return loop;
    }

    /** Moves messages from the lane into windows as far as windows, rate and throttle allow. */
    @Override
    public void pump(long nowNs) {
        outbound.pump(nowNs);
    }

    @Override
    public void tick(long nowNs) {
        for (int i = 0; i < slots.size(); i++) {
            SmppSession session = slots.get(i).session();
            if (session != null) {
                session.tick(nowNs);
            }
        }
        throttle.tick(nowNs);
        outbound.tick(nowNs);
        if (drained != null) {
            tickDrain(nowNs);
        }
        publish(nowNs);
    }

    private void publish(long nowNs) {
        int used = 0;
        for (int i = 0; i < slots.size(); i++) {
            SmppSession session = slots.get(i).session();
            used += session == null ? 0 : session.window().used();
        }
        boolean throttled = throttle.isPaused(nowNs);
        gate.publishThrottled(throttled);
        metrics.windowUsed.set(used);
        metrics.outstandingParts.set(gate.outstandingParts());
        metrics.laneUsedBytes.set(gate.lane().usedBytes());
        metrics.throttled.set(throttled ? 1 : 0);
        metrics.allowedPartsPerSecond.set(throttle.allowedPerSecond());
    }

    private void publishBinds() {
        int bound = 0;
        for (BindSlot slot : slots) {
            if (slot.session() != null && slot.session().state() == SessionState.BOUND) {
                bound++;
            }
        }
        int window = submitters.size() * config().window();
        gate.publishBinds(bound, window);
        metrics.boundSessions.set(bound);
        metrics.windowSize.set(window);
    }

    private BindSlot slotOf(SmppSession session) {
        for (BindSlot slot : slots) {
            if (slot.session() == session) {
                return slot;
            }
        }
        throw new IllegalStateException("a session without a bind slot");
    }

    @Override
    public void onBound(SmppSession session, String systemId) {
        slotOf(session).onBound(systemId);
        if (session.type().canSubmit()) {
            submitters.add(session);
        }
        if (!systemId.isEmpty()) {
            gate.publishSystemId(systemId);
        }
        publishBinds();
        if (unbinding) {
            session.unbind(unbindDeadlineNs);
        }
    }

    @Override
    public void onBindRefused(SmppSession session, int commandStatus) {
        slotOf(session).onBindRefused(commandStatus);
    }

    @Override
    public void onAnswer(
            SmppSession session,
            OutgoingMessage message,
            int part,
            int commandStatus,
            byte[] id,
            int idLength,
            long latencyNs) {
        metrics.recordAnswerLatency(latencyNs);
        answers.onAnswer(message, part, commandStatus, id, idLength);
    }

    @Override
    public void onLateAnswer(long idHi, long idLo, int part, int commandStatus, byte[] id, int idLength) {
        answers.onLateAnswer(idHi, idLo, part, commandStatus, id, idLength);
    }

    @Override
    public void onAnswerLost(SmppSession session, OutgoingMessage message, int part) {
        answers.onAnswerLost(message, part, NotSentCause.NO_ANSWER);
    }

    @Override
    public int onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId) {
        return inbound.onDeliver(buf, offset, lengthBytes, commandId);
    }

    @Override
    public void onReadComplete() {
        outbound.pump(System.nanoTime());
        loop.endBatch();
    }

    @Override
    public void onUnbinding(SmppSession session) {
        stopSubmitting(session);
        publishBinds();
    }

    private void stopSubmitting(SmppSession session) {
        submitters.remove(session);
        outbound.onSessionGone(session);
    }

    @Override
    public void onClosed(SmppSession session, String reason) {
        stopSubmitting(session);
        Window window = session.window();
        for (int slot = window.oldest(); slot != Window.NONE; slot = window.oldest()) {
            OutgoingMessage message = window.message(slot);
            int part = window.part(slot);
            window.release(slot);
            answers.onAnswerLost(message, part, NotSentCause.CONNECTION_LOST);
        }
        slotOf(session).onClosed(reason);
        publishBinds();
        outbound.pump(System.nanoTime());
        loop.endBatch();
    }

    /**
     * Ends the link in order: what is accepted is sent and answered, then every session is unbound; what is left at the deadline is
     * answered as not sent or unknown. Any thread.
     *
     * @return completes with true if nothing was left at the deadline
     */
    public CompletableFuture<Boolean> drain(long deadlineNs) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        loop.eventLoop().execute(() -> {
            drained = result;
            drainDeadlineNs = deadlineNs;
            for (BindSlot slot : slots) {
                slot.stop();
            }
        });
        return result;
    }

    private void tickDrain(long nowNs) {
        boolean late = nowNs - drainDeadlineNs >= 0;
        if (!unbinding && (late || outbound.isIdle())) {
            unbinding = true;
            inTime = !late;
            unbindDeadlineNs = late ? nowNs : nowNs + UNBIND_NS;
            for (BindSlot slot : slots) {
                if (slot.session() != null) {
                    slot.session().unbind(unbindDeadlineNs);
                }
            }
        }
        if (unbinding) {
            // Also what an edge offered while it was told to stop.
            outbound.dropWaiting(NotSentCause.STOPPING);
            if (hasNoSession() && outbound.isIdle() && !loop.hasPendingOutput()) {
                drained.complete(inTime);
                drained = null;
            }
        }
    }

    private boolean hasNoSession() {
        return slots.stream().allMatch(slot -> slot.session() == null);
    }

    @Override
    public String toString() {
        return config().toString();
    }
}
