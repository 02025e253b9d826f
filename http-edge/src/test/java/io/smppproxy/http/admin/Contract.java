package io.smppproxy.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.smppproxy.http.admin.schema.OpenApiResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as a judge: every answer of every test has to be one that it describes. */
final class Contract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final ObjectNode DOCUMENT = read();
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private Contract() {}

    private static ObjectNode read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode document() {
        return DOCUMENT;
    }

    /** By path and method. */
    static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    static void check(HttpRequest request, HttpResponse<String> response) {
        JsonNode operation = operation(request.method(), request.uri().getPath());
        if (operation == null) {
            return;
        }
        String where = request.method() + " " + request.uri() + " → " + response.statusCode() + " " + response.body();
        JsonNode answers = operation.get("responses");
        JsonNode answer = answers.get(Integer.toString(response.statusCode()));
        if (answer == null && response.statusCode() >= 400) {
            answer = answers.has("default") ? DOCUMENT.at("/components/responses/Problem") : null;
        }
        if (answer == null) {
            throw new AssertionError("not in the document: " + where);
        }
        if (!answer.has("content")) {
            if (!response.body().isEmpty()) {
                throw new AssertionError("a body where none is described: " + where);
            }
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
        JsonNode content = answer.get("content").get(type);
        if (content == null) {
            throw new AssertionError("content-type " + type + " is not described: " + where);
        }
        if (type.endsWith("json")) {
            checkBody(content.get("schema"), response.body(), where);
        }
    }

    private static void checkBody(JsonNode schema, String body, String where) {
        try {
            Set<ValidationMessage> faults =
                    COMPILED.computeIfAbsent(schema, Contract::compile).validate(MAPPER.readTree(body));
            if (!faults.isEmpty()) {
                throw new AssertionError(faults + ": " + where);
            }
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + where, e);
        }
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", DOCUMENT.get("components"));
        root.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(root);
    }

    /** The operation of a concrete path; one without parameters comes first. */
    private static JsonNode operation(String method, String path) {
        JsonNode found = null;
        for (Iterator<Map.Entry<String, JsonNode>> paths =
                        DOCUMENT.get("paths").properties().iterator();
                paths.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = paths.next();
            JsonNode operation = entry.getValue().get(method.toLowerCase(Locale.ROOT));
            String template = entry.getKey();
            if (operation != null && template.equals(path)) {
                return operation;
            }
            if (operation != null && path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
                found = found == null ? operation : found;
            }
        }
        return found;
    }
}
