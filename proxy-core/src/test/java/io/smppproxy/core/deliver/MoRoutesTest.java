package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.core.config.MoRouteConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MoRoutesTest {
    private static MoRouteConfig route(String destination, long account, Long... links) {
        return new MoRouteConfig(destination, Set.of(links), account);
    }

    private static long find(MoRoutes routes, long link, String destination) {
        ByteBuf buf = Unpooled.buffer();
        int length = new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .destinationAddr(0, 0, destination)
                .encode(buf);
        return routes.account(link, new SmFlyweight().wrap(buf, 0, length));
    }

    @Test
    void shouldFindNobodyWithoutRules() {
        assertEquals(MoRoutes.NO_ACCOUNT, find(MoRoutes.NONE, 1, "4455"));
        assertEquals(MoRoutes.NO_ACCOUNT, find(MoRoutes.NONE, 1, ""));
    }

    @Test
    void shouldTakeTheWholeNumberBeforeTheLongestPrefixBeforeAny() {
        MoRoutes routes = new MoRoutes(
                List.of(route("*", 1), route("44*", 2), route("4455", 3), route("445*", 4), route("INFO", 5)));
        assertEquals(3, find(routes, 1, "4455"));
        assertEquals(4, find(routes, 1, "44556"));
        assertEquals(4, find(routes, 1, "445"));
        assertEquals(2, find(routes, 1, "44"));
        assertEquals(2, find(routes, 1, "449"));
        assertEquals(1, find(routes, 1, "4"));
        assertEquals(1, find(routes, 1, ""));
        assertEquals(5, find(routes, 1, "INFO"));
        assertEquals(1, find(routes, 1, "INFOS"));
        assertEquals(1, find(routes, 1, "info"));
    }

    @Test
    void shouldTakeTheLinksOwnRuleFirstAndFallBackToShorterOnes() {
        MoRoutes routes = new MoRoutes(
                List.of(route("4455", 1), route("4455", 2, 101L, 102L), route("4455", 3, 102L), route("44*", 4, 103L)));
        assertEquals(2, find(routes, 101, "4455"));
        assertEquals(2, find(routes, 102, "4455"));
        assertEquals(1, find(routes, 103, "4455"));
        assertEquals(4, find(routes, 103, "4456"));
        assertEquals(MoRoutes.NO_ACCOUNT, find(routes, 101, "4456"));
        MoRoutes onlyThere = new MoRoutes(List.of(route("4455", 1, 101L), route("44*", 2)));
        assertEquals(2, find(onlyThere, 102, "4455"));
    }

    @Test
    void shouldTakeTheFirstOfEqualRules() {
        assertEquals(1, find(new MoRoutes(List.of(route("7*", 1), route("7*", 2))), 9, "77"));
    }

    @Test
    void shouldNotCountALeadingPlus() {
        MoRoutes routes = new MoRoutes(List.of(route("+4455", 1), route("99*", 2)));
        assertEquals(1, find(routes, 1, "4455"));
        assertEquals(1, find(routes, 1, "+4455"));
        assertEquals(2, find(routes, 1, "+998" + ""));
        assertEquals(MoRoutes.NO_ACCOUNT, find(routes, 1, "+"));
    }
}
