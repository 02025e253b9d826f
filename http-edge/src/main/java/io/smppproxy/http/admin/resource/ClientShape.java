package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.ArrayList;
import java.util.List;

/** An account as a client: {@code allow_ip} is one text with commas. */
final class ClientShape extends EntityShape {
    private static final List<String> FIRST = List.of("username", "allow_ip", "throughput", "binds", "enabled");

    ClientShape(SettingsCatalog catalog) {
        super(Kind.ACCOUNT, catalog);
    }

    @Override
    void arrange(ObjectNode fields, ObjectNode ordered) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : fields.path("allow_ip")) {
            addresses.add(address.asText());
        }
        fields.put("allow_ip", String.join(",", addresses));
        move(fields, ordered, FIRST);
    }
}
