package io.smppproxy.http.admin.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;

/** {@code /api/settings-schema}: the fields of each kind of entity, for forms. Any thread. */
public final class SettingsSchemaResource {
    private final SettingsCatalog catalog;

    public SettingsSchemaResource(SettingsCatalog catalog) {
        this.catalog = catalog;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/settings-schema", Role.VIEWER, this::show);
    }

    private void show(Context context) {
        String section = context.queryParam("kind");
        Kind kind = section == null ? null : Kind.ofSection(section);
        if (kind == null) {
            throw ApiProblem.refused(
                    "kind", "(expected: links, pools, accounts, apps, strategies, routes or mo-routes)");
        }
        ArrayNode list = Json.array();
        for (Setting setting : catalog.of(kind)) {
            list.add(describe(kind, setting));
        }
        Json.answer(context, 200, list);
    }

    private static ObjectNode describe(Kind kind, Setting setting) {
        ObjectNode field = Json.object();
        field.put("name", setting.name().replace('-', '_'));
        field.put("type", setting.type().word());
        field.set("default", setting.defaultValue());
        field.put("min", setting.min());
        field.put("max", setting.max());
        field.put("max_length", setting.maxLength());
        ArrayNode choices = field.putArray("choices");
        setting.choices().forEach(choices::add);
        field.put("required", setting.required());
        field.put("secret", setting.secret());
        field.put("help", setting.help());
        if (kind == Kind.LINK) {
            asGateway(field);
        } else if (kind == Kind.ACCOUNT && setting.name().equals("allow-ip")) {
            field.put("type", Setting.Type.TEXT.word()).put("default", "");
        }
        return field;
    }

    /** The names and types that gateways have where they are not those of the configuration file. */
    private static void asGateway(ObjectNode field) {
        switch (field.get("name").textValue()) {
            case "window" -> field.put("name", "window_size").put("default", 1);
            case "enq_interval" ->
                field.put("type", Setting.Type.NUMBER.word())
                        .put("default", 30)
                        .put("min", 1)
                        .put("max", 120)
                        .putNull("max_length");
            default -> {}
        }
    }
}
