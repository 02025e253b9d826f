package io.smppproxy.core.esme;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageState;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import io.smppproxy.core.track.MessageViews;
import java.util.Arrays;

/**
 * What the tracker knows of a message that an ESME asks for. Immutable.
 *
 * @param linkId the link that it took
 * @param state of the whole message
 * @param updatedAtMs Unix milliseconds of the last change
 * @param errorCode of the network, 0 to 255
 * @param smscId the SMSC's id of a message of one part; empty when there is none
 */
record KnownMessage(
        long linkId,
        PartState state,
        long updatedAtMs,
        int errorCode,
        @SuppressWarnings("ArrayRecordComponent") byte[] smscId) {
    private static final byte[] NO_ID = {};
    private static final int MAX_ERROR_CODE = 255;

    static KnownMessage of(MessageRecord record) {
        PartState state = MessageViews.stateOf(record);
        boolean isSingle = record.partCount() == 1;
        return new KnownMessage(
                record.linkId,
                state,
                record.updatedAtMs,
                errorCode(record, state),
                isSingle && record.smscIdLength(0) > 0
                        ? Arrays.copyOf(record.smscId(0), record.smscIdLength(0))
                        : NO_ID);
    }

    /** The network's word on a part that has the message's state; an SMSC's refusal is no such word. */
    private static int errorCode(MessageRecord record, PartState state) {
        boolean isTold = state == PartState.DELIVERED
                || state == PartState.UNDELIVERABLE
                || state == PartState.EXPIRED
                || state == PartState.REJECTED;
        for (int part = 0; isTold && part < record.partCount(); part++) {
            if (record.state(part) == state) {
                return Math.min(record.commandStatus(part), MAX_ERROR_CODE);
            }
        }
        return 0;
    }

    /** This message and others as one, which is as well as its worst. */
    KnownMessage and(KnownMessage other) {
        boolean isWorse = MessageViews.worse(state, other.state) == other.state;
        return new KnownMessage(
                linkId,
                isWorse ? other.state : state,
                Math.max(updatedAtMs, other.updatedAtMs),
                isWorse ? other.errorCode : errorCode,
                NO_ID);
    }

    boolean hasSmscId() {
        return smscId.length > 0;
    }

    boolean isFinal() {
        return state.isTerminal();
    }

    /** message_state (SMPP v3.4 §5.2.28, v5.0 §4.7.15); v3.3 has none but the first seven, v3.4 no SCHEDULED. */
    int messageState(int interfaceVersion) {
        return switch (state) {
            case QUEUED -> interfaceVersion >= InterfaceVersion.V5_0 ? MessageState.SCHEDULED : MessageState.ENROUTE;
            case ON_WIRE, SUBMITTED -> MessageState.ENROUTE;
            case DELIVERED -> MessageState.DELIVERED;
            case EXPIRED, TIMED_OUT -> MessageState.EXPIRED;
            case UNDELIVERABLE, NOT_SENT -> MessageState.UNDELIVERABLE;
            case REJECTED, REFUSED ->
                InterfaceVersion.hasTlvs(interfaceVersion) ? MessageState.REJECTED : MessageState.UNDELIVERABLE;
            case AMBIGUOUS, UNKNOWN -> MessageState.UNKNOWN;
        };
    }
}
