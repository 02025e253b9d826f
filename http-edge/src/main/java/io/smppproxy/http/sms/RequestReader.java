package io.smppproxy.http.sms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads request bodies; whatever is wrong with one becomes a {@link Problem} that names the field. Any thread. */
final class RequestReader {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_SHOWN_CHARS = 40;
    private static final Set<String> SMS_FIELDS = Set.of(
            "task_id",
            "transaction_id",
            "app_id",
            "esme",
            "ston",
            "snpi",
            "saddr",
            "dton",
            "dnpi",
            "daddr",
            "message",
            "sent_at",
            "strategy");

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final int maxBatch;

    RequestReader(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    SmsRequest sms(byte[] body) {
        return sms(object(body), "");
    }

    /** A batch: {@code {"messages": [ … ]}}. */
    List<SmsRequest> batch(byte[] body) {
        JsonNode root = object(body);
        refuseOthers(root, Set.of("messages"), "");
        JsonNode messages = root.get("messages");
        if (messages == null || !messages.isArray() || messages.isEmpty()) {
            throw Problem.invalid(
                    "messages",
                    "messages: " + shown(messages) + " (expected: a list of 1 to " + maxBatch + " messages)");
        }
        if (messages.size() > maxBatch) {
            throw Problem.invalid(
                    "messages", "messages: " + messages.size() + " messages (expected: 1 to " + maxBatch + ")");
        }
        List<SmsRequest> requests = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            String prefix = "messages[" + i + "].";
            JsonNode message = messages.get(i);
            if (!message.isObject()) {
                throw Problem.invalid(
                        "messages[" + i + "]", "messages[" + i + "]: " + shown(message) + " (expected: an object)");
            }
            requests.add(sms(message, prefix));
        }
        return requests;
    }

    /** {@code {"text": "…"}}. */
    String text(byte[] body) {
        JsonNode root = object(body);
        refuseOthers(root, Set.of("text"), "");
        return text(root, "text", "");
    }

    private static SmsRequest sms(JsonNode node, String prefix) {
        refuseOthers(node, SMS_FIELDS, prefix);
        return new SmsRequest(
                number(node, "task_id", prefix),
                text(node, "transaction_id", prefix),
                number(node, "app_id", prefix),
                number(node, "esme", prefix),
                small(node, "ston", prefix),
                small(node, "snpi", prefix),
                text(node, "saddr", prefix),
                small(node, "dton", prefix),
                small(node, "dnpi", prefix),
                text(node, "daddr", prefix),
                text(node, "message", prefix),
                number(node, "sent_at", prefix),
                text(node, "strategy", prefix));
    }

    private JsonNode object(byte[] body) {
        JsonNode root;
        try {
            root = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw Problem.invalid("", "body: not JSON at octet " + at + " (expected: one JSON object in UTF-8)");
        } catch (IOException e) {
            throw Problem.invalid("", "body: not readable (expected: one JSON object in UTF-8)");
        }
        if (root == null || !root.isObject()) {
            throw Problem.invalid("", "body: " + shown(root) + " (expected: one JSON object)");
        }
        return root;
    }

    private static void refuseOthers(JsonNode node, Set<String> known, String prefix) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String shown = shown(name);
                throw Problem.invalid(
                        prefix + shown,
                        prefix + shown + ": no such field (expected: "
                                + String.join(", ", known.stream().sorted().toList()) + ")");
            }
        }
    }

    /** An int64: a number, or a text of digits as the JSON mapping of proto3 writes it. Absent and null mean 0. */
    private static long number(JsonNode node, String name, String prefix) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("-?[0-9]{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw Problem.invalid(prefix + name, prefix + name + ": " + shown(value) + " (expected: a whole number)");
    }

    private static int small(JsonNode node, String name, String prefix) {
        long number = number(node, name, prefix);
        if (number != (int) number) {
            throw Problem.invalid(prefix + name, prefix + name + ": " + number + " (expected: a number of 32 bits)");
        }
        return (int) number;
    }

    private static String text(JsonNode node, String name, String prefix) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw Problem.invalid(prefix + name, prefix + name + ": " + shown(value) + " (expected: a text)");
        }
        return value.textValue();
    }

    private static String shown(JsonNode value) {
        return value == null || value.isMissingNode() ? "missing" : shown(value.toString());
    }

    /** Short, and with nothing that could break a line of a log. */
    private static String shown(String value) {
        String clean = value.replaceAll("\\p{Cntrl}|\\p{javaIdentifierIgnorable}|[\u2028\u2029]", "?");
        return clean.length() <= MAX_SHOWN_CHARS ? clean : clean.substring(0, MAX_SHOWN_CHARS) + "…";
    }
}
