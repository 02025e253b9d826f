package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.account.AccountUse;
import io.smppproxy.core.account.BindAttempt;
import io.smppproxy.core.account.BindRefusal;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.pdulog.PduTap;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.FramedSession;
import io.smppproxy.core.session.SessionHandler;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * A connection that has not bound: it may ask to bind once, with a few hundred octets and within a few seconds. Becomes an {@link
 * EsmeSession} or ends. Owned by one I/O loop.
 */
final class EsmeConnection implements FramedSession {
    /** A bind with all its fields full has 110 octets; the rest is for TLVs. */
    static final int MAX_PDU_BYTES = 1_024;

    private static final int MAX_PDUS = 20;
    /** How long a refused ESME may take to read the refusal and close. */
    private static final long LINGER_MS = 500;

    private enum State {
        /** Nothing but the bind is awaited. */
        OPEN,
        /** The password is being looked at. */
        VERIFYING,
        /** It is refused or about to be closed; whatever comes is ignored. */
        ENDING,
        BOUND,
        CLOSED
    }

    private final Channel channel;
    private final EsmeLoop loop;
    private final boolean isTls;
    private final long openedAtNs = System.nanoTime();
    private final BindFlyweight bind = new BindFlyweight();
    private State state = State.OPEN;
    private InetAddress address;
    private int pdus;
    private String systemId;
    private String systemType = "";
    private BindType type;
    private int interfaceVersion;
    private int sequence;
    private long askedAtNs;
    /** The bind, its password masked, until it is known whose log it belongs to. */
    private ByteBuf bindPdu;

    /** Null while there is no account. */
    private PduTap tap;

    EsmeConnection(Channel channel, EsmeLoop loop, boolean isTls) {
        this.channel = channel;
        this.loop = loop;
        this.isTls = isTls;
    }

    long openedAtNs() {
        return openedAtNs;
    }

    /**
     * The ESME's address is known.
     *
     * @return false if there are too many of it; the connection is closed then
     */
    boolean address(InetAddress known) {
        if (!loop.context().limits().tryAddress(known)) {
            loop.metrics().connectionsRefused.increment();
            close("too many of one address");
            return false;
        }
        address = known;
        return true;
    }

    @Override
    public void onPdu(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        if (state != State.OPEN && state != State.VERIFYING) {
            return;
        }
        if (++pdus > MAX_PDUS) {
            close("too many PDUs before a bind");
            return;
        }
        int commandId = PduHeader.commandId(buf, offset);
        int pduSequence = PduHeader.sequenceNumber(buf, offset);
        switch (commandId) {
            case CommandId.BIND_TRANSMITTER, CommandId.BIND_RECEIVER, CommandId.BIND_TRANSCEIVER -> {
                if (state == State.OPEN) {
                    onBind(buf, offset, lengthBytes, nowNs);
                } else {
                    refuse(commandId, CommandStatus.ESME_RALYBND, pduSequence);
                }
            }
            case CommandId.ENQUIRE_LINK -> write(CommandId.ENQUIRE_LINK_RESP, CommandStatus.ESME_ROK, pduSequence);
            case CommandId.UNBIND -> {
                write(CommandId.UNBIND_RESP, CommandStatus.ESME_ROK, pduSequence);
                state = State.ENDING;
                closeLater(LINGER_MS);
            }
            default -> onOther(commandId, pduSequence);
        }
    }

    private void onOther(int commandId, int pduSequence) {
        loop.metrics().wrongState.increment();
        boolean hasAnswer = !CommandId.isResponse(commandId)
                && commandId != CommandId.OUTBIND
                && commandId != CommandId.ALERT_NOTIFICATION;
        if (hasAnswer) {
            refuse(commandId, EsmePdus.statusWithoutBind(commandId), pduSequence);
        }
    }

    private void onBind(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        askedAtNs = nowNs;
        type = BindType.of(PduHeader.commandId(buf, offset));
        sequence = PduHeader.sequenceNumber(buf, offset);
        byte[] password;
        try {
            bind.wrap(buf, offset, lengthBytes);
            systemId = bind.systemId();
            systemType = bind.systemType();
            interfaceVersion = negotiate(type, bind.interfaceVersion());
            password = new byte[bind.passwordLength()];
            buf.getBytes(bind.passwordOffset(), password);
            bindPdu = Unpooled.copiedBuffer(buf.slice(offset, lengthBytes));
            for (int i = 0; i < password.length; i++) {
                bindPdu.setByte(bind.passwordOffset() - offset + i, '*');
            }
        } catch (NackablePduException e) {
            systemId = "";
            loop.metrics().malformedPdus.increment();
            onRefused(BindRefusal.MALFORMED, e.commandStatus());
            return;
        }
        state = State.VERIFYING;
        // What follows the bind is read once it is decided.
        channel.config().setAutoRead(false);
        loop.context()
                .authenticator()
                .check(new BindAttempt(
                        systemId,
                        password,
                        address,
                        isTls,
                        channel.eventLoop(),
                        () -> !channel.isActive(),
                        this::onVerdict));
    }

