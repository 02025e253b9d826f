package io.smppproxy.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.Setting;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;
import java.util.Map;

/** Some settings of each kind; the real catalog is made from the configuration's readers. */
final class TestCatalog {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static final SettingsCatalog CATALOG = new SettingsCatalog(Map.of(
            Kind.LINK,
            List.of(
                    number("id", null, 1, Long.MAX_VALUE, false),
                    text("smsc-id", null, 100, true),
                    bool("enabled", true),
                    text("host", null, 100, true),
                    number("port", null, 1, 65_535, true),
                    text("username", null, 15, true),
                    text("password", "", 8, false),
                    text("system-type", "", 12, false),
                    text("smpp-version", "3.4", 3, false),
                    number("tx-binds", 0L, 0, 10, false),
                    number("rx-binds", 0L, 0, 10, false),
                    number("trx-binds", 1L, 0, 10, false),
                    number("window", 10L, 1, 10_000, false),
                    text("enq-interval", "30", 5, false),
                    bool("src-autodetect", false),
                    number("source-ton", null, 0, 6, false),
                    number("source-npi", null, 0, 18, false),
                    bool("dst-autodetect", false),
                    number("dest-ton", null, 0, 6, false),
                    number("dest-npi", null, 0, 18, false),
                    bool("is-gsm7", true),
                    bool("is-secure", false),
                    number("rate-limit.parts-per-second", 0L, 0, 1_000_000, false),
                    number("rate-limit.burst", 0L, 0, 1_000_000, false),
                    bool("pdu-log.enabled", false),
                    bool("pdu-log.mask-text", false)),
            Kind.POOL,
            List.of(number("id", null, 1, Long.MAX_VALUE, false), text("name", null, 100, true), list("members")),
            Kind.ACCOUNT,
            List.of(
                    number("id", null, 1, Long.MAX_VALUE, false),
                    text("username", null, 15, true),
                    text("password", null, 9, true),
                    bool("enabled", true),
                    list("allow-ip"),
                    number("binds", 10L, 1, 100_000, false),
                    number("throughput", 0L, 0, 6_000_000, false),
                    bool("pdu-log.enabled", false),
                    bool("pdu-log.mask-text", false)),
            Kind.APP,
            List.of(
                    number("id", null, 1, Long.MAX_VALUE, false),
                    text("name", null, 100, true),
                    bool("enabled", true),
                    list("allowed-esmes")),
            Kind.STRATEGY,
            List.of(number("daily-cap", 0L, 0, 1_000, false), number("weekly-cap", 0L, 0, 1_000, false)),
            Kind.ROUTE,
            List.of(
                    list("accounts"),
                    list("prefixes"),
                    text("sender", null, 64, false),
                    number("esme", null, 1, Long.MAX_VALUE, false),
                    bool("reject", false)),
            Kind.MO_ROUTE,
            List.of(
                    text("destination", null, 21, true),
                    list("links"),
                    number("account", null, 1, Long.MAX_VALUE, true))));

    private TestCatalog() {}

    private static Setting setting(
            String name, Setting.Type type, Object value, Long min, Long max, Integer maxLength, boolean required) {
        JsonNode node = value == null ? null : MAPPER.valueToTree(value);
        return new Setting(name, type, node, min, max, maxLength, List.of(), required, name.equals("password"), "help");
    }

    private static Setting number(String name, Long value, long min, long max, boolean required) {
        return setting(name, Setting.Type.NUMBER, value, min, max, null, required);
    }

    private static Setting text(String name, String value, int maxLength, boolean required) {
        return setting(name, Setting.Type.TEXT, value, null, null, maxLength, required);
    }

    private static Setting bool(String name, boolean value) {
        return setting(name, Setting.Type.BOOLEAN, value, null, null, null, false);
    }

    private static Setting list(String name) {
        return setting(name, Setting.Type.LIST, List.of(), null, null, null, false);
    }
}
