package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Problem;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import io.smppproxy.http.admin.json.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/routes} and {@code /api/mo-routes}: rules whose order matters, read and written as a whole. Any thread. */
public final class RouteListResource {
    private static final int MAX_RULES = 10_000;

    private final Changes changes;
    private final Kind kind;

    public RouteListResource(ConfigManager manager, Kind kind) {
        this.changes = new Changes(manager);
        this.kind = kind;
    }

    public void addTo(GuardedRoutes routes) {
        String path = "/api/" + kind.section();
        routes.get(path, Role.VIEWER, context -> answer(context, changes.current()));
        routes.put(path, Role.ADMIN, this::replace);
    }

    private void answer(Context context, Document document) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Entity rule : document.all(kind)) {
            items.add(FieldNames.toFields(rule.settings()));
        }
        context.header("ETag", "\"" + document.version() + "\"");
        Json.answer(context, 200, answer);
    }

    private void replace(Context context) {
        JsonNode body = Json.body(context);
        JsonNode items = body.isArray() ? body : body.path("items");
        if (!items.isArray() || items.size() > MAX_RULES) {
            throw ApiProblem.refused("items", "(expected: a list of at most " + MAX_RULES + " rules)");
        }
        List<ObjectNode> rules = new ArrayList<>();
        for (JsonNode item : items) {
            if (!(item instanceof ObjectNode rule)) {
                throw ApiProblem.refused("items", "rule " + (rules.size() + 1) + " (expected: an object { … })");
            }
            rules.add(FieldNames.toSettings(rule));
        }
        answer(
                context,
                changes.make(
                        context,
                        "replaced the " + kind.section() + ": " + rules.size() + " rules",
                        this::toField,
                        editor -> editor.replaceAll(kind, rules)));
    }

    /** {@code /routes/3/esme}, counted from 1, is {@code /items/2/esme} of the body. */
    private FieldProblem toField(Problem problem) {
        String[] levels = problem.pointer().split("/", 4);
        if (levels.length < 3 || !levels[1].equals(kind.section()) || !levels[2].matches("[0-9]{1,9}")) {
            return null;
        }
        String place = Integer.toString(Integer.parseInt(levels[2]) - 1);
        String rest = levels.length < 4 ? "" : "/" + levels[3];
        return Changes.asSent(new Problem("/items/" + place + rest, problem.detail()));
    }
}
