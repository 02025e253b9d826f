package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.http.admin.json.Json;
import java.util.function.UnaryOperator;

/** The API writes snake_case where the configuration writes kebab-case. */
public final class FieldNames {
    private FieldNames() {}

    public static String toField(String setting) {
        return setting.replace('-', '_');
    }

    static String toSetting(String field) {
        return field.replace('_', '-');
    }

    /** With the names of the configuration, at every level. */
    static ObjectNode toSettings(ObjectNode body) {
        return renamed(body, FieldNames::toSetting);
    }

    /** With the names of the API, at every level. */
    static ObjectNode toFields(ObjectNode settings) {
        return renamed(settings, FieldNames::toField);
    }

    private static ObjectNode renamed(ObjectNode object, UnaryOperator<String> rename) {
        ObjectNode copy = Json.object();
        object.properties().forEach(field -> copy.set(rename.apply(field.getKey()), value(field.getValue(), rename)));
        return copy;
    }

    private static JsonNode value(JsonNode value, UnaryOperator<String> rename) {
        if (value instanceof ObjectNode object) {
            return renamed(object, rename);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(item -> copy.add(value(item, rename)));
            return copy;
        }
        return value;
    }
}
