package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.AccountConfig.Mode;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code smpp-server} and {@code accounts}. */
class SmppServerConfigTest {
    private static final String HASH =
            "$pbkdf2-sha256$i=10000$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final String ACCOUNT = "accounts = [{ id = 1, username = a, password = secret08 }]\n";

    @TempDir
    Path dir;

    private AppConfiguration load(String text) throws IOException, ConfigurationException {
        return ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), text), Map.of());
    }

    private String problems(String text) {
        return String.join(
                "\n",
                assertThrows(ConfigurationException.class, () -> load(text)).problems().stream()
                        .map(ConfigProblem::toString)
                        .toList());
    }

    @Test
    void shouldServeEsmesUnlessItIsSwitchedOff() throws Exception {
        assertEquals(load(ACCOUNT).core().esmeServer(), load("").core().esmeServer());
        EsmeServerConfig server = load(ACCOUNT).core().esmeServer();
        assertEquals("127.0.0.1", server.host());
        assertEquals(2775, server.port());
        assertNull(server.tls());
        assertEquals(5_000, server.bindTimeoutMs());
        assertEquals(300_000, server.inactivityMs());
        assertEquals(List.of(), load("").core().accounts());
        assertNull(load(ACCOUNT + "smpp-server.enabled = false").core().esmeServer());
    }

    @Test
    void shouldReadEveryKeyOfTheServer() throws Exception {
        Path certificate = Files.writeString(dir.resolve("c.pem"), "certificate");
        Path key = Files.writeString(dir.resolve("k.pem"), "key");
        EsmeServerConfig server =
                load("""
                smpp-server {
                  host = "0.0.0.0", plain = false, port = 1, tls { port = 3776, certificate = "%s", key = "%s" }
                  system-id = MC, bind-timeout = 3s, inactivity = 10m, enquire-link = 0s, response-timeout = 4s
                  slow-reader = 7s, refusal-delay = 1s, verifier-threads = 3
                  max-connections = 10, max-connections-per-address = 9, max-unbound = 8, max-unbound-per-address = 7
                  trusted-proxies = "10.0.0.0/8, ::1", reply-ring-size = 512KiB, delivery-ring-size = 2MiB
                }
                """.formatted(certificate, key) + ACCOUNT).core().esmeServer();
        assertEquals("0.0.0.0", server.host());
        assertEquals(EsmeServerConfig.NO_PORT, server.port());
        assertEquals(3776, server.tls().port());
        assertEquals(certificate, server.tls().certificate());
        assertEquals(key, server.tls().key());
        assertEquals("MC", server.systemId());
        assertEquals(3_000, server.bindTimeoutMs());
        assertEquals(600_000, server.inactivityMs());
        assertEquals(0, server.enquireLinkMs());
        assertEquals(4_000, server.responseTimeoutMs());
        assertEquals(7_000, server.slowReaderMs());
        assertEquals(1_000, server.refusalDelayMs());
        assertEquals(3, server.verifierThreads());
        assertEquals(10, server.maxConnections());
        assertEquals(9, server.maxConnectionsPerAddress());
        assertEquals(8, server.maxUnbound());
        assertEquals(7, server.maxUnboundPerAddress());
        assertEquals(List.of("10.0.0.0/8", "::1"), server.trustedProxies());
        assertEquals(512 << 10, server.replyRingBytes());
        assertEquals(2 << 20, server.deliveryRingBytes());
    }

    @Test
    void shouldReadEveryKeyOfAnAccount() throws Exception {
        AccountConfig account = load("""
                accounts = [{
                  id = 7, username = myclient1, password = "%s", allow-ip = "11.22.33.44,2001:db8::/32", throughput = 60
                  binds = 3, enabled = false, tls-required = true, rate-limit { parts-per-second = 5, burst = 6 }
                  window = 8, delivery-window = 9, delivery-max-age = 2h, allowed-senders = ["BRAND", "4917*"]
                  mode = managed, message-ids = smsc, strategy = cp1
                }]
                """.formatted(HASH)).core().accounts().get(0);
        assertEquals(7, account.id());
        assertEquals("myclient1", account.systemId());
        assertEquals(HASH, account.passwordHash());
        assertEquals(List.of("11.22.33.44", "2001:db8::/32"), account.allowedAddresses());
        assertEquals(60, account.throughputPerMinute());
        assertEquals(3, account.maxBinds());
        assertFalse(account.enabled());
        assertTrue(account.tlsRequired());
        assertEquals(new RateLimit(5, 6), account.rateLimit());
        assertEquals(8, account.window());
        assertEquals(9, account.deliveryWindow());
        assertEquals(7_200_000, account.deliveryMaxAgeMs());
        assertEquals(List.of("BRAND", "4917*"), account.allowedSenders());
        assertEquals(Mode.MANAGED, account.mode());
        assertEquals(MessageIdSource.SMSC, account.messageIds());
        assertEquals("cp1", account.strategy());
    }

    @Test
    void shouldTakeDefaultsAndHashAPlainPasswordWithAWarning() throws Exception {
        AppConfiguration config = load("""
                account-defaults { binds = 5 }
                accounts = [{ id = 1, username = a, password = qwerty123 }, { id = 2, username = b, password = "%s", binds = 6 }]
                """.formatted(HASH));
        AccountConfig first = config.core().accounts().get(0);
        assertEquals(5, first.maxBinds());
        assertEquals(6, config.core().accounts().get(1).maxBinds());
        assertEquals(Mode.TRANSPARENT, first.mode());
        assertEquals(MessageIdSource.BY_VERSION, first.messageIds());
        assertEquals(RateLimit.UNLIMITED, first.rateLimit());
        assertFalse(first.passwordHash().contains("qwerty123"));
        PasswordHash.parse(first.passwordHash());
        assertEquals(
                "accounts[0].password: in plain text; \"smpp-proxy account hash\" makes a hash that can stand there instead",
                config.warnings().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username = sixteencharacter | accounts[0].username: \"sixteencharacter\" (expected: 1 to 15 characters",
                "password = tencharact | accounts[0].password: *** (expected: 1 to 9 characters",
                "password = \"$pbkdf2-sha256$i=1$a$b\" | accounts[0].password: ",
                "allow-ip = [\"10.0.0.0/33\"] | accounts[0].allow-ip: \"10.0.0.0/33\" (expected: an IPv4 or IPv6 address",
                "binds = 0 | accounts[0].binds: 0 (expected: 1 to 100000)",
                "mode = opaque | accounts[0].mode: \"opaque\" (expected: transparent, managed)",
                "message-ids = ours | accounts[0].message-ids: \"ours\" (expected: proxy, smsc, by-version)",
                "strategy = cp9 | accounts[0].strategy: \"cp9\" (expected: the name of a strategy, or nothing)",
                "bind = 3 | accounts[0].bind: unknown key (did you mean binds?)"
            })
    void shouldTellWhatIsWrongWithAnAccount(String key, String problem) {
        String text = problems("accounts = [{ id = 1, username = a, password = secret08, " + key + " }]");
        assertTrue(text.contains(problem), text);
        assertFalse(text.contains("tencharact "), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smpp-server.plain = false | smpp-server.plain: false without tls (expected: true, or tls.certificate",
                "smpp-server.tls.certificate = /dev/null | smpp-server.tls.key: \"\" (expected: both certificate and key",
                "smpp-server.port = 8080 | smpp-server.port: 8080 (expected: another port than http.port)",
                "smpp-server.port = 44044 | smpp-server.port: 44044 (expected: another port than grpc.port)",
                "smpp-server.trusted-proxies = [lb] | smpp-server.trusted-proxies: \"lb\" (expected: an IPv4 or IPv6",
                "smpp-server.reply-ring-size = 300KiB | smpp-server.reply-ring-size: \"300KiB\" (expected: a power of two"
            })
    void shouldTellWhatIsWrongWithTheServer(String key, String problem) {
        String text = problems(ACCOUNT + key);
        assertTrue(text.contains(problem), text);
    }

    @Test
    void shouldTellAccountsApart() {
        String text = problems("""
                accounts = [
                  { id = 1, username = a, password = secret08 }
                  { id = 1, username = b, password = secret08 }
                  { id = 2, username = a, password = secret08 }
                ]
                """);
        assertTrue(
                text.contains("accounts[1].id: 1 (expected: an id that no account has yet; accounts[0] has it)"), text);
        assertTrue(
                text.contains(
                        "accounts[2].username: \"a\" (expected: a name that no account has yet; accounts[0] has it)"),
                text);
    }
}
