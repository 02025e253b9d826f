package io.smppproxy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.auth.KeyFiles;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerificationKey;
import io.smppproxy.core.auth.VerifiedToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"run", "check-config", "config", "token", "account", "send", "info", "pdu", "version"})
    void shouldExplainEveryCommand(String command) {
        assertEquals(0, execute(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: smpp-proxy " + command), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void shouldShowCommandsWhenNoneIsGiven() {
        assertEquals(64, execute());
        assertTrue(err.toString().startsWith("a subcommand is missing"), err::toString);
        assertTrue(err.toString().contains("check-config"), err::toString);
    }

    @Test
    void shouldHashAPassword() throws Exception {
        assertEquals(0, execute("account", "hash", "secret08"), err::toString);
        String hash = out.toString().trim();
        assertTrue(hash.startsWith("$pbkdf2-sha256$i=10000$"), hash);
        String config = "accounts = [{ id = 1, username = a, password = \"" + hash + "\" }]";
        assertEquals(0, execute("check-config", "--config", config(config).toString()), err::toString);
        assertTrue(out.toString().contains("account  1 a: at most 10 binds, transparent, window 100"), out::toString);
        assertFalse(out.toString().contains("warning: accounts"), out::toString);
    }

    @Test
    void shouldRefuseToHashWhatNoEsmeCanSend() {
        assertEquals(64, execute("account", "hash", "tencharact"));
        assertTrue(
                err.toString().contains("password: *** (expected: 1 to 9 printable ASCII characters)"), err::toString);
        assertEquals(64, execute("account", "hash", "secret08", "--iterations", "10"));
        assertEquals(64, execute("account"));
    }

    @Test
    void shouldExit64OnUnknownOptions() {
        assertEquals(64, execute("run", "--colour"));
        assertTrue(err.toString().contains("--colour"), err::toString);
    }

    @Test
    void shouldSummariseAValidConfigurationWithoutSecrets() throws IOException {
        assertEquals(
                0,
                execute("check-config", "--config", config("grpc.port = 5000").toString()),
                err::toString);
        assertTrue(out.toString().startsWith("valid: " + dir.resolve("c.conf")), out::toString);
        assertTrue(out.toString().contains("link     101 demo: smpp-client-1@127.0.0.1:2875, SMPP 3.4"), out::toString);
        assertTrue(out.toString().contains("pool     1000 default: 101 (weight 1)"), out::toString);
        assertFalse(out.toString().contains("password"), out::toString);
    }

    @Test
    void shouldTellEveryProblemAndExit65() throws IOException {
        assertEquals(
                65,
                execute(
                        "check-config",
                        "-c",
                        config("grpc.port = 70000\nhtp.port = 1").toString()));
        String text = err.toString();
        assertTrue(text.startsWith("2 problems in the configuration (" + dir.resolve("c.conf") + "):"), text);
        assertTrue(text.contains("  grpc.port: 70000 (expected: 0 to 65535) ["), text);
        assertTrue(text.contains("  htp: unknown key (did you mean http?)"), text);
        assertFalse(text.contains("\tat "), text);
    }

    @Test
    void shouldIssueATokenThatVerifies() throws IOException {
        assertEquals(0, execute("token", "-c", config("").toString(), "--app-id", "1", "--ttl", "15m"), err::toString);
        String token = out.toString().strip();
        byte[] secret = KeyFiles.readSecret(dir.resolve("data/jwt.secret"));
        TokenVerifier verifier = new TokenVerifier(
                new TokenRules(Set.of("HS256"), null, Set.of(), 0),
                List.of(VerificationKey.secret(secret, null)),
                System::currentTimeMillis,
                16);
        VerifiedToken verified = (VerifiedToken) verifier.verify(token);
        assertEquals(1, verified.appId());
        long ttlMs = verified.expiresAtMs() - System.currentTimeMillis();
        assertTrue(ttlMs > 800_000 && ttlMs <= 900_000, () -> "ttl " + ttlMs);
    }

    @Test
    void shouldIssueTokensForKnownAppsOnly() throws IOException {
        assertEquals(64, execute("token", "-c", config("").toString(), "--app-id", "7"));
        assertEquals(
                "--app-id: 7 (expected: an app of the configuration)",
                err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "0h", "h", "-1h", "1w"})
    void shouldRefuseOtherDurations(String ttl) {
        assertEquals(64, execute("token", "--ttl=" + ttl));
        assertTrue(err.toString().contains("such as 12h"), err::toString);
    }

    @Test
    void shouldExit69WhenNoProxyListens() throws IOException {
        String file = config("").toString();
        assertEquals(69, execute("send", "-c", file, "--target", "127.0.0.1:1", "--to", "998901234567", "--text", "x"));
        assertTrue(err.toString().contains("is a proxy listening on 127.0.0.1:1?"), err::toString);
    }

    private Path config(String text) throws IOException {
        return Files.writeString(
                dir.resolve("c.conf"), "node.data-dir = \"" + dir.resolve("data") + "\"\n" + text + "\n");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = SmppProxyCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
