package io.smppproxy.core.esme;

import io.netty.channel.Channel;
import io.smppproxy.codec.CommandId;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.session.Addresses;
import io.smppproxy.core.session.KeepAlive;
import io.smppproxy.core.session.SessionOutput;
import io.smppproxy.core.session.SessionState;
import io.smppproxy.core.session.Unbinding;

/** How long a session of an ESME lives: its state, its timers and the reasons to end it. Owned by one I/O loop. */
final class SessionLife {
    private static final long NS_PER_MS = 1_000_000L;
    /** So often per second and slot of the window may a session be throttled before it is not read for the rest of the second. */
    private static final int THROTTLED_PER_SLOT = 10;

    private static final int MIN_THROTTLED_PER_SECOND = 1_000;

    private final EsmeSession session;
    private final Channel channel;
    private final SessionOutput output;
    private final ReadControl reading;
    /** Null when the server sends no enquire_link. */
    private final KeepAlive keepAlive;

    private SessionState state = SessionState.BOUND;
    /** Unix seconds; an int lasts until 2106. */
    private int changedAtS = nowS();

    private Unbinding unbinding;
    private boolean endedByPeer;
    private boolean watched;
    private long lastReadNs;
    private String closeReason;

    SessionLife(EsmeSession session, Channel channel, SessionOutput output, long nowNs) {
        EsmeServerConfig server = session.loop().config();
        this.session = session;
        this.channel = channel;
        this.output = output;
        this.reading = new ReadControl(
                channel,
                Math.max(
                        MIN_THROTTLED_PER_SECOND,
                        THROTTLED_PER_SLOT * session.account().window()));
        this.keepAlive =
                server.enquireLinkMs() == 0 ? null : new KeepAlive(server.enquireLinkMs(), server.responseTimeoutMs());
        onRead(nowNs);
    }

    boolean isOpen() {
        return state != SessionState.CLOSED;
    }

    private static int nowS() {
        return (int) (System.currentTimeMillis() / 1_000);
    }

    /** For people. */
    ConnectionInfo describe() {
        SessionGate gate = session.gate();
        int deliveries = gate == null ? 0 : session.account().deliveryWindow() - gate.credits();
        return new ConnectionInfo(
                session.account().id(),
                "BIND_" + session.type(),
                state == SessionState.BOUND ? "BOUND_" + session.type() : state.name(),
                session.connectionId().toString(),
                session.systemType(),
                Addresses.text(channel.localAddress()),
                Addresses.text(channel.remoteAddress()),
                Math.max(0, deliveries),
                0,
                Integer.toUnsignedLong(changedAtS),
                session.account().window());
    }

    boolean isBound() {
        return state == SessionState.BOUND;
    }

    /** Whether the ESME has asked to unbind: it may send nothing but answers any more. */
    boolean isEndedByPeer() {
        return endedByPeer;
    }

    String closeReason() {
        return closeReason == null ? "the ESME closed the connection" : closeReason;
    }

    void onRead(long nowNs) {
        lastReadNs = nowNs;
        if (keepAlive != null) {
            keepAlive.onRead(nowNs);
        }
    }

    void onThrottled(long nowNs) {
        reading.onThrottled(nowNs);
        watchIfNeeded();
    }

    void onWritabilityChanged(boolean isWritable) {
        reading.onWritabilityChanged(isWritable, System.nanoTime());
        watchIfNeeded();
    }

    private void watchIfNeeded() {
        if (!watched && (reading.isPaused() || state == SessionState.UNBINDING)) {
            watched = true;
            session.loop().watch(session);
        }
    }

    /**
     * Runs the timers that cannot wait; called every few milliseconds once it was asked for.
     *
     * @return false when there is nothing to watch any more
     */
    boolean tickWatched(long nowNs) {
        reading.tick(nowNs);
        EsmeServerConfig server = session.loop().config();
        if (isOpen() && reading.isOutputFullFor(server.slowReaderMs() * NS_PER_MS, nowNs)) {
            cut(
                    "it did not read for " + server.slowReaderMs() + " ms",
                    session.loop().metrics());
        }
        if (state == SessionState.UNBINDING && unbinding.tick(nowNs)) {
            close("unbound");
        }
        watched = isOpen() && (reading.isPaused() || state == SessionState.UNBINDING);
        return watched;
    }

    private void cut(String reason, EsmeMetrics metrics) {
        if (closeReason == null) {
            metrics.cutSlow.increment();
        }
        close(reason);
    }

    /** Runs the timers that may be a second late. */
    void tick(long nowNs) {
        if (state != SessionState.BOUND) {
            return;
        }
        if (reading.isPaused()) {
            // What it has sent lies unread, so its silence says nothing.
            onRead(nowNs);
            return;
        }
        EsmeServerConfig server = session.loop().config();
        if (nowNs - lastReadNs >= server.inactivityMs() * NS_PER_MS) {
            session.loop().metrics().cutInactive.increment();
            unbind("nothing came for " + server.inactivityMs() + " ms", nowNs + server.responseTimeoutMs() * NS_PER_MS);
        } else if (keepAlive != null) {
            tickKeepAlive(nowNs);
        }
    }

    private void tickKeepAlive(long nowNs) {
        switch (keepAlive.tick(nowNs)) {
            case ENQUIRE_LINK -> output.request(CommandId.ENQUIRE_LINK, session.nextSequence());
            case DEAD -> {
                session.loop().metrics().cutDead.increment();
                close("two enquire_link went unanswered");
            }
            case NOTHING -> {
                // The ESME is heard, or has time to answer.
            }
        }
    }

    /** The ESME asks to end: it gets its answer once its requests have theirs. */
    void onUnbind(int sequence, long nowNs) {
        becauseOf("the ESME unbound");
        endedByPeer = true;
        startUnbinding();
        unbinding.onUnbind(sequence, nowNs + session.loop().config().responseTimeoutMs() * NS_PER_MS);
        watchIfNeeded();
    }

    /** We ask to end, once everything is answered; at the deadline the connection is closed in any case. */
    void unbind(String reason, long deadlineNs) {
        if (isOpen()) {
            becauseOf(reason);
            startUnbinding();
            unbinding.begin(deadlineNs);
            watchIfNeeded();
        }
    }

    private void startUnbinding() {
        if (state == SessionState.BOUND) {
            state = SessionState.UNBINDING;
            changedAtS = nowS();
            session.loop().onLeaving(session);
        }
        if (unbinding == null) {
            unbinding = new Unbinding(output, this::inFlight, session::nextSequence);
        }
    }

    /** An ESME that has asked to end may no longer answer deliveries; they are sent again to another session. */
    private int inFlight() {
        SessionGate gate = session.gate();
        int deliveries = gate == null || endedByPeer ? 0 : session.account().deliveryWindow() - gate.credits();
        return session.unanswered() + deliveries;
    }

    void close(String reason) {
        becauseOf(reason);
        channel.close();
    }

    private void becauseOf(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    void onChannelInactive() {
        if (state == SessionState.BOUND) {
            session.loop().onLeaving(session);
        }
        state = SessionState.CLOSED;
        output.release();
    }
}
