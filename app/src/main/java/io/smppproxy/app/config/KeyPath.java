package io.smppproxy.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys such as {@code links[0].rate-limit.burst}, as ways into a tree. */
final class KeyPath {
    private static final Pattern STEP = Pattern.compile("\\[([0-9]+)]|([^.\\[]+)");

    private KeyPath() {}

    /** The names and indexes of a key; the text of an index is its digits. */
    static List<String> steps(String key) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(key);
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return steps;
    }

    /** Puts a value of the environment at its place; objects and elements on the way are made. */
    static void set(ObjectNode root, String key, String value) {
        List<String> steps = steps(key);
        JsonNode node = root;
        for (int i = 0; i < steps.size() - 1; i++) {
            boolean list = steps.get(i + 1).matches("[0-9]+") && key.contains("[" + steps.get(i + 1) + "]");
            node = child(node, steps.get(i), list);
        }
        String name = steps.get(steps.size() - 1);
        if (node instanceof ObjectNode object) {
            object.set(name, typed(name, value));
        }
    }

    private static JsonNode child(JsonNode parent, String step, boolean list) {
        if (parent instanceof ArrayNode array) {
            while (array.size() <= Integer.parseInt(step)) {
                array.addObject();
            }
            return array.get(Integer.parseInt(step));
        }
        ObjectNode object = (ObjectNode) parent;
        if (!object.has(step) || !object.get(step).isContainerNode()) {
            object.set(step, list ? object.arrayNode() : object.objectNode());
        }
        return object.get(step);
    }

    /** Numbers and booleans as such, as a file would have them; what could be a secret stays a text. */
    private static JsonNode typed(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return JsonNodeFactory.instance.booleanNode(value.equals("true"));
        }
        boolean number = value.matches("0|[1-9][0-9]{0,17}") && !RawValue.isSecret(name);
        return number ? LongNode.valueOf(Long.parseLong(value)) : new TextNode(value);
    }
}
