package io.smppproxy.app.config;

import io.smppproxy.core.config.ForwardingRules;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a link does with ESMEs' query_sm, cancel_sm and replace_sm, and {@code status-map}. */
final class ForwardingReader {
    private static final String STATUS = "0x[0-9a-fA-F]{1,8}|[0-9]{1,9}";

    private enum Query {
        TRACKER,
        FORWARD
    }

    private enum Change {
        FORWARD,
        REFUSE
    }

    private ForwardingReader() {}

    static ForwardingRules read(Section section) {
        return new ForwardingRules(
                section.choice("query", Query.class) == Query.FORWARD,
                section.choice("cancel", Change.class) == Change.FORWARD,
                section.choice("replace", Change.class) == Change.FORWARD,
                statusMap(section.section("status-map")));
    }

    private static Map<Integer, Integer> statusMap(Section section) {
        Map<Integer, Integer> map = new LinkedHashMap<>();
        for (String from : section.names()) {
            String to = section.matching(from, STATUS, "a command_status other than 0, such as 0x14");
            if (!from.matches(STATUS) || status(from) == 0) {
                section.problem(from, "(expected: a command_status other than 0 as the key, such as \"0x45\")");
            } else if (to.matches(STATUS)) {
                if (status(to) == 0) {
                    section.unexpected(from, "a command_status other than 0: a refusal is never told as success");
                } else {
                    map.put(status(from), status(to));
                }
            }
        }
        return map;
    }

    private static int status(String text) {
        return text.startsWith("0x") ? Integer.parseUnsignedInt(text.substring(2), 16) : Integer.parseInt(text);
    }
}
