package io.smppproxy.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.smppproxy.codec.PduHeader;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    private final LateAnswers late = new LateAnswers(8);

    @Test
    void shouldFindEachOnceUntilItsTimeIsOver() {
        late.remember(5, 1, 2, 3, 1_000);
        late.remember(6, 10, 20, 30, 1_000);
        int entry = late.take(5, 999);
        assertEquals(1, late.idHi(entry));
        assertEquals(2, late.idLo(entry));
        assertEquals(3, late.part(entry));
        assertEquals(LateAnswers.NONE, late.take(5, 999));
        assertEquals(LateAnswers.NONE, late.take(6, 1_000), "its time is over");
        assertEquals(LateAnswers.NONE, late.take(6, 1), "and it is forgotten");
    }

    @Test
    void shouldNeverTakeAFreeEntryForARequest() {
        late.remember(1, 1, 2, 3, Long.MAX_VALUE);
        late.take(1, 0);
        for (int sequence : new int[] {0, -1, 7, Integer.MIN_VALUE}) {
            assertEquals(LateAnswers.NONE, late.take(sequence, 0), () -> "sequence " + sequence);
        }
    }

    @Test
    void shouldKeepTheNewest() {
        int first = PduHeader.MAX_SEQUENCE_NUMBER - 3;
        for (int i = 0; i < 4; i++) {
            late.remember(first + i, 0, i, 0, 100);
        }
        for (int i = 1; i <= 8; i++) {
            late.remember(i, 0, 100 + i, 0, 100);
        }
        for (int i = 1; i <= 8; i++) {
            int entry = late.take(i, 0);
            assertNotEquals(LateAnswers.NONE, entry);
            assertEquals(100 + i, late.idLo(entry));
        }
        assertEquals(LateAnswers.NONE, late.take(first, 0));
    }
}
