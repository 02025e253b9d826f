package io.smppproxy.app.system;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged app as a process of its own, driven through its real ports. Closing it kills what is left. */
final class ProxyProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("ready after \\d+ ms: gRPC on [^:]+:(\\d+), metrics and health on http://[^:]+:(\\d+)");
    private static final Pattern ADMINISTRATION = Pattern.compile("administration on (http://[^ ,]+:\\d+)");
    private static final long START_SECONDS = 120;
    private static final long POLL_NS = 20_000_000;
    /** Below those that the system gives to connections, so that nobody takes one while the proxy is down. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;

    private final Path directory;
    private final Path log;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private int grpcPort;
    private int httpPort;

    private ProxyProcess(Path directory, Process process, Path log) {
        this.directory = directory;
        this.process = process;
        this.log = log;
    }

    /** A configuration file for one link to an SMSC on this machine, with free ports for the edges. */
    static Path configure(Path directory, int smscPort, String more) throws IOException {
        String text = """
                node.data-dir = "%s"
                grpc.port = 0
                http.port = 0
                admin.port = 0
                sms-api.port = 0
                smpp-server.port = 0
                links = [{
                  id = 101, smsc-id = demo, host = "127.0.0.1", port = %d, username = "smpp-client-1", password = "password"
                  window = 50
                }]
                pools = [{ id = 1000, name = default, members = [{ link = 101 }] }]
                """.formatted(directory.resolve("data"), smscPort);
        return Files.writeString(directory.resolve("smpp-proxy.conf"), text + more);
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        while (true) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                // Somebody has it; the next.
            }
        }
    }

    /** Starts {@code run} and returns at once. */
    static ProxyProcess launch(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("app.jar")));
        command.addAll(List.of(arguments));
        return launch(directory, command, Map.of());
    }

    /**
     * Starts the installation's own script with the directory's configuration and waits until it takes messages.
     *
     * @param javaOptions beyond what an installation has
     */
    static ProxyProcess startInstalled(Path directory, String javaOptions) throws IOException {
        Path script =
                Path.of(System.getProperty("app.jar")).resolveSibling("bin").resolve("smpp-proxy");
        List<String> command = List.of(script.toString(), "run", "--config", "smpp-proxy.conf");
        return ready(launch(
                directory,
                command,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "SMPP_PROXY_JAVA_OPTS", javaOptions)));
    }

    private static ProxyProcess launch(Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = Files.createTempFile(directory, "process", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SMPP_PROXY_"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        return new ProxyProcess(directory, process, log);
    }

    /** Starts {@code run} with the directory's configuration and waits until it takes messages. */
    static ProxyProcess start(Path directory) throws IOException {
        return ready(launch(directory, "run", "--config", "smpp-proxy.conf"));
    }

    private static ProxyProcess ready(ProxyProcess proxy) throws IOException {
        try {
            proxy.awaitReady();
            return proxy;
        } catch (RuntimeException | Error e) {
            proxy.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException {
        Matcher ready = awaitOutput(READY);
        grpcPort = Integer.parseInt(ready.group(1));
        httpPort = Integer.parseInt(ready.group(2));
    }

    /** Waits until something is printed. */
    Matcher awaitOutput(Pattern pattern) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadlineNs) {
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return matcher;
            }
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ":\n" + output());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        throw new AssertionError("no <" + pattern + "> after " + START_SECONDS + " s:\n" + output());
    }

    /** Runs another subcommand of the packaged app to its end. */
    static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        try (ProxyProcess command = launch(directory, arguments)) {
            int exitCode = command.awaitExit();
            return new Result(exitCode, command.output());
        }
    }

    /** What a finished command left. */
    record Result(int exitCode, String output) {}

    /** Waits for the end and returns the exit code. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + START_SECONDS + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Everything that was printed so far. */
    String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    int grpcPort() {
        return grpcPort;
    }

    long pid() {
        return process.pid();
    }

    /** The sum of a metric's samples. */
    double metric(String name) throws IOException, InterruptedException {
        return metric(name, "");
    }

    /** The sum of those of a metric's samples that have a label, such as {@code reason="dead"}. */
    double metric(String name, String label) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Where the panel and its API are, with a slash at the end. */
    String adminUrl() throws IOException {
        return awaitOutput(ADMINISTRATION).group(1) + "/";
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the values of all meters with this name sum up to something. */
    void awaitMetric(String name, double sum) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (get("/metrics")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith(name))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum()
                != sum) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("no " + sum + " " + name + ":\n" + output());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** A fresh token of app 1. */
    String token() throws IOException, InterruptedException {
        Result token = run(directory, "token", "--config", "smpp-proxy.conf", "--app-id", "1", "--ttl", "1h");
        if (token.exitCode() != 0) {
            throw new AssertionError(token.output());
        }
        return token.output().strip();
    }

    /** A stub of app 1 with a fresh token. */
    SmsServiceBlockingStub stub() throws IOException, InterruptedException {
        Metadata metadata = new Metadata();
        Map.of("authorization", "Bearer " + token(), "app_id", "1")
                .forEach((key, value) -> metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value));
        return SmsServiceGrpc.newBlockingStub(channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    ManagedChannel channel() {
        ManagedChannel channel = Grpc.newChannelBuilder("127.0.0.1:" + grpcPort, InsecureChannelCredentials.create())
                .build();
        channels.add(channel);
        return channel;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        process.destroyForcibly();
    }
}
