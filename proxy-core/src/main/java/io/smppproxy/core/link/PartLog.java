package io.smppproxy.core.link;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.store.PartState;
import io.smppproxy.core.track.PartRecords;

/** Every move of a part, journaled and noted in its message. Owned by the link's I/O loop. */
final class PartLog {
    private static final byte[] NO_ID = {};

    private final IoLoop loop;
    private final LinkGate gate;
    private final LinkMetrics metrics;
    private final IdKeys keys;

    PartLog(IoLoop loop, LinkGate gate, LinkMetrics metrics) {
        this.loop = loop;
        this.gate = gate;
        this.metrics = metrics;
        this.keys = new IdKeys(gate.config().idForm());
    }

    /** The link has another configuration. */
    void reconfigured() {
        keys.form(gate.config().idForm());
    }

    /** The message is ours from now on. */
    void accept(OutgoingMessage message) {
        message.accepted = true;
        metrics.messagesAccepted.increment();
        loop.append(RecordType.ACCEPT, message.buffer(), LaneRecord.ACCEPT_OFFSET, message.acceptLength());
    }

    /** A part is about to be written. */
    void intent(OutgoingMessage message, int part, int sequence) {
        message.written(part);
        loop.append(
                RecordType.INTENT,
                PartRecords.putIntent(
                        loop.scratch(),
                        0,
                        message.idHi(),
                        message.idLo(),
                        part,
                        message.attempt(part),
                        sequence,
                        gate.linkId()));
    }

    void submitted(OutgoingMessage message, int part, byte[] id, int idLength) {
        message.submitted(part, id, idLength);
        result(message.idHi(), message.idLo(), part, PartState.SUBMITTED, message.attempt(part), 0, id, idLength);
        settle(message);
    }

    void refused(OutgoingMessage message, int part, int commandStatus) {
        message.refused(part, commandStatus);
        result(message.idHi(), message.idLo(), part, PartState.REFUSED, message.attempt(part), commandStatus, NO_ID, 0);
        settle(message);
    }

    /**
     * The part waits for another attempt.
     *
     * @param commandStatus why the SMSC did not take it; 0 when its answer was lost and it may have arrived
     */
    void requeued(OutgoingMessage message, int part, int commandStatus) {
        message.requeued(part, commandStatus == 0);
        result(message.idHi(), message.idLo(), part, PartState.QUEUED, message.attempt(part), commandStatus, NO_ID, 0);
    }

    /** The part ends as AMBIGUOUS, UNKNOWN or NOT_SENT. */
    void ended(OutgoingMessage message, int part, PartState state, NotSentCause cause) {
        if (state == PartState.NOT_SENT) {
            metrics.partsNotSent.increment();
        } else {
            metrics.partsAmbiguous.increment();
        }
        message.ended(part, state, cause);
        result(message.idHi(), message.idLo(), part, state, message.attempt(part), cause.code(), NO_ID, 0);
        settle(message);
    }

    /** An answer whose message has been answered without it. */
    void late(long idHi, long idLo, int part, PartState state, int commandStatus, byte[] id, int idLength) {
        result(idHi, idLo, part, state, 0, commandStatus, id, idLength);
    }

    private void result(
            long idHi, long idLo, int part, PartState state, int attempt, int commandStatus, byte[] id, int idLength) {
        int length = PartRecords.putResult(
                loop.scratch(), 0, idHi, idLo, part, state, attempt, commandStatus, gate.linkId());
        if (idLength > 0) {
            int keyLength = keys.ofAnswer(id, idLength);
            length = PartRecords.putResultIds(loop.scratch(), 0, id, idLength, keys.octets(), keyLength);
        }
        loop.append(RecordType.RESULT, length);
    }

    private void settle(OutgoingMessage message) {
        gate.settled(1);
        if (message.isComplete()) {
            loop.complete(message);
        }
    }
}
