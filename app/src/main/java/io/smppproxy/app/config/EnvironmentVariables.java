package io.smppproxy.app.config;

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
            "SMPP_PROXY_CONFIG", "SMPP_PROXY_TOKEN", "SMPP_PROXY_TARGET", "SMPP_PROXY_JAVA", "SMPP_PROXY_JAVA_OPTS");

    /** Names that installations of other software with the same administration API have in their environment files. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "admin.port", "HTTP_PORT",
            "admin.username", "HTTP_ADMIN_USERNAME",
            "admin.password", "HTTP_ADMIN_PASSWORD",
            "admin.api-token", "HTTP_API_TOKEN",
            "smpp-server.port", "SMPP_PORT",
            "smpp-server.tls.port", "SMPP_SSL_PORT",
            "smpp-server.tls.certificate", "SMPP_SSL_CERT_PATH",
            "smpp-server.tls.key", "SMPP_SSL_KEY_PATH");

    private final Map<String, String> variables;
    private final Set<String> asked = new LinkedHashSet<>();

    EnvironmentVariables(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The variable's name for a key. */
    static String nameOf(String key) {
        return PREFIX + key.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    /** The override of a key, or null. An empty variable counts, so that a default can be overridden by nothing. */
    String valueOf(String key) {
        String name = nameOf(key);
        asked.add(name);
        String other = OTHER_NAMES.get(key);
        return other == null || variables.containsKey(name) ? variables.get(name) : variables.get(other);
    }

    /** How many elements of a list the variables speak of: one more than the highest index. */
    int sizeOfList(String key) {
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
