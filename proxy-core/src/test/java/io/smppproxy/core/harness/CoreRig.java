package io.smppproxy.core.harness;

import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** One simulated SMSC, one core with one link to it, one edge. */
public final class CoreRig implements AutoCloseable {
    public final SmscSimulator smsc;
    public final ProxyCore core;
    public final TestEdge edge;

    private CoreRig(SmscSimulator smsc, ProxyCore core) {
        this.smsc = smsc;
        this.core = core;
        this.edge = new TestEdge(core.submitPort(), core.queryPort());
    }

    public static CoreRig start(Path dataDir) throws IOException {
        return start(dataDir, link -> link);
    }

    public static CoreRig start(Path dataDir, UnaryOperator<LinkConfigBuilder> change) throws IOException {
        SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                .port(0)
                .account("esme", "secret")
                .ledgerInMemory(true)
                .build());
        return start(
                smsc,
                CoreConfigs.core(
                        dataDir,
                        List.of(change.apply(CoreConfigs.link(CoreConfigs.LINK, smsc.port()))
                                .build()),
                        List.of()));
    }

    public static CoreRig start(SmscSimulator smsc, CoreConfig config) throws IOException {
        CoreRig rig = new CoreRig(smsc, ProxyCore.start(config));
        rig.core.listen();
        rig.edge.awaitBound(config.links().get(0).id());
        return rig;
    }

    @Override
    public void close() {
        core.close();
        smsc.close();
    }
}
