package io.smppproxy.configstore.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Json;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.secret.SecretBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Settings and documents as they lie in the database: JSON in which passwords of links are encrypted. */
final class StoredSettings {
    private static final String PASSWORD = "password";

    private final SecretBox secrets;

    StoredSettings(SecretBox secrets) {
        this.secrets = secrets;
    }

    String write(Entity entity) {
        return Json.write(encrypted(entity));
    }

    Entity read(Kind kind, String key, String settings, long createdMs, long updatedMs) {
        return entity(kind, key, Json.read(settings), createdMs, updatedMs);
    }

    String write(Document document) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Kind kind : Kind.values()) {
            ArrayNode list = root.putArray(kind.section());
            for (Entity entity : document.all(kind)) {
                ObjectNode row = list.addObject();
                row.put("key", entity.key());
                row.put("created", entity.created().toEpochMilli());
                row.put("updated", entity.updated().toEpochMilli());
                row.set("settings", encrypted(entity));
            }
        }
        return Json.write(root);
    }

    Document readDocument(long version, String text) {
        JsonNode root = Json.read(text);
        Map<Kind, List<Entity>> entities = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Entity> list = new ArrayList<>();
            for (JsonNode row : root.path(kind.section())) {
                list.add(entity(
                        kind,
                        row.path("key").asText(),
                        row.path("settings"),
                        row.path("created").asLong(),
                        row.path("updated").asLong()));
            }
            entities.put(kind, list);
        }
        return new Document(version, entities);
    }

    private ObjectNode encrypted(Entity entity) {
        ObjectNode settings = entity.settings();
        String password = settings.path(PASSWORD).asText("");
        if (entity.kind() == Kind.LINK && !password.isEmpty()) {
            settings.put(PASSWORD, secrets.encrypt(password));
        }
        return settings;
    }

    private Entity entity(Kind kind, String key, JsonNode stored, long createdMs, long updatedMs) {
        if (!(stored instanceof ObjectNode settings)) {
            throw new StoreException(kind.section() + ", " + key + ": the settings are no JSON object");
        }
        String password = settings.path(PASSWORD).asText("");
        if (kind == Kind.LINK && SecretBox.isEncrypted(password)) {
            try {
                settings.put(PASSWORD, secrets.decrypt(password));
            } catch (IllegalArgumentException e) {
                throw new StoreException("links, " + key + ": the password is " + e.getMessage(), e);
            }
        }
        return new Entity(kind, key, settings, Instant.ofEpochMilli(createdMs), Instant.ofEpochMilli(updatedMs));
    }
}
