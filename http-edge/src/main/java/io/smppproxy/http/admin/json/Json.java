package io.smppproxy.http.admin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads bodies within bounds and writes answers. No type is ever chosen by what was sent. Any thread. */
public final class Json {
    public static final int MAX_BODY_BYTES = 1 << 20;
    public static final int MAX_DEPTH = 32;
    public static final String CONTENT_TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BODY_BYTES)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** @throws ApiProblem 413, 415, or 400 for what is no JSON object */
    public static ObjectNode objectBody(Context context) {
        if (body(context) instanceof ObjectNode object) {
            return object;
        }
        throw ApiProblem.malformed("the body is JSON, but no object { … }");
    }

    /** @throws ApiProblem 413, 415, or 400 for what is no JSON */
    public static JsonNode body(Context context) {
        String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(CONTENT_TYPE)) {
            throw ApiProblem.of(415, "content-type: (expected: " + CONTENT_TYPE + ")");
        }
        try {
            JsonNode node = MAPPER.readTree(bytes(context));
            if (node == null || node.isMissingNode()) {
                throw ApiProblem.malformed("the body is empty (expected: JSON)");
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw ApiProblem.malformed("the body is no JSON, deeper than " + MAX_DEPTH + " levels or has a key twice"
                    + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as text in UTF-8. */
    public static String textBody(Context context) {
        return new String(bytes(context), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Context context) {
        try {
            if (context.contentLength() > MAX_BODY_BYTES) {
                throw tooLarge();
            }
            byte[] bytes = context.req().getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiProblem tooLarge() {
        return ApiProblem.of(413, "the body is longer than " + MAX_BODY_BYTES + " octets");
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    public static void answer(Context context, int status, JsonNode body) {
        context.status(status).contentType(CONTENT_TYPE).result(write(body));
    }
}
