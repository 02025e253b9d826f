package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged proxy logs of binds that hostile and mistaken ESMEs try: a line each, no control characters, never a password. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BindLogSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String RIGHT = "rIgHt-pw1";
    private static final List<String> WRONG = List.of("wR0ng-pw1", "wR0ng\n-2", "\u001b[2JwR0n3", "x".repeat(9));
    private static final Pattern TEXT_LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d .*|\\tat .*|Caused by: .*");
    private static final Pattern LINE_FEED = Pattern.compile("\n");
    /** As they come in one octet a character; those beyond ASCII are the UTF-8 of U+2028, U+202E and U+FEFF. */
    private static final List<String> SYSTEM_IDS = List.of(
            "cr\r\n1970 INFO",
            "esc\u001b[31mred",
            "c1\u009b2J\u0085",
            utf8("ls\u2028x"),
            utf8("bidi\u202ex"),
            utf8("bom\ufeff"),
            "${jndi:ldap}",
            "{} %s %n",
            "<script>",
            "\",\"level\":\"");

    @TempDir
    Path directory;

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldWriteOneHarmlessLineForEachHostileSystemId(String format) throws Exception {
        int port = ProxyProcess.freePort();
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                ProxyProcess proxy = start(smsc, port, "log.format = " + format + "\n")) {
            for (String systemId : SYSTEM_IDS) {
                try (RawEsme esme = new RawEsme(port)) {
                    assertNotEquals(0, esme.bind(RawEsme.BIND_TRX, systemId, RIGHT));
                }
            }
            Await.until(
                    "all are refused", WITHIN, () -> refusals(proxy.output()) + guarded(proxy) >= SYSTEM_IDS.size());
            String output = proxy.output();
            assertTrue(refusals(output) >= 5, output);
            // Not String.lines(), which would hide a carriage return.
            for (String line : LINE_FEED.splitAsStream(output).toList()) {
                assertTrue(
                        format.equals("json")
                                ? line.startsWith("{\"time\":\"") && line.endsWith("}")
                                : TEXT_LINE.matcher(line).matches(),
                        () -> "not a line of ours: <" + line + ">");
                assertTrue(
                        line.codePoints().allMatch(c -> c == '\t' || !isHarmful(c)),
                        () -> "a character that does something: <" + line + ">");
            }
            assertFalse(output.contains(RIGHT), "the password is in the log");
        }
    }

    private static long refusals(String output) {
        return output.lines().filter(line -> line.contains(" refused: ")).count();
    }

    /** Refusals of the same kind, and of those beyond some a second, are not logged again. */
    private static long guarded(ProxyProcess proxy) throws Exception {
        return (long) proxy.metric("smpp_proxy_esme_binds_refused_total") - refusals(proxy.output());
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.FORMAT;
    }

    /** Debug, too; and whatever becomes of the bind. */
    @Test
    void shouldNeverLogAPassword() throws Exception {
        int port = ProxyProcess.freePort();
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                ProxyProcess proxy = start(smsc, port, "log.level = debug\n")) {
            for (String password : WRONG) {
                for (String systemId : List.of("acme", "nobody", "off", "elsewhere")) {
                    try (RawEsme esme = new RawEsme(port)) {
                        assertNotEquals(0, esme.bind(RawEsme.BIND_TRX, systemId, password));
                    }
                }
            }
            // Malformed: the password is too long, stands in another field, or has no end.
            for (String body : List.of(
                    RawEsme.bindBody("acme", RIGHT + "-much-too-long"),
                    RawEsme.bindBody("", "") + RIGHT,
                    "acme\0" + RIGHT)) {
                try (RawEsme esme = new RawEsme(port)) {
                    esme.send(RawEsme.pdu(RawEsme.BIND_TX, 1, body));
                    assertNotEquals(0, esme.read());
                }
            }
            Await.until("the right one is let in", WITHIN, () -> {
                try (RawEsme esme = new RawEsme(port)) {
                    return esme.bind(RawEsme.BIND_TRX, "acme", RIGHT) == CommandStatus.ESME_ROK;
                }
            });
            proxy.terminate();
            assertEquals(0, proxy.awaitExit());
            String output = proxy.output();
            assertTrue(output.contains("acme"), output);
            for (String part : List.of(RIGHT, "wR0ng", "wR0n3", "x".repeat(9), "password = ")) {
                assertFalse(output.contains(part), () -> part + " is in the log:\n" + output);
            }
        }
    }

    private ProxyProcess start(SmscSimulator smsc, int port, String more) throws Exception {
        ProxyProcess.configure(directory, smsc.port(), """
                smpp-server { port = %d, refusal-delay = 0s }
                accounts = [
                  { id = 1, username = acme, password = "%s" }
                  { id = 2, username = off, password = "%s", enabled = false }
                  { id = 3, username = elsewhere, password = "%s", allow-ip = "192.0.2.1" }
                ]
                routes = [{ esme = 101 }]
                %s""".formatted(port, RIGHT, RIGHT, RIGHT, more));
        return ProxyProcess.start(directory);
    }
}
