package io.smppproxy.app.config;

import com.typesafe.config.ConfigValue;
import java.util.Locale;

/**
 * A value as it was found.
 *
 * @param value from a file; null for one from the environment
 * @param text what it says
 * @param where file and line, or environment variable
 */
record RawValue(ConfigValue value, String text, String where) {
    private static final int SHOWN_CHARS = 100;

    /** The value for an error message: numbers and words bare, anything else in quotes, secrets not at all. */
    String shown(String name) {
        if (isSecret(name)) {
            return text.isEmpty() ? "\"\"" : "*** (" + text.length() + " characters)";
        }
        String shortened = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
        return text.matches("-?[0-9.]+|true|false") ? shortened : "\"" + shortened + "\"";
    }

    static boolean isSecret(String name) {
        return name.contains("password") || name.endsWith("secret") || name.endsWith("token");
    }

    /** As Java has it; the text itself where it is a variable's. */
    Object unwrapped() {
        return value == null ? text : value.unwrapped();
    }

    static String describe(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "an object";
            case LIST -> "a list";
            default -> "a " + value.valueType().name().toLowerCase(Locale.ROOT);
        };
    }

    static String where(ConfigValue value) {
        return value.origin().description();
    }
}
