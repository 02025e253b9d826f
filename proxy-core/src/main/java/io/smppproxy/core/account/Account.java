package io.smppproxy.core.account;

import io.smppproxy.core.config.AccountConfig;

/**
 * An account as binds are checked against it.
 *
 * @param config as configured
 * @param password its password
 * @param addresses where it may bind from
 */
record Account(AccountConfig config, PasswordHash password, AllowedAddresses addresses) {
    /** @throws IllegalArgumentException if password hash or addresses cannot be read */
    static Account of(AccountConfig config) {
        return new Account(
                config, PasswordHash.parse(config.passwordHash()), AllowedAddresses.anyOr(config.allowedAddresses()));
    }
}
