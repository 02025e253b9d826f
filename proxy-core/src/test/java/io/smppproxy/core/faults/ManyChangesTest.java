package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.harness.ConfigChange;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.SteadyLoad;
import io.smppproxy.core.metrics.LinkMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three links with steady traffic notice nothing of many changes of everything else. */
class ManyChangesTest {
    private static final int CHANGES = 200;
    private static final int QUIET_MESSAGES = 600;
    private static final long GAP_NS = 10_000_000;
    private static final long FIRST_OTHER = 301;
    private static final int OTHERS = 6;
    private static final int[] WINDOWS = {1, 10, 50};

    @TempDir
    Path dataDir;

    private final MultiRig rig = new MultiRig();
    private final Set<Long> others = new TreeSet<>();
    private final Set<Long> pools = new TreeSet<>();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void shouldNotDisturbTrafficThatIsNotConcerned() throws Exception {
        long seed = Long.getLong("smpp.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        List<String> steady = List.of("one", "two", "three");
        steady.forEach(name -> rig.simulated(name, link -> link.binds(0, 0, 2).responseTimeoutMs(20_000)));
        rig.simulated("other", link -> link);
        rig.start(CoreConfigs.of(dataDir).server(server -> server));
        for (String name : steady) {
            rig.awaitBound(name, 2);
        }
        List<Long> esmes = steady.stream().map(rig::id).toList();
        try (SteadyLoad load = SteadyLoad.start(rig.edge, esmes, GAP_NS)) {
            load.awaitMore(QUIET_MESSAGES);
            int from = load.count();
            long slowestNs = 0;
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            List<String> changes = new ArrayList<>();
            for (int i = 0; i < CHANGES; i++) {
                load.awaitMore(5);
                long startNs = System.nanoTime();
                ends.add(rig.reconfigure(change -> {
                    changes.add(change(change, random));
                    return change;
                }));
                slowestNs = Math.max(slowestNs, System.nanoTime() - startNs);
            }
            int to = load.count();
            for (CompletableFuture<Void> end : ends) {
                end.get(30, TimeUnit.SECONDS);
            }
            load.stop();
            String hint = "seed " + seed + ": " + changes;
            assertEquals(List.of(), load.failures(), () -> load.failures().size() + " failures, " + hint);
            auditArrivals(steady, load.count(), hint);
            report(seed, load, from, to, slowestNs);
        }
        for (String name : steady) {
            assertEquals(2, rig.metrics(name).binds.get(), name);
            assertEquals(0, rig.metrics(name).disconnects.get(), name);
        }
        LinkMetrics[] links = rig.core.linkMetrics().toArray(LinkMetrics[]::new);
        assertEquals(4 + others.size(), links.length, () -> "seed " + seed);
        Load.auditQuiet(links);
    }

    private void auditArrivals(List<String> steady, int sent, String hint) {
        Map<String, Integer> arrivals = new HashMap<>();
        for (String name : steady) {
            Load.texts(rig.smsc(name)).forEach(text -> arrivals.merge(text, 1, Integer::sum));
        }
        assertEquals(sent, arrivals.size(), hint);
        assertTrue(arrivals.values().stream().allMatch(times -> times == 1), hint);
    }

    private static void report(long seed, SteadyLoad load, int from, int to, long slowestNs) {
        long beforeNs = load.latencyNs(from / 4, from, 0.99);
        long duringNs = load.latencyNs(from, to, 0.99);
        System.out.printf(
                "%d changes, seed %d: p99 %.2f ms before, %.2f ms during (%.2f times); p50 %.2f and %.2f ms; %d messages; slowest change %.1f ms%n",
                CHANGES,
                seed,
                beforeNs / 1e6,
                duringNs / 1e6,
                (double) duringNs / beforeNs,
                load.latencyNs(from / 4, from, 0.5) / 1e6,
                load.latencyNs(from, to, 0.5) / 1e6,
                load.count(),
                slowestNs / 1e6);
        // A machine with other work to do says little about latency: this finds only what stands still.
        assertTrue(
                duringNs < Math.max(20 * beforeNs, TimeUnit.SECONDS.toNanos(1)),
                () -> "seed " + seed + ": p99 " + duringNs + " ns, before " + beforeNs + " ns");
    }

    /** Changes one thing that the steady links have nothing to do with. */
    private String change(ConfigChange change, SplittableRandom random) {
        long link = FIRST_OTHER + random.nextLong(OTHERS);
        long pool = 950 + random.nextLong(3);
        long account = 1 + random.nextLong(5);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> link(change, link, random);
            case 3 -> withoutLink(change, link);
            case 4 -> {
                pools.add(pool);
                List<Long> members = new ArrayList<>(others);
                members.add(rig.id("other"));
                change.pool(pool, members.toArray(Long[]::new));
                yield "pool " + pool;
            }
            case 5 -> {
                change.account(CoreConfigs.account(account, "esme-" + account)
                        .throughputPerMinute(random.nextInt(3))
                        .build());
                yield "account " + account;
            }
            case 6 -> {
                change.withoutAccount(account);
                yield "no account " + account;
            }
            default -> {
                long esme =
                        others.isEmpty() ? rig.id("other") : others.iterator().next();
                change.routes(
                        List.of(new RouteConfig(Set.of(), List.of("" + random.nextInt(100)), "", rig.id("other"))));
                change.strategies(List.of(new StrategyConfig("s", 1 + random.nextInt(5), 0, 0, false, Set.of())));
                yield "routes, strategies " + esme;
            }
        };
    }

    private String link(ConfigChange change, long id, SplittableRandom random) {
        others.add(id);
        LinkConfig config = CoreConfigs.link(id, rig.smsc("other").port())
                .window(WINDOWS[random.nextInt(WINDOWS.length)])
                .rateLimit(new RateLimit(100 * random.nextLong(3), 100))
                .credentials("esme", random.nextInt(5) == 0 ? "wrong" : "secret", "")
                .enabled(random.nextInt(5) != 0)
                .bindTimeoutMs(300)
                .build();
        change.link(config);
        return "link " + id + " window " + config.window() + " password " + config.password() + " enabled "
                + config.enabled();
    }

    private String withoutLink(ConfigChange change, long id) {
        others.remove(id);
        change.withoutLink(id);
        // A pool must not name it any more.
        pools.forEach(change::withoutPool);
        pools.clear();
        return "no link " + id;
    }
}
