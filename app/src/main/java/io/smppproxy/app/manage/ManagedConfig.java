package io.smppproxy.app.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.config.SettingsCatalogReader;
import io.smppproxy.app.config.StoreSettings;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.sql.SqlConfigStore;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The managed configuration of this node. At the first start it is that of the file; afterwards the database rules, and a file that says
 * something else is told of in the log.
 */
public final class ManagedConfig implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.ConfigStore");
    /** Note in the database: seal of what the file said when it was imported last. */
    private static final String IMPORTED = "imported-file";

    private final ConfigSource source;
    private final CoreApplier applier;
    private final ConfigStore store;
    private final ConfigManager manager;

    private ManagedConfig(ConfigSource source, CoreApplier applier, ConfigStore store, ConfigManager manager) {
        this.source = source;
        this.applier = applier;
        this.store = store;
        this.manager = manager;
    }

    /**
     * Opens the database, for a node.
     *
     * @param settings of the database
     * @throws ConfigurationException when the first import is refused
     * @throws ChangeRefused when the node cannot run what the database has
     * @throws io.smppproxy.configstore.StoreException when the database cannot be used
     */
    public static ManagedConfig open(ConfigSource source, StoreSettings settings)
            throws ConfigurationException, ChangeRefused {
        CoreApplier applier = new CoreApplier(source);
        ConfigStore store = openStore(source, settings);
        try {
            boolean isFirst = store.load().version() == 0;
            JsonNode first = isFirst ? source.managedSections() : JsonNodeFactory.instance.objectNode();
            ConfigManager manager = ConfigManager.open(store, applier, first, source.name());
            ManagedConfig managed = new ManagedConfig(source, applier, store, manager);
            LOG.info("configuration: version {} of {}", manager.current().version(), settings.database());
            if (isFirst) {
                managed.noteImport();
            } else {
                managed.tellOfAnotherFile();
            }
            return managed;
        } catch (ConfigurationException | ChangeRefused | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Opens the database to look at it or to mend it, beside a running node or without one; nothing is imported. */
    public static ManagedConfig openAsIs(ConfigSource source, StoreSettings settings) {
        CoreApplier applier = new CoreApplier(source);
        ConfigStore store = openStore(source, settings);
        return new ManagedConfig(source, applier, store, ConfigManager.openAsIs(store, applier));
    }

    private static ConfigStore openStore(ConfigSource source, StoreSettings settings) {
        return SqlConfigStore.open(settings.database(), StoreKey.resolve(settings, source.environment()));
    }

    /** What the node is started with. */
    public AppConfiguration configuration() throws ConfigurationException {
        return applier.read(manager.current());
    }

    /** Every setting that a managed entity can have. */
    public SettingsCatalog catalog() {
        return SettingsCatalogReader.read(source);
    }

    public ConfigManager manager() {
        return manager;
    }

    public ConfigStore store() {
        return store;
    }

    /**
     * From now on the core runs each change, those of other nodes too.
     *
     * @param started what it was started with
     */
    public void run(ProxyCore core, RunningConfig started) {
        applier.attach(core, started, manager.blacklist()::numbers);
        applier.apply(manager.current());
        manager.startFollowing();
    }

    /** Remembers that what the file says now is in the database. */
    public void noteImport() throws ConfigurationException {
        store.setNote(IMPORTED, seal());
    }

    private String seal() throws ConfigurationException {
        return store.secrets().seal(IMPORTED, source.saidOfManagedSections());
    }

    private void tellOfAnotherFile() {
        try {
            if (!source.saysSomethingOfManagedSections()
                    || store.note(IMPORTED).filter(seal()::equals).isPresent()) {
                return;
            }
            LOG.warn(
                    "{}: its links, pools, accounts, apps, strategies and routes are not those that were imported, and do not count;"
                            + " \"smpp-proxy config import\" takes them over, or take them out of the file",
                    source.name());
        } catch (ConfigurationException e) {
            LOG.warn(
                    "{}: its links, pools, accounts, apps, strategies and routes do not count, and are wrong:\n{}",
                    source.name(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        manager.close();
        store.close();
    }
}
