package io.smppproxy.core.link;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.AmbiguityPolicy;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.store.PartState;

/** What an answer, or its absence, means for a part. Owned by the link's I/O loop. */
final class Answers {
    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final PartLog log;
    private final Outbound outbound;
    private final Throttle throttle;

    Answers(LinkGate gate, LinkMetrics metrics, PartLog log, Outbound outbound, Throttle throttle) {
        this.gate = gate;
        this.metrics = metrics;
        this.log = log;
        this.outbound = outbound;
        this.throttle = throttle;
    }

    void onAnswer(OutgoingMessage message, int part, int commandStatus, byte[] id, int idLength) {
        switch (commandStatus) {
            case CommandStatus.ESME_ROK -> {
                metrics.answersOk.increment();
                throttle.onAnswered();
                log.submitted(message, part, id, idLength);
            }
            case CommandStatus.ESME_RTHROTTLED -> {
                metrics.answersThrottled.increment();
                onNotNow(message, part, commandStatus, gate.config().throttlePauseMs());
            }
            case CommandStatus.ESME_RMSGQFUL -> {
                metrics.answersQueueFull.increment();
                onNotNow(message, part, commandStatus, gate.config().queueFullPauseMs());
            }
            default -> {
                metrics.answersError.increment();
                throttle.onAnswered();
                onRefused(message, part, commandStatus);
            }
        }
    }

    /** The SMSC certainly did not take the part: sending it again duplicates nothing. */
    private void onNotNow(OutgoingMessage message, int part, int commandStatus, long pauseMs) {
        long nowNs = System.nanoTime();
        throttle.onComplaint(nowNs, pauseMs);
        if (message.throttledSinceNs == 0) {
            message.throttledSinceNs = nowNs;
        }
        boolean timeIsOver = message.passesAnswers()
                || nowNs - message.throttledSinceNs >= gate.config().throttleRetryMs() * 1_000_000L
                || Outbound.isOverdue(message, nowNs);
        if (!timeIsOver) {
            log.requeued(message, part, commandStatus);
            outbound.retry(message, part);
        } else {
            onRefused(message, part, commandStatus);
        }
    }

    /** A refusal of the second attempt says nothing about the first, whose answer was lost. */
    private void onRefused(OutgoingMessage message, int part, int commandStatus) {
        if (message.mayHaveBeenSent(part)) {
            log.ended(message, part, PartState.AMBIGUOUS, NotSentCause.NO_ANSWER);
        } else {
            log.refused(message, part, commandStatus);
        }
    }

    void onLateAnswer(long idHi, long idLo, int part, int commandStatus, byte[] id, int idLength) {
        PartState state = commandStatus == CommandStatus.ESME_ROK ? PartState.SUBMITTED : PartState.REFUSED;
        log.late(idHi, idLo, part, state, commandStatus, id, idLength);
    }

    void onAnswerLost(OutgoingMessage message, int part, NotSentCause cause) {
        AmbiguityPolicy policy = gate.config().ambiguity();
        if (policy == AmbiguityPolicy.RESEND && !message.mayHaveBeenSent(part)) {
            metrics.partsResent.increment();
            log.requeued(message, part, 0);
            outbound.retry(message, part);
        } else {
            boolean hold = policy != AmbiguityPolicy.FAIL;
            log.ended(message, part, hold ? PartState.AMBIGUOUS : PartState.UNKNOWN, cause);
        }
    }
}
