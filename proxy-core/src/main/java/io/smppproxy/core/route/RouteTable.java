package io.smppproxy.core.route;

import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.lane.LinkGate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/** Links and pools by id, as one immutable snapshot. Any thread. */
public final class RouteTable {
    private final Long2ObjectHashMap<LinkGate> links = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Pool> pools = new Long2ObjectHashMap<>();

    /** @throws IllegalArgumentException if a pool names a link that does not exist */
    public RouteTable(Collection<LinkGate> gates, Collection<PoolConfig> poolConfigs) {
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
