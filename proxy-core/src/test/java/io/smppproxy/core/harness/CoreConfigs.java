package io.smppproxy.core.harness;

import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfigBuilder;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.EsmeServerConfigBuilder;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.config.MoRouteConfig;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.journal.DurabilityClass;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Configurations for tests: small maps, short times. */
public final class CoreConfigs {
    public static final long APP = 1;
    public static final long LINK = 101;

    public static final String PASSWORD = "secret08";
    /** The same for all accounts, because hashing takes time. */
    private static final String HASH = PasswordHash.make(PASSWORD, PasswordHash.MIN_ITERATIONS);

    private static final long DAY_MS = 24 * 3_600_000L;

    private final Path dataDir;
    /** With -Dsmpp.durability=POWER every test of the core runs in that class. */
    private DurabilityClass durability =
            DurabilityClass.valueOf(System.getProperty("smpp.durability", DurabilityClass.PROCESS.name()));

    private long segmentBytes = 16 << 20;
    private int maxParkedReceipts = 10_000;
    private long parkedReceiptMs = 60_000;
    private long expireAfterMs = DAY_MS;
    private long retentionMs = 3 * DAY_MS;
    private int maxInFlight = 50_000;
    private RateLimit appRate = RateLimit.UNLIMITED;
    private final List<AccountConfig> accounts = new ArrayList<>();
    private final List<RouteConfig> routes = new ArrayList<>();
    private final List<MoRouteConfig> moRoutes = new ArrayList<>();
    private EsmeServerConfigBuilder esmeServer;
    private UnaryOperator<PduLogConfig> pduLog = config -> config;

    private CoreConfigs(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** What most tests want; change what the test is about. */
    public static CoreConfigs of(Path dataDir) {
        return new CoreConfigs(dataDir);
    }

    public CoreConfigs durability(DurabilityClass value) {
        durability = value;
        return this;
    }

    public CoreConfigs segmentBytes(long value) {
        segmentBytes = value;
        return this;
    }

    public CoreConfigs parked(int maxReceipts, long waitMs) {
        maxParkedReceipts = maxReceipts;
        parkedReceiptMs = waitMs;
        return this;
    }

    public CoreConfigs expireAfter(long expireMs, long forgetMs) {
        expireAfterMs = expireMs;
        retentionMs = forgetMs;
        return this;
    }

    public CoreConfigs maxInFlight(int value) {
        maxInFlight = value;
        return this;
    }

    public CoreConfigs appRate(RateLimit value) {
        appRate = value;
        return this;
    }

    /** Adds an ESME that may bind with {@link #PASSWORD}, and a server on a free port. */
    public CoreConfigs account(long id, String systemId, UnaryOperator<AccountConfigBuilder> change) {
        accounts.add(change.apply(account(id, systemId)).build());
        return server(server -> server);
    }

    /** An account that may bind with {@link #PASSWORD}. */
    public static AccountConfigBuilder account(long id, String systemId) {
        return AccountConfig.builder(id, systemId).passwordHash(HASH);
    }

    /** Has a server on a free port, with these changes. */
    public CoreConfigs server(UnaryOperator<EsmeServerConfigBuilder> change) {
        if (esmeServer == null) {
            esmeServer = EsmeServerConfig.builder().address("127.0.0.1", 0).rings(256 * 1024, 1 << 20);
        }
        esmeServer = change.apply(esmeServer);
        return this;
    }

    /** Which account gets messages that are no receipts. */
    public CoreConfigs moRoute(String destination, long account) {
        moRoutes.add(new MoRouteConfig(destination, Set.of(), account));
        return this;
    }

    /** PDU logs other than the defaults, which log nothing. */
    public CoreConfigs pduLog(UnaryOperator<PduLogConfig> change) {
        pduLog = change;
        return this;
    }

    public CoreConfigs route(RouteConfig route) {
        routes.add(route);
        return this;
    }

    /** All accounts' messages go to one link or pool. */
    public CoreConfigs route(long esme) {
        return route(new RouteConfig(Set.of(), List.of(), "", esme));
    }

    public static LinkConfigBuilder link(long id, int port) {
        return LinkConfig.builder(id, "smsc-" + id)
                .address("127.0.0.1", port)
                .credentials("esme", "secret", "")
                .reconnect(20, 200, 300)
                .responseTimeoutMs(1_000)
                .window(50);
    }

    public static CoreConfig core(Path dataDir, List<LinkConfig> links, List<PoolConfig> pools) {
        return of(dataDir).build(links, pools);
    }

    public CoreConfig build(List<LinkConfig> links, List<PoolConfig> pools) {
        return new CoreConfig(
                dataDir,
                2,
                durability,
                segmentBytes,
                1L << 30,
                200_000,
                50_000,
                maxParkedReceipts,
                parkedReceiptMs,
                expireAfterMs,
                retentionMs,
                maxInFlight,
                ZoneOffset.UTC,
                List.of(new AppConfig(APP, "test", true, appRate, Set.of())),
                List.of(
                        new StrategyConfig("cp1", 3, 10, 0, false, Set.of()),
                        new StrategyConfig("blacklist", 0, 0, 0, false, Set.of("998900000000"))),
                links,
                pools,
                accounts,
                routes,
                moRoutes,
                esmeServer == null ? null : esmeServer.build(),
                pduLog.apply(PduLogConfig.below(dataDir)));
    }
}
