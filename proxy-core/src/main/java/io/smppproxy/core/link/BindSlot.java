package io.smppproxy.core.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.pdulog.PduTap;
import io.smppproxy.core.session.Addresses;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionHandler;
import io.smppproxy.core.session.SessionState;
import io.smppproxy.core.session.SmppSession;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bind that a link keeps open: connects, binds, and after every end waits and tries again. Exactly one connection or attempt
 * exists per slot at any time. Owned by the link's I/O loop.
 */
final class BindSlot {
    private static final Logger LOG = LoggerFactory.getLogger(BindSlot.class);

    private final Link link;
    private final LinkConfig config;
    private final LinkConnector connector;
    private final BindType type;
    private final int number;
    private final BackOff backOff;
    private SmppSession session;
    /** Of the session. */
    private Channel channel;

    /** Null unless the slot waits for its next attempt. */
    private Future<?> waiting;

    private long boundAtNs;
    private long refusalDelayMs = -1;
    private int refusedWith;
    private boolean failed;
    private boolean connecting;
    private boolean stopped;
    private String lastProblem = "";
    private long changedAtMs = System.currentTimeMillis();

    BindSlot(Link link, LinkConfig config, LinkConnector connector, BindType type, int number) {
        this.link = link;
        this.config = config;
        this.connector = connector;
        this.type = type;
        this.number = number;
        this.backOff = new BackOff(config);
    }

    BindType type() {
        return type;
    }

    SmppSession session() {
        return session;
    }

    boolean isBound() {
        return session != null && session.state() == SessionState.BOUND;
    }

    /** True once an attempt, or a bind, has ended. */
    boolean hasFailed() {
        return failed;
    }

    boolean wasRefusedAsTooMany() {
        return refusedWith == CommandStatus.ESME_RALYBND || refusedWith == CommandStatus.ESME_RBINDFAIL;
    }

    void open() {
        waiting = null;
        if (!stopped) {
            connecting = true;
            changed();
            connector.connect(this::onConnected);
        }
    }

    /** Ends the wait for the next attempt. */
    void hurry() {
        if (waiting != null && waiting.cancel(false)) {
            open();
        }
    }

    void stop() {
        stopped = true;
    }

    private void onConnected(ChannelFuture attempt) {
        connecting = false;
        if (!attempt.isSuccess()) {
            link.metrics().bindFailures.increment();
            retry("cannot connect: " + wordsOf(attempt.cause()), backOff.nextDelayMs());
            return;
        }
        channel = attempt.channel();
        if (stopped) {
            channel.close();
            return;
        }
        refusalDelayMs = -1;
        PduTap tap = link.loop().pduTaps().ofLink(config.id(), config.smscId());
        session = new SmppSession(config, type, channel, link, link.loop(), link.metrics(), tap);
        changed();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new SessionHandler(session));
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            bind();
        } else {
            tls.handshakeFuture().addListener(handshake -> {
                if (handshake.isSuccess()) {
                    bind();
                } else if (session != null) {
                    session.close("TLS: " + wordsOf(handshake.cause()));
                }
            });
        }
    }

    private static String wordsOf(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void bind() {
        session.bind(System.nanoTime());
        link.loop().endBatch();
    }

    void onBound(String systemId) {
        boundAtNs = System.nanoTime();
        lastProblem = "";
        refusedWith = CommandStatus.ESME_ROK;
        changed();
        link.metrics().binds.increment();
        LOG.info("{} bind {} {}: bound to \"{}\"", config, type, number, systemId);
    }

    void onBindRefused(int commandStatus) {
        refusedWith = commandStatus;
        // While an older bind ends, or has just ended, the SMSC may still count it.
        refusalDelayMs = link.isRenewing() ? backOff.nextDelayMs() : backOff.delayAfterRefusalMs(commandStatus);
        if (BackOff.isCredentials(commandStatus)) {
            LOG.warn(
                    "{} bind {} {}: refused with {}; check system-id and password",
                    config,
                    type,
                    number,
                    CommandStatus.name(commandStatus));
        }
    }

    void onUnbinding() {
        changed();
    }

    void onClosed(String reason) {
        session = null;
        changed();
        if (boundAtNs != 0) {
            link.metrics().disconnects.increment();
            backOff.onSessionEnded(System.nanoTime() - boundAtNs);
            boundAtNs = 0;
        } else {
            link.metrics().bindFailures.increment();
        }
        retry(reason, refusalDelayMs >= 0 ? refusalDelayMs : backOff.nextDelayMs());
    }

    private void retry(String reason, long delayMs) {
        failed = true;
        if (stopped || link.loop().eventLoop().isShuttingDown()) {
            return;
        }
        // The same problem again and again is one line.
        if (!reason.equals(lastProblem)) {
            lastProblem = reason;
            LOG.warn("{} bind {} {}: down ({}); trying again", config, type, number, reason);
        }
        changed();
        waiting = link.loop().eventLoop().schedule(this::open, delayMs, TimeUnit.MILLISECONDS);
    }

    private void changed() {
        changedAtMs = System.currentTimeMillis();
    }

    /** For people. */
    ConnectionInfo describe(int queued) {
        String dialled = config.host() + ":" + config.port();
        return new ConnectionInfo(
                config.id(),
                "BIND_" + type,
                status(),
                session == null ? "" : session.connectionId().toString(),
                config.systemType(),
                session == null ? "" : Addresses.text(channel.localAddress()),
                session == null ? dialled : Addresses.text(channel.remoteAddress()),
                session == null ? 0 : session.window().used(),
                queued,
                changedAtMs / 1_000,
                config.window());
    }

    private String status() {
        if (session == null) {
            return connecting ? "DIAL" : "CLOSED";
        }
        return switch (session.state()) {
            case BINDING -> "OPEN";
            case BOUND -> "BOUND_" + type;
            case UNBINDING -> "UNBINDING";
            case CLOSED -> "CLOSED";
        };
    }
}
