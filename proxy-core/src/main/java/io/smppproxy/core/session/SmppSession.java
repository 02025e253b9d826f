package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.smppproxy.codec.BindRespFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.MessageIdRespFlyweight;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.metrics.LinkMetrics;

/**
 * One SMPP session towards a message centre: binds, writes submit_sm within its window, reads answers and deliver_sm, keeps the
 * connection alive and notices when it is not. Owned by one I/O loop; no method may be called from another thread.
 */
public final class SmppSession {
    /** SMPP v3.4 §5.2.23 gives message_id 65 octets with its NUL; no more is kept of one. */
    public static final int MAX_ID_BYTES = 65;

    private static final int MAX_MISSED_ENQUIRE_LINKS = 2;
    private static final int MAX_UNKNOWN_ANSWERS_PER_SECOND = 1_000;
    private static final int OUT_BYTES = 16 * 1024;
    private static final long NS_PER_MS = 1_000_000L;

    private final LinkConfig config;
    private final BindType type;
    private final Channel channel;
    private final SessionListener listener;
    private final FlushGate flushGate;
    private final LinkMetrics metrics;
    private final Window window;
    private final LateAnswers lateAnswers;
    private final BindRespFlyweight bindResp = new BindRespFlyweight();
    private final MessageIdRespFlyweight answer = new MessageIdRespFlyweight();
    private final byte[] id = new byte[MAX_ID_BYTES];

    private SessionState state = SessionState.BINDING;
    private ByteBuf out;
    private boolean flushPending;
    private OutgoingMessage current;
    private long startedAtNs;
    private long lastReadNs;
    private long enquireSentNs;
    private int enquireMissed;
    private int unansweredTimeouts;
    private int unknownAnswers;
    private long unknownSinceNs;
    private long unbindDeadlineNs;
    private int unbindToAnswer;
    private boolean unbindSent;
    private boolean unbindAnswered;
    private String closeReason;

    public SmppSession(
            LinkConfig config,
            BindType type,
            Channel channel,
            SessionListener listener,
            FlushGate flushGate,
            LinkMetrics metrics) {
        this.config = config;
        this.type = type;
        this.channel = channel;
        this.listener = listener;
        this.flushGate = flushGate;
        this.metrics = metrics;
        this.window = new Window(config.window());
        this.lateAnswers = new LateAnswers(2 * config.window());
        // The bind timer also covers what comes before the bind request: a TLS handshake.
        this.startedAtNs = System.nanoTime();
    }

    public BindType type() {
        return type;
    }

    public SessionState state() {
        return state;
    }

    public Window window() {
        return window;
    }

    /** True when a submit_sm may be written now. */
    public boolean canSubmit() {
        return state == SessionState.BOUND && type.canSubmit() && window.free() > 0 && channel.isWritable();
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
        lastReadNs = nowNs;
        PduEncoder.bind(
                out(),
                type.commandId(),
                window.nextSequence(),
                config.systemId(),
                config.password(),
                config.systemType(),
                config.interfaceVersion(),
                0,
                0,
                "");
        flushGate.flushLater(this);
    }

    /** Copies one part out under its sequence_number, which {@link Window#take} gave. */
    public void writePart(OutgoingMessage message, int part, int sequence) {
        ByteBuf buf = out();
        int start = buf.writerIndex();
        buf.writeBytes(message.octets(), message.partOffset(part), message.partLength(part));
        PduHeader.setSequenceNumber(buf, start, sequence);
        flushGate.flushLater(this);
    }

    /** What was written since the last call, for the flush; the session starts a new buffer. Null when there is nothing. */
    public ByteBuf takeOutput() {
        flushPending = false;
        ByteBuf ready = out;
        out = null;
        return ready;
    }

    /** Hands octets to the channel; if it is gone they are released and count as never handed over. */
    public void flush(ByteBuf octets) {
        channel.writeAndFlush(octets, channel.voidPromise());
    }

    /** @return true when the session was not yet on the flush list */
    public boolean markFlushPending() {
        boolean first = !flushPending;
        flushPending = true;
        return first;
    }

    private ByteBuf out() {
        if (out == null) {
            out = channel.alloc().ioBuffer(OUT_BYTES);
        }
        return out;
    }

    void onPdu(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        lastReadNs = nowNs;
        enquireSentNs = 0;
        enquireMissed = 0;
        int commandId = PduHeader.commandId(buf, offset);
        try {
            switch (commandId) {
                case CommandId.SUBMIT_SM_RESP -> onSubmitResp(buf, offset, lengthBytes, nowNs);
                case CommandId.DELIVER_SM, CommandId.DATA_SM -> onDeliver(buf, offset, lengthBytes, commandId);
                case CommandId.ENQUIRE_LINK -> answerHeaderOnly(CommandId.ENQUIRE_LINK_RESP, buf, offset);
                case CommandId.ENQUIRE_LINK_RESP -> {
                    // Being read is all that it is for.
                }
                case CommandId.BIND_TRANSMITTER_RESP, CommandId.BIND_RECEIVER_RESP, CommandId.BIND_TRANSCEIVER_RESP ->
                    onBindResp(buf, offset, lengthBytes);
                case CommandId.UNBIND -> onUnbind(PduHeader.sequenceNumber(buf, offset), nowNs);
                case CommandId.UNBIND_RESP -> close("unbound");
                case CommandId.GENERIC_NACK -> onGenericNack(buf, offset, nowNs);
                case CommandId.ALERT_NOTIFICATION, CommandId.OUTBIND -> {
                    // Neither has a response (SMPP v3.4 §4.1.7, §4.12), and nobody asked for it.
                }
                default -> onOther(buf, offset, commandId, nowNs);
            }
        } catch (NackablePduException e) {
            metrics.malformedPdus.increment();
            nack(e);
        }
    }

