package io.smppproxy.core.track;

import static io.smppproxy.core.store.PartState.AMBIGUOUS;
import static io.smppproxy.core.store.PartState.DELIVERED;
import static io.smppproxy.core.store.PartState.EXPIRED;
import static io.smppproxy.core.store.PartState.NOT_SENT;
import static io.smppproxy.core.store.PartState.ON_WIRE;
import static io.smppproxy.core.store.PartState.QUEUED;
import static io.smppproxy.core.store.PartState.REFUSED;
import static io.smppproxy.core.store.PartState.REJECTED;
import static io.smppproxy.core.store.PartState.SUBMITTED;
import static io.smppproxy.core.store.PartState.TIMED_OUT;
import static io.smppproxy.core.store.PartState.UNDELIVERABLE;
import static io.smppproxy.core.store.PartState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.core.store.PartState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state with every event. */
class PartStateMachineTest {
    /** Columns of {@link #TABLE}. */
    private static final PartEvent[] EVENTS = {
        PartEvent.WRITTEN,
        PartEvent.RETRY,
        PartEvent.ANSWERED_OK,
        PartEvent.ANSWERED_ERROR,
        PartEvent.ANSWER_LOST,
        PartEvent.DROPPED,
        PartEvent.RECEIPT_DELIVERED,
        PartEvent.RECEIPT_UNDELIVERABLE,
        PartEvent.RECEIPT_EXPIRED,
        PartEvent.RECEIPT_REJECTED,
        PartEvent.RECEIPT_INTERMEDIATE,
        PartEvent.RECEIPT_UNKNOWN,
        PartEvent.TIME_OVER
    };

    private static final Map<PartState, PartState[]> TABLE = new EnumMap<>(PartState.class);

    static {
        row(QUEUED, ON_WIRE, QUEUED, SUBMITTED, REFUSED, AMBIGUOUS, NOT_SENT, SUBMITTED, QUEUED);
        row(ON_WIRE, ON_WIRE, QUEUED, SUBMITTED, REFUSED, AMBIGUOUS, NOT_SENT, SUBMITTED, ON_WIRE);
        row(SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, TIMED_OUT);
        row(AMBIGUOUS, AMBIGUOUS, AMBIGUOUS, SUBMITTED, REFUSED, AMBIGUOUS, AMBIGUOUS, SUBMITTED, UNKNOWN);
        row(UNKNOWN, UNKNOWN, UNKNOWN, SUBMITTED, REFUSED, UNKNOWN, UNKNOWN, SUBMITTED, UNKNOWN);
        row(NOT_SENT, NOT_SENT, NOT_SENT, SUBMITTED, REFUSED, NOT_SENT, NOT_SENT, SUBMITTED, NOT_SENT);
        row(TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT);
        for (PartState last : new PartState[] {REFUSED, DELIVERED, UNDELIVERABLE, EXPIRED, REJECTED}) {
            PartState[] same = new PartState[EVENTS.length];
            java.util.Arrays.fill(same, last);
            TABLE.put(last, same);
        }
    }

    /** A state that final receipts replace. */
    private static void row(
            PartState state,
            PartState written,
            PartState retry,
            PartState answeredOk,
            PartState answeredError,
            PartState answerLost,
            PartState dropped,
            PartState receiptIntermediate,
            PartState timeOver) {
        TABLE.put(state, new PartState[] {
            written,
            retry,
            answeredOk,
            answeredError,
            answerLost,
            dropped,
            DELIVERED,
            UNDELIVERABLE,
            EXPIRED,
            REJECTED,
            receiptIntermediate,
            UNKNOWN,
            timeOver
        });
    }

    @Test
    void shouldMoveAsTheTableSays() {
        assertEquals(EnumSet.allOf(PartState.class), TABLE.keySet());
        assertEquals(PartEvent.values().length, EVENTS.length);
        TABLE.forEach((state, row) -> {
            for (int i = 0; i < EVENTS.length; i++) {
                assertEquals(row[i], PartStateMachine.next(state, EVENTS[i]), state + " × " + EVENTS[i]);
            }
        });
    }

    @Test
    void shouldChangeNothingWhenAnEventIsAppliedTwice() {
        for (PartState state : PartState.values()) {
            for (PartEvent event : PartEvent.values()) {
                PartState once = PartStateMachine.next(state, event);
                // What timed out while ambiguous is unknown, and stays so.
                assertEquals(once, PartStateMachine.next(once, event), state + " × " + event + " twice");
            }
        }
    }

    @Test
    void shouldNeverReopenWhatIsAnswered() {
        for (PartState state : PartState.values()) {
            for (PartEvent event : PartEvent.values()) {
                PartState next = PartStateMachine.next(state, event);
                if (state.isAnswered()) {
                    assertEquals(true, next.isAnswered(), state + " × " + event);
                }
            }
        }
    }

    @Test
    void shouldCallItAConflictWhenTwoFinalReceiptsDiffer() {
        Map<PartState, PartEvent> said = Map.of(
                DELIVERED, PartEvent.RECEIPT_DELIVERED,
                UNDELIVERABLE, PartEvent.RECEIPT_UNDELIVERABLE,
                EXPIRED, PartEvent.RECEIPT_EXPIRED,
                REJECTED, PartEvent.RECEIPT_REJECTED);
        Set<PartEvent> finals = Set.copyOf(said.values());
        for (PartState state : PartState.values()) {
            for (PartEvent event : PartEvent.values()) {
                boolean expected = said.containsKey(state) && finals.contains(event) && said.get(state) != event;
                assertEquals(expected, PartStateMachine.isConflict(state, event), state + " × " + event);
            }
        }
    }
}
