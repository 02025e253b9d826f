package io.smppproxy.core.route;

import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.lane.LinkGate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/** Links and pools by id, and the rules that choose among them, as one immutable snapshot. Any thread. */
public final class RouteTable {
    private final Long2ObjectHashMap<LinkGate> links = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Pool> pools = new Long2ObjectHashMap<>();
    private final RouteRules rules;

    /** A table without rules: every sender names a link or pool itself. */
    public RouteTable(Collection<LinkGate> gates, Collection<PoolConfig> poolConfigs) {
        this(gates, poolConfigs, List.of());
    }

    /** @throws IllegalArgumentException if a pool names a link that does not exist, or a route neither link nor pool */
    public RouteTable(
            Collection<LinkGate> gates, Collection<PoolConfig> poolConfigs, Collection<RouteConfig> routeConfigs) {
        for (LinkGate gate : gates) {
            links.put(gate.linkId(), gate);
        }
        for (PoolConfig config : poolConfigs) {
            List<Pool.Member> members = new ArrayList<>();
            for (PoolConfig.Member member : config.members()) {
                LinkGate gate = links.get(member.linkId());
                if (gate == null) {
                    throw new IllegalArgumentException(
                            "pool " + config.id() + ": " + member.linkId() + " (expected: id of a link)");
                }
                members.add(new Pool.Member(gate, member.weight()));
            }
            pools.put(config.id(), new Pool(members));
        }
        rules = rulesOf(routeConfigs);
    }

    private RouteTable(RouteTable other, Collection<RouteConfig> routeConfigs) {
        links.putAll(other.links);
        pools.putAll(other.pools);
        rules = rulesOf(routeConfigs);
    }

    private RouteRules rulesOf(Collection<RouteConfig> configs) {
        for (RouteConfig config : configs) {
            if (config.esme() != RouteConfig.REJECT && !knows(config.esme())) {
                throw new IllegalArgumentException(
                        "route: " + config.esme() + " (expected: id of a link or pool, or reject)");
            }
        }
        return new RouteRules(List.copyOf(configs));
    }

    /** The same links and pools with other rules. */
    public RouteTable withRules(Collection<RouteConfig> routeConfigs) {
        return new RouteTable(this, routeConfigs);
    }

    /** Which link or pool a message of an account is for. */
    public RouteRules rules() {
        return rules;
    }

    public void forEachLink(Consumer<LinkGate> action) {
        links.values().forEach(action);
    }

    public boolean knows(long esme) {
        return links.containsKey(esme) || pools.containsKey(esme);
    }

    /** @return null when the id is not a link's */
    public LinkGate link(long id) {
        return links.get(id);
    }

    /** @return null when the id is not a pool's */
    public Pool pool(long id) {
        return pools.get(id);
    }

    /**
     * The link that a message takes now.
     *
     * @return null when none can take it; {@link #isDown} tells whether it is worth waiting
     */
    public LinkGate pick(long esme) {
        LinkGate link = links.get(esme);
        if (link != null) {
            return link.canSubmit() && !link.lane().isNearlyFull() ? link : null;
        }
        Pool pool = pools.get(esme);
        return pool == null ? null : pool.pick();
    }

    /**
     * The link that a part takes of which other parts took one before.
     *
     * @param before the link that these took; not used if it is no longer one of the ways, or has no bind
     * @return null when none can take it now
     */
    public LinkGate pick(long esme, long before) {
        LinkGate link = links.get(before);
        Pool pool = pools.get(esme);
        if (link == null || !link.canSubmit() || pool == null || !pool.has(before)) {
            return pick(esme);
        }
        return link.lane().isNearlyFull() ? null : link;
    }

    /** True when no bind of the link, or of any member with a weight, is up. */
    public boolean isDown(long esme) {
        LinkGate link = links.get(esme);
        if (link != null) {
            return !link.canSubmit();
        }
        Pool pool = pools.get(esme);
        return pool == null || pool.isDown();
    }
}
