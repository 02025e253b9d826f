package io.smppproxy.core.harness;

import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.journal.DurabilityClass;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Configurations for tests: small maps, short times. */
public final class CoreConfigs {
    public static final long APP = 1;
    public static final long LINK = 101;

    private CoreConfigs() {}

    public static LinkConfigBuilder link(long id, int port) {
        return LinkConfig.builder(id, "smsc-" + id)
                .address("127.0.0.1", port)
                .credentials("esme", "secret", "")
                .reconnect(20, 200, 300)
                .responseTimeoutMs(1_000)
                .window(50);
    }

    public static CoreConfig core(Path dataDir, List<LinkConfig> links, List<PoolConfig> pools) {
        return core(dataDir, DurabilityClass.PROCESS, 24 * 3_600_000L, links, pools);
    }

    public static CoreConfig core(
            Path dataDir,
            DurabilityClass durability,
            long expireAfterMs,
            List<LinkConfig> links,
            List<PoolConfig> pools) {
        return new CoreConfig(
                dataDir,
                2,
                durability,
                16 << 20,
                1L << 30,
                200_000,
                50_000,
                10_000,
                60_000,
                expireAfterMs,
                3 * Math.max(expireAfterMs, 1_000),
                50_000,
                ZoneOffset.UTC,
                List.of(new AppConfig(APP, "test", true, RateLimit.UNLIMITED, Set.of())),
                List.of(
                        new StrategyConfig("cp1", 3, 10, 0, false, Set.of()),
                        new StrategyConfig("blacklist", 0, 0, 0, false, Set.of("998900000000"))),
                links,
                pools);
    }
}
