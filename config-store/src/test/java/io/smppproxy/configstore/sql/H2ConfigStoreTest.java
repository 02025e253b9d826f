package io.smppproxy.configstore.sql;

import io.smppproxy.configstore.ConfigStore;
import io.smppproxy.configstore.ConfigStoreContract;
import io.smppproxy.configstore.secret.SecretBox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
}
