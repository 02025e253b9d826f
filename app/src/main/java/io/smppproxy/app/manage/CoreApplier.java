package io.smppproxy.app.manage;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.configstore.ConfigApplier;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Problem;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.config.StrategyConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads documents with the readers of the file, and hands what they say to the core. Called by one thread at a time. */
final class CoreApplier implements ConfigApplier {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.ConfigStore");

    private final ConfigSource source;
    private Function<String, Set<String>> blacklist = strategy -> Set.of();
    /** Null until the node runs. */
    private ProxyCore core;

    private RunningConfig running;

    CoreApplier(ConfigSource source) {
        this.source = source;
    }

    @Override
    public List<Problem> check(Document next) {
        try {
            source.configuration(next.toJson());
            return List.of();
        } catch (ConfigurationException e) {
            ProblemPointers pointers = new ProblemPointers(next);
            return e.problems().stream().map(pointers::of).toList();
        }
    }

    /** What a node is started with to run a document. */
    AppConfiguration read(Document document) throws ConfigurationException {
        return source.configuration(document.toJson());
    }

    /**
     * From now on the core runs what is applied.
     *
     * @param started what it was started with
     * @param numbers those that a strategy refuses beside those of its settings
     */
    synchronized void attach(ProxyCore runningCore, RunningConfig started, Function<String, Set<String>> numbers) {
        core = runningCore;
        running = started;
        blacklist = numbers;
    }

    @Override
    public synchronized void apply(Document next) {
        if (core == null) {
            return;
        }
        try {
            RunningConfig wanted = withNumbers(read(next).core().running());
            if (!wanted.equals(running)) {
                core.reconfigure(wanted).whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("configuration: version {} is not in effect everywhere", next.version(), failure);
                    }
                });
                running = wanted;
            }
        } catch (ConfigurationException | RuntimeException e) {
            LOG.error("configuration: version {} is saved but cannot be run; restore an older one", next.version(), e);
            throw new IllegalStateException("version " + next.version() + " is saved but cannot be run", e);
        }
    }

    private RunningConfig withNumbers(RunningConfig config) {
        return new RunningConfig(
                config.links(),
                config.pools(),
                config.apps(),
                config.strategies().stream().map(this::withNumbers).toList(),
                config.accounts(),
                config.routes(),
                config.moRoutes(),
                config.pduLogs());
    }

    private StrategyConfig withNumbers(StrategyConfig strategy) {
        Set<String> numbers = blacklist.apply(strategy.name());
        if (numbers.isEmpty()) {
            return strategy;
        }
        Set<String> all = new HashSet<>(strategy.blacklist());
        all.addAll(numbers);
        return new StrategyConfig(
                strategy.name(),
                strategy.dailyCap(),
                strategy.weeklyCap(),
                strategy.duplicateWindowSeconds(),
                strategy.sharedByApps(),
                all);
    }
}
