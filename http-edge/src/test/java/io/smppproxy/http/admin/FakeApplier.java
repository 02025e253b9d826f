package io.smppproxy.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.ConfigApplier;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Problem;
import io.smppproxy.http.admin.schema.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks some rules in the way of the configuration's readers, which these tests do not see; runs nothing. */
final class FakeApplier implements ConfigApplier {
    @Override
    public List<Problem> check(Document next) {
        List<Problem> problems = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Entity entity : next.all(kind)) {
                checkSettings(entity, problems);
            }
        }
        Set<String> names = new HashSet<>();
        for (Entity link : next.all(Kind.LINK)) {
            if (!names.add(link.settings().path("smsc-id").asText())) {
                problems.add(new Problem(link.pointer() + "/smsc-id", "(expected: a name that no link has yet)"));
            }
        }
        for (Entity pool : next.all(Kind.POOL)) {
            int index = 0;
            for (JsonNode member : pool.settings().path("members")) {
                if (next.find(Kind.LINK, member.path("link").asText()).isEmpty()) {
                    problems.add(new Problem(
                            pool.pointer() + "/members/" + index + "/link",
                            member.path("link") + " (expected: the id of a link)"));
                }
                index++;
            }
        }
        for (Entity route : next.all(Kind.ROUTE)) {
            if (!route.settings().has("esme") && !route.settings().has("reject")) {
                problems.add(new Problem(route.pointer() + "/esme", "missing (expected: the id of a link or pool)"));
            }
        }
        return problems;
    }

    private static void checkSettings(Entity entity, List<Problem> problems) {
        ObjectNode settings = entity.settings();
        Set<String> known = new HashSet<>();
        for (Setting setting : TestCatalog.CATALOG.of(entity.kind())) {
            known.add(setting.name().replaceAll("\\..*", ""));
            JsonNode value = settings.at("/" + setting.name().replace('.', '/'));
            if (value.isMissingNode()) {
                if (setting.required()) {
                    problems.add(new Problem(entity.pointer() + "/" + setting.name(), "missing (expected: a value)"));
                }
                continue;
            }
            check(entity, setting, value, problems);
        }
        settings.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new Problem(entity.pointer() + "/" + name, "unknown key"));
            }
        });
    }

    private static void check(Entity entity, Setting setting, JsonNode value, List<Problem> problems) {
        String text = value.asText();
        boolean bad = value.isObject()
                || switch (setting.type()) {
                    case NUMBER ->
                        !text.matches("-?[0-9]{1,18}")
                                || Long.parseLong(text) < setting.min()
                                || Long.parseLong(text) > setting.max();
                    case BOOLEAN -> !value.isBoolean();
                    case TEXT ->
                        setting.maxLength() != null
                                && text.length() > setting.maxLength()
                                && !text.startsWith("$pbkdf2");
                    default -> false;
                };
        bad |= setting.name().equals("smsc-id") && !text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
        if (bad) {
            String shown = setting.secret() ? "***" : text;
            problems.add(new Problem(
                    entity.pointer() + "/" + setting.name().replace('.', '/'),
                    shown + " (expected: " + setting.min() + " to " + setting.max() + ")"));
        }
    }

    @Override
    public void apply(Document next) {}
}
