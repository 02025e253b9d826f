package io.smppproxy.app.config;

import io.smppproxy.configstore.sql.DatabaseSettings;
import io.smppproxy.configstore.sql.DatabaseSettings.Tls;
import java.nio.file.Path;

/** Reads {@code config-store}. */
final class StoreReader {
    private StoreReader() {}

    /** @return null when it is switched off */
    static StoreSettings read(Section section, Path dataDir) {
        boolean enabled = section.bool("enabled");
        Path file = section.optionalPath("file");
        int poolSize = section.integer("pool-size", 1, 64);
        Section mysql = section.section("mysql");
        String host = mysql.matching("host", "\\S{0,255}", "a host name or address; empty for the embedded database");
        int port = mysql.integer("port", 1, 65_535);
        String database = mysql.matching(
                "database", "[A-Za-z0-9_$-]{0,64}", "1 to 64 letters, digits, underscores, hyphens and dollar signs");
        String username = mysql.text("username", 0, 128);
        String password = mysql.text("password", 0, 1_000);
        Tls tls = mysql.choice("tls", Tls.class);
        Path keyFile = section.optionalPath("key-file");
        boolean generateKey = keyFile == null;
        if (!host.isEmpty() && enabled) {
            require(mysql, "database", database);
            require(mysql, "username", username);
        }
        if (!enabled) {
            return null;
        }
        return new StoreSettings(
                host.isEmpty()
                        ? DatabaseSettings.embedded(file == null ? dataDir.resolve("config") : file, poolSize)
                        : DatabaseSettings.mysql(host, port, database, username, password, tls, poolSize),
                generateKey ? dataDir.resolve("config.key") : keyFile,
                generateKey);
    }

    private static void require(Section section, String name, String value) {
        if (value.isEmpty()) {
            section.unexpected(name, "a name, as there is a host");
        }
    }
}
