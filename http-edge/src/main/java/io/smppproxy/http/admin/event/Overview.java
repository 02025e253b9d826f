package io.smppproxy.http.admin.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.LinkRates;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The node at a glance: links, accounts, totals. Any thread. */
public final class Overview {
    private final String version;
    private final ConfigManager manager;
    private final SettingsCatalog catalog;
    private final LiveState live;
    private final NodeHealth health;

    public Overview(String version, ConfigManager manager, SettingsCatalog catalog, LiveState live, NodeHealth health) {
        this.version = version;
        this.manager = manager;
        this.catalog = catalog;
        this.live = live;
        this.health = health;
    }

    /** What is summed over all links and accounts. */
    private static final class Totals {
        private long linksUp;
        private long binds;
        private long bindsWanted;
        private long inFlight;
        private long queued;
        private long accountBinds;
        private long waiting;
        private double submittedPerS;
        private double receiptsPerS;
        private double errorsPerS;
        private double esmeSubmittedPerS;
    }

    public ObjectNode now() {
        Totals totals = new Totals();
        ObjectNode overview = Json.object();
        overview.put("version", version);
        overview.put("node", health.state().word());
        overview.put("config_version", manager.current().version());
        overview.put("uptime_s", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        links(overview.putArray("links"), totals);
        accounts(overview.putArray("accounts"), totals);
        overview.putObject("totals")
                .put("links", overview.get("links").size())
                .put("links_up", totals.linksUp)
                .put("binds", totals.binds)
                .put("binds_wanted", totals.bindsWanted)
                .put("in_flight", totals.inFlight)
                .put("queued", totals.queued)
                .put("submitted_per_s", rounded(totals.submittedPerS))
                .put("receipts_per_s", rounded(totals.receiptsPerS))
                .put("errors_per_s", rounded(totals.errorsPerS))
                .put("account_binds", totals.accountBinds)
                .put("account_submitted_per_s", rounded(totals.esmeSubmittedPerS))
                .put("waiting", totals.waiting);
        return overview;
    }

    private void links(ArrayNode list, Totals totals) {
        Map<Long, Integer> bound = bound(live.linkConnections());
        for (Entity entity : manager.current().all(Kind.LINK)) {
            long id = Long.parseLong(entity.key());
            ObjectNode settings = catalog.effective(Kind.LINK, entity.settings());
            boolean enabled = settings.path("enabled").asBoolean(true);
            int binds = bound.getOrDefault(id, 0);
            int wanted = settings.path("tx-binds").asInt()
                    + settings.path("rx-binds").asInt()
                    + settings.path("trx-binds").asInt();
            long inFlight = live.partsInFlight(id);
            long queued = live.queuedParts(id);
            LinkRates.LinkRate rate = live.rates().link(id);
            list.addObject()
                    .put("id", id)
                    .put("smsc_id", settings.path("smsc-id").asText())
                    .put("enabled", enabled)
                    .put("state", state(enabled, binds, wanted))
                    .put("binds", binds)
                    .put("binds_wanted", wanted)
                    .put("window", settings.path("window").asInt())
                    .put("in_flight", inFlight)
                    .put("queued", queued)
                    .put("submitted_per_s", rounded(rate.submittedPerS()))
                    .put("receipts_per_s", rounded(rate.receiptsPerS()))
                    .put("errors_per_s", rounded(rate.errorsPerS()))
                    .put("p50_ms", rounded(rate.p50Ms()))
                    .put("p99_ms", rounded(rate.p99Ms()));
            totals.linksUp += binds > 0 ? 1 : 0;
            totals.binds += binds;
            totals.bindsWanted += enabled ? wanted : 0;
            totals.inFlight += inFlight;
            totals.queued += queued;
            totals.submittedPerS += rate.submittedPerS();
            totals.receiptsPerS += rate.receiptsPerS();
            totals.errorsPerS += rate.errorsPerS();
        }
    }

    private static String state(boolean enabled, int binds, int wanted) {
        if (!enabled) {
            return "disabled";
        }
        return binds == 0 ? "down" : binds < wanted ? "partly" : "up";
    }

    private void accounts(ArrayNode list, Totals totals) {
        Map<Long, Integer> bound = bound(live.accountConnections());
        Map<Long, Long> pending = new HashMap<>();
        for (DeliveryMetrics deliveries : live.deliveryMetrics()) {
            pending.put(deliveries.accountId, deliveries.pending.get());
        }
        for (Entity entity : manager.current().all(Kind.ACCOUNT)) {
            long id = Long.parseLong(entity.key());
            ObjectNode settings = catalog.effective(Kind.ACCOUNT, entity.settings());
            int binds = bound.getOrDefault(id, 0);
            long waiting = pending.getOrDefault(id, 0L);
            LinkRates.AccountRate rate = live.rates().account(id);
            list.addObject()
                    .put("id", id)
                    .put("username", settings.path("username").asText())
                    .put("enabled", settings.path("enabled").asBoolean(true))
                    .put("binds", binds)
                    .put("binds_allowed", settings.path("binds").asInt())
                    .put("submitted_per_s", rounded(rate.submittedPerS()))
                    .put("throttled_per_s", rounded(rate.throttledPerS()))
                    .put("waiting", waiting);
            totals.accountBinds += binds;
            totals.waiting += waiting;
            totals.esmeSubmittedPerS += rate.submittedPerS();
        }
    }

    private static Map<Long, Integer> bound(List<ConnectionInfo> connections) {
        Map<Long, Integer> bound = new HashMap<>();
        for (ConnectionInfo connection : connections) {
            if (connection.status().startsWith("BOUND")) {
                bound.merge(connection.ownerId(), 1, Integer::sum);
            }
        }
        return bound;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