    /**
     * Up to 0x33 is v3.3 (SMPP v3.4 §5.2.4), but for a transceiver, which v3.3 does not know; what lies between two versions is the
     * lower one.
     */
    static int negotiate(BindType type, int asked) {
        if (asked >= InterfaceVersion.V5_0) {
            return InterfaceVersion.V5_0;
        }
        return asked >= InterfaceVersion.V3_4 || type == BindType.TRX ? InterfaceVersion.V3_4 : InterfaceVersion.V3_3;
    }

    private void onVerdict(AccountConfig account, BindRefusal refusal) {
        if (state != State.VERIFYING) {
            return;
        }
        if (account != null) {
            tap = loop.ioLoop().pduTaps().ofAccount(account.id());
            tap.received(bindPdu, 0, bindPdu.readableBytes());
        }
        bindPdu = null;
        BindRefusal reason = refusal;
        if (reason == null && loop.isDraining()) {
            reason = BindRefusal.STOPPING;
        } else if (reason == null && !loop.context().authenticator().accounts().isCurrent(account)) {
            // Changed while its password was looked at.
            reason = BindRefusal.BUSY;
        }
        AccountUse use = account == null ? null : loop.context().uses().of(account);
        if (reason == null && !use.tryBind(account)) {
            reason = BindRefusal.TOO_MANY_BINDS;
        }
        if (reason != null) {
            if (use != null) {
                use.metrics().bindsRefused.increment();
            }
            onRefused(reason, reason.commandStatus());
        } else {
            onBound(account, use);
        }
    }

    private void onBound(AccountConfig account, AccountUse use) {
        state = State.BOUND;
        loop.context().limits().bound(address);
        EsmeSession session = new EsmeSession(
                loop.nextSessionId(), account, use, type, systemType, interfaceVersion, loop, channel, address, tap);
        loop.onBound(session);
        PduEncoder.bindResp(
                session.output(),
                CommandId.responseOf(type.commandId()),
                CommandStatus.ESME_ROK,
                sequence,
                loop.config().systemId(),
                InterfaceVersion.hasTlvs(interfaceVersion) ? interfaceVersion : -1);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace(SessionHandler.class, null, new SessionHandler(session));
        channel.config().setAutoRead(true);
        loop.ioLoop().endBatch();
    }

    /** Every refusal is told at the same time after the bind, so that it says nothing about what was looked at. */
    private void onRefused(BindRefusal reason, int commandStatus) {
        long nowNs = System.nanoTime();
        state = State.ENDING;
        reason.counter(loop.metrics()).increment();
        loop.context().refusals().log(address, systemId, reason, nowNs);
        channel.config().setAutoRead(true);
        long delayNs = askedAtNs + TimeUnit.MILLISECONDS.toNanos(loop.config().refusalDelayMs()) - nowNs;
        channel.eventLoop().schedule(() -> tellRefusal(commandStatus), Math.max(0, delayNs), TimeUnit.NANOSECONDS);
    }

    private void tellRefusal(int commandStatus) {
        if (state == State.ENDING) {
            refuse(type.commandId(), commandStatus, sequence);
            closeLater(LINGER_MS);
        }
    }

    private void refuse(int commandId, int commandStatus, int pduSequence) {
        ByteBuf out = channel.alloc().ioBuffer(PduHeader.LENGTH_BYTES + 1);
        EsmePdus.refuse(out, commandId, commandStatus, pduSequence);
        if (tap != null) {
            tap.sent(out);
        }
        channel.writeAndFlush(out, channel.voidPromise());
    }

    private void write(int commandId, int commandStatus, int pduSequence) {
        ByteBuf out = channel.alloc().ioBuffer(PduHeader.LENGTH_BYTES);
        PduEncoder.headerOnly(out, commandId, commandStatus, pduSequence);
        channel.writeAndFlush(out, channel.voidPromise());
    }

    /** Closing at once could destroy, with what lies unread, what we have just sent. */
    private void closeLater(long delayMs) {
        channel.eventLoop().schedule(() -> close("refused"), delayMs, TimeUnit.MILLISECONDS);
    }

    /** @return whether the connection was closed for it */
    boolean onBindTimeout() {
        if (state != State.OPEN) {
            return false;
        }
        close("no bind in time");
        return true;
    }

    @Override
    public void onNack(ByteBuf nack) {
        // Nobody knows yet whose log it would belong to.
    }

    @Override
    public void onReadComplete() {
        // Every answer is flushed at once: there are few.
    }

    @Override
    public void onWritabilityChanged(boolean isWritable) {
        // No connection gets so much before it has bound.
    }

    @Override
    public void close(String reason) {
        if (state != State.BOUND && state != State.CLOSED) {
            state = State.ENDING;
            channel.close();
        }
    }

    @Override
    public void onChannelInactive() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            loop.onUnboundGone();
            loop.context().limits().closed(address, false);
        }
    }
}
