package io.smppproxy.configstore.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.ConfigStoreContract;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Documents;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.RecordingApplier;
import io.smppproxy.configstore.secret.SecretBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ConfigStoreTest extends ConfigStoreContract {
    @TempDir
    private Path directory;

    private SecretBox key;

    @Override
    protected ConfigStore open(SecretBox box) {
        ConfigStore store = SqlConfigStore.open(DatabaseSettings.embedded(directory.resolve("config"), 3), box);
        key = box;
        return store;
    }

    @Override
    protected void execute(String sql) throws SQLException {
        String url = "jdbc:h2:async:" + directory.resolve("config") + ";AUTO_SERVER=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "smpp-proxy", key.seal("h2", ""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected Path directory() {
        return directory;
    }

    /** What a process that was killed leaves is the file as it is. */
    @Test
    void shouldHaveEveryChangeInTheFileWhenItIsDone() throws Exception {
        SecretBox box = SecretBox.random();
        try (ConfigStore store = open(box);
                ConfigManager manager = ConfigManager.open(store, new RecordingApplier(), Documents.first(), "test")) {
            for (int i = 0; i < 3; i++) {
                Document saved = manager.change("me", "one more", editor -> editor.add(Kind.APP, Documents.json("{}")));
                Files.copy(directory.resolve("config.mv.db"), directory.resolve("copy" + i + ".mv.db"));
                DatabaseSettings settings = DatabaseSettings.embedded(directory.resolve("copy" + i), 2);
                try (ConfigStore left = SqlConfigStore.open(settings, box)) {
                    assertEquals(saved, left.load());
                }
            }
        }
    }

    @Test
    void shouldLetNobodyElseReadTheFile() throws Exception {
        try (ConfigStore store = open(SecretBox.random())) {
            assertEquals(0, store.newestChange());
            assertEquals(
                    Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
                    Files.getPosixFilePermissions(directory.resolve("config.mv.db")));
        }
    }
}
