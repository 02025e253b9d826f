package io.smppproxy.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.smppproxy.core.config.CoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the configuration: embedded defaults, over them a file, over both the environment. */
public final class ConfigLoader {
    static final String DEFAULTS = "io/smppproxy/app/config/reference.conf";
    /** Keys that only make sense together: a file that brings links must not inherit the demo pool. */
    private static final String LINKS = "links";

    private static final String POOLS = "pools";

    private ConfigLoader() {}

    /**
     * Reads and checks.
     *
     * @param file HOCON file, or null for the embedded defaults
     * @param environment usually {@link System#getenv()}
     * @throws ConfigurationException with everything that is wrong
     */
    public static AppConfiguration load(Path file, Map<String, String> environment) throws ConfigurationException {
        return ConfigSource.open(file, environment).configuration();
    }

    /** Reads and checks what was put together. */
    static AppConfiguration read(Config merged, String source, EnvironmentVariables variables)
            throws ConfigurationException {
        ConfigReport report = new ConfigReport();
        Section root = Section.root(merged.root(), variables, report);
        AppConfiguration configuration = read(root, source, variables);
        root.reportUnknownKeys();
        if (!report.problems().isEmpty()) {
            throw new ConfigurationException(report.problems());
        }
        return configuration;
    }

    private static AppConfiguration read(Section root, String source, EnvironmentVariables variables) {
        root.ignore("vars");
        Section node = root.section("node");
        CoreReader coreReader = new CoreReader(root);
        CoreConfig core = coreReader.read();
        AppConfiguration configuration = new AppConfiguration(
                source,
                List.of(),
                core,
                EdgeReader.grpc(root.section("grpc")),
                AuthReader.read(root.section("auth"), core.dataDir()),
                EdgeReader.http(root.section("http")),
                EdgeReader.smsApi(root.section("sms-api")),
                AdminReader.read(root.section("admin"), core.dataDir()),
                EdgeReader.log(root.section("log")),
                core.pduLog().tlvs(),
                StoreReader.read(root.section("config-store"), core.dataDir()),
                node.durationMs("drain-timeout", "0s", "1h"));
        CrossChecks.ports(
                configuration,
                root.section("http"),
                root.section("sms-api"),
                root.section("admin"),
                root.section("smpp-server"));
        return configuration.withWarnings(warnings(core, coreReader.warnings(), variables));
    }

    private static List<String> warnings(CoreConfig core, List<String> read, EnvironmentVariables variables) {
        List<String> warnings = new ArrayList<>(variables.unused());
        warnings.addAll(read);
        if (core.links().isEmpty()) {
            warnings.add("links: empty, so no message can be sent");
        }
        if (core.apps().isEmpty()) {
            warnings.add("apps: empty, so every call is refused");
        }
        return warnings;
    }

    /** @return what the file says, unresolved; null after reporting why not */
    static Config user(Path file, ConfigReport report) {
        if (file == null) {
            return ConfigFactory.empty();
        }
        if (!Files.isReadable(file)) {
            report.add("config", file + " (expected: a file that this process can read)", "");
            return null;
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            report.add("config", e.getMessage(), "");
            return null;
        }
    }

    /** @return the defaults under what the file says, resolved; null after reporting why not */
    static Config merge(Config user, Map<String, String> environment, ConfigReport report) {
        try {
            Config defaults = ConfigFactory.parseResources(
                    ConfigLoader.class.getClassLoader(),
                    DEFAULTS,
                    ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription("embedded defaults"));
            Config base =
                    user.hasPathOrNull(LINKS) && !user.hasPathOrNull(POOLS) ? defaults.withoutPath(POOLS) : defaults;
            return user.withFallback(base)
                    .resolve(ConfigResolveOptions.defaults()
                            .setUseSystemEnvironment(false)
                            .appendResolver(new EnvironmentResolver(environment)));
        } catch (ConfigException e) {
            report.add("config", e.getMessage(), "");
            return null;
        }
    }

    /** Lets a file say {@code ${?NAME}} with variables of the given environment. */
    private record EnvironmentResolver(Map<String, String> environment) implements ConfigResolver {
        @Override
        public ConfigValue lookup(String path) {
            String value = environment.get(path);
            return value == null ? null : ConfigValueFactory.fromAnyRef(value, "environment variable " + path);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
