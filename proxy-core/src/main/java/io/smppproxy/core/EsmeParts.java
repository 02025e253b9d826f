package io.smppproxy.core;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.deliver.Backlog;
import io.smppproxy.core.deliver.Deliveries;
import io.smppproxy.core.deliver.DeliveryResults;
import io.smppproxy.core.deliver.EsmeSide;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.deliver.MoRoutes;
import io.smppproxy.core.esme.EsmeDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tracker, links and the SMPP server share of the ESME side. Replaced by one thread, read by any. */
final class EsmeParts {
    final EsmeDirectory directory = new EsmeDirectory();
    final DeliveryResults results;
    private volatile Map<Long, AccountConfig> accounts;
    private volatile MoRoutes moRoutes;

    EsmeParts(CoreConfig config) {
        results = new DeliveryResults(config.esmeServer() == null ? 1 : Deliveries.MAX_IN_FLIGHT);
        accounts(config.accounts());
        moRoutes(new MoRoutes(config.moRoutes()));
    }

    /** Replaces all accounts, as far as deliveries are concerned. */
    void accounts(List<AccountConfig> configs) {
        Map<Long, AccountConfig> byId = new HashMap<>();
        configs.forEach(account -> byId.put(account.id(), account));
        accounts = byId;
    }

    /** Replaces all rules for mobile originated messages. */
    void moRoutes(MoRoutes routes) {
        moRoutes = routes;
    }

    EsmeSide side() {
        return new EsmeSide(directory, results, id -> accounts.get(id));
    }

    InboundRules inboundRules(Backlog backlog) {
        return new InboundRules(() -> !accounts.isEmpty(), () -> moRoutes, backlog);
    }
}
