package io.smppproxy.configstore.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.ConfigStoreContract;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Documents;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.RecordingApplier;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server; it is fetched as a Maven artifact. */
class MariaDbConfigStoreTest extends ConfigStoreContract {
    @TempDir
    private static Path directory;

    private static MariaDbServer server;
    private static int databases;
    private String database;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.isAvailable(), "there is no MariaDB for this machine");
        server = MariaDbServer.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = "test" + ++databases;
        server.createDatabase(database);
    }

    @Override
    protected ConfigStore open(SecretBox key) {
        return SqlConfigStore.open(server.settings(database), key);
    }

    @Override
    protected void execute(String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected Path directory() {
        return server.directory();
    }

    @Test
    void shouldGoOnWithoutTheDatabase() throws Exception {
        SecretBox key = SecretBox.random();
        RecordingApplier applier = new RecordingApplier();
        try (ConfigStore store = open(key);
                ConfigManager manager = ConfigManager.open(store, applier, Documents.first(), "test")) {
            Document before = manager.current();
            server.kill();
            try {
                StoreException e = assertThrows(
                        StoreException.class,
                        () -> manager.change("me", "in vain", editor -> editor.remove(Kind.LINK, "102")));
                assertTrue(e.getMessage().contains("the database " + database + " on 127.0.0.1:"), e.getMessage());
                assertEquals(before, manager.current());
                assertEquals(0, applier.applied().size() - 1, "only the first import was run");
                StoreException atStart = assertThrows(StoreException.class, () -> open(key));
                assertTrue(atStart.getMessage().contains("cannot be used"), atStart.getMessage());
            } finally {
                server.start();
            }
            Document after = changeOnceItIsBack(manager);
            assertEquals(2, after.version());
        }
    }

    /** The pool finds out by and by that the server is back. */
    private static Document changeOnceItIsBack(ConfigManager manager) throws ChangeRefused {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return manager.change("me", "now", editor -> editor.remove(Kind.LINK, "102"));
            } catch (StoreException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw e;
                }
            }
        }
    }
}
