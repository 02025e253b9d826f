package io.smppproxy.configstore.sql;

import io.smppproxy.configstore.ConfigStore.BlacklistEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers that strategies refuse. */
final class BlacklistTable {
    private BlacklistTable() {}

    static Map<String, Set<String>> all(Connection connection) throws SQLException {
        Map<String, Set<String>> numbers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT strategy, msisdn FROM blacklist");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                numbers.computeIfAbsent(row.getString(1), strategy -> new HashSet<>())
                        .add(row.getString(2));
            }
        }
        return numbers;
    }

    static List<BlacklistEntry> page(Connection connection, String strategy, String after, int limit)
            throws SQLException {
        List<BlacklistEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT msisdn, added FROM blacklist WHERE strategy = ? AND msisdn > ? ORDER BY msisdn LIMIT ?")) {
            statement.setString(1, strategy);
            statement.setString(2, after);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new BlacklistEntry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))));
                }
            }
        }
        return entries;
    }

    static int add(Connection connection, String strategy, Collection<String> numbers, long addedMs)
            throws SQLException {
        List<String> missing = new ArrayList<>();
        try (PreparedStatement known =
                connection.prepareStatement("SELECT 1 FROM blacklist WHERE strategy = ? AND msisdn = ?")) {
            for (String number : numbers) {
                known.setString(1, strategy);
                known.setString(2, number);
                try (ResultSet row = known.executeQuery()) {
                    if (!row.next()) {
                        missing.add(number);
                    }
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO blacklist (strategy, msisdn, added) VALUES (?, ?, ?)")) {
            for (String number : missing) {
                insert.setString(1, strategy);
                insert.setString(2, number);
                insert.setLong(3, addedMs);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return missing.size();
    }

    static int remove(Connection connection, String strategy, Collection<String> numbers) throws SQLException {
        int removed = 0;
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM blacklist WHERE strategy = ? AND msisdn = ?")) {
            for (String number : numbers) {
                delete.setString(1, strategy);
                delete.setString(2, number);
                removed += delete.executeUpdate();
            }
        }
        return removed;
    }
}
