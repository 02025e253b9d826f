package io.smppproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final int WINDOW = 80;
    private static final UnsafeBuffer RECORD = new UnsafeBuffer(new byte[20_000]);

    private final LinkGate a = gate(1, link -> link);
    private final LinkGate b = gate(2, link -> link);
    private final LinkGate c = gate(3, link -> link);

    private static LinkGate gate(long id, UnaryOperator<LinkConfigBuilder> change) {
        LinkConfig config = change.apply(LinkConfig.builder(id, "smsc-" + id)).build();
        LinkGate gate = new LinkGate(config, new Lane(Lane.MIN_BYTES, () -> {}));
        gate.publishBinds(1, WINDOW);
        return gate;
    }

    private static Pool pool(Object... gatesAndWeights) {
        List<Pool.Member> members = new java.util.ArrayList<>();
        for (int i = 0; i < gatesAndWeights.length; i += 2) {
            members.add(new Pool.Member((LinkGate) gatesAndWeights[i], (Integer) gatesAndWeights[i + 1]));
        }
        return new Pool(members);
    }

    private static void load(LinkGate gate, int parts) {
        assertEquals(Pressure.NONE, gate.offer(RECORD, 0, 100, parts));
    }

    private static Map<LinkGate, Integer> picks(Pool pool, int count) {
        Map<LinkGate, Integer> picks = new HashMap<>();
        for (int i = 0; i < count; i++) {
            picks.merge(pool.pick(), 1, Integer::sum);
        }
        return picks;
    }

    @Test
    void shouldFollowWeightsAtLowLoadAndSpreadThemEvenly() {
        Pool pool = pool(a, 3, b, 1);
        assertEquals(Map.of(a, 300, b, 100), picks(pool, 400));
        int inARow = 0;
        for (int i = 0; i < 100; i++) {
            inARow = pool.pick() == a ? inARow + 1 : 0;
            assertTrue(inARow <= 3, "weights come in blocks");
        }
    }

    @Test
    void shouldPreferTheLeastLoadedWhateverItsWeight() {
        Pool pool = pool(a, 100, b, 1);
        load(a, WINDOW / 2);
        assertEquals(Map.of(b, 50), picks(pool, 50));
        load(b, WINDOW / 2);
        assertTrue(picks(pool, 101).get(a) > 90, "equally full: weights again");
    }

    @Test
    void shouldGiveNothingToWeightZero() {
        Pool pool = pool(a, 0, b, 1);
        assertEquals(Map.of(b, 20), picks(pool, 20));
        b.publishBinds(0, 0);
        assertNull(pool.pick());
        assertTrue(pool.isDown(), "a draining member is no way");
        assertNull(pool(a, 0).pick());
    }

    @Test
    void shouldPassOverMembersThatAreDownThrottledOrFull() {
        Pool pool = pool(a, 1, b, 1, c, 1);
        a.publishBinds(0, 0);
        b.publishThrottled(true);
        assertEquals(Map.of(c, 20), picks(pool, 20));
        assertFalse(pool.isDown());
        while (!c.lane().isNearlyFull()) {
            load(c);
        }
        assertNull(pool.pick());
        b.publishThrottled(false);
        assertEquals(Map.of(b, 20), picks(pool, 20));
    }

    private static void load(LinkGate gate) {
        gate.offer(RECORD, 0, 20_000, 0);
    }

    @Test
    void shouldBeDownOnlyWhenAllMembersAre() {
        Pool pool = pool(a, 1, b, 1);
        a.publishBinds(0, 0);
        assertFalse(pool.isDown());
        b.publishBinds(1, 0);
        assertTrue(pool.isDown(), "a receiver bind cannot submit");
        assertTrue(pool.isBound());
    }

    @Test
    void shouldReplaceALinkOnlyByTheLeastLoadedOfTheSameRules() {
        LinkGate otherText =
                gate(4, link -> link.segmentation(SegmentationRules.DEFAULT.withMode(SegmentationRules.Mode.SAR)));
        LinkGate otherVersion = gate(5, link -> link.interfaceVersion(InterfaceVersion.V5_0));
        LinkGate otherAddresses = gate(6, link -> link.addresses(AddressRule.AUTODETECT, AddressRule.REQUEST));
        LinkGate withoutReceipts = gate(7, link -> link.requestReceipts(false));
        Pool pool = pool(a, 1, otherText, 1, otherVersion, 1, otherAddresses, 1, withoutReceipts, 1);
        assertNull(pool.pickLike(a.config()));
        Pool like = pool(a, 1, otherText, 1, b, 1, c, 1);
        load(b, WINDOW / 2);
        assertSame(c, like.pickLike(a.config()));
        c.publishBinds(0, 0);
        assertSame(b, like.pickLike(a.config()));
        b.publishThrottled(true);
        assertNull(like.pickLike(a.config()));
    }

    @Test
    void shouldReduceWeightsByTheirCommonDivisor() {
        assertEquals(Map.of(a, 2, b, 1), picks(pool(a, 1_000, b, 500), 3));
    }
}
