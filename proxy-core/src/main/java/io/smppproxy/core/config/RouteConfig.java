package io.smppproxy.core.config;

import java.util.List;
import java.util.Set;

/**
 * Where messages of accounts go. The rule with the longest prefix of the destination wins, among those the first in configuration order.
 *
 * @param accounts ids of the accounts that it is for; empty means all
 * @param destPrefixes what destination_addr begins with, without a leading plus; empty means anything
 * @param sender source address, {@code *} for any rest; empty means any
 * @param esme the link or pool
 */
public record RouteConfig(Set<Long> accounts, List<String> destPrefixes, String sender, long esme) {
    public RouteConfig {
        accounts = Set.copyOf(accounts);
        destPrefixes = List.copyOf(destPrefixes);
    }
}
