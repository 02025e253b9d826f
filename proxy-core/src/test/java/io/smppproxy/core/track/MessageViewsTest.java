package io.smppproxy.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import org.junit.jupiter.api.Test;

class MessageViewsTest {
    @Test
    void shouldHaveTheStatusOfTheWorstPart() {
        assertEquals("DELIVERED", statusOf(PartState.DELIVERED, PartState.DELIVERED));
        assertEquals("submitted", statusOf(PartState.DELIVERED, PartState.SUBMITTED));
        assertEquals("ambiguous", statusOf(PartState.SUBMITTED, PartState.AMBIGUOUS));
        assertEquals("UNDELIVERABLE", statusOf(PartState.UNDELIVERABLE, PartState.EXPIRED));
        assertEquals("REJECTED", statusOf(PartState.DELIVERED, PartState.REFUSED));
        assertEquals("EXPIRED", statusOf(PartState.TIMED_OUT, PartState.DELIVERED));
    }

    @Test
    void shouldCallAMessageNotSentOnlyWhenNoPartWas() {
        assertEquals("NOT_SENT", statusOf(PartState.NOT_SENT, PartState.NOT_SENT));
        assertEquals("UNDELIVERABLE", statusOf(PartState.DELIVERED, PartState.NOT_SENT));
        assertEquals("UNDELIVERABLE", statusOf(PartState.NOT_SENT, PartState.SUBMITTED));
        assertEquals("ambiguous", statusOf(PartState.AMBIGUOUS, PartState.NOT_SENT));
    }

    private static String statusOf(PartState first, PartState second) {
        MessageRecord record = new MessageRecord().parts(2);
        record.state(0, first);
        record.state(1, second);
        return MessageViews.of(record).status();
    }
}
