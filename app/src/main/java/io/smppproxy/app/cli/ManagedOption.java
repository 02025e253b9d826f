package io.smppproxy.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.manage.ManagedConfig;
import io.smppproxy.configstore.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways from the file to the configuration store, for subcommands. */
final class ManagedOption {
    private ManagedOption() {}

    /** What the file says of everything that is not managed. */
    static AppConfiguration unmanaged(ConfigSource source) throws CommandFailure {
        try {
            return source.configuration(JsonNodeFactory.instance.objectNode());
        } catch (ConfigurationException e) {
            throw ConfigOption.failure(source.name(), e);
        }
    }

    /** Opens the store as it is; a node may run on it. */
    static ManagedConfig openAsIs(ConfigSource source) throws CommandFailure {
        AppConfiguration unmanaged = unmanaged(source);
        if (unmanaged.store() == null) {
            throw new CommandFailure(
                    ExitCode.CONFIG,
                    "config-store.enabled: false (expected: true, as without it the file is all there is)");
        }
        try {
            return ManagedConfig.openAsIs(source, unmanaged.store());
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
        }
    }

    /** What a node runs: the store's configuration once there is one, else the file's. */
    static AppConfiguration running(ConfigOption option) throws CommandFailure {
        ConfigSource source = option.open();
        AppConfiguration unmanaged = unmanaged(source);
        boolean isThere = unmanaged.store() != null
                && (!unmanaged.store().database().isEmbedded()
                        || Files.exists(Path.of(unmanaged.store().database().file() + ".mv.db")));
        if (!isThere) {
            return option.load();
        }
        try (ManagedConfig managed = openAsIs(source)) {
            return managed.manager().current().version() == 0 ? option.load() : managed.configuration();
        } catch (ConfigurationException e) {
            throw ConfigOption.failure(source.name(), e);
        }
    }
}
