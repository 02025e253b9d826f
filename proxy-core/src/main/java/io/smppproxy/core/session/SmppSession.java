package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.smppproxy.codec.BindRespFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.lane.RequestForwarder;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.pdulog.PduTap;
import java.util.UUID;

/**
 * One SMPP session towards a message centre: binds, writes submit_sm within its window, reads answers and deliver_sm, keeps the
 * connection alive and notices when it is not. Owned by one I/O loop; no method may be called from another thread.
 */
public final class SmppSession implements BatchedOutput, FramedSession {
    /** SMPP v3.4 §5.2.23 gives message_id 65 octets with its NUL; no more is kept of one. */
    public static final int MAX_ID_BYTES = 65;

    private static final long NS_PER_MS = 1_000_000L;

    private final LinkConfig config;
    private final BindType type;
    private final Channel channel;
    private final SessionListener listener;
    private final LinkMetrics metrics;
    private final PduTap tap;
    private final SessionOutput output;
    private final OpenRequests requests;
    private final KeepAlive keepAlive;
    private final Unbinding unbinding;
    private final BindRespFlyweight bindResp = new BindRespFlyweight();

    private SessionState state = SessionState.BINDING;
    private OutgoingMessage current;
    private long startedAtNs;
    private String closeReason;

    public SmppSession(
            LinkConfig config,
            BindType type,
            Channel channel,
            SessionListener listener,
            FlushGate flushGate,
            LinkMetrics metrics,
            PduTap tap) {
        this.config = config;
        this.type = type;
        this.channel = channel;
        this.listener = listener;
        this.metrics = metrics;
        this.tap = tap;
        this.output = new SessionOutput(channel, flushGate, this);
        this.requests = new OpenRequests(config, this, listener, metrics);
        this.keepAlive = new KeepAlive(config.enquireLinkMs(), config.responseTimeoutMs());
        this.unbinding = new Unbinding(output, requests::inFlight, requests.window()::nextSequence);
        // The bind timer also covers what comes before the bind request: a TLS handshake.
        this.startedAtNs = System.nanoTime();
    }

    /** By which people and PDU logs know the connection; any thread. */
    public UUID connectionId() {
        return tap.connectionId();
    }

    public BindType type() {
        return type;
    }

    public SessionState state() {
        return state;
    }

    public Window window() {
        return requests.window();
    }

    /** True when a submit_sm may be written now. */
    public boolean canSubmit() {
        return state == SessionState.BOUND && type.canSubmit() && window().free() > 0 && channel.isWritable();
    }

    /** The message whose parts keep to this session, or null. */
    public OutgoingMessage current() {
        return current;
    }

    public void current(OutgoingMessage message) {
        current = message;
    }

    /** Writes the bind request; called once, when the channel is active. */
    public void bind(long nowNs) {
        startedAtNs = nowNs;
        keepAlive.onRead(nowNs);
        output.bind(config, type, window().nextSequence());
    }

    /** Copies one part out under its sequence_number, which {@link Window#take} gave. */
    public void writePart(OutgoingMessage message, int part, int sequence) {
        output.part(message, part, sequence);
    }

    /**
     * Sends a request that is no message.
     *
     * @return false if that is not possible now; then nothing is told
     */
    public boolean forward(byte[] pdu, RequestForwarder.Answer answer, long nowNs) {
        if (state != SessionState.BOUND || !requests.forwarded().hasRoom() || !channel.isWritable()) {
            return false;
        }
        int sequence = window().nextSequence();
        output.request(pdu, sequence);
        requests.forwarded().add(sequence, nowNs + config.responseTimeoutMs() * NS_PER_MS, answer);
        return true;
    }

    @Override
    public ByteBuf takeOutput() {
        return output.take();
    }

    @Override
    public void flush(ByteBuf octets) {
        tap.sent(octets);
        channel.writeAndFlush(octets, channel.voidPromise());
    }

    @Override
    public boolean markFlushPending() {
        return output.markFlushPending();
    }

    @Override
    public void onPdu(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        tap.received(buf, offset, lengthBytes);
        keepAlive.onRead(nowNs);
        int commandId = PduHeader.commandId(buf, offset);
        try {
            switch (commandId) {
                case CommandId.SUBMIT_SM_RESP, CommandId.DATA_SM_RESP ->
                    requests.onSubmitResp(buf, offset, lengthBytes, nowNs);
                case CommandId.DELIVER_SM, CommandId.DATA_SM -> onDeliver(buf, offset, lengthBytes, commandId);
                case CommandId.ENQUIRE_LINK ->
                    output.headerOnly(
                            CommandId.ENQUIRE_LINK_RESP, CommandStatus.ESME_ROK, PduHeader.sequenceNumber(buf, offset));
                case CommandId.ENQUIRE_LINK_RESP -> {
                    // Being read is all that it is for.
                }
                case CommandId.BIND_TRANSMITTER_RESP, CommandId.BIND_RECEIVER_RESP, CommandId.BIND_TRANSCEIVER_RESP ->
                    onBindResp(buf, offset, lengthBytes);
                case CommandId.UNBIND -> onUnbind(PduHeader.sequenceNumber(buf, offset), nowNs);
                case CommandId.UNBIND_RESP -> close("unbound");
                case CommandId.GENERIC_NACK -> onGenericNack(buf, offset, lengthBytes, nowNs);
                case CommandId.ALERT_NOTIFICATION, CommandId.OUTBIND -> {
                    // Neither has a response (SMPP v3.4 §4.1.7, §4.12), and nobody asked for it.
                }
                default -> onOther(buf, offset, lengthBytes, commandId, nowNs);
            }
        } catch (NackablePduException e) {
            metrics.malformedPdus.increment();
            output.refuse(e);
        }
    }

