package io.smppproxy.core.account;

import io.smppproxy.core.config.AccountConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All accounts at one moment. Immutable: a change is another snapshot, swapped as a whole. */
public final class Accounts {
    private final Map<String, AccountConfig> bySystemId = new HashMap<>();
    private final Map<Long, AccountConfig> byId = new HashMap<>();

    /** @throws IllegalArgumentException if two accounts share an id or a system_id */
    public Accounts(List<AccountConfig> accounts) {
        for (AccountConfig account : accounts) {
            if (bySystemId.put(account.systemId(), account) != null || byId.put(account.id(), account) != null) {
                throw new IllegalArgumentException(account + " (expected: an id and a system_id that no other has)");
            }
        }
    }

    /** @return null if there is none */
    public AccountConfig bySystemId(String systemId) {
        return bySystemId.get(systemId);
    }

    /** @return null if there is none */
    public AccountConfig byId(long id) {
        return byId.get(id);
    }
}
