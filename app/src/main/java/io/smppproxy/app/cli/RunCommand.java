package io.smppproxy.app.cli;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.config.StoreSettings;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.app.manage.ManagedConfig;
import io.smppproxy.app.node.ProxyNode;
import io.smppproxy.app.node.StopSignal;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.core.config.EsmeServerConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = {
            "Runs the proxy in the foreground.",
            "",
            "SIGTERM or SIGINT stops it: no new messages, those in flight are finished within node.drain-timeout, the links",
            "unbind, exit code 0. A second signal ends the process at once.",
            ""
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.Node");
    private static final long WATCH_INTERVAL_MS = 200;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws CommandFailure {
        long startNs = System.nanoTime();
        ConfigSource source = config.open();
        AppConfiguration unmanaged = ManagedOption.unmanaged(source);
        LogSetup.apply(unmanaged.log());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LOG.error("thread {} ended", thread.getName(), e));
        StopSignal stop = StopSignal.install();
        try (ManagedConfig managed = manage(source, unmanaged.store())) {
            return run(managed == null ? config.load() : read(source, managed), managed, stop, startNs);
        }
    }

    private static int run(AppConfiguration configuration, ManagedConfig managed, StopSignal stop, long startNs)
            throws CommandFailure {
        announce(configuration);
        try (ProxyNode node = start(configuration, managed)) {
            LOG.info(
                    "ready after {} ms: {}",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs),
                    where(configuration, node));
            while (!stop.await(WATCH_INTERVAL_MS)) {
                Throwable failure = node.failure();
                if (failure != null) {
                    LOG.error("stopping, because only a restart recovers from this", failure);
                    return ExitCode.INTERNAL;
                }
            }
            drain(configuration, node);
        }
        LOG.info("stopped");
        return ExitCode.OK;
    }

    /** @return null when the file is all the configuration there is */
    private static ManagedConfig manage(ConfigSource source, StoreSettings settings) throws CommandFailure {
        if (settings == null) {
            return null;
        }
        try {
            return ManagedConfig.open(source, settings);
        } catch (ConfigurationException e) {
            throw ConfigOption.failure(source.name(), e);
        } catch (ChangeRefused e) {
            throw ConfigOption.failure(settings.database().toString(), e.problems());
        } catch (StoreException e) {
            LOG.debug("start failed", e);
            throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
        }
    }

    private static AppConfiguration read(ConfigSource source, ManagedConfig managed) throws CommandFailure {
        try {
            return managed.configuration();
        } catch (ConfigurationException e) {
            throw ConfigOption.failure(source.name(), e);
        }
    }

    private static void announce(AppConfiguration configuration) {
        LOG.info(
                "smpp-proxy {} on Java {}, process {}, configuration {}",
                Version.number(),
                System.getProperty("java.version"),
                ProcessHandle.current().pid(),
                configuration.source());
        for (String warning : configuration.warnings()) {
            LOG.warn("{}", warning);
        }
        for (String line : Summary.lines(configuration)) {
            LOG.info("{}", line);
        }
    }

    private static ProxyNode start(AppConfiguration configuration, ManagedConfig managed) throws CommandFailure {
        try {
            return ProxyNode.start(configuration, managed, Version.number());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
        } catch (ProxyNode.DataException e) {
            LOG.debug("start failed", e);
            throw new CommandFailure(ExitCode.INTERNAL, e.getMessage());
        }
    }

    private static String where(AppConfiguration configuration, ProxyNode node) {
        List<String> places = new ArrayList<>();
        places.add("gRPC on " + configuration.grpc().host() + ":" + node.grpcPort());
        if (configuration.http() != null) {
            places.add("metrics and health on http://" + configuration.http().host() + ":" + node.httpPort());
        }
        if (configuration.smsApi() != null) {
            places.add("JSON API on http://" + configuration.smsApi().host() + ":" + node.smsApiPort() + "/v1/sms");
        }
        if (node.adminPort() != 0) {
            places.add("administration on http://" + configuration.admin().host() + ":" + node.adminPort());
        }
        EsmeServerConfig server = configuration.core().esmeServer();
        if (node.esmePort(false) != EsmeServerConfig.NO_PORT) {
            places.add("SMPP on " + server.host() + ":" + node.esmePort(false));
        }
        if (node.esmePort(true) != EsmeServerConfig.NO_PORT) {
            places.add("SMPP with TLS on " + server.host() + ":" + node.esmePort(true));
        }
        return String.join(", ", places);
    }

    private static void drain(AppConfiguration configuration, ProxyNode node) {
        LOG.info("stopping: finishing what is in flight, for at most {} ms", configuration.drainTimeoutMs());
        if (!node.drain()) {
            LOG.warn("the time to drain is over; what was not answered stays ambiguous until its receipt comes");
        }
    }
}
