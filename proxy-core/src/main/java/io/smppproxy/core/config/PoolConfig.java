package io.smppproxy.core.config;

import java.util.List;

/**
 * A named set of links with weights. Its id lives in the same number space as the links'.
 *
 * @param id as requests name it in {@code esme}
 * @param name for people
 * @param members in configuration order
 */
public record PoolConfig(long id, String name, List<Member> members) {
    public PoolConfig {
        members = List.copyOf(members);
    }

    /**
     * A link in the pool.
     *
     * @param linkId the link
     * @param weight share of traffic, 0 to 1000; 0 drains: no new message is given to it
     */
    public record Member(long linkId, int weight) {}
}
