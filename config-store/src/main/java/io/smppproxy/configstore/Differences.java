package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What differs between two documents: {@code [{"pointer": "/links/101/port", "before": 2775, "after": 2776}]}, secrets masked. */
final class Differences {
    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    private Differences() {}

    static ArrayNode between(Document before, Document after) {
        Differences differences = new Differences();
        for (Kind kind : Kind.values()) {
            Set<String> keys = new LinkedHashSet<>();
            before.all(kind).forEach(entity -> keys.add(entity.key()));
            after.all(kind).forEach(entity -> keys.add(entity.key()));
            for (String key : keys) {
                differences.compare(
                        Pointers.of(kind.section(), key),
                        settings(before, kind, key),
                        settings(after, kind, key),
                        false);
            }
        }
        return differences.list;
    }

    private static JsonNode settings(Document document, Kind kind, String key) {
        return document.find(kind, key).<JsonNode>map(Entity::settings).orElse(NullNode.instance);
    }

    private void compare(String pointer, JsonNode before, JsonNode after, boolean secret) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            add(pointer, shown(before, secret), shown(after, secret));
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode none = NullNode.instance;
            JsonNode old = before.has(name) ? before.get(name) : none;
            JsonNode young = after.has(name) ? after.get(name) : none;
            compare(pointer + Pointers.of(name), old, young, SecretSettings.isSecret(name));
        }
    }

    private static JsonNode shown(JsonNode value, boolean secret) {
        return secret && !value.isNull()
                ? JsonNodeFactory.instance.textNode(SecretSettings.MASK)
                : SecretSettings.masked(value);
    }

    private void add(String pointer, JsonNode before, JsonNode after) {
        ObjectNode difference = list.addObject();
        difference.put("pointer", pointer);
        difference.set("before", before);
        difference.set("after", after);
    }
}
