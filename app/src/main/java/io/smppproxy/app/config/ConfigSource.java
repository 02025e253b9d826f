package io.smppproxy.app.config;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.smppproxy.configstore.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration as it was found at one moment: defaults, file and environment. From it a node is configured, with the sections that
 * people manage as they are there or as they come from elsewhere. Immutable.
 */
public final class ConfigSource {
    private static final Set<String> MANAGED =
            Arrays.stream(Kind.values()).map(Kind::section).collect(Collectors.toUnmodifiableSet());
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Path file;
    private final Map<String, String> environment;
    private final Config user;
    private final Config merged;

    private ConfigSource(Path file, Map<String, String> environment, Config user, Config merged) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.user = user;
        this.merged = merged;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param file HOCON file, or null for the embedded defaults
     * @param environment usually {@link System#getenv()}
     * @throws ConfigurationException when the file cannot be read or is no HOCON
     */
    public static ConfigSource open(Path file, Map<String, String> environment) throws ConfigurationException {
        ConfigReport report = new ConfigReport();
        Config user = ConfigLoader.user(file, report);
        Config merged = user == null ? null : ConfigLoader.merge(user, environment, report);
        if (merged == null) {
            throw new ConfigurationException(report.problems());
        }
        return new ConfigSource(file, environment, user, merged);
    }

    /** For people: the file, or "embedded defaults". */
    public String name() {
        return file == null ? "embedded defaults" : file.toString();
    }

    /** Defaults under what the file says, without the environment. */
    Config merged() {
        return merged;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** Everything as it was found. */
    public AppConfiguration configuration() throws ConfigurationException {
        return ConfigLoader.read(merged, name(), new EnvironmentVariables(environment));
    }

    /**
     * With managed sections that come from elsewhere; the file's and the environment's do not count then.
     *
     * @param managed sections by name, in the form of the file; one that is missing is empty
     */
    public AppConfiguration configuration(ObjectNode managed) throws ConfigurationException {
        Config config = merged;
        for (Kind kind : Kind.values()) {
            Object section = managed.has(kind.section())
                    ? JSON.convertValue(managed.get(kind.section()), Object.class)
                    : kind == Kind.STRATEGY ? Map.of() : List.of();
            config = config.withoutPath(kind.section())
                    .withValue(kind.section(), ConfigValueFactory.fromAnyRef(section, "configuration store"));
        }
        return ConfigLoader.read(config, name(), new EnvironmentVariables(environment, MANAGED));
    }

    /**
     * The managed sections as they were found, the environment's values among them.
     *
     * @throws ConfigurationException with everything that is wrong with the configuration
     */
    public ObjectNode managedSections() throws ConfigurationException {
        EnvironmentVariables variables = new EnvironmentVariables(environment);
        ConfigLoader.read(merged, name(), variables);
        ObjectNode sections = JSON.createObjectNode();
        for (String section : MANAGED.stream().sorted().toList()) {
            if (merged.hasPath(section)) {
                sections.set(section, JSON.valueToTree(merged.getValue(section).unwrapped()));
            }
        }
        variables.overrides().forEach((key, value) -> {
            if (EnvironmentVariables.isWithin(key, MANAGED)) {
                KeyPath.set(sections, key, value);
            }
        });
        return sections;
    }

    /** Whether the file or the environment says anything about a managed section. */
    public boolean saysSomethingOfManagedSections() {
        return MANAGED.stream().anyMatch(this::speaksOf);
    }

    /** Those of {@link #managedSections} that the file or the environment says something about, as text in one order. */
    public String saidOfManagedSections() throws ConfigurationException {
        ObjectNode sections = managedSections();
        sections.retain(MANAGED.stream().filter(this::speaksOf).toList());
        return sections.toString();
    }

    private boolean speaksOf(String section) {
        return user.hasPathOrNull(section) || new EnvironmentVariables(environment).speakOf(section);
    }
}
