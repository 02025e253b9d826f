package io.smppproxy.app.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment as overrides of keys: {@code SMPP_PROXY_} and the key in capitals, with every separator written as an
 * underscore. {@code grpc.port} is SMPP_PROXY_GRPC_PORT, {@code links[0].password} is SMPP_PROXY_LINKS_0_PASSWORD. Variables are
 * looked up by key, never the other way round, so the rule has no ambiguity. Not thread-safe.
 */
final class EnvironmentVariables {
    static final String PREFIX = "SMPP_PROXY_";

    /** Read by the command line or by the launcher, not by the configuration. */
    private static final Set<String> OTHERS = Set.of(
            "SMPP_PROXY_CONFIG",
            "SMPP_PROXY_CONFIG_KEY",
            "SMPP_PROXY_TOKEN",
            "SMPP_PROXY_TARGET",
            "SMPP_PROXY_JAVA",
            "SMPP_PROXY_JAVA_OPTS");

    /** Names that installations of other software with the same administration API have in their environment files. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("admin.port", "HTTP_PORT"),
            Map.entry("admin.username", "HTTP_ADMIN_USERNAME"),
            Map.entry("admin.password", "HTTP_ADMIN_PASSWORD"),
            Map.entry("admin.api-token", "HTTP_API_TOKEN"),
            Map.entry("smpp-server.port", "SMPP_PORT"),
            Map.entry("smpp-server.tls.port", "SMPP_SSL_PORT"),
            Map.entry("smpp-server.tls.certificate", "SMPP_SSL_CERT_PATH"),
            Map.entry("smpp-server.tls.key", "SMPP_SSL_KEY_PATH"),
            Map.entry("config-store.mysql.host", "MYSQL_HOST"),
            Map.entry("config-store.mysql.port", "MYSQL_PORT"),
            Map.entry("config-store.mysql.database", "MYSQL_DBNAME"),
            Map.entry("config-store.mysql.username", "MYSQL_USERNAME"),
            Map.entry("config-store.mysql.password", "MYSQL_PASSWORD"));

    private final Map<String, String> variables;
    private final Set<String> withoutSections;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();

    EnvironmentVariables(Map<String, String> variables) {
        this(variables, Set.of());
    }

    /** @param withoutSections sections that come from elsewhere, so that no variable overrides anything in them */
    EnvironmentVariables(Map<String, String> variables, Set<String> withoutSections) {
        this.variables = variables;
        this.withoutSections = withoutSections;
    }

    /** Whether a key is one of these sections or lies in one. */
    static boolean isWithin(String key, Set<String> sections) {
        return sections.contains(key.replaceAll("[.\\[].*", ""));
    }

    /** The variable's name for a key. */
    static String nameOf(String key) {
        return PREFIX + key.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    /** The override of a key, or null. An empty variable counts, so that a default can be overridden by nothing. */
    String valueOf(String key) {
        String name = nameOf(key);
        asked.add(name);
        String other = OTHER_NAMES.getOrDefault(key, name);
        String value = variables.containsKey(name) ? variables.get(name) : variables.get(other);
        if (isWithin(key, withoutSections)) {
            return null;
        }
        if (value != null) {
            overrides.put(key, value);
        }
        return value;
    }

    /** The overrides that were asked for, by key. */
    Map<String, String> overrides() {
        return overrides;
    }

    /** Whether there is a variable for something in a section. */
    boolean speakOf(String section) {
        return variables.keySet().stream().anyMatch(name -> name.startsWith(nameOf(section) + "_"));
    }

    /** How many elements of a list the variables speak of: one more than the highest index. */
    int sizeOfList(String key) {
        if (isWithin(key, withoutSections)) {
            return 0;
        }
        String prefix = nameOf(key) + "_";
        int size = 0;
        for (String name : variables.keySet()) {
            if (name.startsWith(prefix)) {
                String index = name.substring(prefix.length()).replaceAll("_.*", "");
                if (index.matches("[0-9]{1,4}")) {
                    size = Math.max(size, Integer.parseInt(index) + 1);
                }
            }
        }
        return size;
    }

    /** Variables with our prefix that no key asked for, each with a suggestion. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>();
        for (String name : variables.keySet()) {
            if (name.startsWith(PREFIX) && !asked.contains(name) && !OTHERS.contains(name)) {
                unused.add(name + ": no such setting" + Similar.hint(name, asked));
            }
        }
        return unused;
    }
}
