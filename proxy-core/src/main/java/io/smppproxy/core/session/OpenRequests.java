package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.MessageIdRespFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.metrics.LinkMetrics;

/**
 * The submit_sm and data_sm that wait for their answers: in the window while their time runs, remembered for a while after it; and
 * requests that are no messages. Owned by one I/O loop.
 */
final class OpenRequests {
    private static final int MAX_UNKNOWN_PER_SECOND = 1_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final SmppSession session;
    private final SessionListener listener;
    private final LinkMetrics metrics;
    private final long timeoutNs;
    private final Window window;
    private final LateAnswers late;
    private final ForwardedRequests forwarded = new ForwardedRequests();
    private final MessageIdRespFlyweight answer = new MessageIdRespFlyweight();
    private final byte[] id = new byte[SmppSession.MAX_ID_BYTES];
    private int timeoutsInARow;
    private int unknown;
    private long unknownSinceNs;

    OpenRequests(LinkConfig config, SmppSession session, SessionListener listener, LinkMetrics metrics) {
        this.session = session;
        this.listener = listener;
        this.metrics = metrics;
        this.timeoutNs = config.responseTimeoutMs() * 1_000_000L;
        this.window = new Window(config.window());
        this.late = new LateAnswers(2 * config.window());
    }

    Window window() {
        return window;
    }

    /** How many answers are awaited. */
    int inFlight() {
        return window.used() + forwarded.used();
    }

    ForwardedRequests forwarded() {
        return forwarded;
    }

    void onSubmitResp(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        answer.wrap(buf, offset, lengthBytes);
        int idLength = Math.min(answer.messageIdLength(), SmppSession.MAX_ID_BYTES);
        buf.getBytes(answer.messageIdOffset(), id, 0, idLength);
        onAnswer(answer.sequenceNumber(), answer.commandStatus(), idLength, nowNs);
    }

    /** A nack is a definite refusal, never ESME_ROK (SMPP v3.4 §4.3.1). */
    void onGenericNack(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        int sequence = PduHeader.sequenceNumber(buf, offset);
        int status = PduHeader.commandStatus(buf, offset);
        if (!forwarded.onAnswer(sequence, buf, offset, lengthBytes)) {
            onAnswer(sequence, status == CommandStatus.ESME_ROK ? CommandStatus.ESME_RUNKNOWNERR : status, 0, nowNs);
        }
    }

    private void onAnswer(int sequence, int commandStatus, int idLength, long nowNs) {
        int slot = window.find(sequence);
        if (slot == Window.NONE) {
            onAnswerOutsideWindow(sequence, commandStatus, idLength, nowNs);
            return;
        }
        timeoutsInARow = 0;
        OutgoingMessage message = window.message(slot);
        int part = window.part(slot);
        long latencyNs = nowNs - window.writtenAtNs(slot);
        window.release(slot);
        listener.onAnswer(session, message, part, commandStatus, id, idLength, latencyNs);
    }

    private void onAnswerOutsideWindow(int sequence, int commandStatus, int idLength, long nowNs) {
        int entry = late.take(sequence, nowNs);
        if (entry == LateAnswers.NONE) {
            onUnknownAnswer(nowNs);
            return;
        }
        metrics.answersLate.increment();
        timeoutsInARow = 0;
        listener.onLateAnswer(late.idHi(entry), late.idLo(entry), late.part(entry), commandStatus, id, idLength);
    }

    private void onUnknownAnswer(long nowNs) {
        metrics.answersUnknown.increment();
        if (nowNs - unknownSinceNs > NS_PER_SECOND) {
            unknownSinceNs = nowNs;
            unknown = 0;
        }
        if (++unknown > MAX_UNKNOWN_PER_SECOND) {
            session.close("more than " + MAX_UNKNOWN_PER_SECOND + " answers a second that nobody asked for");
        }
    }

    /** The answer to a request that is no message; to a message it tells nothing. */
    void onOtherAnswer(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        int sequence = PduHeader.sequenceNumber(buf, offset);
        if (forwarded.onAnswer(sequence, buf, offset, lengthBytes)) {
            return;
        }
        int slot = window.find(sequence);
        if (slot == Window.NONE) {
            onUnknownAnswer(nowNs);
            return;
        }
        metrics.malformedPdus.increment();
        lose(slot, nowNs);
    }

    /** Gives up what waits too long; a peer that answers nothing at all is left. */
    void expire(long nowNs) {
        forwarded.expire(nowNs);
        for (int slot = window.oldest();
                slot != Window.NONE && nowNs - window.writtenAtNs(slot) >= timeoutNs;
                slot = window.oldest()) {
            metrics.responseTimeouts.increment();
            timeoutsInARow++;
            lose(slot, nowNs);
        }
        if (timeoutsInARow >= window.size()) {
            session.close("none of " + timeoutsInARow + " submit_sm was answered");
        }
    }

    private void lose(int slot, long nowNs) {
        OutgoingMessage message = window.message(slot);
        int part = window.part(slot);
        late.remember(window.sequence(slot), message.idHi(), message.idLo(), part, nowNs + 2 * timeoutNs);
        window.release(slot);
        listener.onAnswerLost(session, message, part);
    }
}
