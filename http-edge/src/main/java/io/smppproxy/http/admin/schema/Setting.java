package io.smppproxy.http.admin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * One key that an entity of the configuration may have.
 *
 * @param name as in the configuration file, levels separated by dots: {@code rate-limit.burst}
 * @param type what it holds
 * @param defaultValue what holds when nothing is said; null for nothing
 * @param min smallest number, or null
 * @param max largest number, or null
 * @param maxLength most characters of a text, or null
 * @param choices the words that it may be, otherwise empty
 * @param required whether there is no default and it has to be said
 * @param secret whether it is never shown
 * @param help what reference.conf says of it
 */
public record Setting(
        String name,
        Type type,
        JsonNode defaultValue,
        Long min,
        Long max,
        Integer maxLength,
        List<String> choices,
        boolean required,
        boolean secret,
        String help) {
    public Setting {
        choices = List.copyOf(choices);
    }

    /** What a setting holds. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE,
        LIST,
        /** A number with ms, s, m, h or d. */
        DURATION,
        /** A number with B, KiB, MiB or GiB. */
        SIZE,
        /** An object of names and values. */
        OBJECT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
