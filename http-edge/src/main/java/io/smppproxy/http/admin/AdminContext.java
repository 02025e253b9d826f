package io.smppproxy.http.admin;

import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.function.LongSupplier;

/**
 * What the administration API shows and changes.
 *
 * @param version of the program
 * @param manager the managed configuration, users, tokens and blacklists
 * @param catalog every setting of every kind of entity
 * @param live what runs
 * @param issuer of apps' tokens; null when they are signed elsewhere
 * @param health of the node
 * @param clockMs Unix milliseconds
 */
public record AdminContext(
        String version,
        ConfigManager manager,
        SettingsCatalog catalog,
        LiveState live,
        TokenIssuer issuer,
        NodeHealth health,
        LongSupplier clockMs) {}
