package io.smppproxy.core.config;

import java.util.Map;

/**
 * Which PDU logs are written; may be replaced while the proxy runs. Immutable.
 *
 * @param links by the link's id; one that is not there has none
 * @param accounts by the account's id; one that is not there has none
 */
public record PduLogRules(Map<Long, PduLogSetting> links, Map<Long, PduLogSetting> accounts) {
    public static final PduLogRules NONE = new PduLogRules(Map.of(), Map.of());

    public PduLogRules {
        links = Map.copyOf(links);
        accounts = Map.copyOf(accounts);
    }
}
