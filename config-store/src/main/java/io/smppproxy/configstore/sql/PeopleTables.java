package io.smppproxy.configstore.sql;

import io.smppproxy.configstore.AppToken;
import io.smppproxy.configstore.ConfigStore.StoredUser;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Users of the panel, and tokens of apps. */
final class PeopleTables {
    private PeopleTables() {}

    static List<StoredUser> users(Connection connection) throws SQLException {
        List<StoredUser> users = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT name, user_role, hash, created, updated FROM users ORDER BY name");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Role role = Role.ofWord(row.getString(2));
                if (role == null) {
                    throw new StoreException("users, " + row.getString(1) + ": user_role is none that there is");
                }
                users.add(new StoredUser(
                        row.getString(1),
                        role,
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))));
            }
        }
        return users;
    }

    static void saveUser(Connection connection, StoredUser user) throws SQLException {
        deleteUser(connection, user.name());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO users (name, user_role, hash, created, updated) VALUES (?, ?, ?, ?, ?)")) {
            statement.setString(1, user.name());
            statement.setString(2, user.role().word());
            statement.setString(3, user.hash());
            statement.setLong(4, user.created().toEpochMilli());
            statement.setLong(5, user.updated().toEpochMilli());
            statement.executeUpdate();
        }
    }

    static void deleteUser(Connection connection, String name) throws SQLException {
        delete(connection, "DELETE FROM users WHERE name = ?", name);
    }

    static List<AppToken> tokens(Connection connection) throws SQLException {
        List<AppToken> tokens = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, app_id, note, issued, expires, revoked FROM app_tokens ORDER BY issued DESC, id");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long revokedMs = row.getLong(6);
                boolean isRevoked = !row.wasNull();
                tokens.add(new AppToken(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        isRevoked ? Instant.ofEpochMilli(revokedMs) : null));
            }
        }
        return tokens;
    }

    static void saveToken(Connection connection, AppToken token) throws SQLException {
        delete(connection, "DELETE FROM app_tokens WHERE id = ?", token.id());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO app_tokens (id, app_id, note, issued, expires, revoked) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, token.id());
            statement.setLong(2, token.appId());
            statement.setString(3, token.note());
            statement.setLong(4, token.issued().toEpochMilli());
            statement.setLong(5, token.expires().toEpochMilli());
            if (token.revoked() == null) {
                statement.setNull(6, Types.BIGINT);
            } else {
                statement.setLong(6, token.revoked().toEpochMilli());
            }
            statement.executeUpdate();
        }
    }

    private static void delete(Connection connection, String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.executeUpdate();
        }
    }
}
