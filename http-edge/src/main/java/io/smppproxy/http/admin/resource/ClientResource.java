package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/clients}: the accounts. Any thread. */
public final class ClientResource extends PeerResource {
    private static final List<String> REQUIRED = List.of("username", "binds", "enabled");

    public ClientResource(ConfigManager manager, SettingsCatalog catalog, Supplier<List<ConnectionInfo>> connections) {
        super(
                new EntityEditing(new Changes(manager), new ClientShape(catalog), "client"),
                connections,
                "clients",
                "client_id",
                "username",
                REQUIRED);
    }

    /** The password is optional to these users. Without one, and without allowed addresses, anybody could bind. */
    @Override
    void prepare(ObjectNode body) {
        if (!body.path("password").asText("").isEmpty()) {
            return;
        }
        if (body.path("allow_ip").isEmpty() && body.path("allow_ip").asText("").isBlank()) {
            throw ApiProblem.refused(
                    "password", "missing (expected: 1 to 9 characters; only a client with allow_ip may have none)");
        }
        body.put("password", PasswordHash.make("", PasswordHash.DEFAULT_ITERATIONS));
    }
}
