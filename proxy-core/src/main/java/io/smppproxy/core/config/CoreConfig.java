package io.smppproxy.core.config;

import io.smppproxy.core.journal.DurabilityClass;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that the core is started with.
 *
 * @param dataDir journal and maps; created if missing, locked while in use
 * @param ioThreads I/O loops, 1 to 64
 * @param durability when a record counts as journaled
 * @param journalSegmentBytes size of one segment file
 * @param journalMaxBytes bound of the journal over all streams
 * @param maxMessages entries of the message store
 * @param maxContacts entries of the contact history
 * @param maxParkedReceipts receipts that may wait for their answer
 * @param parkedReceiptMs how long they wait
 * @param expireAfterMs a part without a receipt is EXPIRED after it
 * @param retentionMs a message is forgotten after it; at least as long as expireAfterMs
 * @param maxInFlight messages accepted and not replied to, over all links
 * @param policyZone where calendar days of contact policies begin
 * @param apps tenants
 * @param strategies contact policies
 * @param links SMSCs
 * @param pools sets of links
 * @param accounts ESMEs that may bind to us
 * @param routes where accounts' messages go
 * @param moRoutes which accounts get messages of SMSCs that are no receipts
 * @param esmeServer how ESMEs are listened for, or null when none is served
 * @param pduLog where PDU logs are written
 */
public record CoreConfig(
        Path dataDir,
        int ioThreads,
        DurabilityClass durability,
        long journalSegmentBytes,
        long journalMaxBytes,
        long maxMessages,
        long maxContacts,
        int maxParkedReceipts,
        long parkedReceiptMs,
        long expireAfterMs,
        long retentionMs,
        int maxInFlight,
        ZoneId policyZone,
        List<AppConfig> apps,
        List<StrategyConfig> strategies,
        List<LinkConfig> links,
        List<PoolConfig> pools,
        List<AccountConfig> accounts,
        List<RouteConfig> routes,
        List<MoRouteConfig> moRoutes,
        EsmeServerConfig esmeServer,
        PduLogConfig pduLog) {
    public CoreConfig {
        apps = List.copyOf(apps);
        strategies = List.copyOf(strategies);
        links = List.copyOf(links);
        pools = List.copyOf(pools);
        accounts = List.copyOf(accounts);
        routes = List.copyOf(routes);
        moRoutes = List.copyOf(moRoutes);
    }

    /** The part that {@code ProxyCore.reconfigure} may replace. */
    public RunningConfig running() {
        return new RunningConfig(links, pools, apps, strategies, accounts, routes, moRoutes, pduLog.rules());
    }

    /** A core that serves no ESMEs. */
    public CoreConfig(
            Path dataDir,
            int ioThreads,
            DurabilityClass durability,
            long journalSegmentBytes,
            long journalMaxBytes,
            long maxMessages,
            long maxContacts,
            int maxParkedReceipts,
            long parkedReceiptMs,
            long expireAfterMs,
            long retentionMs,
            int maxInFlight,
            ZoneId policyZone,
            List<AppConfig> apps,
            List<StrategyConfig> strategies,
            List<LinkConfig> links,
            List<PoolConfig> pools) {
        this(
                dataDir,
                ioThreads,
                durability,
                journalSegmentBytes,
                journalMaxBytes,
                maxMessages,
                maxContacts,
                maxParkedReceipts,
                parkedReceiptMs,
                expireAfterMs,
                retentionMs,
                maxInFlight,
                policyZone,
                apps,
                strategies,
                links,
                pools,
                List.of(),
                List.of(),
                List.of(),
                null,
                PduLogConfig.below(dataDir));
    }
}
