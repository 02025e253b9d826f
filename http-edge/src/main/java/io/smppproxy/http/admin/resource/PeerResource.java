package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Role;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import io.smppproxy.http.admin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whom the proxy has SMPP connections with: {@code /api/gateways} (links) and {@code /api/clients} (accounts), one object for each. Requests
 * and answers are those of the API that these users know: a list with its connections, "OK" for each change. Any thread.
 */
abstract class PeerResource {
    private static final TextNode OK = TextNode.valueOf("OK");
    private static final List<String> BIND_TYPES = List.of("BIND_TX", "BIND_RX", "BIND_TRX");

    private final EntityEditing editing;
    private final Supplier<List<ConnectionInfo>> connections;
    private final String path;
    private final String list;
    private final String ownerField;
    private final String nameField;
    private final List<String> required;

    /**
     * @param list name of the list in the answer, and of the path
     * @param ownerField what connections call the id
     * @param nameField the unique name beside the id
     * @param required fields that a new one has to have
     */
    PeerResource(
            EntityEditing editing,
            Supplier<List<ConnectionInfo>> connections,
            String list,
            String ownerField,
            String nameField,
            List<String> required) {
        this.editing = editing;
        this.connections = connections;
        this.path = "/api/" + list;
        this.list = list;
        this.ownerField = ownerField;
        this.nameField = nameField;
        this.required = List.copyOf(required);
    }

    public final void addTo(GuardedRoutes routes) {
        routes.get(path, Role.VIEWER, this::listAll);
        routes.post(path, Role.ADMIN, this::create);
        routes.put(path, Role.OPERATOR, context -> {
            ObjectNode body = Json.objectBody(context);
            change(context, keyIn(body), body);
        });
        routes.get(path + "/{id}", Role.VIEWER, this::show);
        routes.put(
                path + "/{id}",
                Role.OPERATOR,
                context -> change(context, EntityEditing.idOf(context), Json.objectBody(context)));
        routes.delete(path + "/{id}", Role.ADMIN, context -> {
            editing.remove(context, EntityEditing.idOf(context));
            Json.answer(context, 200, OK);
        });
    }

    private void listAll(Context context) {
        ObjectNode answer = Json.object();
        ArrayNode entities = answer.putArray(list);
        long version = editing.version();
        for (Entity entity : editing.all()) {
            entities.add(fields(entity));
        }
        ObjectNode byType = answer.putObject("connections");
        BIND_TYPES.forEach(byType::putArray);
        for (ConnectionInfo connection : connections.get()) {
            if (byType.get(connection.bindType()) instanceof ArrayNode sameType) {
                sameType.add(Connections.toFields(connection, ownerField));
            }
        }
        context.header("ETag", "\"" + version + "\"");
        Json.answer(context, 200, answer);
    }

    private void show(Context context) {
        Entity entity = editing.existing(EntityEditing.idOf(context));
        context.header("ETag", "\"" + editing.version() + "\"");
        Json.answer(context, 200, fields(entity));
    }

    private ObjectNode fields(Entity entity) {
        ObjectNode fields = editing.shape().toFields(entity);
        complete(fields, Long.parseLong(entity.key()));
        return fields;
    }

    /** Adds what is not configured but counted. */
    void complete(ObjectNode fields, long id) {}

    private void create(Context context) {
        ObjectNode body = Json.objectBody(context);
        List<FieldProblem> missing = new ArrayList<>();
        for (String field : required) {
            if (!body.hasNonNull(field)) {
                missing.add(FieldProblem.of(field, "missing (expected: a value, as this field is required)"));
            }
        }
        if (!missing.isEmpty()) {
            throw ApiProblem.refused(missing);
        }
        prepare(body);
        ObjectNode settings = editing.shape().toSettings(body);
        settings.properties().removeIf(field -> field.getValue().isNull());
        String key = editing.add(context, settings, null);
        context.header("Location", path + "/" + key);
        Json.answer(context, 200, OK);
    }

    /** Completes the body of a new one. */
    void prepare(ObjectNode body) {}

    private void change(Context context, String key, ObjectNode body) {
        if (body.hasNonNull("id") && !body.get("id").asText().equals(key)) {
            throw ApiProblem.refused("id", "(expected: " + key + ", as an id never changes)");
        }
        if (!Caller.of(context).role().includes(Role.ADMIN)) {
            refuseAllBut(Set.of("id", nameField, "enabled"), key, body);
        }
        editing.change(context, key, body);
        Json.answer(context, 200, OK);
    }

    private void refuseAllBut(Set<String> fields, String key, ObjectNode body) {
        boolean renames = body.has(nameField)
                && !body.get(nameField).equals(fields(editing.existing(key)).get(nameField));
        List<String> others = new ArrayList<>();
        body.fieldNames().forEachRemaining(others::add);
        others.removeAll(fields);
        if (renames || !others.isEmpty()) {
            throw ApiProblem.of(403, "your role may change the field enabled only");
        }
    }

    /** Whom a body without an id in the path is about. */
    private String keyIn(ObjectNode body) {
        if (body.hasNonNull("id")) {
            return editing.existing(body.get("id").asText()).key();
        }
        JsonNode name = body.path(nameField);
        for (Entity entity : editing.all()) {
            if (entity.settings().path(FieldNames.toSetting(nameField)).asText().equals(name.asText())) {
                return entity.key();
            }
        }
        throw ApiProblem.notFound(nameField + ": (expected: the name of one that is there, or an id)");
    }
}
