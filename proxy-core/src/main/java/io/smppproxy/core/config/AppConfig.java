package io.smppproxy.core.config;

import java.util.Set;

/**
 * One tenant.
 *
 * @param id the app_id of tokens, metadata and requests
 * @param name for people; shown in logs and metrics
 * @param enabled a disabled app is refused with PERMISSION_DENIED
 * @param rateLimit L1 and L2 limit of this app, in parts
 * @param allowedEsmes link and pool ids that the app may use; empty means all
 */
public record AppConfig(long id, String name, boolean enabled, RateLimit rateLimit, Set<Long> allowedEsmes) {
    public AppConfig {
        allowedEsmes = Set.copyOf(allowedEsmes);
    }

    public boolean mayUse(long esme) {
        return allowedEsmes.isEmpty() || allowedEsmes.contains(esme);
    }
}
