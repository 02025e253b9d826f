package io.smppproxy.core.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.pdulog.PduTap;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionHandler;
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
    private final LinkConnector connector;
    private final BindType type;
    private final int number;
    private final BackOff backOff;
    private SmppSession session;
    private long boundAtNs;
    private long refusalDelayMs = -1;
    private boolean stopped;
    private String lastProblem = "";

    BindSlot(Link link, LinkConnector connector, BindType type, int number) {
        this.link = link;
        this.connector = connector;
        this.type = type;
        this.number = number;
        this.backOff = new BackOff(link.config());
    }

    SmppSession session() {
        return session;
    }

    void open() {
        if (!stopped) {
            connector.connect(this::onConnected);
        }
    }

    void stop() {
        stopped = true;
    }

    private void onConnected(ChannelFuture attempt) {
        if (!attempt.isSuccess()) {
            link.metrics().bindFailures.increment();
            retry("cannot connect: " + wordsOf(attempt.cause()), backOff.nextDelayMs());
            return;
        }
        Channel channel = attempt.channel();
        if (stopped) {
            channel.close();
            return;
        }
        refusalDelayMs = -1;
        PduTap tap =
                link.loop().pduTaps().ofLink(link.config().id(), link.config().smscId());
        session = new SmppSession(link.config(), type, channel, link, link.loop(), link.metrics(), tap);
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
        link.metrics().binds.increment();
        LOG.info("{} bind {} {}: bound to \"{}\"", link.config(), type, number, systemId);
    }

    void onBindRefused(int commandStatus) {
        refusalDelayMs = backOff.delayAfterRefusalMs(commandStatus);
        if (BackOff.isCredentials(commandStatus)) {
            LOG.warn(
                    "{} bind {} {}: refused with {}; check system-id and password",
                    link.config(),
                    type,
                    number,
                    CommandStatus.name(commandStatus));
        }
    }

    void onClosed(String reason) {
        session = null;
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
        if (stopped || link.loop().eventLoop().isShuttingDown()) {
            return;
        }
        // The same problem again and again is one line.
        if (!reason.equals(lastProblem)) {
            lastProblem = reason;
            LOG.warn("{} bind {} {}: down ({}); trying again", link.config(), type, number, reason);
        }
        link.loop().eventLoop().schedule(this::open, delayMs, TimeUnit.MILLISECONDS);
    }
}
