package io.smppproxy.core.track;

import io.smppproxy.core.store.PartState;

/**
 * Every move of a part, as one pure function. It is monotone where the journal is replayed: applying a record a second time to the
 * state that it led to changes nothing.
 */
public final class PartStateMachine {
    private PartStateMachine() {}

    /** @return the state after the event; the same state when the event changes nothing */
    public static PartState next(PartState state, PartEvent event) {
        return switch (event) {
            case WRITTEN -> state == PartState.QUEUED ? PartState.ON_WIRE : state;
            case RETRY -> state == PartState.ON_WIRE ? PartState.QUEUED : state;
            case DROPPED -> state == PartState.QUEUED || state == PartState.ON_WIRE ? PartState.NOT_SENT : state;
            case ANSWER_LOST -> state == PartState.QUEUED || state == PartState.ON_WIRE ? PartState.AMBIGUOUS : state;
            // A late answer settles what was ambiguous or already given up as unknown.
            case ANSWERED_OK -> isUnsettled(state) ? PartState.SUBMITTED : state;
            case ANSWERED_ERROR -> isUnsettled(state) ? PartState.REFUSED : state;
            case RECEIPT_INTERMEDIATE -> isUnsettled(state) ? PartState.SUBMITTED : state;
            case RECEIPT_DELIVERED -> afterReceipt(state, PartState.DELIVERED);
            case RECEIPT_UNDELIVERABLE -> afterReceipt(state, PartState.UNDELIVERABLE);
            case RECEIPT_EXPIRED -> afterReceipt(state, PartState.EXPIRED);
            case RECEIPT_REJECTED -> afterReceipt(state, PartState.REJECTED);
            case RECEIPT_UNKNOWN -> afterReceipt(state, PartState.UNKNOWN);
            case TIME_OVER ->
                switch (state) {
                    case SUBMITTED -> PartState.TIMED_OUT;
                    case AMBIGUOUS -> PartState.UNKNOWN;
                    default -> state;
                };
        };
    }

    /** True when the answer to the submit_sm still changes what is known. */
    private static boolean isUnsettled(PartState state) {
        return switch (state) {
            case QUEUED, ON_WIRE, AMBIGUOUS, UNKNOWN, NOT_SENT -> true;
            default -> false;
        };
    }

    /**
     * The SMSC's word replaces what was open and what the proxy only inferred (TIMED_OUT, UNKNOWN); the first final word of
     * the SMSC is never replaced.
     */
    private static PartState afterReceipt(PartState state, PartState said) {
        return switch (state) {
            case QUEUED, ON_WIRE, SUBMITTED, AMBIGUOUS, UNKNOWN, TIMED_OUT, NOT_SENT -> said;
            default -> state;
        };
    }

    /** True when a final receipt contradicts an earlier final receipt. */
    public static boolean isConflict(PartState state, PartEvent event) {
        return switch (event) {
            case RECEIPT_DELIVERED, RECEIPT_UNDELIVERABLE, RECEIPT_EXPIRED, RECEIPT_REJECTED ->
                (state == PartState.EXPIRED && event != PartEvent.RECEIPT_EXPIRED)
                        || (state == PartState.DELIVERED && event != PartEvent.RECEIPT_DELIVERED)
                        || (state == PartState.UNDELIVERABLE && event != PartEvent.RECEIPT_UNDELIVERABLE)
                        || (state == PartState.REJECTED && event != PartEvent.RECEIPT_REJECTED);
            default -> false;
        };
    }
}
