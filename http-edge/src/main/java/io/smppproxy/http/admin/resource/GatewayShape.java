package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link as a gateway: {@code window} is {@code window_size}, {@code enq_interval} a number of seconds, "3,4" a version too. */
final class GatewayShape extends EntityShape {
    private static final List<String> FIRST =
            List.of("smsc_id", "host", "port", "username", "system_type", "enq_interval");
    private static final List<String> LATER = List.of(
            "tx_binds", "rx_binds", "trx_binds", "window_size", "smpp_version", "is_gsm7", "is_secure", "enabled");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)?");
    private static final Set<String> READ_ONLY = Set.of("created", "updated", "has_password", "queue_count");

    GatewayShape(SettingsCatalog catalog) {
        super(Kind.LINK, catalog);
    }

    @Override
    Set<String> readOnlyFields() {
        return READ_ONLY;
    }

    @Override
    ObjectNode toSettings(ObjectNode body) {
        ObjectNode said = body.deepCopy();
        if (said.has("window_size")) {
            said.set("window", said.remove("window_size"));
        }
        JsonNode version = said.get("smpp_version");
        if (version != null && version.isValueNode() && !version.isNull()) {
            said.put("smpp_version", version.asText().replace(',', '.'));
        }
        return super.toSettings(said);
    }

    @Override
    void arrange(ObjectNode fields, ObjectNode ordered) {
        fields.set("window_size", fields.remove("window"));
        fields.set("enq_interval", seconds(fields.path("enq_interval")));
        move(fields, ordered, FIRST);
        address(fields, ordered, "src_autodetect", "source", 5, 0);
        address(fields, ordered, "dst_autodetect", "dest", 1, 1);
        move(fields, ordered, LATER);
    }

    /** With autodetection on, TON and NPI that nobody said are shown as those of the usual case: a name to an international number. */
    private static void address(
            ObjectNode fields, ObjectNode ordered, String autodetect, String prefix, int usualTon, int usualNpi) {
        boolean detects = fields.path(autodetect).asBoolean();
        move(fields, ordered, List.of(autodetect));
        number(fields, ordered, prefix + "_ton", detects, usualTon);
        number(fields, ordered, prefix + "_npi", detects, usualNpi);
    }

    private static void number(ObjectNode fields, ObjectNode ordered, String name, boolean detects, int usual) {
        JsonNode said = fields.remove(name);
        if (said != null) {
            ordered.set(name, said);
        } else if (detects) {
            ordered.put(name, usual);
        } else {
            ordered.putNull(name);
        }
    }

    private static JsonNode seconds(JsonNode interval) {
        Matcher matcher = DURATION.matcher(interval.asText().strip());
        if (!matcher.matches()) {
            return interval;
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long ms = switch (unit) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            default -> number * 86_400_000;
        };
        return ms % 1_000 == 0 ? LongNode.valueOf(ms / 1_000) : DoubleNode.valueOf(ms / 1_000.0);
    }

    @Override
    String fieldOf(String setting) {
        return setting.equals("window") ? "window_size" : super.fieldOf(setting);
    }
}
