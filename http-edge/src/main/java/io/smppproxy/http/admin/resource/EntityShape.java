package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;
import java.util.Set;

/** How a kind of entity looks in the API. Any thread. */
class EntityShape {
    private static final Set<String> READ_ONLY = Set.of("created", "updated", "has_password");
    private static final String PASSWORD = "password";

    private final Kind kind;
    private final SettingsCatalog catalog;

    EntityShape(Kind kind, SettingsCatalog catalog) {
        this.kind = kind;
        this.catalog = catalog;
    }

    Kind kind() {
        return kind;
    }

    /** Fields that are shown and cannot be set; they may be sent back. */
    Set<String> readOnlyFields() {
        return READ_ONLY;
    }

    /** What a body says, as settings; null stands for the default. */
    ObjectNode toSettings(ObjectNode body) {
        ObjectNode said = body.deepCopy();
        said.remove(readOnlyFields());
        return FieldNames.toSettings(said);
    }

    /** All that holds for an entity, without secrets. */
    final ObjectNode toFields(Entity entity) {
        ObjectNode settings = entity.settings();
        boolean hasPassword = !settings.path(PASSWORD).asText("").isEmpty();
        settings.remove(PASSWORD);
        ObjectNode fields = FieldNames.toFields(catalog.effective(kind, settings));
        fields.remove(PASSWORD);
        ObjectNode ordered = fields.objectNode();
        ordered.set(
                "id", kind.hasId() ? LongNode.valueOf(Long.parseLong(entity.key())) : TextNode.valueOf(entity.key()));
        if (kind == Kind.LINK || kind == Kind.ACCOUNT) {
            ordered.put("has_password", hasPassword);
        }
        fields.remove("id");
        arrange(fields, ordered);
        fields.properties().forEach(field -> ordered.set(field.getKey(), field.getValue()));
        ordered.put("updated", entity.updated().getEpochSecond());
        ordered.put("created", entity.created().getEpochSecond());
        return ordered;
    }

    /** Moves fields that come first, or look other than their settings, from one object to the other. */
    void arrange(ObjectNode fields, ObjectNode ordered) {}

    /** The field that a setting is sent as. */
    String fieldOf(String setting) {
        return FieldNames.toField(setting);
    }

    static void move(ObjectNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            JsonNode value = from.remove(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }
}
