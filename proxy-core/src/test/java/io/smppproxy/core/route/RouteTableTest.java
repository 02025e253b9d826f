package io.smppproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.harness.LaneRecords;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.track.AcceptFlyweight;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final LinkGate first = gate(101);
    private final LinkGate second = gate(102);
    private final RouteTable table = new RouteTable(
            List.of(first, second),
            List.of(new PoolConfig(
                    900, "pool", List.of(new PoolConfig.Member(101, 1), new PoolConfig.Member(102, 1)))));

    private static LinkGate gate(long id) {
        LinkGate gate = new LinkGate(LinkConfig.builder(id, "smsc").build(), new Lane(Lane.MIN_BYTES, () -> {}));
        gate.publishBinds(1, 10);
        return gate;
    }

    @Test
    void shouldFindLinksAndPools() {
        assertTrue(table.knows(101) && table.knows(900));
        assertFalse(table.knows(103));
        assertSame(first, table.pick(101));
        assertNull(table.pick(103));
        assertTrue(table.isDown(103));
        List<Long> ids = new ArrayList<>();
        table.forEachLink(gate -> ids.add(gate.linkId()));
        ids.sort(null);
        assertEquals(List.of(101L, 102L), ids);
    }

    @Test
    void shouldTellDownFromFull() {
        UnsafeBuffer record = new UnsafeBuffer(new byte[50_000]);
        while (!first.lane().isNearlyFull()) {
            first.offer(record, 0, 50_000, 0);
        }
        assertNull(table.pick(101));
        assertFalse(table.isDown(101));
        first.publishBinds(0, 0);
        assertTrue(table.isDown(101));
        assertFalse(table.isDown(900));
        assertSame(second, table.pick(900));
        second.publishBinds(0, 0);
        assertTrue(table.isDown(900));
    }

    @Test
    void shouldRefuseAPoolOfUnknownLinks() {
        PoolConfig pool = new PoolConfig(901, "p", List.of(new PoolConfig.Member(7, 1)));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new RouteTable(List.of(first), List.of(pool)));
        assertEquals("pool 901: 7 (expected: id of a link)", e.getMessage());
    }

    @Test
    void shouldRerouteOnlyWhatWasSentToAPool() {
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        int length = LaneRecords.put(record, 5, 3);
        PoolRerouter rerouter = new PoolRerouter(() -> table);
        assertFalse(rerouter.reroute(first.config(), record, length), "the sender asked for that link");

        AcceptFlyweight.putOrigin(record, LaneRecord.ACCEPT_OFFSET, 1, 7, 900, 101);
        assertTrue(rerouter.reroute(first.config(), record, length));
        assertEquals(3, second.outstandingParts());
        assertEquals(1, second.lane().take((type, buffer, index, size) -> {
            assertEquals(102, AcceptFlyweight.linkId(buffer, index + LaneRecord.ACCEPT_OFFSET));
            assertEquals(900, AcceptFlyweight.esme(buffer, index + LaneRecord.ACCEPT_OFFSET));
            assertEquals(length, size);
            return Action.COMMIT;
        }));

        AcceptFlyweight.putOrigin(record, LaneRecord.ACCEPT_OFFSET, 1, 7, 900, 101);
        second.publishBinds(0, 0);
        assertFalse(rerouter.reroute(first.config(), record, length));
        assertEquals(101, AcceptFlyweight.linkId(record, LaneRecord.ACCEPT_OFFSET), "it stays with its link");
        assertEquals(3, second.outstandingParts());
    }
}
