package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.AuditEntry;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.VersionInfo;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import io.smppproxy.http.admin.json.Json;
import java.nio.charset.StandardCharsets;

/** {@code /api/config}: versions, differences, restoring, export and import; {@code /api/audit}. Any thread. */
public final class ConfigResource {
    private static final int MAX_PAGE = 1_000;

    private final ConfigManager manager;

    public ConfigResource(ConfigManager manager) {
        this.manager = manager;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/config/versions", Role.VIEWER, this::versions);
        routes.get("/api/config/versions/{version}/difference", Role.VIEWER, this::difference);
        routes.post("/api/config/versions/{version}/restore", Role.ADMIN, this::restore);
        routes.get("/api/config/export", Role.ADMIN, this::export);
        routes.post("/api/config/import", Role.ADMIN, this::load);
        routes.get("/api/audit", Role.ADMIN, this::audit);
    }

    private void versions(Context context) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (VersionInfo version : manager.versions()) {
            items.addObject()
                    .put("version", version.version())
                    .put("at", version.at().toString())
                    .put("who", version.who())
                    .put("what", version.what());
        }
        Json.answer(context, 200, answer);
    }

    private void difference(Context context) {
        long from = version(context);
        long to = Query.number(context, "to", manager.current().version(), 1, Long.MAX_VALUE);
        existing(to);
        try {
            Json.answer(context, 200, manager.difference(from, to));
        } catch (ChangeRefused e) {
            throw ApiProblem.notFound(e.getMessage());
        }
    }

    private void restore(Context context) {
        try {
            long version =
                    manager.restore(version(context), Caller.of(context).name()).version();
            Json.answer(context, 200, Json.object().put("version", version));
        } catch (ChangeRefused e) {
            throw Changes.problem(e, problem -> null);
        }
    }

    private long version(Context context) {
        String text = context.pathParam("version");
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiProblem.notFound("version: (expected: a number)");
        }
        long version = Long.parseLong(text);
        existing(version);
        return version;
    }

    private void existing(long version) {
        if (manager.versions().stream().noneMatch(kept -> kept.version() == version)) {
            throw ApiProblem.notFound("version " + version + " (expected: one of those that are kept)");
        }
    }

    private void export(Context context) {
        context.header("Content-Disposition", "attachment; filename=\"smpp-proxy.yaml\"");
        context.contentType("application/yaml; charset=utf-8");
        context.result(manager.exportYaml().getBytes(StandardCharsets.UTF_8));
    }

    private void load(Context context) {
        boolean dryRun = "true".equals(context.queryParam("dry_run"));
        try {
            Json.answer(
                    context,
                    200,
                    manager.importYaml(
                            Json.textBody(context), Caller.of(context).name(), dryRun));
        } catch (ChangeRefused e) {
            throw Changes.problem(
                    e, problem -> new FieldProblem(problem.pointer(), problem.pointer(), problem.detail()));
        }
    }

    private void audit(Context context) {
        long after = Query.number(context, "after", 0, 0, Long.MAX_VALUE);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (AuditEntry entry : manager.audit(after, Query.integer(context, "limit", 100, 1, MAX_PAGE))) {
            items.addObject()
                    .put("number", entry.number())
                    .put("at", entry.at().toString())
                    .put("who", entry.who())
                    .put("what", entry.what())
                    .put("detail", entry.detail())
                    .put("hash", entry.hash());
        }
        Json.answer(context, 200, answer);
    }
}
