package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Pointers;
import io.smppproxy.configstore.Problem;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import java.util.List;
import java.util.Locale;

/** Adds, changes and removes entities of one kind. Any thread. */
final class EntityEditing {
    private final Changes changes;
    private final EntityShape shape;
    private final Kind kind;
    /** What the API calls it: gateway, client, pool, … */
    private final String noun;

    EntityEditing(Changes changes, EntityShape shape, String noun) {
        this.changes = changes;
        this.shape = shape;
        this.kind = shape.kind();
        this.noun = noun;
    }

    EntityShape shape() {
        return shape;
    }

    List<Entity> all() {
        return changes.current().all(kind);
    }

    long version() {
        return changes.current().version();
    }

    /** @throws ApiProblem 404 */
    Entity existing(String key) {
        return changes.current()
                .find(kind, key)
                .orElseThrow(() -> ApiProblem.notFound("there is no " + noun + " with this id"));
    }

    /**
     * Adds what a body says.
     *
     * @param name for a strategy, its name; null for what has an id
     * @return its key
     */
    String add(Context context, ObjectNode settings, String name) {
        String[] key = {name};
        changes.make(context, "added " + noun + label(settings, name), problem -> own(problem, key[0]), editor -> {
            if (name == null) {
                key[0] = editor.add(kind, settings);
            } else if (editor.find(kind, name).isPresent()) {
                editor.refuse(
                        Pointers.of(kind.section(), name, "name"), "(expected: a name that no " + noun + " has yet)");
            } else {
                editor.put(kind, name, settings);
            }
        });
        return key[0];
    }

    /** Changes the fields that a body names and that differ from what holds now; null stands for the default. */
    Entity change(Context context, String key, ObjectNode body) {
        existing(key);
        Document document = changes.make(
                context,
                what(key, body),
                problem -> own(problem, key),
                editor -> editor.find(kind, key)
                        .ifPresentOrElse(
                                entity -> editor.put(kind, key, changed(entity, body)),
                                () -> editor.refuse(Pointers.of(kind.section(), key), "there is no such " + noun)));
        return document.find(kind, key).orElseThrow();
    }

    private String what(String key, ObjectNode body) {
        JsonNode enabled = body.get("enabled");
        if (enabled != null
                && enabled.isBoolean()
                && existing(key).settings().path("enabled").asBoolean(true) != enabled.booleanValue()) {
            return (enabled.booleanValue() ? "enabled " : "disabled ") + noun + " " + key;
        }
        return "changed " + noun + " " + key;
    }

    private ObjectNode changed(Entity entity, ObjectNode body) {
        ObjectNode shown = shape.toFields(entity);
        ObjectNode different = body.deepCopy();
        shown.properties().forEach(field -> {
            JsonNode sent = different.get(field.getKey());
            if (sent != null && sent.toString().equals(field.getValue().toString())) {
                different.remove(field.getKey());
            }
        });
        different.remove("id");
        ObjectNode settings = entity.settings();
        merge(settings, shape.toSettings(different));
        return settings;
    }

    private static void merge(ObjectNode settings, ObjectNode said) {
        said.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                settings.remove(field.getKey());
            } else if (value instanceof ObjectNode inner && settings.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, inner);
            } else {
                settings.set(field.getKey(), value);
            }
        });
    }

    void remove(Context context, String key) {
        existing(key);
        changes.make(context, "deleted " + noun + " " + key, problem -> null, editor -> editor.remove(kind, key));
    }

    private FieldProblem own(Problem problem, String key) {
        return key == null ? null : Changes.below(Pointers.of(kind.section(), key), problem, shape::fieldOf);
    }

    /** Names stand in the version list, where control characters and novels are of no use. */
    private static String label(ObjectNode settings, String name) {
        String text = name;
        for (String setting : List.of("smsc-id", "username", "name")) {
            text = text == null ? settings.path(setting).textValue() : text;
        }
        return text == null || !text.matches("[ -~]{1,100}") ? "" : " " + text;
    }

    /** A key in a path: digits, for kinds with ids. */
    static String idOf(Context context) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw ApiProblem.notFound("id: (expected: a number)");
        }
        return Long.toString(Long.parseLong(id));
    }

    static String word(Kind kind) {
        return kind.toString().toLowerCase(Locale.ROOT);
    }
}
