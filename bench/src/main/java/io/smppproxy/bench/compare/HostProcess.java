package io.smppproxy.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The parent's end of one {@link ContenderHost}. */
final class HostProcess implements AutoCloseable {
    private final Contenders contender;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private HostProcess(Contenders contender, Process process) {
        this.contender = contender;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.commands =
                new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII), true);
    }

    /** Starts the process with this JVM's class path and returns when its contender is connected. */
    static HostProcess start(Contenders contender, List<String> jvmArgs) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(jvmArgs);
        command.add("-Dlogback.configurationFile=logback-bench.xml");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ContenderHost.class.getName());
        command.add(contender.id());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        HostProcess host = new HostProcess(contender, process);
        try {
            host.expect("ready");
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return host;
    }

    /** Warms up and returns the rate reached, in messages per second. */
    long warm(long cpuMs) throws IOException {
        return Long.parseLong(ask("warm " + cpuMs)[1]);
    }

    CpuMeter.Usage pump(long messages) throws IOException {
        String[] w = ask("pump " + messages);
        Map<String, Long> groups = new LinkedHashMap<>();
        if (!w[5].equals("-")) {
            for (String group : w[5].split(";", -1)) {
                int equals = group.lastIndexOf('=');
                groups.put(group.substring(0, equals), Long.parseLong(group.substring(equals + 1)));
            }
        }
        return new CpuMeter.Usage(
                Long.parseLong(w[1]), Long.parseLong(w[2]), Long.parseLong(w[3]), Long.parseLong(w[4]), groups);
    }

    Latency pace(double messagesPerSecond, long warmUpMessages, long messages) throws IOException {
        String[] w = ask("pace " + messagesPerSecond + " " + warmUpMessages + " " + messages);
        return new Latency(
                contender.id(),
                messagesPerSecond,
                Long.parseLong(w[1]),
                Long.parseLong(w[2]),
                Long.parseLong(w[3]),
                Long.parseLong(w[4]),
                Long.parseLong(w[5]));
    }

    private String[] ask(String command) throws IOException {
        commands.println(command);
        return expect(command.substring(0, command.indexOf(' ')));
    }

    private String[] expect(String firstWord) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(firstWord)) {
            System.err.println(contender.id() + ": " + line); // the JVM itself may print too
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException(
                    contender.id() + ": ended (expected: " + firstWord + " …); its error is printed above");
        }
        return line.split(" ", -1);
    }

    @Override
    public void close() {
        commands.println("quit");
        try {
            if (process.waitFor(60, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** Latencies of one open-loop run, in nanoseconds. */
    record Latency(
            String id, double messagesPerSecond, long messages, long p50Ns, long p99Ns, long p999Ns, long maxNs) {}
}
