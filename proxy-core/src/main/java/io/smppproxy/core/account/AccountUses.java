package io.smppproxy.core.account;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.metrics.AccountMetrics;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The use of every account that has bound since the start. Any thread. */
public final class AccountUses {
    private final ConcurrentHashMap<Long, AccountUse> byId = new ConcurrentHashMap<>();

    public AccountUse of(AccountConfig config) {
        return byId.computeIfAbsent(config.id(), id -> new AccountUse(config));
    }

    /** By account id. */
    public List<AccountMetrics> metrics() {
        return byId.values().stream()
                .map(AccountUse::metrics)
                .sorted(Comparator.comparingLong(metrics -> metrics.accountId))
                .toList();
    }
}
