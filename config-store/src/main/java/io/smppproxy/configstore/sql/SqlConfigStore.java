package io.smppproxy.configstore.sql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.AppToken;
import io.smppproxy.configstore.AuditEntry;
import io.smppproxy.configstore.Change;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Json;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.VersionInfo;
import io.smppproxy.configstore.secret.SecretBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The configuration in a SQL database. Any thread; calls block. */
public final class SqlConfigStore implements ConfigStore {
    private static final String KEY_CHECK = "key-check";

    private final Database database;
    private final SecretBox secrets;
    private final StoredSettings stored;
    private final DocumentTables documents;
    private final AuditTable audit;

    private SqlConfigStore(Database database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
        this.stored = new StoredSettings(secrets);
        this.documents = new DocumentTables(stored);
        this.audit = new AuditTable(secrets);
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @param secrets the key that the database was first opened with
     * @throws StoreException when it cannot be used, or was written under another key
     */
    public static SqlConfigStore open(DatabaseSettings settings, SecretBox secrets) {
        Database database = settings.isEmbedded()
                ? Database.embedded(settings.file(), settings.poolSize(), secrets)
                : Database.mysql(settings);
        return open(database, secrets);
    }

    /** A database that ends with the process, for tests of whoever needs a store. */
    public static SqlConfigStore inMemory() {
        SecretBox secrets = SecretBox.random();
        return open(Database.inMemory(UUID.randomUUID().toString(), secrets), secrets);
    }

    private static SqlConfigStore open(Database database, SecretBox secrets) {
        SqlConfigStore store = new SqlConfigStore(database, secrets);
        try {
            store.checkKey();
        } catch (StoreException e) {
            store.close();
            throw e;
        }
        return store;
    }

    private void checkKey() {
        String seal = secrets.seal(KEY_CHECK, "");
        String found = database.write(connection -> {
            Optional<String> known = note(connection, KEY_CHECK);
            if (known.isEmpty()) {
                setNote(connection, KEY_CHECK, seal);
            }
            return known.orElse(seal);
        });
        if (!found.equals(seal)) {
            throw new StoreException(database + ": the key is another one than the database was written under"
                    + " (expected: the key of the first start)");
        }
    }

    @Override
    public SecretBox secrets() {
        return secrets;
    }

    @Override
    public long newestChange() {
        return database.read(AuditTable::newest);
    }

    @Override
    public Document load() {
        return database.read(documents::load);
    }

    @Override
    public Optional<Document> load(long version) {
        return database.read(connection -> documents.load(connection, version));
    }

    @Override
    public List<VersionInfo> versions() {
        return database.read(DocumentTables::versions);
    }

    @Override
    public void save(Document before, Document next, Change change) throws ChangeRefused {
        String document = stored.write(next);
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("version", next.version());
        detail.put("document", audit.sealOf(document));
        detail.set("changes", Json.read(change.detail()));
        Change audited = new Change(change.at(), change.who(), change.what(), Json.write(detail));
        long newest = database.write(connection -> {
            long found = DocumentTables.newestVersion(connection);
            if (found == before.version()) {
                long number = audit.append(connection, audited);
                documents.save(connection, before, next, document, change, number);
            }
            return found;
        });
        if (newest != before.version()) {
            throw ChangeRefused.conflict(before.version(), newest);
        }
    }

    @Override
    public List<StoredUser> users() {
        return database.read(PeopleTables::users);
    }

    @Override
    public void saveUser(StoredUser user, Change change) {
        write(change, connection -> {
            PeopleTables.saveUser(connection, user);
            return null;
        });
    }

    @Override
    public void deleteUser(String name, Change change) {
        write(change, connection -> {
            PeopleTables.deleteUser(connection, name);
            return null;
        });
    }

    @Override
    public List<AppToken> tokens() {
        return database.read(PeopleTables::tokens);
    }

    @Override
    public void saveToken(AppToken token, Change change) {
        write(change, connection -> {
            PeopleTables.saveToken(connection, token);
            return null;
        });
    }

    @Override
    public Map<String, Set<String>> blacklist() {
        return database.read(BlacklistTable::all);
    }

    @Override
    public List<BlacklistEntry> blacklist(String strategy, String after, int limit) {
        return database.read(connection -> BlacklistTable.page(connection, strategy, after, limit));
    }

    @Override
    public int block(String strategy, Collection<String> numbers, Change change) {
        return write(
                change,
                connection -> BlacklistTable.add(
                        connection, strategy, numbers, change.at().toEpochMilli()));
    }

    @Override
    public int unblock(String strategy, Collection<String> numbers, Change change) {
        return write(change, connection -> BlacklistTable.remove(connection, strategy, numbers));
    }

    private <T> T write(Change change, Database.Work<T> work) {
        return database.write(connection -> {
            audit.append(connection, change);
            return work.run(connection);
        });
    }

    @Override
    public List<AuditEntry> audit(long after, int limit) {
        return database.read(connection -> AuditTable.read(connection, after, limit));
    }

    @Override
    public long firstForgedAuditEntry() {
        return database.read(connection -> {
            long forged = audit.firstForged(connection);
            return forged != 0 ? forged : audit.firstOfAForgedDocument(connection);
        });
    }

    @Override
    public Optional<String> note(String name) {
        return database.read(connection -> note(connection, name));
    }

    @Override
    public void setNote(String name, String value) {
        database.write(connection -> {
            setNote(connection, name, value);
            return null;
        });
    }

    private static Optional<String> note(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT content FROM notes WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void setNote(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM notes WHERE name = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO notes (name, content) VALUES (?, ?)")) {
            delete.setString(1, name);
            delete.executeUpdate();
            insert.setString(1, name);
            insert.setString(2, value);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
