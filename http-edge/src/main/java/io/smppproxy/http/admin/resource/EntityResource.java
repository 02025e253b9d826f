package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.schema.SettingsCatalog;

/** {@code /api/pools}, {@code /api/apps} and {@code /api/strategies}, one object for each. Any thread. */
public final class EntityResource {
    private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final EntityEditing editing;
    private final Kind kind;
    private final String path;

    public EntityResource(ConfigManager manager, SettingsCatalog catalog, Kind kind) {
        this.editing = new EntityEditing(new Changes(manager), new EntityShape(kind, catalog), kind.toString());
        this.kind = kind;
        this.path = "/api/" + kind.section();
    }

    public void addTo(GuardedRoutes routes) {
        routes.get(path, Role.VIEWER, this::listAll);
        routes.post(path, Role.ADMIN, this::create);
        routes.get(path + "/{id}", Role.VIEWER, context -> {
            context.header("ETag", "\"" + editing.version() + "\"");
            Json.answer(context, 200, editing.shape().toFields(editing.existing(key(context))));
        });
        routes.put(path + "/{id}", Role.ADMIN, this::change);
        routes.delete(path + "/{id}", Role.ADMIN, context -> {
            editing.remove(context, key(context));
            context.status(204);
        });
    }

    private String key(Context context) {
        return kind.hasId() ? EntityEditing.idOf(context) : context.pathParam("id");
    }

    private void listAll(Context context) {
        ObjectNode answer = Json.object();
        context.header("ETag", "\"" + editing.version() + "\"");
        ArrayNode items = answer.putArray("items");
        editing.all().forEach(entity -> items.add(editing.shape().toFields(entity)));
        Json.answer(context, 200, answer);
    }

    private void create(Context context) {
        ObjectNode body = Json.objectBody(context);
        String name = kind.hasId() ? null : name(body);
        ObjectNode settings = editing.shape().toSettings(body);
        settings.properties().removeIf(field -> field.getValue().isNull());
        String key = editing.add(context, settings, name);
        context.header("Location", path + "/" + key);
        ObjectNode answer = Json.object();
        answer.set(
                "id",
                kind.hasId()
                        ? LongNode.valueOf(Long.parseLong(key))
                        : Json.object().textNode(key));
        Json.answer(context, 201, answer);
    }

    /** Takes the name out of a strategy's body, as it is no setting. */
    private static String name(ObjectNode body) {
        String name = body.path("name").asText(body.path("id").asText(""));
        if (!name.matches(NAME_FORM)) {
            throw ApiProblem.refused(
                    "name",
                    "(expected: 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or digit)");
        }
        body.remove("name");
        body.remove("id");
        return name;
    }

    private void change(Context context) {
        String key = key(context);
        ObjectNode body = Json.objectBody(context);
        if (body.hasNonNull("id") && !body.get("id").asText().equals(key)) {
            throw ApiProblem.refused("id", "(expected: " + key + ", as an id never changes)");
        }
        if (!kind.hasId()) {
            body.remove("name");
        }
        Json.answer(context, 200, editing.shape().toFields(editing.change(context, key, body)));
    }
}
