package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole managed configuration at one version. Immutable. Passwords of links are in clear in it, those of accounts are hashes.
 *
 * @param version 1 for the first that was saved; 0 for none
 * @param entities all kinds, each in its order
 */
public record Document(long version, Map<Kind, List<Entity>> entities) {
    public Document {
        Map<Kind, List<Entity>> copy = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            copy.put(kind, List.copyOf(entities.getOrDefault(kind, List.of())));
        }
        entities = Collections.unmodifiableMap(copy);
    }

    /** Nothing at all, at version 0. */
    public static Document empty() {
        return new Document(0, Map.of());
    }

    /** Those of a kind, in their order. */
    public List<Entity> all(Kind kind) {
        return entities.get(kind);
    }

    public Optional<Entity> find(Kind kind, String key) {
        return all(kind).stream().filter(entity -> entity.key().equals(key)).findFirst();
    }

    public Document withVersion(long number) {
        return new Document(number, entities);
    }

    /** Whether another document says the same, whatever its version and times. */
    public boolean saysAsMuchAs(Document other) {
        return toJson().equals(other.toJson());
    }

    /** With the keys of the configuration file: {@code {"links": [{"id": 101, …}], …, "strategies": {"cp1": {…}}}}. */
    public ObjectNode toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.STRATEGY) {
                ObjectNode byName = root.putObject(kind.section());
                all(kind).forEach(entity -> byName.set(entity.key(), entity.settings()));
            } else {
                ArrayNode list = root.putArray(kind.section());
                all(kind).forEach(entity -> list.add(entity.settings()));
            }
        }
        return root;
    }

    /** Without entities, as they hold secrets. */
    @Override
    public String toString() {
        return "Document[version=" + version + "]";
    }
}
