package io.smppproxy.bench.compare;

import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.ReceiptPlan;
import io.smppproxy.simulator.plan.ReceiptPlan.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The proxy's core with journal (class {@code process}) and maps on disk, one I/O loop, one link with one bind and the window of all
 * rows, and our simulator as its SMSC, which answers at once and, if
 * asked to, sends a receipt for every message.
 */
final class CoreStack implements AutoCloseable {
    /** Room for what one run sends, since nothing is forgotten meanwhile; the map takes about 290 octets each on disk. */
    private static final long MAX_MESSAGES = 4_000_000;

    /** system_id of the ESME that may bind. */
    static final String ACCOUNT = "bench";

    static final String PASSWORD = "secret";

    private static final long DAY_MS = 24 * 3_600_000L;

    private final Path dataDir;
    private final SmscSimulator smsc;
    private final ProxyCore core;

    private CoreStack(Path dataDir, SmscSimulator smsc, ProxyCore core) {
        this.dataDir = dataDir;
        this.smsc = smsc;
        this.core = core;
    }

    /** Returns when the link is bound; {@code receipts} says whether the SMSC sends them. */
    static CoreStack start(boolean receipts) throws IOException, InterruptedException {
        return start(receipts, List.of(), null);
    }

    /** The same with a server for one ESME in transparent mode, and without receipts. */
    static CoreStack startForEsmes() throws IOException, InterruptedException {
        AccountConfig account = AccountConfig.builder(1, ACCOUNT)
                .passwordHash(PasswordHash.make(PASSWORD, PasswordHash.MIN_ITERATIONS))
                .window(Contender.WINDOW)
                .build();
        return start(
                false,
                List.of(account),
                EsmeServerConfig.builder().address("127.0.0.1", 0).build());
    }

    private static CoreStack start(boolean receipts, List<AccountConfig> accounts, EsmeServerConfig server)
            throws IOException, InterruptedException {
        Path parent = Path.of("target", "bench").toAbsolutePath();
        Files.createDirectories(parent);
        Path dataDir = Files.createTempDirectory(parent, "data-");
        SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                .account("esme", "secret")
                .plan(new FaultPlan().receipts(ReceiptPlan.DEFAULT.withWhen(receipts ? When.REQUESTED : When.NEVER)))
                .build());
        LinkConfig link = LinkConfig.builder(Sample.LINK_ID, "bench")
                .address("127.0.0.1", smsc.port())
                .credentials("esme", "secret", "")
                .window(Contender.WINDOW)
                .build();
        CoreConfig config = new CoreConfig(
                dataDir,
                1,
                DurabilityClass.PROCESS,
                64 << 20,
                64L << 30,
                MAX_MESSAGES,
                1_000,
                10_000,
                60_000,
                DAY_MS,
                3 * DAY_MS,
                65_536,
                ZoneOffset.UTC,
                List.of(new AppConfig(Sample.APP_ID, "bench", true, RateLimit.UNLIMITED, Set.of())),
                List.of(),
                List.of(link),
                List.of(),
                accounts,
                List.of(new RouteConfig(Set.of(), List.of(), "", Sample.LINK_ID)),
                List.of(),
                server,
                PduLogConfig.below(dataDir));
        CoreStack stack = new CoreStack(dataDir, smsc, ProxyCore.start(config));
        if (!smsc.awaitBound(1, Duration.ofSeconds(20))) {
            throw new IllegalStateException("the link did not bind within 20 s");
        }
        return stack;
    }

    ProxyCore core() {
        return core;
    }

    @Override
    public void close() throws IOException {
        core.close();
        smsc.close();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
