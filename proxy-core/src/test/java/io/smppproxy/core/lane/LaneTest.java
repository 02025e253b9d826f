package io.smppproxy.core.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final int RECORD_BYTES = 3_000;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES]);

    @Test
    void shouldTakeTheRecordBehindThePaddingAtTheRingsEnd() {
        Lane lane = new Lane(Lane.MIN_BYTES, () -> {});
        // Twice around the ring, whose size is no multiple of the record's.
        for (int i = 0; i < 2 * Lane.MIN_BYTES / RECORD_BYTES; i++) {
            assertEquals(Pressure.NONE, lane.offer(record, 0, RECORD_BYTES));
            assertEquals(
                    1,
                    lane.take((type, buffer, index, length) -> ControlledMessageHandler.Action.COMMIT),
                    "record " + i);
        }
    }

    @Test
    void shouldLeaveTheRecordWhenTheHandlerAborts() {
        Lane lane = new Lane(Lane.MIN_BYTES, () -> {});
        lane.offer(record, 0, RECORD_BYTES);
        assertEquals(0, lane.take((type, buffer, index, length) -> ControlledMessageHandler.Action.ABORT));
        assertEquals(1, lane.take((type, buffer, index, length) -> ControlledMessageHandler.Action.COMMIT));
    }

    @Test
    void shouldRefuseWhenFullAndTakeAgainWhenDrained() {
        Lane lane = new Lane(Lane.MIN_BYTES, () -> {});
        int offered = 0;
        while (lane.offer(record, 0, RECORD_BYTES) == Pressure.NONE) {
            offered++;
        }
        int taken = 0;
        while (lane.take((type, buffer, index, length) -> ControlledMessageHandler.Action.COMMIT) > 0) {
            taken++;
        }
        assertEquals(offered, taken);
        assertEquals(Pressure.NONE, lane.offer(record, 0, RECORD_BYTES));
    }

    @Test
    void shouldRefuseForGoodWhatNeverFits() {
        Lane lane = new Lane(Lane.MIN_BYTES, () -> {});
        int tooLong = Lane.MIN_BYTES / 8 + 1;
        assertEquals(Pressure.TOO_LARGE, lane.offer(new UnsafeBuffer(new byte[tooLong]), 0, tooLong));
    }
}
