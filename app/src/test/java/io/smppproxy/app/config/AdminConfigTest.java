package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.schema.Setting;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminConfigTest {
    @TempDir
    Path directory;

    private AppConfiguration load(String text, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(directory.resolve("test.conf"), text);
        return ConfigLoader.load(file, environment);
    }

    private String problems(String text, Map<String, String> environment) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> load(text, environment));
        return e.problems().toString();
    }

    @Test
    void shouldListenOnTheLoopbackUnlessToldOtherwise() throws Exception {
        AdminSettings admin = load("", Map.of()).admin();
        assertEquals("127.0.0.1", admin.host());
        assertEquals(8010, admin.port());
        assertEquals("admin", admin.username());
        assertFalse(admin.hasPassword());
        assertNull(load("admin.enabled = false", Map.of()).admin());
    }

    @Test
    void shouldReadTheVariablesThatInstallationsHave() throws Exception {
        Map<String, String> environment = Map.of(
                "HTTP_PORT", "8123",
                "HTTP_ADMIN_USERNAME", "boss",
                "HTTP_ADMIN_PASSWORD", "a-strong-one-1",
                "HTTP_API_TOKEN", "randomly-made-0123456789");
        AdminSettings admin = load("admin.port = 9999", environment).admin();
        assertEquals(8123, admin.port());
        assertEquals("boss", admin.username());
        assertEquals("a-strong-one-1", admin.resolvePassword());
        assertEquals("randomly-made-0123456789", admin.resolveToken());
        AdminSettings own = load("", Map.of("HTTP_PORT", "8123", "SMPP_PROXY_ADMIN_PORT", "8124"))
                .admin();
        assertEquals(8124, own.port());
    }

    @Test
    void shouldRefuseSecretsThatAnybodyWouldTry() {
        for (String password :
                List.of("", "admin", "password", "changeme", "12345678", "HTTP_ADMIN_PASSWORD", "aaaaaaaaaa")) {
            String found = problems("", Map.of("HTTP_ADMIN_PASSWORD", password));
            assertTrue(found.contains("admin.password"), found);
            assertTrue(password.isEmpty() || !found.contains("\"" + password + "\""), found);
        }
        for (String token : List.of("", "short", "HTTP_API_TOKEN", "0000000000000000", "randomly-generated-string")) {
            assertTrue(problems("", Map.of("HTTP_API_TOKEN", token)).contains("admin.api-token"), token);
        }
        assertTrue(problems("admin.username = admin2019, admin.password = admin2019", Map.of())
                .contains("admin.password"));
    }

    @Test
    void shouldMakeSecretsThatTheirOwnerAloneReads() throws Exception {
        AdminSettings admin = load("node.data-dir = \"" + directory.resolve("data") + "\"", Map.of())
                .admin();
        String token = admin.resolveToken();
        String password = admin.resolvePassword();
        assertTrue(token.length() >= 32 && password.length() >= 32);
        assertNotEquals(token, password);
        assertEquals(token, admin.resolveToken());
        for (String name : List.of("admin.token", "admin.password")) {
            Path file = directory.resolve("data").resolve(name);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        Files.writeString(directory.resolve("data/admin.token"), "x\n");
        assertTrue(assertThrows(IOException.class, admin::resolveToken)
                .getMessage()
                .contains("admin.token"));
    }

    @Test
    void shouldNotSharePorts() {
        assertTrue(problems("admin.port = 8080", Map.of())
                .contains("admin.port: 8080 (expected: another port than http.port)"));
    }

    private static Setting find(SettingsCatalog catalog, Kind kind, String name) {
        return catalog.of(kind).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + name));
    }

    @Test
    void shouldCatalogWhatTheReadersRead() throws Exception {
        SettingsCatalog catalog = SettingsCatalogReader.read(null, Map.of());
        Setting port = find(catalog, Kind.LINK, "port");
        assertEquals(Setting.Type.NUMBER, port.type());
        assertEquals(65_535, port.max());
        assertTrue(port.required());
        Setting window = find(catalog, Kind.LINK, "window");
        assertEquals(10, window.defaultValue().intValue());
        assertTrue(window.help().startsWith("submit_sm in flight"), window.help());
        assertEquals(
                List.of("hold", "resend", "fail"),
                find(catalog, Kind.LINK, "ambiguity").choices());
        assertFalse(find(catalog, Kind.LINK, "source-ton").required());
        assertEquals(6, find(catalog, Kind.LINK, "source-ton").max());
        assertTrue(find(catalog, Kind.LINK, "password").secret());
        assertEquals(9, find(catalog, Kind.LINK, "password").maxLength());
        assertEquals(
                0,
                find(catalog, Kind.ACCOUNT, "rate-limit.burst").defaultValue().intValue());
        assertEquals(
                Setting.Type.DURATION,
                find(catalog, Kind.STRATEGY, "duplicate-window").type());
        assertEquals(Setting.Type.LIST, find(catalog, Kind.POOL, "members").type());
        assertEquals(Setting.Type.OBJECT, find(catalog, Kind.LINK, "status-map").type());
        assertFalse(find(catalog, Kind.ROUTE, "esme").required());
        assertTrue(find(catalog, Kind.MO_ROUTE, "destination").required());
    }

    @Test
    void shouldTakeDefaultsFromTheConfiguration() throws Exception {
        Path file = Files.writeString(directory.resolve("own.conf"), "link-defaults.window = 77");
        Map<String, String> environment =
                Map.of("SMPP_PROXY_LINK_DEFAULTS_MAX_PARTS", "9", "SMPP_PROXY_LINKS_0_PASSWORD", "s3cret");
        SettingsCatalog catalog = SettingsCatalogReader.read(file, environment);
        assertEquals(77, find(catalog, Kind.LINK, "window").defaultValue().intValue());
        assertEquals("9", find(catalog, Kind.LINK, "max-parts").defaultValue().asText());
        assertEquals("", find(catalog, Kind.LINK, "password").defaultValue().asText());
    }
}
