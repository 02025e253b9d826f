package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.ConfigStore.BlacklistEntry;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/blacklist}: numbers that strategies refuse. Any thread. */
public final class BlacklistResource {
    private static final int MAX_NUMBERS = 50_000;
    private static final int MAX_PAGE = 1_000;
    private static final int PAGE = 100;

    private final ConfigManager manager;

    public BlacklistResource(ConfigManager manager) {
        this.manager = manager;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/blacklist", Role.VIEWER, this::page);
        routes.post("/api/blacklist", Role.ADMIN, this::add);
        routes.delete("/api/blacklist", Role.ADMIN, this::remove);
    }

    private void page(Context context) {
        int limit = Query.integer(context, "limit", PAGE, 1, MAX_PAGE);
        String after = context.queryParam("after") == null ? "" : context.queryParam("after");
        if (!after.matches("[0-9]{0,20}")) {
            throw ApiProblem.refused("after", "(expected: the last number of the page before)");
        }
        List<BlacklistEntry> entries = manager.blacklist().page(strategy(context.queryParam("strategy")), after, limit);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (BlacklistEntry entry : entries) {
            items.addObject()
                    .put("msisdn", entry.number())
                    .put("added", entry.added().getEpochSecond());
        }
        answer.put(
                "next", entries.size() < limit ? null : entries.get(limit - 1).number());
        Json.answer(context, 200, answer);
    }

    private void add(Context context) {
        ObjectNode body = Json.objectBody(context);
        String strategy = strategy(body.path("strategy").textValue());
        try {
            int added = manager.blacklist()
                    .add(strategy, numbers(body), Caller.of(context).name());
            Json.answer(context, 201, Json.object().put("added", added));
        } catch (ChangeRefused e) {
            throw Changes.problem(e, Changes::asSent);
        }
    }

    private void remove(Context context) {
        ObjectNode body = context.queryParams("msisdns").isEmpty() ? Json.objectBody(context) : query(context);
        String strategy = strategy(body.path("strategy").textValue());
        try {
            manager.blacklist()
                    .remove(strategy, numbers(body), Caller.of(context).name());
            context.status(204);
        } catch (ChangeRefused e) {
            throw Changes.problem(e, Changes::asSent);
        }
    }

    /** Some HTTP libraries send no body with DELETE. */
    private static ObjectNode query(Context context) {
        ObjectNode body = Json.object().put("strategy", context.queryParam("strategy"));
        ArrayNode numbers = body.putArray("msisdns");
        context.queryParams("msisdns").forEach(numbers::add);
        return body;
    }

    private String strategy(String name) {
        if (name == null || manager.current().find(Kind.STRATEGY, name).isEmpty()) {
            throw ApiProblem.refused("strategy", "(expected: the name of a strategy)");
        }
        return name;
    }

    private static List<String> numbers(ObjectNode body) {
        JsonNode list = body.path("msisdns");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_NUMBERS) {
            throw ApiProblem.refused("msisdns", "(expected: a list of 1 to " + MAX_NUMBERS + " numbers)");
        }
        List<String> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asText()));
        return numbers;
    }
}
