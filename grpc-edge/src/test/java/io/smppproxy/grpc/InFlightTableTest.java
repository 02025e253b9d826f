package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTableTest {
    private final InFlightTable table = new InFlightTable(2);
    private final List<PendingMessage> answered = new ArrayList<>();
    private final PendingMessage.Owner owner = (pending, reply) -> answered.add(pending);
    private final Reply reply = new Reply();

    @Test
    void shouldTakeNoMoreThanItsCapacity() {
        PendingMessage first = table.acquire(owner);
        PendingMessage second = table.acquire(owner);
        assertNotEquals(first.handle, second.handle);
        assertNull(table.acquire(owner));
        assertEquals(2, table.size());
        table.release(first);
        assertEquals(1, table.size());
        assertSame(first, table.acquire(owner));
    }

    @Test
    void shouldNotFindTheNextUseOfASlotByAnOldHandle() {
        PendingMessage slot = table.acquire(owner);
        long old = slot.handle;
        assertTrue(table.isLive(old));
        table.release(slot);
        assertFalse(table.isLive(old));
        assertFalse(table.dispatch(reply.begin(old, 0, 0, 0, ReplyOutcome.SUBMITTED)));
        table.acquire(owner);
        assertFalse(table.isLive(old));
        assertFalse(table.dispatch(reply.begin(old, 0, 0, 0, ReplyOutcome.SUBMITTED)));
        assertTrue(table.dispatch(reply.begin(slot.handle, 0, 0, 0, ReplyOutcome.SUBMITTED)));
        assertEquals(List.of(slot), answered);
    }

    @Test
    void shouldKeepHandlesOfOneSlotApart() {
        PendingMessage slot = table.acquire(owner);
        for (int i = 0; i < 1000; i++) {
            long old = slot.handle;
            table.release(slot);
            slot = table.acquire(owner);
            assertFalse(table.isLive(old));
            assertTrue(table.isLive(slot.handle));
        }
    }
}
