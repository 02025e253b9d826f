package io.smppproxy.app.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key full key, for example {@code links[0].window}
 * @param text what was found and what was expected, secrets masked
 * @param where file and line, or environment variable; empty when unknown
 */
public record ConfigProblem(String key, String text, String where) {
    @Override
    public String toString() {
        return where.isEmpty() ? key + ": " + text : key + ": " + text + " [" + where + "]";
    }
}
