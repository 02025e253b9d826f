package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * One managed thing. Immutable: settings are copied on their way in and out.
 *
 * @param kind what it is
 * @param key the numeric id as text; a strategy's name; a rule's place in its list, from 1
 * @param settings what was said of it, with the keys of the configuration file; defaults are not among them
 * @param created since when it is there, in milliseconds
 * @param updated when its settings last changed, in milliseconds
 */
public record Entity(Kind kind, String key, ObjectNode settings, Instant created, Instant updated) {
    public Entity {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(key);
        settings = Json.normalised(settings);
    }

    /** A copy, for the caller to change. */
    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    /** Whether another one says the same, whenever it was said. */
    public boolean saysAsMuchAs(Entity other) {
        return other != null && kind == other.kind && key.equals(other.key) && settings.equals(other.settings);
    }

    /** JSON pointer to it: {@code /links/101}. */
    public String pointer() {
        return Pointers.of(kind.section(), key);
    }

    /** Without settings, as they hold secrets. */
    @Override
    public String toString() {
        return pointer();
    }
}