    private void onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId) {
        int status;
        if (state == SessionState.BINDING || type == BindType.TX) {
            status = CommandStatus.ESME_RINVBNDSTS;
        } else {
            status = listener.onDeliver(buf, offset, lengthBytes, commandId);
        }
        output.deliverResp(CommandId.responseOf(commandId), status, PduHeader.sequenceNumber(buf, offset));
    }

    private void onBindResp(ByteBuf buf, int offset, int lengthBytes) {
        if (state != SessionState.BINDING) {
            metrics.answersUnknown.increment();
            return;
        }
        bindResp.wrap(buf, offset, lengthBytes);
        if (bindResp.commandStatus() != CommandStatus.ESME_ROK) {
            refuseBind(bindResp.commandStatus());
            return;
        }
        state = SessionState.BOUND;
        listener.onBound(this, bindResp.systemId());
    }

    private void refuseBind(int commandStatus) {
        listener.onBindRefused(this, commandStatus);
        close("bind refused with " + CommandStatus.name(commandStatus));
    }

    private void onUnbind(int sequence, long nowNs) {
        becauseOf("the SMSC unbound");
        boolean first = state == SessionState.BOUND;
        state = SessionState.UNBINDING;
        unbinding.onUnbind(sequence, nowNs + config.responseTimeoutMs() * NS_PER_MS);
        if (first) {
            listener.onUnbinding(this);
        }
    }

    /** Asks the SMSC to end the session once nothing is in flight; at the deadline it is closed in any case. */
    public void unbind(long deadlineNs) {
        if (state == SessionState.BINDING) {
            close("stopping");
        } else if (state != SessionState.CLOSED) {
            boolean first = state == SessionState.BOUND;
            state = SessionState.UNBINDING;
            becauseOf("unbound");
            if (first) {
                listener.onUnbinding(this);
            }
            unbinding.begin(deadlineNs);
        }
    }

    private void onGenericNack(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        if (state == SessionState.BINDING) {
            // An SMSC of v3.3 knows no bind_transceiver.
            int status = PduHeader.commandStatus(buf, offset);
            refuseBind(status == CommandStatus.ESME_ROK ? CommandStatus.ESME_RINVCMDID : status);
        } else {
            requests.onGenericNack(buf, offset, lengthBytes, nowNs);
        }
    }

    private void onOther(ByteBuf buf, int offset, int lengthBytes, int commandId, long nowNs) {
        if (CommandId.isResponse(commandId)) {
            requests.onOtherAnswer(buf, offset, lengthBytes, nowNs);
        } else {
            output.refuse(NackablePduException.unknownCommand(commandId, PduHeader.sequenceNumber(buf, offset)));
        }
    }

    /** Runs the timers; called by the loop every few milliseconds. */
    public void tick(long nowNs) {
        switch (state) {
            case BINDING -> {
                if (nowNs - startedAtNs > config.bindTimeoutMs() * NS_PER_MS) {
                    close("no bind response within " + config.bindTimeoutMs() + " ms");
                }
            }
            case BOUND -> {
                requests.expire(nowNs);
                tickKeepAlive(nowNs);
            }
            case UNBINDING -> {
                requests.expire(nowNs);
                if (unbinding.tick(nowNs)) {
                    close("unbound");
                }
            }
            case CLOSED -> {
                // Waits for the link to take it off its list.
            }
        }
    }

    private void tickKeepAlive(long nowNs) {
        switch (keepAlive.tick(nowNs)) {
            case ENQUIRE_LINK -> output.request(CommandId.ENQUIRE_LINK, window().nextSequence());
            case DEAD -> close("two enquire_link went unanswered");
            case NOTHING -> {
                // The peer is heard, or has time to answer.
            }
        }
    }

    /** The listener hears of it when the channel is closed. */
    @Override
    public void close(String reason) {
        becauseOf(reason);
        channel.close();
    }

    private void becauseOf(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    @Override
    public void onNack(ByteBuf nack) {
        tap.sent(nack);
    }

    @Override
    public void onReadComplete() {
        listener.onReadComplete();
    }

    @Override
    public void onWritabilityChanged(boolean isWritable) {
        if (isWritable) {
            listener.onReadComplete();
        }
    }

    @Override
    public void onChannelInactive() {
        if (state == SessionState.CLOSED) {
            return;
        }
        state = SessionState.CLOSED;
        output.release();
        requests.forwarded().close();
        listener.onClosed(this, closeReason == null ? "the SMSC closed the connection" : closeReason);
    }
}
