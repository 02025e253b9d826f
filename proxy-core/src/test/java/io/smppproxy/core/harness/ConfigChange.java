package io.smppproxy.core.harness;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.MoRouteConfig;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.config.StrategyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A running configuration in the making: the one that runs, with these differences. */
public final class ConfigChange {
    private final List<LinkConfig> links;
    private final List<PoolConfig> pools;
    private List<AppConfig> apps;
    private List<StrategyConfig> strategies;
    private final List<AccountConfig> accounts;
    private List<RouteConfig> routes;
    private List<MoRouteConfig> moRoutes;
    private final PduLogRules pduLogs;

    public ConfigChange(RunningConfig from) {
        links = new ArrayList<>(from.links());
        pools = new ArrayList<>(from.pools());
        apps = from.apps();
        strategies = from.strategies();
        accounts = new ArrayList<>(from.accounts());
        routes = from.routes();
        moRoutes = from.moRoutes();
        pduLogs = from.pduLogs();
    }

    /** Adds a link, or puts it in the place of the one with its id. */
    public ConfigChange link(LinkConfig link) {
        int at = links.stream().map(LinkConfig::id).toList().indexOf(link.id());
        if (at < 0) {
            links.add(link);
        } else {
            links.set(at, link);
        }
        return this;
    }

    public ConfigChange withoutLink(long id) {
        links.removeIf(link -> link.id() == id);
        return this;
    }

    /** Adds a pool of equal members, or puts it in the place of the one with its id. */
    public ConfigChange pool(long id, Long... members) {
        withoutPool(id);
        List<PoolConfig.Member> weighted = new ArrayList<>();
        for (long member : members) {
            weighted.add(new PoolConfig.Member(member, 1));
        }
        pools.add(new PoolConfig(id, "pool-" + id, weighted));
        return this;
    }

    public ConfigChange withoutPool(long id) {
        pools.removeIf(pool -> pool.id() == id);
        return this;
    }

    public ConfigChange apps(List<AppConfig> value) {
        apps = value;
        return this;
    }

    public ConfigChange strategies(List<StrategyConfig> value) {
        strategies = value;
        return this;
    }

    /** Adds an account, or puts it in the place of the one with its id. */
    public ConfigChange account(AccountConfig account) {
        withoutAccount(account.id());
        accounts.add(account);
        return this;
    }

    public ConfigChange withoutAccount(long id) {
        accounts.removeIf(account -> account.id() == id);
        return this;
    }

    public ConfigChange routes(List<RouteConfig> value) {
        routes = value;
        return this;
    }

    /** All accounts' messages go to one link or pool. */
    public ConfigChange route(long esme) {
        return routes(List.of(new RouteConfig(Set.of(), List.of(), "", esme)));
    }

    public ConfigChange moRoutes(List<MoRouteConfig> value) {
        moRoutes = value;
        return this;
    }

    public RunningConfig build() {
        return new RunningConfig(links, pools, apps, strategies, accounts, routes, moRoutes, pduLogs);
    }
}
