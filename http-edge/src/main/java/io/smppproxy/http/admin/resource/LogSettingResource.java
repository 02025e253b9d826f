package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;

/** {@code /api/gateways/{id}/log} and {@code /api/clients/{id}/log}: whether PDUs are logged, and with their texts. Any thread. */
public final class LogSettingResource {
    private static final List<String> FIELDS = List.of("enabled", "mask_text");

    private final EntityEditing editing;
    private final String path;

    /** @param kind LINK or ACCOUNT */
    public LogSettingResource(ConfigManager manager, SettingsCatalog catalog, Kind kind) {
        boolean isLink = kind == Kind.LINK;
        this.editing = new EntityEditing(
                new Changes(manager),
                isLink ? new GatewayShape(catalog) : new ClientShape(catalog),
                isLink ? "gateway" : "client");
        this.path = isLink ? "/api/gateways/{id}/log" : "/api/clients/{id}/log";
    }

    public void addTo(GuardedRoutes routes) {
        routes.put(path, Role.ADMIN, this::change);
    }

    private void change(Context context) {
        ObjectNode said = Json.objectBody(context);
        said.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name) || !said.get(name).isBoolean()) {
                throw ApiProblem.refused(name, "(expected: enabled or mask_text, true or false)");
            }
        });
        ObjectNode body = Json.object();
        body.set("pdu_log", said);
        Entity entity = editing.change(context, EntityEditing.idOf(context), body);
        Json.answer(context, 200, editing.shape().toFields(entity).path("pdu_log"));
    }
}