    private void onSubmitResp(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        answer.wrap(buf, offset, lengthBytes);
        int idLength = Math.min(answer.messageIdLength(), MAX_ID_BYTES);
        buf.getBytes(answer.messageIdOffset(), id, 0, idLength);
        onAnswer(answer.sequenceNumber(), answer.commandStatus(), idLength, nowNs);
    }

    private void onAnswer(int sequence, int commandStatus, int idLength, long nowNs) {
        int slot = window.find(sequence);
        if (slot == Window.NONE) {
            onAnswerOutsideWindow(sequence, commandStatus, idLength, nowNs);
            return;
        }
        unansweredTimeouts = 0;
        OutgoingMessage message = window.message(slot);
        int part = window.part(slot);
        long latencyNs = nowNs - window.writtenAtNs(slot);
        window.release(slot);
        listener.onAnswer(this, message, part, commandStatus, id, idLength, latencyNs);
    }

    private void onAnswerOutsideWindow(int sequence, int commandStatus, int idLength, long nowNs) {
        int late = lateAnswers.take(sequence, nowNs);
        if (late != LateAnswers.NONE) {
            metrics.answersLate.increment();
            unansweredTimeouts = 0;
            listener.onLateAnswer(
                    lateAnswers.idHi(late),
                    lateAnswers.idLo(late),
                    lateAnswers.part(late),
                    commandStatus,
                    id,
                    idLength);
            return;
        }
        onUnknownAnswer(nowNs);
    }

    private void onUnknownAnswer(long nowNs) {
        metrics.answersUnknown.increment();
        if (nowNs - unknownSinceNs > 1_000 * NS_PER_MS) {
            unknownSinceNs = nowNs;
            unknownAnswers = 0;
        }
        if (++unknownAnswers > MAX_UNKNOWN_ANSWERS_PER_SECOND) {
            close("more than " + MAX_UNKNOWN_ANSWERS_PER_SECOND + " answers a second that nobody asked for");
        }
    }

