package io.smppproxy.core.route;

import io.netty.buffer.ByteBuf;
import io.smppproxy.core.config.RouteConfig;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** Which link or pool a message of an account takes, by {@link RouteConfig}. Immutable; any thread; finding allocates nothing. */
public final class RouteRules {
    /** No message goes anywhere. */
    public static final RouteRules NONE = new RouteRules(List.of());

    private final PrefixRules forAll = new PrefixRules();
    private final Long2ObjectHashMap<PrefixRules> byAccount = new Long2ObjectHashMap<>();

    /**
     * @param routes in configuration order
     * @throws IllegalArgumentException if a prefix has anything but digits
     */
    public RouteRules(List<RouteConfig> routes) {
        for (RouteConfig route : routes) {
            if (route.accounts().isEmpty()) {
                add(forAll, route);
            }
            for (long account : route.accounts()) {
                add(byAccount.computeIfAbsent(account, id -> new PrefixRules()), route);
            }
        }
    }

    private static void add(PrefixRules rules, RouteConfig route) {
        AddressPattern sender = route.sender().isEmpty() ? null : new AddressPattern(route.sender());
        if (route.destPrefixes().isEmpty()) {
            rules.add("", sender, route.esme());
        }
        for (String prefix : route.destPrefixes()) {
            rules.add(prefix, sender, route.esme());
        }
    }

    /**
     * Addresses are octets of the buffer, without NUL; a destination may begin with a plus.
     *
     * @return the id of a link or pool, or {@link RouteConfig#REJECT} when a rule says so or none fits
     */
    public long find(long accountId, ByteBuf buf, int source, int sourceLength, int dest, int destLength) {
        PrefixRules own = byAccount.get(accountId);
        long found = own == null ? PrefixRules.NOT_FOUND : own.find(buf, source, sourceLength, dest, destLength);
        if (found == PrefixRules.NOT_FOUND) {
            found = forAll.find(buf, source, sourceLength, dest, destLength);
        }
        return found == PrefixRules.NOT_FOUND ? RouteConfig.REJECT : found;
    }
}
