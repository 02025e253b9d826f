package io.smppproxy.core.config;

import java.util.List;
import java.util.Set;

/**
 * Where messages of accounts go. Rules that name the account come before those for all; among them the longest prefix of the destination
 * wins, and among equally long ones the first in configuration order. A rule without any condition is the default.
 *
 * @param accounts ids of the accounts that it is for; empty means all
 * @param destPrefixes digits that destination_addr begins with, without a leading plus; empty means anything
 * @param sender source address, {@code *} for any characters and {@code ?} for one; empty means any
 * @param esme the link or pool, or {@link #REJECT}
 */
public record RouteConfig(Set<Long> accounts, List<String> destPrefixes, String sender, long esme) {
    /** Messages that the rule is for are refused. */
    public static final long REJECT = 0;

    public RouteConfig {
        accounts = Set.copyOf(accounts);
        destPrefixes = List.copyOf(destPrefixes);
    }
}
