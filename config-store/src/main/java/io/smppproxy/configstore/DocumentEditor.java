package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A document that is being changed. What cannot be done is noted and refuses the whole change in the end. Not thread-safe; valid only
 * within {@link ConfigManager#change}.
 */
public final class DocumentEditor {
    private final Document before;
    private final Instant now;
    private final ToLongFunction<Kind> given;
    private final Map<Kind, LinkedHashMap<String, Entity>> entities = new EnumMap<>(Kind.class);
    private final List<Problem> problems = new ArrayList<>();

    DocumentEditor(Document before, Instant now) {
        this(before, now, kind -> 0);
    }

    /** @param given the highest id that a kind ever had */
    DocumentEditor(Document before, Instant now, ToLongFunction<Kind> given) {
        this.before = before;
        this.now = now;
        this.given = given;
        for (Kind kind : Kind.values()) {
            LinkedHashMap<String, Entity> byKey = new LinkedHashMap<>();
            before.all(kind).forEach(entity -> byKey.put(entity.key(), entity));
            entities.put(kind, byKey);
        }
    }

    public Optional<Entity> find(Kind kind, String key) {
        return Optional.ofNullable(entities.get(kind).get(key));
    }

    /** Those of a kind, in their order. */
    public List<Entity> all(Kind kind) {
        return List.copyOf(entities.get(kind).values());
    }

    /**
     * Adds an entity that has an id, or a rule at the end. Without an {@code id} among its settings it is given the next free one.
     *
     * @return its key
     */
    public String add(Kind kind, ObjectNode settings) {
        if (kind == Kind.STRATEGY) {
            throw new IllegalArgumentException("a strategy is put under its name");
        }
        ObjectNode said = settings.deepCopy();
        String key = kind.isOrdered() ? place(entities.get(kind).size() + 1) : keyOf(kind, said);
        if (entities.get(kind).containsKey(key)) {
            refuse(Pointers.of(kind.section(), key, "id"), key + " (expected: an id that no " + kind + " has yet)");
        }
        set(kind, key, said);
        return key;
    }

    /** Adds an entity, or replaces all that was said of it. */
    public void put(Kind kind, String key, ObjectNode settings) {
        ObjectNode said = settings.deepCopy();
        if (kind.hasId()) {
            if (!said.hasNonNull("id")) {
                said.set("id", idNode(key));
            } else if (!said.get("id").asText().equals(key)) {
                refuse(
                        Pointers.of(kind.section(), key, "id"),
                        said.get("id") + " (expected: " + key + ", as an id never changes)");
            }
        } else if (kind.isOrdered() && !entities.get(kind).containsKey(key)) {
            refuseMissing(kind, key);
            return;
        }
        set(kind, key, said);
    }

    /** Removes an entity that is there. */
    public void remove(Kind kind, String key) {
        if (entities.get(kind).remove(key) == null) {
            refuseMissing(kind, key);
        } else if (kind.isOrdered()) {
            replaceAll(kind, all(kind).stream().map(Entity::settings).toList());
        }
    }

    /** Puts these in the place of all of a kind that has ids or an order. */
    public void replaceAll(Kind kind, List<ObjectNode> settings) {
        entities.get(kind).clear();
        settings.forEach(said -> add(kind, said));
    }

    /**
     * Puts a whole section in the place of all of a kind.
     *
     * @param section a list of objects, or for strategies an object of objects
     */
    public void replaceSection(Kind kind, JsonNode section) {
        String pointer = Pointers.of(kind.section());
        if (kind == Kind.STRATEGY ? !section.isObject() : !section.isArray()) {
            refuse(
                    pointer,
                    (kind == Kind.STRATEGY ? "no object of objects" : "no list") + " (expected: the form of the file)");
            return;
        }
        entities.get(kind).clear();
        int index = 0;
        Iterator<String> names = section.fieldNames();
        for (JsonNode element : section) {
            String name = kind == Kind.STRATEGY ? names.next() : Integer.toString(index++);
            if (!(element instanceof ObjectNode settings)) {
                refuse(Pointers.of(kind.section(), name), "no object (expected: { … })");
            } else if (kind == Kind.STRATEGY) {
                put(kind, name, settings);
            } else {
                add(kind, settings);
            }
        }
    }

    /** The next free id; links and pools share one number space. */
    public String nextId(Kind kind) {
        long highest = highestId(kind);
        if (kind == Kind.LINK || kind == Kind.POOL) {
            highest = Math.max(highestId(Kind.LINK), highestId(Kind.POOL));
        }
        return Long.toString(Math.max(highest, given.applyAsLong(kind)) + 1);
    }

    private long highestId(Kind kind) {
        return highestId(entities.get(kind).keySet().stream());
    }

    static long highestId(Stream<String> keys) {
        return keys.filter(key -> key.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** Refuses the change in the end, with this among its problems. */
    public void refuse(String pointer, String detail) {
        Problem problem = new Problem(pointer, detail);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /** What has become of the document; it has the next version's number. */
    Document document() {
        Map<Kind, List<Entity>> lists = new EnumMap<>(Kind.class);
        entities.forEach((kind, byKey) -> lists.put(kind, List.copyOf(byKey.values())));
        return new Document(before.version() + 1, lists);
    }

    private void set(Kind kind, String key, ObjectNode settings) {
        Entity old = before.find(kind, key).orElse(null);
        Entity entity = new Entity(kind, key, settings, old == null ? now : old.created(), now);
        entities.get(kind).put(key, entity.saysAsMuchAs(old) ? old : entity);
    }

    private String keyOf(Kind kind, ObjectNode settings) {
        if (!settings.hasNonNull("id")) {
            settings.set("id", idNode(nextId(kind)));
        }
        return settings.get("id").asText();
    }

    private static JsonNode idNode(String key) {
        return key.matches("[0-9]{1,18}") ? LongNode.valueOf(Long.parseLong(key)) : new TextNode(key);
    }

    private static String place(int number) {
        return Integer.toString(number);
    }

    private void refuseMissing(Kind kind, String key) {
        refuse(Pointers.of(kind.section(), key), "no such " + kind + " (expected: one that is there)");
    }
}
