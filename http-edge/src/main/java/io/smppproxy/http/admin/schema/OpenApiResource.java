package io.smppproxy.http.admin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** {@code /api/openapi.json}: the document in openapi.json, with the settings of the catalog added to its schemas. Any thread. */
public final class OpenApiResource {
    private static final Map<Kind, List<String>> SCHEMAS = Map.of(
            Kind.LINK, List.of("Gateway", "NewGateway", "GatewayChange"),
            Kind.ACCOUNT, List.of("Client", "NewClient", "ClientChange"),
            Kind.POOL, List.of("Pool", "NewPool"),
            Kind.APP, List.of("App", "NewApp"),
            Kind.STRATEGY, List.of("Strategy", "NewStrategy"));

    private final ObjectNode document;

    public OpenApiResource(SettingsCatalog catalog, String version) {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            document = (ObjectNode) Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ((ObjectNode) document.get("info")).put("version", version);
        JsonNode schemas = document.at("/components/schemas");
        SCHEMAS.forEach((kind, names) -> names.forEach(name ->
                catalog.of(kind).forEach(setting -> add((ObjectNode) schemas.get(name), setting))));
    }

    /** Adds what the document does not say already; passwords only where they are sent. */
    private static void add(ObjectNode schema, Setting setting) {
        String[] levels = setting.name().replace('-', '_').split("\\.", -1);
        ObjectNode properties = schema.withObjectProperty("properties");
        for (int i = 0; i < levels.length - 1; i++) {
            properties = properties.withObjectProperty(levels[i]).withObjectProperty("properties");
        }
        String name = levels[levels.length - 1];
        boolean isAnswer = properties.has("updated");
        if (!properties.has(name) && !name.equals("window") && !(setting.secret() && isAnswer)) {
            properties.set(name, describe(setting));
        }
    }

    private static ObjectNode describe(Setting setting) {
        ObjectNode schema = Json.object();
        switch (setting.type()) {
            case NUMBER ->
                schema.put("type", "integer").put("minimum", setting.min()).put("maximum", setting.max());
            case BOOLEAN -> schema.put("type", "boolean");
            case LIST -> schema.put("type", "array");
            case OBJECT -> schema.put("type", "object");
            default -> schema.put("type", "string");
        }
        if (setting.maxLength() != null) {
            schema.put("maxLength", setting.maxLength());
        }
        if (setting.type() == Setting.Type.CHOICE) {
            setting.choices().forEach(schema.putArray("enum")::add);
        }
        if (setting.defaultValue() != null) {
            schema.set("default", setting.defaultValue());
        }
        if (!setting.help().isEmpty()) {
            schema.put("description", setting.help());
        }
        return schema;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/openapi.json", Role.VIEWER, context -> Json.answer(context, 200, document));
    }
}
