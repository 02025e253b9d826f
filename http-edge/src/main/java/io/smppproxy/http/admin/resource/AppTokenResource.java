package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.AppToken;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;

/** {@code /api/apps/{id}/tokens}: bearer tokens of apps. A token is shown once; only its id is kept. Any thread. */
public final class AppTokenResource {
    private static final long MAX_TTL_S = 10 * 366 * 86_400L;
    private static final int MAX_NOTE = 200;

    private final ConfigManager manager;
    private final TokenIssuer issuer;
    private final LongSupplier clockMs;

    /** @param issuer null when tokens are signed elsewhere */
    public AppTokenResource(ConfigManager manager, TokenIssuer issuer, LongSupplier clockMs) {
        this.manager = manager;
        this.issuer = issuer;
        this.clockMs = clockMs;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/apps/{id}/tokens", Role.VIEWER, this::listAll);
        routes.post("/api/apps/{id}/tokens", Role.ADMIN, this::issue);
        routes.delete("/api/apps/{id}/tokens/{token}", Role.ADMIN, this::revoke);
    }

    private long app(Context context) {
        String id = EntityEditing.idOf(context);
        if (manager.current().find(Kind.APP, id).isEmpty()) {
            throw ApiProblem.notFound("there is no app with this id");
        }
        return Long.parseLong(id);
    }

    private void listAll(Context context) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (AppToken token : manager.tokens().list(app(context))) {
            items.addObject()
                    .put("id", token.id())
                    .put("note", token.note())
                    .put("issued_at", token.issued().toString())
                    .put("expires_at", token.expires().toString())
                    .put(
                            "revoked_at",
                            token.revoked() == null ? null : token.revoked().toString());
        }
        Json.answer(context, 200, answer);
    }

    private void issue(Context context) {
        long app = app(context);
        if (issuer == null) {
            throw ApiProblem.conflict(
                    "tokens are signed by the owner of the public keys, not here", java.util.List.of());
        }
        ObjectNode body = Json.objectBody(context);
        JsonNode ttl = body.path("ttl_seconds");
        if (!ttl.isIntegralNumber() || !ttl.canConvertToLong() || ttl.longValue() < 1 || ttl.longValue() > MAX_TTL_S) {
            throw ApiProblem.refused("ttl_seconds", "(expected: 1 to " + MAX_TTL_S + ")");
        }
        String note = body.path("note").asText("");
        if (note.length() > MAX_NOTE) {
            throw ApiProblem.refused("note", note.length() + " characters (expected: at most " + MAX_NOTE + ")");
        }
        String id = UUID.randomUUID().toString();
        Instant expires = Instant.ofEpochMilli(clockMs.getAsLong()).plusSeconds(ttl.longValue());
        String token = issuer.issue(app, ttl.longValue(), id);
        manager.tokens().record(id, app, note, expires, Caller.of(context).name());
        Json.answer(
                context, 201, Json.object().put("token", token).put("id", id).put("expires_at", expires.toString()));
    }

    private void revoke(Context context) {
        if (!manager.tokens()
                .revoke(
                        app(context),
                        context.pathParam("token"),
                        Caller.of(context).name())) {
            throw ApiProblem.notFound("there is no such token of this app");
        }
        context.status(204);
    }
}
