package io.smppproxy.core.faults;

import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.journal.DurabilityClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The process that {@link EsmeKillTest} kills: a core that serves ESMEs and tells their port in a file. */
public final class KilledEsmeCore {
    static final String ACCOUNT = "esme";

    private KilledEsmeCore() {}

    static CoreConfigs configs(Path dataDir, DurabilityClass durability) {
        return CoreConfigs.of(dataDir)
                .durability(durability)
                .segmentBytes(1 << 18)
                .account(1, ACCOUNT, account -> account.messageIds(MessageIdSource.PROXY))
                .route(CoreConfigs.LINK);
    }

    static ProxyCore start(Path dataDir, DurabilityClass durability, int smscPort) throws IOException {
        ProxyCore core = ProxyCore.start(configs(dataDir, durability).build(KilledCore.links(smscPort), List.of()));
        core.listen();
        return core;
    }

    /** Arguments: data directory, durability class, the SMSC's port, where to write the port for ESMEs. */
    public static void main(String[] arguments) throws Exception {
        ProxyCore core =
                start(Path.of(arguments[0]), DurabilityClass.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
        Path file = Path.of(arguments[3]);
        Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), "" + core.esmePort(false));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
