package io.smppproxy.core.link;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Rerouter;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.session.SmppSession;
import io.smppproxy.core.store.PartState;
import java.util.ArrayDeque;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;

/**
 * From the lane into the windows. All parts of a message go to one session while it lives; parts that the SMSC refused for now go
 * first, in their old order. Owned by the link's I/O loop.
 */
final class Outbound {
    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final IoLoop loop;
    private final PartLog log;
    private final List<SmppSession> submitters;
    private final Throttle throttle;
    private final Rerouter rerouter;
    private final Pacer pacer = new Pacer();
    private final RetryQueue retries = new RetryQueue();
    /** Messages taken from the lane, some parts written perhaps, whose session is gone. */
    private final ArrayDeque<OutgoingMessage> waiting = new ArrayDeque<>();

    private final ControlledMessageHandler laneHandler = this::onLaneRecord;
    private final ControlledMessageHandler rerouteHandler = this::onRecordOfDownLink;
    private OutgoingMessage taken;
    private long downSinceNs;
    private boolean holding;
    private boolean ending;

    Outbound(
            LinkGate gate,
            LinkMetrics metrics,
            IoLoop loop,
            PartLog log,
            List<SmppSession> submitters,
            Throttle throttle,
            Rerouter rerouter) {
        this.gate = gate;
        this.metrics = metrics;
        this.loop = loop;
        this.log = log;
        this.submitters = submitters;
        this.throttle = throttle;
        this.rerouter = rerouter;
        pacer.rate(gate.config().throughput());
    }

    /** While it is true, messages wait however long no bind is up: one is about to be. */
    void hold(boolean isHolding) {
        holding = isHolding;
    }

    /** No bind will be up any more. */
    void end() {
        ending = true;
    }

    /** Writes as many parts as windows, pace and throttle allow. */
    void pump(long nowNs) {
        if (throttle.isPaused(nowNs)) {
            return;
        }
        SmppSession session = nextSession();
        while (session != null && pacer.tryTake(nowNs)) {
            if (!writeOne(session, nowNs)) {
                pacer.giveBack();
                return;
            }
            throttle.onWritten();
            session = nextSession();
        }
    }

    /** The session in the middle of a message if it can go on, else the one with the emptiest window; null if none can. */
    private SmppSession nextSession() {
        SmppSession best = null;
        for (int i = 0; i < submitters.size(); i++) {
            SmppSession session = submitters.get(i);
            if (!session.canSubmit()) {
                continue;
            }
            if (session.current() != null) {
                return session;
            }
            if (best == null || session.window().free() > best.window().free()) {
                best = session;
            }
        }
        return best;
    }

    private boolean writeOne(SmppSession session, long nowNs) {
        if (!retries.isEmpty()) {
            OutgoingMessage message = retries.firstMessage();
            int part = retries.firstPart();
            retries.removeFirst();
            if (isOverdue(message, nowNs)) {
                giveUp(message, part, NotSentCause.DEADLINE);
            } else {
                write(session, message, part, nowNs);
            }
            return true;
        }
        OutgoingMessage message = session.current();
        if (message == null) {
            message = waiting.isEmpty() ? takeFromLane(nowNs) : waiting.poll();
            if (message == null) {
                return false;
            }
            session.current(message);
        }
        write(session, message, message.takeNextPart(), nowNs);
        if (!message.hasNextPart()) {
            session.current(null);
        }
        return true;
    }

    private void write(SmppSession session, OutgoingMessage message, int part, long nowNs) {
        int sequence = session.window().take(message, part, nowNs);
        log.intent(message, part, sequence);
        session.writePart(message, part, sequence);
        metrics.partsWritten.increment();
    }

    /** The next message that still wants to be sent; null when the lane is empty. */
    private OutgoingMessage takeFromLane(long nowNs) {
        while (gate.lane().take(laneHandler) > 0) {
            OutgoingMessage message = taken;
            taken = null;
            message.ordinal = loop.takeOrdinal();
            message.takenAtNs = nowNs;
            log.accept(message);
            if (loop.sinks().get(message.sinkId()).isCancelled(message.handle())) {
                drop(message, NotSentCause.CANCELLED);
            } else if (isOverdue(message, nowNs)) {
                drop(message, NotSentCause.DEADLINE);
            } else {
                return message;
            }
        }
        return null;
    }

