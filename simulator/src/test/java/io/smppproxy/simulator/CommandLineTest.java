package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.RawEsme.Message;
import io.smppproxy.simulator.RawEsme.Pdu;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CommandLineTest {
    private static String usageOrError(int expectedExit, String... args) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int exit = SimulatorMain.commandLine().setOut(writer).setErr(writer).execute(args);
        writer.flush();
        assertEquals(expectedExit, exit, text.toString());
        return text.toString();
    }

    @Test
    void shouldTeach() {
        String help = usageOrError(0, "--help").replaceAll("\\s+", " ");
        for (String word : new String[] {
            "--account",
            "--strict",
            "--latency",
            "--outcomes",
            "--drop-every",
            "--ledger",
            "Examples:",
            "10-50ms",
            "0x0B=1%"
        }) {
            assertTrue(help.contains(word), word);
        }
        assertFalse(help.contains("%%"), help);
        assertFalse(help.contains("${"), help);
    }

    @ParameterizedTest
    @CsvSource({
        "--latency,fast,delay: \"fast\"",
        "--error,0x0B,error: \"0x0B\"",
        "--outcomes,LOST=1,receipt outcome: \"LOST\"",
        "--account,alice,account: \"alice\"",
        "--smpp,3.2,smpp: \"3.2\"",
        "--bind-status,no,bind-status: \"no\"",
        "--drop-chance,200%,drop-chance: \"200%\"",
        "--port,99999,port: 99999"
    })
    void shouldNameTheBadOption(String option, String value, String expected) {
        String error = usageOrError(2, option, value);
        assertTrue(error.contains(expected), error);
    }

    @Test
    void shouldRunAsAProcessThatTakesCommands() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--port",
                        "0",
                        "--account",
                        "alice:secret")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            Matcher listening =
                    await(out, Pattern.compile("SMSC listening on 127\\.0\\.0\\.1:(\\d+), accounts: alice"));
            try (RawEsme esme = new RawEsme(Integer.parseInt(listening.group(1)))) {
                assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
                esme.submit(2, 0, "hello");
                assertEquals(0, esme.read().status());
                await(out, Pattern.compile(".* msg/s \\| messages 1 ok 1 .* bound 1 of 1 .*"));
                in.write("mo 4917012345678 12345 Hello from a phone\n");
                in.flush();
                Pdu mo = esme.read();
                assertEquals("Hello from a phone", Message.ofDeliverSm(mo).text());
                esme.answer(mo, 0);
                await(out, Pattern.compile("mo: answered with ESME_ROK"));
            }
            in.write("quit\n");
            in.flush();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Matcher await(BufferedReader out, Pattern pattern) throws Exception {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher m = pattern.matcher(line);
            if (m.matches() || m.lookingAt()) {
                return m;
            }
        }
        throw new AssertionError("the process ended without " + pattern);
    }

    @Test
    void shouldChangeThePlanByCommand() throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.bind(RawEsme.BIND_TRX, "alice", "");
            SimulatorConsole console = new SimulatorConsole(smsc, out);
            assertTrue(console.execute("error 0x0B=100%"));
            esme.submit(1, 0, "hello");
            assertEquals(0x0B, esme.read().status());
            console.execute("error off");
            esme.submit(2, 0, "hello");
            assertEquals(0, esme.read().status());
            console.execute("silence on");
            assertTrue(smsc.plan().silent());
            console.execute("silence off");
            console.execute("throttle 10");
            console.execute("latency exp:30ms");
            console.execute("receipt-delay 1-5s");
            console.execute("outcomes UNDELIV=1");
            console.execute("bind-status 0x0D");
            console.execute("reading off");
            console.execute("reading on");
            assertEquals(10, smsc.plan().throttlePartsPerSecond());
            assertEquals("exp:30ms", smsc.plan().answerDelay().toString());
            assertEquals("1000-5000ms", smsc.plan().receipts().delay().toString());
            assertEquals(0x0D, smsc.plan().bindStatus());
            assertFalse(smsc.plan().readingStopped());
            console.execute("");
            console.execute("help");
            console.execute("stats");
            console.execute("latency never");
            console.execute("throttle x");
            console.execute("dance now");
            console.execute("mo 1 2");
            console.execute("drop");
            assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(5)));
            assertFalse(console.execute("quit"));
        }
        String text = octets.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("delay: \"never\""), text);
        assertTrue(text.contains("throttle: \"x\""), text);
        assertTrue(text.contains("unknown command: \"dance\""), text);
        assertTrue(text.contains("expected: mo FROM TO TEXT"), text);
    }
}