    private void onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId) {
        int status;
        if (state == SessionState.BINDING || type == BindType.TX) {
            status = CommandStatus.ESME_RINVBNDSTS;
        } else {
            status = listener.onDeliver(buf, offset, lengthBytes, commandId);
        }
        PduEncoder.messageIdResp(
                out(), CommandId.responseOf(commandId), status, PduHeader.sequenceNumber(buf, offset), "");
        flushGate.flushLater(this);
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
        if (window.used() > 0) {
            unbindToAnswer = sequence;
            long deadlineNs = nowNs + config.responseTimeoutMs() * NS_PER_MS;
            unbindDeadlineNs = first || deadlineNs - unbindDeadlineNs < 0 ? deadlineNs : unbindDeadlineNs;
        } else {
            answerUnbindAndClose(sequence);
        }
        if (first) {
            listener.onUnbinding(this);
        }
    }

    private void answerUnbindAndClose(int sequence) {
        PduEncoder.headerOnly(out(), CommandId.UNBIND_RESP, CommandStatus.ESME_ROK, sequence);
        flushGate.flushLater(this);
        // The close must follow the flush, which waits for the journal.
        unbindAnswered = true;
        unbindToAnswer = 0;
    }

    /** Asks the SMSC to end the session once nothing is in flight; at the deadline it is closed in any case. */
    public void unbind(long deadlineNs) {
        if (state == SessionState.BOUND) {
            state = SessionState.UNBINDING;
            unbindDeadlineNs = deadlineNs;
            listener.onUnbinding(this);
            sendUnbindIfQuiet();
        } else if (state == SessionState.UNBINDING) {
            unbindDeadlineNs = deadlineNs - unbindDeadlineNs < 0 ? deadlineNs : unbindDeadlineNs;
        } else if (state == SessionState.BINDING) {
            close("stopping");
        }
    }

    private void sendUnbindIfQuiet() {
        if (!unbindSent && unbindToAnswer == 0 && window.used() == 0) {
            unbindSent = true;
            becauseOf("unbound");
            PduEncoder.headerOnly(out(), CommandId.UNBIND, CommandStatus.ESME_ROK, window.nextSequence());
            flushGate.flushLater(this);
        }
    }

    private void onGenericNack(ByteBuf buf, int offset, long nowNs) {
        int status = PduHeader.commandStatus(buf, offset);
        if (state == SessionState.BINDING) {
            // An SMSC of v3.3 knows no bind_transceiver.
            refuseBind(status == CommandStatus.ESME_ROK ? CommandStatus.ESME_RINVCMDID : status);
            return;
        }
        // A nack is a definite refusal, never ESME_ROK (SMPP v3.4 §4.3.1).
        onAnswer(
                PduHeader.sequenceNumber(buf, offset),
                status == CommandStatus.ESME_ROK ? CommandStatus.ESME_RUNKNOWNERR : status,
                0,
                nowNs);
    }

    private void onOther(ByteBuf buf, int offset, int commandId, long nowNs) {
        if (!CommandId.isResponse(commandId)) {
            PduEncoder.headerOnly(
                    out(), CommandId.GENERIC_NACK, CommandStatus.ESME_RINVCMDID, PduHeader.sequenceNumber(buf, offset));
            flushGate.flushLater(this);
            return;
        }
        int slot = window.find(PduHeader.sequenceNumber(buf, offset));
        if (slot == Window.NONE) {
            onUnknownAnswer(nowNs);
            return;
        }
        // An answer of the wrong kind tells nothing about the message.
        metrics.malformedPdus.increment();
        lose(slot, nowNs);
    }

    private void nack(NackablePduException e) {
        if (CommandId.isResponse(e.commandId())) {
            return;
        }
        if (e.commandId() == CommandId.DELIVER_SM || e.commandId() == CommandId.DATA_SM) {
            PduEncoder.messageIdResp(
                    out(), CommandId.responseOf(e.commandId()), e.commandStatus(), e.sequenceNumber(), "");
        } else {
            PduEncoder.headerOnly(out(), CommandId.GENERIC_NACK, e.commandStatus(), e.sequenceNumber());
        }
        flushGate.flushLater(this);
    }

    private void answerHeaderOnly(int commandId, ByteBuf buf, int offset) {
        PduEncoder.headerOnly(out(), commandId, CommandStatus.ESME_ROK, PduHeader.sequenceNumber(buf, offset));
        flushGate.flushLater(this);
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
                expireAnswers(nowNs);
                keepAlive(nowNs);
            }
            case UNBINDING -> {
                expireAnswers(nowNs);
                tickUnbinding(nowNs);
            }
            case CLOSED -> {
                // Waits for the link to take it off its list.
            }
        }
    }

    private void expireAnswers(long nowNs) {
        long timeoutNs = config.responseTimeoutMs() * NS_PER_MS;
        for (int slot = window.oldest();
                slot != Window.NONE && nowNs - window.writtenAtNs(slot) >= timeoutNs;
                slot = window.oldest()) {
            metrics.responseTimeouts.increment();
            unansweredTimeouts++;
            lose(slot, nowNs);
        }
        if (unansweredTimeouts >= window.size()) {
            close("none of " + unansweredTimeouts + " submit_sm was answered");
        }
    }

    private void lose(int slot, long nowNs) {
        OutgoingMessage message = window.message(slot);
        int part = window.part(slot);
        lateAnswers.remember(
                window.sequence(slot),
                message.idHi(),
                message.idLo(),
                part,
                nowNs + 2 * config.responseTimeoutMs() * NS_PER_MS);
        window.release(slot);
        listener.onAnswerLost(this, message, part);
    }

    private void keepAlive(long nowNs) {
        if (enquireSentNs != 0) {
            if (nowNs - enquireSentNs < config.responseTimeoutMs() * NS_PER_MS) {
                return;
            }
            if (++enquireMissed >= MAX_MISSED_ENQUIRE_LINKS) {
                close(enquireMissed + " enquire_link went unanswered");
                return;
            }
        } else if (nowNs - lastReadNs < config.enquireLinkMs() * NS_PER_MS) {
            return;
        }
        enquireSentNs = nowNs;
        PduEncoder.headerOnly(out(), CommandId.ENQUIRE_LINK, CommandStatus.ESME_ROK, window.nextSequence());
        flushGate.flushLater(this);
    }

    private void tickUnbinding(long nowNs) {
        if (unbindAnswered || nowNs - unbindDeadlineNs >= 0) {
            close("unbound");
        } else if (unbindToAnswer != 0 && window.used() == 0) {
            answerUnbindAndClose(unbindToAnswer);
        } else {
            sendUnbindIfQuiet();
        }
    }

    /** Ends the connection; the listener hears of it when the channel is closed, with the reason that came first. */
    public void close(String reason) {
        becauseOf(reason);
        channel.close();
    }

    private void becauseOf(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    void onReadComplete() {
        listener.onReadComplete();
    }

    void onChannelInactive() {
        if (state == SessionState.CLOSED) {
            return;
        }
        state = SessionState.CLOSED;
        if (out != null) {
            out.release();
            out = null;
        }
        listener.onClosed(this, closeReason == null ? "the SMSC closed the connection" : closeReason);
    }
}
