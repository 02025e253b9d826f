package io.smppproxy.configstore.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smppproxy.configstore.AuditEntry;
import io.smppproxy.configstore.Change;
import io.smppproxy.configstore.Json;
import io.smppproxy.configstore.secret.SecretBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The audit: a chain of entries, each sealed together with the one before it. */
final class AuditTable {
    private static final int MAX_WHO = 100;
    private static final int MAX_WHAT = 1_000;
    private static final int PAGE = 500;

    private final SecretBox secrets;

    AuditTable(SecretBox secrets) {
        this.secrets = secrets;
    }

    static long newest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT MAX(number) FROM audit");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static String who(Change change) {
        return shortened(change.who(), MAX_WHO);
    }

    static String what(Change change) {
        return shortened(change.what(), MAX_WHAT);
    }

    private static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }

    /** @return the number that the entry has got */
    long append(Connection connection, Change change) throws SQLException {
        long number = newest(connection) + 1;
        List<AuditEntry> before = read(connection, number - 2, 1);
        String previous = before.isEmpty() ? "" : before.get(0).hash();
        long atMs = change.at().toEpochMilli();
        String hash = seal(previous, number, atMs, who(change), what(change), change.detail());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO audit (number, changed, who, what, detail, hash) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, number);
            statement.setLong(2, atMs);
            statement.setString(3, who(change));
            statement.setString(4, what(change));
            statement.setString(5, change.detail());
            statement.setString(6, hash);
            statement.executeUpdate();
        }
        return number;
    }

    private String seal(String previous, long number, long atMs, String who, String what, String detail) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        fields.add(previous).add(number).add(atMs).add(who).add(what).add(detail);
        return secrets.seal("audit", Json.write(fields));
    }

    /** @return the number of the first entry that is missing or was changed; 0 when there is none */
    long firstForged(Connection connection) throws SQLException {
        long number = 0;
        String previous = "";
        List<AuditEntry> page = read(connection, 0, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                number++;
                String hash =
                        seal(previous, number, entry.at().toEpochMilli(), entry.who(), entry.what(), entry.detail());
                if (entry.number() != number || !hash.equals(entry.hash())) {
                    return number;
                }
                previous = hash;
            }
            page = read(connection, number, PAGE);
        }
        return 0;
    }

    /** What the audit says of a version's document, so that the document cannot be changed either. */
    String sealOf(String document) {
        return secrets.seal("document", document);
    }

    /** @return the number of the entry of the first version whose document is another one now; 0 when there is none */
    long firstOfAForgedDocument(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT audit.number, detail, document"
                        + " FROM versions JOIN audit ON audit.number = audit_number"
                        + " WHERE document IS NOT NULL ORDER BY audit.number");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String seal = Json.read(row.getString(2)).path("document").asText();
                if (!seal.equals(sealOf(row.getString(3)))) {
                    return row.getLong(1);
                }
            }
        }
        return 0;
    }

    static List<AuditEntry> read(Connection connection, long after, int limit) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT number, changed, who, what, detail, hash"
                + " FROM audit WHERE number > ? ORDER BY number LIMIT ?")) {
            statement.setLong(1, after);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new AuditEntry(
                            row.getLong(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
                }
            }
        }
        return entries;
    }
}
