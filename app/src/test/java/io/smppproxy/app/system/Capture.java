package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.app.interop.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The SMPP traffic of some ports of this machine, captured and then read by Wireshark's dissector. */
final class Capture implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Path CHECK = Path.of("..", "scripts", "check-capture");

    private final Process process;
    private final Path file;
    private final List<Integer> ports;

    private Capture(Process process, Path file, List<Integer> ports) {
        this.process = process;
        this.file = file;
        this.ports = ports;
    }

    /** Captures until it is ended; empty, with a line that says why, where this user or machine cannot. */
    static Optional<Capture> start(Path directory, List<Integer> ports) throws IOException, InterruptedException {
        if (!Commands.run("tshark", "--version")) {
            return without("tshark is not installed (apt-get install tshark)");
        }
        Path file = directory.resolve("smpp.pcapng");
        Path log = directory.resolve("capture.log");
        String filter = ports.stream().map(port -> "tcp port " + port).collect(Collectors.joining(" or "));
        Process process = new ProcessBuilder(
                        "dumpcap", "-q", "-B", "64", "-i", "lo", "-f", filter, "-w", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadlineNs = System.nanoTime() + WITHIN.toNanos();
        while (process.isAlive() && !(Files.exists(file) && Files.size(file) > 0)) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "no capture within " + WITHIN);
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return process.isAlive()
                ? Optional.of(new Capture(process, file, ports))
                : without("dumpcap may not capture on lo: "
                        + Files.readString(log).strip());
    }

    private static Optional<Capture> without(String reason) {
        System.out.println("no capture: " + reason);
        return Optional.empty();
    }

    /** Ends it, and fails when a PDU is malformed. */
    void check() throws IOException, InterruptedException {
        close();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the capture does not end");
        List<String> command = new ArrayList<>(List.of(CHECK.toString(), file.toString()));
        ports.forEach(port -> command.add(port.toString()));
        Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), output);
        System.out.print(output);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
