package io.smppproxy.app.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.config.StoreSettings;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.DocumentEditor;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Json;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Problem;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.sql.DatabaseSettings;
import io.smppproxy.core.config.LinkConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedConfigTest {
    private static final String LINKS = """
            link-defaults { window = 7 }
            links = [
              { id = 101, smsc-id = "a", host = "smsc.example", port = 2775, username = me }
              { id = 102, smsc-id = "b", host = "smsc.example", port = 2776, username = me, password = secret, tls { server-name = "x" } }
            ]
            pools = [{ id = 1000, name = "p", members = [{ link = 101 }, { link = 102, weight = 2 }] }]
            accounts = [{ id = 1, username = esme, password = pw }]
            routes = [{ accounts = [1], prefixes = ["998"], esme = 1000 }]
            strategies { mine { daily-cap = 5 } }
            """;

    @TempDir
    private Path dir;

    @BeforeAll
    static void quiet() {
        LogSetup.quiet();
    }

    private ConfigSource source(String text, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(dir.resolve("smpp-proxy.conf"), text + "\nnode { data-dir = \"" + dir + "\" }\n");
        return ConfigSource.open(file, environment);
    }

    private StoreSettings settings() {
        return new StoreSettings(DatabaseSettings.embedded(dir.resolve("config"), 2), dir.resolve("config.key"), true);
    }

    private ManagedConfig open(String text, Map<String, String> environment) throws Exception {
        return ManagedConfig.open(source(text, environment), settings());
    }

    private static LinkConfig link(AppConfiguration configuration, long id) {
        return configuration.core().links().stream()
                .filter(link -> link.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<DocumentEditor> set(Kind kind, String key, String name, int value) {
        return editor -> {
            ObjectNode settings = editor.find(kind, key).orElseThrow().settings();
            editor.put(kind, key, settings.put(name, value));
        };
    }

    @Test
    void shouldRunAtFirstWhatTheFileAndTheEnvironmentSay() throws Exception {
        Map<String, String> environment = Map.of(
                "SMPP_PROXY_LINKS_0_PASSWORD", "00123",
                "SMPP_PROXY_LINKS_1_PORT", "3000",
                "SMPP_PROXY_LINKS_1_RATE_LIMIT_PARTS_PER_SECOND", "9",
                "SMPP_PROXY_POOLS_0_MEMBERS_1_WEIGHT", "3",
                "SMPP_PROXY_STRATEGIES_MINE_WEEKLY_CAP", "6");
        AppConfiguration fromFile = source(LINKS, environment).configuration();
        try (ManagedConfig managed = open(LINKS, environment)) {
            AppConfiguration configuration = managed.configuration();
            assertEquals(fromFile.core().links(), configuration.core().links());
            assertEquals(fromFile.core().pools(), configuration.core().pools());
            assertEquals(fromFile.core().strategies(), configuration.core().strategies());
            assertEquals(fromFile.core().routes(), configuration.core().routes());
            assertEquals(fromFile.core().apps(), configuration.core().apps());
            assertEquals("00123", link(configuration, 101).password());
            assertEquals(7, link(configuration, 101).window());
            Entity entity = managed.manager().current().find(Kind.LINK, "102").orElseThrow();
            assertEquals(
                    Json.read(
                            "{\"id\":102,\"smsc-id\":\"b\",\"host\":\"smsc.example\",\"port\":3000,\"username\":\"me\","
                                    + "\"password\":\"secret\",\"tls\":{\"server-name\":\"x\"},\"rate-limit\":{\"parts-per-second\":9}}"),
                    entity.settings());
        }
    }

    @Test
    void shouldLetTheDatabaseRuleAfterwards() throws Exception {
        open(LINKS, Map.of()).close();
        String other = LINKS.replace("port = 2775", "port = 9999").replace("window = 7", "window = 8");
        try (ManagedConfig managed = open(other, Map.of("SMPP_PROXY_LINKS_1_PORT", "9998"))) {
            AppConfiguration configuration = managed.configuration();
            assertEquals(2_775, link(configuration, 101).port());
            assertEquals(2_776, link(configuration, 102).port());
            assertEquals(8, link(configuration, 101).window(), "defaults stay the file's");
            assertEquals(1, managed.manager().current().version());
        }
        try (ManagedConfig managed = open("links = [{ this = is wrong }]", Map.of())) {
            assertEquals(
                    2, managed.configuration().core().links().size(), "the file's links do not even have to be right");
        }
    }

    @Test
    void shouldKeepChangesOverARestart() throws Exception {
        try (ManagedConfig managed = open(LINKS, Map.of())) {
            managed.manager().change("me", "window", set(Kind.LINK, "101", "window", 77));
        }
        try (ManagedConfig managed = open(LINKS, Map.of())) {
            assertEquals(77, link(managed.configuration(), 101).window());
            assertEquals(2, managed.manager().current().version());
        }
    }

    @Test
    void shouldNameProblemsByTheEntitysKey() throws Exception {
        try (ManagedConfig managed = open(LINKS, Map.of())) {
            ChangeRefused refused = assertThrows(
                    ChangeRefused.class,
                    () -> managed.manager().change("me", "all wrong", editor -> {
                        set(Kind.LINK, "101", "port", 70_000).accept(editor);
                        set(Kind.LINK, "102", "widow", 1).accept(editor);
                        ObjectNode twin =
                                editor.find(Kind.LINK, "101").orElseThrow().settings();
                        editor.put(Kind.LINK, "103", twin.put("id", 103).put("port", 1));
                        set(Kind.STRATEGY, "mine", "daily-cap", -1).accept(editor);
                        set(Kind.ROUTE, "1", "esme", 5).accept(editor);
                        ObjectNode pool =
                                editor.find(Kind.POOL, "1000").orElseThrow().settings();
                        ((ObjectNode) pool.at("/members/1")).put("link", 104);
                        editor.put(Kind.POOL, "1000", pool);
                    }));
            Map<String, String> problems = new HashMap<>();
            refused.problems().forEach(problem -> problems.put(problem.pointer(), problem.detail()));
            assertEquals("70000 (expected: 1 to 65535)", problems.get("/links/101/port"));
            assertEquals("unknown key (did you mean window?)", problems.get("/links/102/widow"));
            assertEquals(
                    "\"a\" (expected: a name that no link has yet; /links/101 has it)",
                    problems.get("/links/103/smsc-id"));
            assertTrue(problems.containsKey("/strategies/mine/daily-cap"), problems::toString);
            assertTrue(problems.containsKey("/routes/1/esme"), problems::toString);
            assertEquals("104 (expected: the id of a link)", problems.get("/pools/1000/members/1/link"));
            assertEquals(1, managed.manager().current().version());
        }
    }

    @Test
    void shouldRefuseAFirstStartWithAWrongFile() throws Exception {
        ConfigSource wrong = source(LINKS.replace("port = 2775", "port = 0"), Map.of());
        assertThrows(ConfigurationException.class, () -> ManagedConfig.open(wrong, settings()));
        try (ManagedConfig managed = open(LINKS, Map.of())) {
            assertEquals(1, managed.manager().current().version());
        }
    }

    @Test
    void shouldTakeAnAccountAsTheSeedOfTheApiHasIt() throws Exception {
        try (ManagedConfig managed = open(LINKS, Map.of())) {
            List<Problem> none = List.of();
            managed.manager()
                    .change(
                            "me",
                            "account",
                            editor -> editor.add(Kind.ACCOUNT, (ObjectNode) Json.read(
                                    "{\"username\": \"myclient1\", \"password\": \"qwerty123\", \"allow-ip\": \"11.22.33.44,55.66.77.88\","
                                            + " \"throughput\": 0, \"binds\": 3, \"enabled\": true}")));
            assertEquals(
                    none,
                    new CoreApplier(source(LINKS, Map.of()))
                            .check(managed.manager().current()));
            assertEquals(2, managed.configuration().core().accounts().size());
        }
    }

    @Test
    void shouldMakeAKeyOnce() throws Exception {
        open(LINKS, Map.of()).close();
        Path key = dir.resolve("config.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        String made = Files.readString(key);
        open(LINKS, Map.of()).close();
        assertEquals(made, Files.readString(key));
        Files.delete(key);
        StoreException e = assertThrows(StoreException.class, () -> open(LINKS, Map.of()));
        assertTrue(e.getMessage().contains("config.key is missing"), e.getMessage());
        open(LINKS, Map.of("SMPP_PROXY_CONFIG_KEY", made)).close();
        String other = "00".repeat(32);
        StoreException wrong =
                assertThrows(StoreException.class, () -> open(LINKS, Map.of("SMPP_PROXY_CONFIG_KEY", other)));
        assertTrue(wrong.getMessage().contains("key"), wrong.getMessage());
        StoreException bad =
                assertThrows(StoreException.class, () -> open(LINKS, Map.of("SMPP_PROXY_CONFIG_KEY", "x")));
        assertEquals("SMPP_PROXY_CONFIG_KEY: no key (expected: 32 octets in base64 or hexadecimal)", bad.getMessage());
    }

    @Test
    void shouldReadWhereTheDatabaseIs() throws Exception {
        StoreSettings embedded = source("", Map.of()).configuration().store();
        assertEquals(dir.resolve("config"), embedded.database().file());
        assertEquals(dir.resolve("config.key"), embedded.keyFile());
        Map<String, String> environment = Map.of(
                "MYSQL_HOST",
                "db",
                "MYSQL_PORT",
                "3307",
                "MYSQL_DBNAME",
                "smpp",
                "MYSQL_USERNAME",
                "u",
                "MYSQL_PASSWORD",
                "p");
        StoreSettings mysql = source(
                        "config-store { key-file = k, pool-size = 2, mysql { tls = verify } }", environment)
                .configuration()
                .store();
        assertEquals(
                DatabaseSettings.mysql("db", 3_307, "smpp", "u", "p", DatabaseSettings.Tls.VERIFY, 2),
                mysql.database());
        assertEquals(new StoreSettings(mysql.database(), Path.of("k"), false), mysql);
        assertEquals(
                null,
                source("config-store.enabled = false", environment)
                        .configuration()
                        .store());
        assertThrows(
                ConfigurationException.class,
                () -> source("config-store.mysql.host = db", Map.of()).configuration());
    }
}
