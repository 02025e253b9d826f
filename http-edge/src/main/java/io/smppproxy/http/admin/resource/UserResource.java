package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.Problem;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.User;
import io.smppproxy.configstore.Users;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.auth.Sessions;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import io.smppproxy.http.admin.json.Json;

/** {@code /api/users}: who may sign in to the panel. Any thread. */
public final class UserResource {
    private final Users users;
    private final Sessions sessions;

    public UserResource(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/users", Role.ADMIN, this::listAll);
        routes.post("/api/users", Role.ADMIN, this::create);
        routes.put("/api/users/{name}", Role.ADMIN, this::change);
        routes.delete("/api/users/{name}", Role.ADMIN, this::delete);
        routes.put("/api/session/password", Role.VIEWER, this::changeOwnPassword);
    }

    private void listAll(Context context) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        users.list().forEach(user -> items.add(fields(user)));
        Json.answer(context, 200, answer);
    }

    private static ObjectNode fields(User user) {
        return Json.object()
                .put("username", user.name())
                .put("role", user.role().word())
                .put("created", user.created().getEpochSecond())
                .put("updated", user.updated().getEpochSecond());
    }

    private void create(Context context) {
        ObjectNode body = Json.objectBody(context);
        String name = text(body, "username");
        try {
            users.create(
                    name, text(body, "password"), role(body), Caller.of(context).name());
        } catch (ChangeRefused e) {
            throw Changes.problem(e, UserResource::toField);
        }
        context.header("Location", "/api/users/" + name);
        Json.answer(context, 201, Json.object().put("id", name));
    }

    private void change(Context context) {
        String name = existing(context).name();
        ObjectNode body = Json.objectBody(context);
        Caller caller = Caller.of(context);
        try {
            if (body.hasNonNull("password")) {
                users.changePassword(name, text(body, "password"), caller.name());
            }
            if (body.hasNonNull("role") && role(body) != existing(context).role()) {
                users.changeRole(name, role(body), caller.name());
            }
        } catch (ChangeRefused e) {
            throw Changes.problem(e, UserResource::toField);
        }
        sessions.closeAllOf(name, caller.session());
        Json.answer(context, 200, fields(existing(context)));
    }

    private void delete(Context context) {
        String name = existing(context).name();
        try {
            users.delete(name, Caller.of(context).name());
        } catch (ChangeRefused e) {
            throw ApiProblem.conflict(e.problems().get(0).detail(), java.util.List.of());
        }
        sessions.closeAllOf(name, null);
        context.status(204);
    }

    private void changeOwnPassword(Context context) {
        Caller caller = Caller.of(context);
        if (caller.session() == null) {
            throw ApiProblem.of(403, "the api token has no password here");
        }
        ObjectNode body = Json.objectBody(context);
        if (users.verify(caller.name(), text(body, "old_password")).isEmpty()) {
            throw ApiProblem.refused("old_password", "*** (expected: your password)");
        }
        try {
            users.changePassword(caller.name(), text(body, "password"), caller.name());
        } catch (ChangeRefused e) {
            throw Changes.problem(e, UserResource::toField);
        }
        sessions.closeAllOf(caller.name(), caller.session());
        context.status(204);
    }

    private User existing(Context context) {
        return users.find(context.pathParam("name")).orElseThrow(() -> ApiProblem.notFound("there is no such user"));
    }

    private static String text(ObjectNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw ApiProblem.refused(field, "(expected: a text)");
        }
        return body.get(field).textValue();
    }

    private static Role role(ObjectNode body) {
        Role role = Role.ofWord(body.path("role").asText());
        if (role == null) {
            throw ApiProblem.refused("role", "(expected: viewer, operator or admin)");
        }
        return role;
    }

    private static FieldProblem toField(Problem problem) {
        return FieldProblem.of(
                problem.pointer().equals("/name")
                        ? "username"
                        : problem.pointer().replace("/", ""),
                problem.detail());
    }
}
