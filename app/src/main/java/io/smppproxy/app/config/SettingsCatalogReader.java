package io.smppproxy.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.Setting;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the catalog of what links, accounts and so on can have: lets the readers read one empty element of each, and looks what they ask
 * for. So forms and documents cannot differ from what is checked.
 */
public final class SettingsCatalogReader {
    private static final Config ONE_OF_EACH = ConfigFactory.parseString("""
            links = [{}], pools = [{}], accounts = [{}], apps = [{}], routes = [{}], mo-routes = [{}]
            """);
    private static final Map<Kind, String> DEFAULTS = Map.of(
            Kind.LINK, "link-defaults",
            Kind.ACCOUNT, "account-defaults",
            Kind.APP, "app-defaults",
            Kind.STRATEGY, "strategy-defaults");

    private SettingsCatalogReader() {}

    /**
     * The catalog with the defaults of a configuration that has been loaded without problems.
     *
     * @param file HOCON file, or null for the embedded defaults
     */
    public static SettingsCatalog read(Path file, Map<String, String> environment) throws ConfigurationException {
        return read(ConfigSource.open(file, environment));
    }

    /** The catalog with the defaults of a configuration that has been loaded without problems. */
    public static SettingsCatalog read(ConfigSource source) {
        Map<String, String> environment = source.environment();
        Config one = ONE_OF_EACH
                .withFallback(source.merged().withoutPath("strategies"))
                .withFallback(ConfigFactory.parseString("strategies.one {}"));
        SettingRecorder recorder = new SettingRecorder();
        new CoreReader(Section.recording(one.root(), new EnvironmentVariables(withoutElements(environment)), recorder))
                .read();
        Config reference = ConfigLoader.merge(ConfigFactory.empty(), Map.of(), new ConfigReport());
        Map<Kind, List<Setting>> settings = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            String prefix = kind == Kind.STRATEGY ? "strategies.one." : kind.section() + "[0].";
            settings.put(kind, recorder.below(prefix, name -> help(reference, DEFAULTS.get(kind), name)));
        }
        return new SettingsCatalog(settings);
    }

    /** What is said of single elements in the environment is no default. */
    private static Map<String, String> withoutElements(Map<String, String> environment) {
        Map<String, String> others = new HashMap<>(environment);
        for (Kind kind : Kind.values()) {
            String prefix = EnvironmentVariables.nameOf(kind.section()).toUpperCase(Locale.ROOT) + "_";
            others.keySet().removeIf(name -> name.startsWith(prefix));
        }
        return others;
    }

    /** The comment above a key. */
    private static String help(Config reference, String section, String name) {
        String path = section == null ? name : section + "." + ConfigUtil.joinPath(List.of(name.split("\\.")));
        if (section == null || !reference.hasPath(path)) {
            return "";
        }
        return reference.getValue(path).origin().comments().stream()
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
