package io.smppproxy.app.config;

import java.util.Map;

/**
 * What is logged and how.
 *
 * @param level of everything without a level of its own
 * @param format one readable line, or one JSON object, for each event
 * @param levels by logger name
 */
public record LogSettings(Level level, Format format, Map<String, Level> levels) {
    public static final LogSettings DEFAULT = new LogSettings(Level.INFO, Format.TEXT, Map.of());

    public LogSettings {
        levels = Map.copyOf(levels);
    }

    /** Log levels, the most talkative first. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** How an event is written. */
    public enum Format {
        TEXT,
        JSON
    }
}
