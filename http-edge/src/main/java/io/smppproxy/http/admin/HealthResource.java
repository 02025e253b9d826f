package io.smppproxy.http.admin;

import io.javalin.http.Context;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.Json;

/** {@code /api/health}, for load balancers in front of the panel. Any thread. */
final class HealthResource {
    private final NodeHealth health;

    HealthResource(NodeHealth health) {
        this.health = health;
    }

    void addTo(GuardedRoutes routes) {
        routes.open().get("/api/health/live", context -> answer(context, 200, "ok"));
        routes.open()
                .get(
                        "/api/health/ready",
                        context -> answer(
                                context,
                                health.isReady() ? 200 : 503,
                                health.isReady() ? "ok" : health.state().word()));
    }

    private static void answer(Context context, int status, String word) {
        Json.answer(context, status, Json.object().put("status", word));
    }
}
