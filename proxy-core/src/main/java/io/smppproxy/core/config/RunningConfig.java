package io.smppproxy.core.config;

import java.util.List;

/**
 * The part of the configuration that may change while the proxy runs. Immutable; equal parts of two of them are left as they are by
 * a change from one to the other.
 *
 * @param links SMSCs
 * @param pools sets of links
 * @param apps tenants
 * @param strategies contact policies
 * @param accounts ESMEs that may bind to us
 * @param routes where accounts' messages go
 * @param moRoutes which accounts get messages of SMSCs that are no receipts
 * @param pduLogs whose PDUs are logged
 */
public record RunningConfig(
        List<LinkConfig> links,
        List<PoolConfig> pools,
        List<AppConfig> apps,
        List<StrategyConfig> strategies,
        List<AccountConfig> accounts,
        List<RouteConfig> routes,
        List<MoRouteConfig> moRoutes,
        PduLogRules pduLogs) {
    public RunningConfig {
        links = List.copyOf(links);
        pools = List.copyOf(pools);
        apps = List.copyOf(apps);
        strategies = List.copyOf(strategies);
        accounts = List.copyOf(accounts);
        routes = List.copyOf(routes);
        moRoutes = List.copyOf(moRoutes);
    }

    /** One without PDU logs. */
    public RunningConfig(
            List<LinkConfig> links,
            List<PoolConfig> pools,
            List<AppConfig> apps,
            List<StrategyConfig> strategies,
            List<AccountConfig> accounts,
            List<RouteConfig> routes,
            List<MoRouteConfig> moRoutes) {
        this(links, pools, apps, strategies, accounts, routes, moRoutes, PduLogRules.NONE);
    }
}
