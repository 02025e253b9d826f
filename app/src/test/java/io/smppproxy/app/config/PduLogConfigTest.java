package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pdu-log}, here and in links and accounts. */
class PduLogConfigTest {
    private static final String BASE = """
            accounts = [{ id = 1, username = a, password = secret08 }, { id = 2, username = b, password = secret08 }]
            links = [{ id = 101, smsc-id = x, host = h, port = 1, username = u }
                     { id = 102, smsc-id = y, host = h, port = 1, username = u, pdu-log.mask-text = true }]
            """;
    private static final PduLogSetting ON = new PduLogSetting(true, false);

    @TempDir
    Path dir;

    private AppConfiguration read(String text, Map<String, String> environment)
            throws IOException, ConfigurationException {
        return ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), BASE + text), environment);
    }

    private PduLogConfig load(String text, Map<String, String> environment) throws IOException, ConfigurationException {
        return read(text, environment).core().pduLog();
    }

    private String problems(String text) {
        return String.join(
                "\n",
                assertThrows(ConfigurationException.class, () -> load(text, Map.of())).problems().stream()
                        .map(ConfigProblem::toString)
                        .toList());
    }

    @Test
    void shouldLogNothingUnlessItIsAskedTo() throws Exception {
        PduLogConfig config = load("", Map.of());
        assertEquals(Path.of("./data/pdu-logs/links"), config.linkDirectory());
        assertEquals(Path.of("./data/pdu-logs/accounts"), config.accountDirectory());
        assertEquals(ZoneId.systemDefault(), config.zone());
        assertEquals(30, config.retentionDays());
        assertEquals(4L << 30, config.maxFileBytes());
        assertEquals(1L << 30, config.minFreeBytes());
        assertEquals(1 << 20, config.ringBytes());
        assertEquals(
                new PduLogRules(
                        Map.of(101L, PduLogSetting.OFF, 102L, new PduLogSetting(false, true)),
                        Map.of(1L, PduLogSetting.OFF, 2L, PduLogSetting.OFF)),
                config.rules());
    }

    @Test
    void shouldFollowTheDirectoriesOfTheEnvironment() throws Exception {
        PduLogConfig config = load(
                "", Map.of("SMPP_CLIENT_LOGS_PATH", "/var/log/links", "SMPP_SERVER_LOGS_PATH", "/var/log/accounts"));
        assertEquals(Path.of("/var/log/links"), config.linkDirectory());
        assertEquals(Path.of("/var/log/accounts"), config.accountDirectory());
        assertEquals(
                Map.of(101L, ON, 102L, new PduLogSetting(true, true)),
                config.rules().links());
        assertEquals(Map.of(1L, ON, 2L, ON), config.rules().accounts());
        PduLogConfig one = load("pdu-log.client-path = /elsewhere", Map.of("SMPP_CLIENT_LOGS_PATH", "/var/log/links"));
        assertEquals(Path.of("/elsewhere"), one.linkDirectory());
        assertEquals(PduLogSetting.OFF, one.rules().accounts().get(1L));
        assertEquals(
                Path.of("/first"),
                load("pdu-log.client-path = /elsewhere", Map.of("SMPP_PROXY_PDU_LOG_CLIENT_PATH", "/first"))
                        .linkDirectory());
    }

    @Test
    void shouldSwitchSomeOnAndOthersOff() throws Exception {
        AppConfiguration all = read("""
                pdu-log { server-path = logs, zone = UTC, retention = 7d, max-file = 0B, min-free = 0B, ring-size = 4MiB }
                link-defaults.pdu-log.enabled = true
                accounts = [{ id = 1, username = a, password = secret08, pdu-log.enabled = false }]
                """, Map.of());
        PduLogConfig config = all.core().pduLog();
        assertEquals(ON, config.rules().links().get(101L));
        assertEquals(Map.of(1L, PduLogSetting.OFF), config.rules().accounts());
        assertEquals(ZoneOffset.UTC, config.zone().normalized());
        assertEquals(7, config.retentionDays());
        assertEquals(0, config.maxFileBytes());
        assertEquals(0, config.minFreeBytes());
        assertEquals(4 << 20, config.ringBytes());
        assertEquals(config.rules(), all.core().running().pduLogs());
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertTrue(problems("pdu-log { client-path = a/../logs, server-path = logs }")
                .contains("pdu-log.server-path: \"logs\" (expected: another directory than client-path)"));
        String problems = problems("""
                pdu-log { zone = Nowhere, retention = 1h, ring-size = 3MiB }
                link-defaults.pdu-log.enabled = maybe
                """);
        assertTrue(problems.contains("pdu-log.zone: \"Nowhere\" (expected: a time zone such as"), problems);
        assertTrue(problems.contains("pdu-log.retention: \"1h\" (expected: 1d to 3650d"), problems);
        assertTrue(problems.contains("pdu-log.ring-size"), problems);
        assertTrue(problems.contains("enabled: \"maybe\" (expected: true or false)"), problems);
        assertTrue(problems("links = [{ id = 1, smsc-id = \"../x\", host = h, port = 1, username = u }]")
                .contains("smsc-id: \"../x\" (expected: 1 to 100 letters"));
        assertTrue(problems("links = [{ id = 1, smsc-id = .x, host = h, port = 1, username = u }]")
                .contains("smsc-id"));
    }
}
