package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smppproxy.core.account.PasswordHash;

/** Which settings are secrets, and what becomes of them: a link's password is needed again, an account's only compared. */
final class SecretSettings {
    static final String PASSWORD = "password";
    static final String MASK = "***";
    private static final String HASHED = "$pbkdf2-";

    private SecretSettings() {}

    static boolean isSecret(String name) {
        return name.contains(PASSWORD) || name.endsWith("secret");
    }

    /** A copy with every secret masked. */
    static JsonNode masked(JsonNode settings) {
        if (!(settings instanceof ObjectNode object)) {
            return settings;
        }
        ObjectNode copy = object.objectNode();
        object.properties()
                .forEach(field -> copy.set(
                        field.getKey(), isSecret(field.getKey()) ? new TextNode(MASK) : masked(field.getValue())));
        return copy;
    }

    /** An account with its password hashed; itself when that has been done or there is none. */
    static Entity hashed(Entity entity) {
        ObjectNode settings = entity.settings();
        String password = settings.path(PASSWORD).asText("");
        if (entity.kind() != Kind.ACCOUNT || password.isEmpty() || password.startsWith(HASHED)) {
            return entity;
        }
        settings.put(PASSWORD, PasswordHash.make(password, PasswordHash.DEFAULT_ITERATIONS));
        return new Entity(entity.kind(), entity.key(), settings, entity.created(), entity.updated());
    }
}
