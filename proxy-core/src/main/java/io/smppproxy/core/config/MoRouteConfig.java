package io.smppproxy.core.config;

import java.util.Set;

/**
 * Which account gets an SMSC's messages that are no receipts. A destination that is given whole comes before a prefix, a longer prefix
 * before a shorter one; with the same destination a rule that names links comes before one for all, and then the first in configuration
 * order.
 *
 * @param destination destination_addr: all of it (a service number), or what it begins with and {@code *}; {@code *} alone is any. A
 *     leading plus, here or there, does not count
 * @param links ids of the links that it is for; empty means all
 * @param account id of the account
 */
public record MoRouteConfig(String destination, Set<Long> links, long account) {
    /** Ends a destination that is a prefix. */
    public static final String ANY = "*";

    public MoRouteConfig {
        links = Set.copyOf(links);
    }
}
