package io.smppproxy.core.link;

import io.netty.buffer.ByteBuf;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Rerouter;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.session.SessionListener;
import io.smppproxy.core.session.SmppSession;
import io.smppproxy.core.session.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One configured SMSC: its binds, and what joins them to lane, journal and replies. Owned by one I/O loop; what another thread may call
 * says so.
 */
public final class Link implements SessionListener, LoopMember {
    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final IoLoop loop;
    private final Transport transport;
    private final ArrayList<SmppSession> submitters = new ArrayList<>();
    private final Throttle throttle;
    private final PartLog log;
    private final Outbound outbound;
    private final Answers answers;
    private final Inbound inbound;
    private final Renewal renewal;
    private final LinkEnd end;
    private final LinkGauges gauges;
    /** Who waits until nothing of an older configuration is left. */
    private final List<CompletableFuture<Void>> settling = new ArrayList<>();

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
        this.transport = transport;
        LinkConfig config = gate.config();
        this.throttle = new Throttle(config.throttlePauseMs());
        this.log = new PartLog(loop, gate, metrics);
        this.outbound = new Outbound(gate, metrics, loop, log, submitters, throttle, rerouter);
        this.answers = new Answers(gate, metrics, log, outbound, throttle);
        this.inbound = new Inbound(config, metrics, loop, rules);
        this.renewal = new Renewal(this, prepare(config));
        this.end = new LinkEnd(this, gate, outbound, renewal);
        this.gauges = new LinkGauges(gate, metrics, throttle, renewal);
        gate.forwarder(new Forwarding(loop, submitters));
    }

    /**
     * The binds of a changed configuration, for {@link #change}. Any thread.
     *
     * @throws IllegalArgumentException if the configuration contradicts itself, or names TLS files that cannot be used
     */
    public Binds prepare(LinkConfig config) {
        return new Binds(config, new LinkConnector(config, loop.eventLoop(), transport), this);
    }

    /** Opens all binds, soon; any thread, once. A disabled link opens none. */
    public void openLater() {
        loop.eventLoop().execute(() -> {
            loop.add(this);
            renewal.serving().open();
        });
    }

    /**
     * Changes the configuration; see {@link Renewal}. Any thread.
     *
     * @return completes when nothing of an older one is left
     */
    public CompletableFuture<Void> change(Binds next) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        onLoop(settled, () -> {
            settling.add(settled);
            if (!end.hasBegun()) {
                renewal.renew(next, System.nanoTime());
                loop.endBatch();
            }
        });
        return settled;
    }

    /**
     * Ends a link that is no longer configured: its sessions are unbound at once, what is not sent yet takes another way or is given up.
     * Any thread.
     *
     * @return completes when nothing of it is left
     */
    public CompletableFuture<Void> retire() {
        CompletableFuture<Void> retired = new CompletableFuture<>();
        onLoop(retired, () -> {
            end.retire(retired, System.nanoTime());
            loop.endBatch();
        });
        return retired;
    }

    /**
     * Ends the link in order: what is accepted is sent and answered, then every session is unbound; what is left at the deadline is
     * answered as not sent or unknown. Any thread.
     *
     * @return completes with true if nothing was left at the deadline
     */
    public CompletableFuture<Boolean> drain(long deadlineNs) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        loop.eventLoop().execute(() -> end.drain(result, deadlineNs));
        return result;
    }

    /** The connections, and the attempts at them; any thread. */
    public CompletableFuture<List<ConnectionInfo>> connections() {
        CompletableFuture<List<ConnectionInfo>> result = new CompletableFuture<>();
        onLoop(result, () -> {
            List<ConnectionInfo> infos = new ArrayList<>();
            renewal.describeTo(infos, gauges.queuedParts());
            result.complete(infos);
        });
        return result;
    }

    private void onLoop(CompletableFuture<?> result, Runnable action) {
        try {
            loop.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the link.
            result.complete(null);
        }
    }

    /** From now on the link goes by this configuration. */
    void use(LinkConfig config) {
        gate.config(config);
        throttle.step(config.throttlePauseMs());
        log.reconfigured();
        inbound.reconfigured(config);
        metrics.smscId = config.smscId();
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

    /** The sessions that messages are given to. */
    List<SmppSession> submitters() {
        return submitters;
    }

    /** True while the SMSC may count binds that have ended, or are about to. */
    boolean isRenewing() {
        return renewal.isRenewing();
    }

    /** Moves messages from the lane into windows as far as windows, rate and throttle allow. */
    @Override
    public void pump(long nowNs) {
        outbound.pump(nowNs);
    }

    @Override
    public void tick(long nowNs) {
        renewal.tick(nowNs);
        throttle.tick(nowNs);
        outbound.hold(renewal.isGap());
        outbound.tick(nowNs);
        end.tick(nowNs);
        if (!settling.isEmpty() && (renewal.isSettled() || end.hasBegun())) {
            settling.forEach(settled -> settled.complete(null));
            settling.clear();
        }
        gauges.publish(nowNs);
    }

    void publishBinds() {
        int bound = renewal.serving().bound();
        int window = submitters.size() * config().window();
        // In a gap the link goes on taking messages, which wait for the next bind.
        gate.publishBinds(bound, renewal.isGap() ? Math.max(window, config().window()) : window);
        metrics.boundSessions.set(bound);
        metrics.windowSize.set(window);
    }

    @Override
    public void onBound(SmppSession session, String systemId) {
        renewal.slotOf(session).onBound(systemId);
        if (renewal.onBound(session) && session.type().canSubmit()) {
            submitters.add(session);
        }
        if (!systemId.isEmpty()) {
            gate.publishSystemId(systemId);
        }
        publishBinds();
        end.onBound(session);
    }

    @Override
    public void onBindRefused(SmppSession session, int commandStatus) {
        renewal.slotOf(session).onBindRefused(commandStatus);
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
        renewal.slotOf(session).onUnbinding();
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
        renewal.slotOf(session).onClosed(reason);
        publishBinds();
        outbound.pump(System.nanoTime());
        loop.endBatch();
    }

    @Override
    public String toString() {
        return config().toString();
    }
}
