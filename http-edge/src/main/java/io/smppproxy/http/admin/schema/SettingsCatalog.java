package io.smppproxy.http.admin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every setting of every kind of entity, as the configuration's own readers know them.
 *
 * @param settings in the order of reference.conf
 */
public record SettingsCatalog(Map<Kind, List<Setting>> settings) {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    public SettingsCatalog {
        settings = Map.copyOf(settings);
    }

    public List<Setting> of(Kind kind) {
        return settings.getOrDefault(kind, List.of());
    }

    /** What was said of an entity and, for the rest, the defaults; in the order of the catalog, with the types of the catalog. */
    public ObjectNode effective(Kind kind, ObjectNode said) {
        ObjectNode effective = Json.object();
        for (Setting setting : of(kind)) {
            JsonNode value = said.at("/" + setting.name().replace('.', '/'));
            if (value.isMissingNode() || value.isNull()) {
                value = setting.defaultValue();
            }
            if (value != null) {
                put(effective, setting, typed(setting, value));
            }
        }
        said.properties().forEach(field -> {
            if (!effective.has(field.getKey())) {
                effective.set(field.getKey(), field.getValue());
            }
        });
        return effective;
    }

    private static void put(ObjectNode root, Setting setting, JsonNode value) {
        String[] levels = setting.name().split("\\.", -1);
        ObjectNode object = root;
        for (int i = 0; i < levels.length - 1; i++) {
            object = object.withObjectProperty(levels[i]);
        }
        object.set(levels[levels.length - 1], value);
    }

    /** The configuration file knows other ways to write the same, such as {@code yes} for true. */
    private static JsonNode typed(Setting setting, JsonNode value) {
        return switch (setting.type()) {
            case BOOLEAN -> BooleanNode.valueOf(TRUE.contains(value.asText().toLowerCase(Locale.ROOT)));
            case NUMBER ->
                value.asText().matches("-?[0-9]{1,18}") ? LongNode.valueOf(Long.parseLong(value.asText())) : value;
            case TEXT, CHOICE, DURATION, SIZE -> value.isValueNode() ? TextNode.valueOf(value.asText()) : value;
            case LIST -> list(value);
            case OBJECT -> value;
        };
    }

    private static JsonNode list(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        var list = Json.array();
        for (String item : value.textValue().split(",", -1)) {
            if (!item.isBlank()) {
                list.add(item.strip());
            }
        }
        return list;
    }
}
