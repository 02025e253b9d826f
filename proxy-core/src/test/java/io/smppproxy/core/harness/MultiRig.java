package io.smppproxy.core.harness;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One core with many links, each to a message centre of its own, so that faults of one can be tried beside the others and the costly
 * start is paid once. Links are known by name.
 */
public final class MultiRig implements AutoCloseable {
    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final Map<String, SmscSimulator> simulators = new LinkedHashMap<>();
    private final Map<String, RawSmsc> raws = new LinkedHashMap<>();
    private final List<LinkConfig> links = new ArrayList<>();
    private final List<PoolConfig> pools = new ArrayList<>();
    public ProxyCore core;
    public TestEdge edge;
    private RunningConfig running;

    /** What simulators start with unless a test says otherwise. */
    public static SimulatorConfig.Builder simulator() {
        return SimulatorConfig.builder().port(0).account("esme", "secret").ledgerInMemory(true);
    }

    public MultiRig simulated(String name, UnaryOperator<LinkConfigBuilder> change) {
        return simulated(name, simulator().build(), change);
    }

    public MultiRig simulated(String name, SimulatorConfig config, UnaryOperator<LinkConfigBuilder> change) {
        SmscSimulator smsc = SmscSimulator.start(config);
        simulators.put(name, smsc);
        return link(name, smsc.port(), change);
    }

    public MultiRig raw(String name, RawSmsc.Script script, UnaryOperator<LinkConfigBuilder> change)
            throws IOException {
        RawSmsc smsc = RawSmsc.start(0, script);
        raws.put(name, smsc);
        return link(name, smsc.port(), change);
    }

    /** A link to a port that the test looks after itself. */
    public MultiRig link(String name, int port, UnaryOperator<LinkConfigBuilder> change) {
        long id = 101L + ids.size();
        ids.put(name, id);
        links.add(change.apply(CoreConfigs.link(id, port)).build());
        return this;
    }

    public MultiRig pool(String name, String... members) {
        long id = 901L + pools.size();
        ids.put(name, id);
        List<PoolConfig.Member> weighted = new ArrayList<>();
        for (String member : members) {
            weighted.add(new PoolConfig.Member(ids.get(member), 1));
        }
        pools.add(new PoolConfig(id, name, weighted));
        return this;
    }

    public MultiRig start(Path dataDir) throws IOException {
        return start(CoreConfigs.core(dataDir, links, pools));
    }

    /** Starts a core; also another one, after the first was closed. */
    public MultiRig start(CoreConfigs configs) throws IOException {
        return start(configs.build(links, pools));
    }

    private MultiRig start(CoreConfig config) throws IOException {
        running = config.running();
        core = ProxyCore.start(config);
        core.listen();
        edge = new TestEdge(core.submitPort(), core.queryPort());
        return this;
    }

    /**
     * Changes what runs.
     *
     * @return completes when what was replaced has ended
     */
    public CompletableFuture<Void> reconfigure(UnaryOperator<ConfigChange> change) {
        RunningConfig next = change.apply(new ConfigChange(running)).build();
        CompletableFuture<Void> settled = core.reconfigure(next);
        running = next;
        return settled;
    }

    /** As {@link #reconfigure}, and waits for the end of what was replaced. */
    public void reconfigureWhole(UnaryOperator<ConfigChange> change) throws Exception {
        reconfigure(change).get(30, TimeUnit.SECONDS);
    }

    /** Names a link that a change adds. */
    public long named(String name, long id) {
        ids.put(name, id);
        return id;
    }

    /** An ESME that has bound as a transceiver of version 3.4. */
    public RawEsme esme(String systemId) throws IOException {
        return esme(systemId, RawEsme.BIND_TRX, InterfaceVersion.V3_4);
    }

    public RawEsme esme(String systemId, int bindCommandId, int version) throws IOException {
        RawEsme esme = new RawEsme(core.esmePort(false));
        RawEsme.Pdu answer = esme.bind(bindCommandId, systemId, CoreConfigs.PASSWORD, version);
        if (answer.status() != 0) {
            throw new IllegalStateException("bind: " + CommandStatus.name(answer.status()));
        }
        return esme;
    }

    public long id(String name) {
        return ids.get(name);
    }

    public SmscSimulator smsc(String name) {
        return simulators.get(name);
    }

    /** Puts another simulator in the place of one that was closed. */
    public void replace(String name, SmscSimulator smsc) {
        simulators.put(name, smsc);
    }

    public RawSmsc raw(String name) {
        return raws.get(name);
    }

    public LinkMetrics metrics(String name) {
        long id = id(name);
        return core.linkMetrics().stream()
                .filter(metrics -> metrics.linkId == id)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until all binds of a link are up. */
    public void awaitBound(String name) throws Exception {
        awaitBound(name, 1);
    }

    public void awaitBound(String name, int binds) throws Exception {
        LinkMetrics metrics = metrics(name);
        Await.until(name + ": " + binds + " binds", () -> metrics.boundSessions.get() == binds);
    }

    @Override
    public void close() {
        if (core != null) {
            core.close();
        }
        simulators.values().forEach(SmscSimulator::close);
        raws.values().forEach(RawSmsc::close);
    }
}