    private ControlledMessageHandler.Action onLaneRecord(
            int recordType, MutableDirectBuffer buffer, int index, int length) {
        taken = loop.pool().take();
        taken.load(buffer, index, length);
        return ControlledMessageHandler.Action.COMMIT;
    }

    static boolean isOverdue(OutgoingMessage message, long nowNs) {
        return message.deadlineNs() != Long.MAX_VALUE && nowNs - message.deadlineNs() >= 0;
    }

    /** Ends a part that waits for another attempt. */
    private void giveUp(OutgoingMessage message, int part, NotSentCause cause) {
        boolean maybe = message.mayHaveBeenSent(part);
        log.ended(
                message,
                part,
                maybe ? PartState.AMBIGUOUS : PartState.NOT_SENT,
                maybe ? NotSentCause.CONNECTION_LOST : cause);
    }

    /** Gives up every part of a message that is not written yet. */
    private void drop(OutgoingMessage message, NotSentCause cause) {
        while (message.hasNextPart()) {
            log.ended(message, message.takeNextPart(), PartState.NOT_SENT, cause);
        }
    }

    /** A part is to be sent again. */
    void retry(OutgoingMessage message, int part) {
        retries.add(message, part);
    }

    /** The session writes nothing any more: what it was in the middle of goes on elsewhere. */
    void onSessionGone(SmppSession session) {
        OutgoingMessage message = session.current();
        if (message != null) {
            session.current(null);
            if (message.hasNextPart()) {
                waiting.addFirst(message);
            }
        }
    }

    void tick(long nowNs) {
        pacer.rate(pace());
        if (!submitters.isEmpty()) {
            downSinceNs = 0;
            pump(nowNs);
        } else {
            tickDown(nowNs);
        }
    }

    private long pace() {
        long contract = gate.config().throughput();
        long allowed = throttle.allowedPerSecond();
        if (contract == 0 || allowed == 0) {
            return Math.max(contract, allowed);
        }
        return Math.min(contract, allowed);
    }

    /**
     * Without a bind: messages of a pool go to another member as soon as one has room; all wait, but not for ever, and not at all for a
     * bind that nobody wants.
     */
    private void tickDown(long nowNs) {
        if (downSinceNs == 0) {
            downSinceNs = nowNs;
        }
        while (gate.lane().take(rerouteHandler) > 0) {
            // Goes on until a message finds no other way.
        }
        LinkConfig config = gate.config();
        if (holding) {
            downSinceNs = nowNs;
        } else if (ending || !config.enabled() || nowNs - downSinceNs >= config.responseTimeoutMs() * 1_000_000L) {
            dropWaiting(NotSentCause.LINK_LOST);
        }
    }

    private ControlledMessageHandler.Action onRecordOfDownLink(
            int recordType, MutableDirectBuffer buffer, int index, int length) {
        OutgoingMessage message = loop.pool().take();
        message.load(buffer, index, length);
        boolean moved = rerouter.reroute(gate.config(), message.buffer(), length);
        if (moved) {
            gate.settled(message.partCount());
        }
        loop.pool().giveBack(message);
        return moved ? ControlledMessageHandler.Action.COMMIT : ControlledMessageHandler.Action.ABORT;
    }

    /** Answers everything that waits and is not written. */
    void dropWaiting(NotSentCause cause) {
        for (OutgoingMessage message = waiting.poll(); message != null; message = waiting.poll()) {
            drop(message, cause);
        }
        while (!retries.isEmpty()) {
            OutgoingMessage message = retries.firstMessage();
            int part = retries.firstPart();
            retries.removeFirst();
            giveUp(message, part, cause);
        }
        for (OutgoingMessage message = takeFromLane(System.nanoTime());
                message != null;
                message = takeFromLane(System.nanoTime())) {
            drop(message, cause);
        }
        for (int i = 0; i < submitters.size(); i++) {
            SmppSession session = submitters.get(i);
            if (session.current() != null) {
                drop(session.current(), cause);
                session.current(null);
            }
        }
    }

    /** True when nothing is accepted and unanswered. */
    boolean isIdle() {
        return gate.outstandingParts() == 0 && waiting.isEmpty() && retries.isEmpty();
    }
}
