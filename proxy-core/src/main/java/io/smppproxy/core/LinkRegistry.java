package io.smppproxy.core;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Rerouter;
import io.smppproxy.core.link.Binds;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.Link;
import io.smppproxy.core.link.Transport;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.route.PoolRerouter;
import io.smppproxy.core.route.RouteTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The links that there are, and the routes to them. Changed by one thread at a time, the conductor; a link itself belongs to its I/O loop,
 * which is asked to change it. What is published may be read by any thread.
 */
final class LinkRegistry {
    private static final long LOOP_SECONDS = 5;

    private final List<IoLoop> loops;
    private final Transport transport;
    private final InboundRules inbound;
    private final Rerouter rerouter = new PoolRerouter(this::routes);
    /** By id, in configuration order. */
    private Map<Long, Entry> entries = Map.of();

    private final Set<Link> retiring = ConcurrentHashMap.newKeySet();
    /** Completes when the loops have ended. */
    private final CompletableFuture<Object> closed = new CompletableFuture<>();

    private volatile RouteTable routes = new RouteTable(List.of(), List.of());
    private volatile List<LinkMetrics> metrics = List.of();
    private volatile List<Link> links = List.of();

    LinkRegistry(List<IoLoop> loops, Transport transport, InboundRules inbound) {
        this.loops = loops;
        this.transport = transport;
        this.inbound = inbound;
    }

    private record Entry(LinkConfig config, Link link, LinkGate gate, LinkMetrics metrics, IoLoop loop) {}

    /**
     * A change that is possible, and of which nothing has happened yet.
     *
     * @param entries all links afterwards
     * @param added to be opened
     * @param changed what they become
     * @param removed to be ended
     * @param routes afterwards
     */
    record Plan(
            Map<Long, Entry> entries,
            List<Link> added,
            Map<Link, Binds> changed,
            List<Link> removed,
            RouteTable routes) {}

    /** @throws IllegalArgumentException if that cannot be */
    Plan plan(RunningConfig next) {
        Map<Long, Entry> planned = new LinkedHashMap<>();
        List<Link> added = new ArrayList<>();
        Map<Link, Binds> changed = new LinkedHashMap<>();
        int[] load = loads();
        for (LinkConfig config : next.links()) {
            Entry old = entries.get(config.id());
            Entry entry = old;
            if (old == null) {
                entry = newEntry(config, load);
                added.add(entry.link);
            } else if (!old.config.equals(config)) {
                changed.put(old.link, old.link.prepare(config));
                entry = new Entry(config, old.link, old.gate, old.metrics, old.loop);
            }
            if (planned.put(config.id(), entry) != null) {
                throw new IllegalArgumentException(config + " (expected: an id that no other link has)");
            }
        }
        requireOwnIds(next.pools(), planned.keySet());
        List<Link> removed = entries.values().stream()
                .map(Entry::link)
                .filter(link -> planned.values().stream().noneMatch(entry -> entry.link == link))
                .toList();
        List<LinkGate> gates = planned.values().stream().map(Entry::gate).toList();
        return new Plan(planned, added, changed, removed, new RouteTable(gates, next.pools(), next.routes()));
    }

    private static void requireOwnIds(List<PoolConfig> pools, Set<Long> linkIds) {
        Set<Long> ids = new HashSet<>(linkIds);
        for (PoolConfig pool : pools) {
            if (!ids.add(pool.id())) {
                throw new IllegalArgumentException(
                        "pool " + pool.id() + " (expected: an id that no link and no other pool has)");
            }
        }
    }

    private int[] loads() {
        int[] load = new int[loops.size()];
        entries.values().forEach(entry -> load[loops.indexOf(entry.loop)]++);
        return load;
    }

    private Entry newEntry(LinkConfig config, int[] load) {
        int least = 0;
        for (int i = 1; i < load.length; i++) {
            least = load[i] < load[least] ? i : least;
        }
        load[least]++;
        IoLoop loop = loops.get(least);
        LinkGate gate = new LinkGate(config, new Lane(config.laneBytes(), loop::wakeUp));
        LinkMetrics counts = new LinkMetrics(config.id(), config.smscId());
        return new Entry(config, new Link(gate, counts, loop, transport, rerouter, inbound), gate, counts, loop);
    }

    /**
     * Makes a plan the truth, for new messages when this returns.
     *
     * @return completes when what was replaced has ended
     */
    CompletableFuture<Void> apply(Plan plan) {
        entries = plan.entries;
        routes = plan.routes;
        metrics = entries.values().stream().map(Entry::metrics).toList();
        links = entries.values().stream().map(Entry::link).toList();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        plan.added.forEach(Link::openLater);
        plan.changed.forEach((link, next) -> ends.add(link.change(next)));
        for (Link link : plan.removed) {
            retiring.add(link);
            ends.add(link.retire().whenComplete((nothing, e) -> retiring.remove(link)));
        }
        if (ends.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        awaitLoops();
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        return CompletableFuture.anyOf(all, closed).thenApply(nothing -> null);
    }

    /** Until every loop has heard of what it was asked to change. */
    private void awaitLoops() {
        for (IoLoop loop : loops) {
            if (!loop.eventLoop().isShuttingDown()) {
                loop.eventLoop().submit(() -> {}).awaitUninterruptibly(LOOP_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** As they are now. */
    RouteTable routes() {
        return routes;
    }

    /** One per link, in configuration order. */
    List<LinkMetrics> metrics() {
        return metrics;
    }

    /** One future per link. */
    List<CompletableFuture<List<ConnectionInfo>>> connections() {
        return links.stream().map(Link::connections).toList();
    }

    /** Ends all links in order, also those that are ending already. */
    List<CompletableFuture<Boolean>> drain(long deadlineNs) {
        List<Link> all = new ArrayList<>(links);
        all.addAll(retiring);
        return all.stream().map(link -> link.drain(deadlineNs)).toList();
    }

    /** The loops have ended: nobody need wait any longer. */
    void close() {
        closed.complete(true);
    }
}
