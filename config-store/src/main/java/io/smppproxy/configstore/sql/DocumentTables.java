package io.smppproxy.configstore.sql;

import io.smppproxy.configstore.Change;
import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.VersionInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table for each kind, and the versions of them all. */
final class DocumentTables {
    private final StoredSettings stored;

    DocumentTables(StoredSettings stored) {
        this.stored = stored;
    }

    private static String table(Kind kind) {
        return kind.section().replace('-', '_');
    }

    /** 0 when none was saved yet. */
    static long newestVersion(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT MAX(number) FROM versions");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    Document load(Connection connection) throws SQLException {
        Map<Kind, List<Entity>> entities = new EnumMap<>(Kind.class);
        long version = newestVersion(connection);
        for (Kind kind : Kind.values()) {
            List<Entity> list = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT entity_key, settings, created, updated FROM " + table(kind) + " ORDER BY place");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    list.add(stored.read(kind, row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
                }
            }
            entities.put(kind, list);
        }
        return new Document(version, entities);
    }

    Optional<Document> load(Connection connection, long version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT document FROM versions WHERE number = ? AND document IS NOT NULL")) {
            statement.setLong(1, version);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(stored.readDocument(version, row.getString(1))) : Optional.empty();
            }
        }
    }

    static List<VersionInfo> versions(Connection connection) throws SQLException {
        List<VersionInfo> versions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT number, saved, who, what FROM versions"
                        + " WHERE document IS NOT NULL ORDER BY number DESC");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(new VersionInfo(
                        row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4)));
            }
        }
        return versions;
    }

    /**
     * Changes the rows that differ, and adds the version.
     *
     * @param document {@code next} as it is to lie in the version's row
     */
    void save(Connection connection, Document before, Document next, String document, Change change, long auditNumber)
            throws SQLException {
        for (Kind kind : Kind.values()) {
            saveRows(connection, kind, before, next);
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO versions (number, saved, who, what, audit_number, document) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, next.version());
            statement.setLong(2, change.at().toEpochMilli());
            statement.setString(3, AuditTable.who(change));
            statement.setString(4, AuditTable.what(change));
            statement.setLong(5, auditNumber);
            statement.setString(6, document);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE versions SET document = NULL WHERE number <= ? AND document IS NOT NULL")) {
            statement.setLong(1, next.version() - ConfigStore.KEPT_VERSIONS);
            statement.executeUpdate();
        }
    }

    private void saveRows(Connection connection, Kind kind, Document before, Document next) throws SQLException {
        Map<String, Placed> old = Placed.byKey(before.all(kind));
        String table = table(kind);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                        + " (place, settings, created, updated, entity_key) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement("UPDATE " + table
                        + " SET place = ?, settings = ?, created = ?, updated = ? WHERE entity_key = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE entity_key = ?")) {
            for (Placed row : Placed.byKey(next.all(kind)).values()) {
                Placed existing = old.remove(row.entity().key());
                if (existing == null) {
                    bind(insert, row);
                } else if (!existing.equals(row)) {
                    bind(update, row);
                }
            }
            for (String key : old.keySet()) {
                delete.setString(1, key);
                delete.addBatch();
            }
            delete.executeBatch();
            update.executeBatch();
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Placed row) throws SQLException {
        statement.setInt(1, row.place());
        statement.setString(2, stored.write(row.entity()));
        statement.setLong(3, row.entity().created().toEpochMilli());
        statement.setLong(4, row.entity().updated().toEpochMilli());
        statement.setString(5, row.entity().key());
        statement.addBatch();
    }

    /** An entity and its place in its section. */
    private record Placed(Entity entity, int place) {
        static Map<String, Placed> byKey(List<Entity> entities) {
            Map<String, Placed> byKey = new LinkedHashMap<>();
            for (Entity entity : entities) {
                byKey.put(entity.key(), new Placed(entity, byKey.size()));
            }
            return byKey;
        }
    }
}
