package io.smppproxy.core.account;

import io.smppproxy.core.config.AccountConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All accounts at one moment. Immutable: a change is another snapshot, swapped as a whole. */
public final class Accounts {
    private final Map<String, Account> bySystemId = new HashMap<>();
    private final Map<Long, AccountConfig> byId = new HashMap<>();

    /** @throws IllegalArgumentException naming the account that cannot be read, or shares its id or system_id with another */
    public Accounts(List<AccountConfig> accounts) {
        for (AccountConfig config : accounts) {
            Account account;
            try {
                account = Account.of(config);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(config + ": " + e.getMessage(), e);
            }
            if (bySystemId.put(config.systemId(), account) != null || byId.put(config.id(), config) != null) {
                throw new IllegalArgumentException(config + " (expected: an id and a system_id that no other has)");
            }
        }
    }

    /** @return null if there is none */
    Account bySystemId(String systemId) {
        return bySystemId.get(systemId);
    }

    /** @return null if there is none */
    public AccountConfig byId(long id) {
        return byId.get(id);
    }

    /** True if the account is as it was then, and enabled. */
    public boolean isCurrent(AccountConfig then) {
        return then.enabled() && then.equals(byId.get(then.id()));
    }
}
