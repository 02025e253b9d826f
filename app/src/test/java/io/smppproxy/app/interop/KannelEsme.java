package io.smppproxy.app.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Kannel as an ESME: its bearerbox binds, its smsbox takes messages over HTTP and tells over HTTP what became of them. The processes are
 * its own, of the Debian package kannel.
 */
public final class KannelEsme implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int IN_FLIGHT = 32;
    private static final int DELIVERED = 1;
    private static final int SUBMITTED = 8;

    private final Path directory;
    private final int smsboxPort = freePort();
    private final int sendPort = freePort();
    private final HttpServer reports = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final EsmeTally tally = new EsmeTally();
    private final List<String> unsent = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /** @param port where the proxy's SMPP server is to be bound to */
    public KannelEsme(Path directory, int port, String systemId) throws Exception {
        this.directory = directory;
        reports.createContext("/report", this::onReport);
        reports.start();
        Path configuration = Files.writeString(directory.resolve("kannel.conf"), configuration(port, systemId));
        try {
            run("bearerbox", configuration);
            awaitListening(smsboxPort);
            run("smsbox", configuration);
            awaitListening(sendPort);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** False when Kannel is not installed; tests are skipped then. */
    public static boolean isAvailable() {
        return Commands.run("bearerbox", "--version") && Commands.run("smsbox", "--version");
    }

    private String configuration(int port, String systemId) throws IOException {
        return """
                group = core
                admin-port = %d
                admin-password = admin
                admin-interface = 127.0.0.1
                smsbox-port = %d
                box-allow-ip = 127.0.0.1
                dlr-storage = internal

                group = smsc
                smsc = smpp
                smsc-id = proxy
                host = 127.0.0.1
                port = %d
                transceiver-mode = true
                smsc-username = %s
                smsc-password = %s
                system-type = ""
                max-pending-submits = 50
                reconnect-delay = 1
                source-addr-ton = 5
                source-addr-npi = 0
                dest-addr-ton = 1
                dest-addr-npi = 1

                group = smpp-tlv
                name = interop_vendor
                tag = 0x1401
                type = octetstring
                length = 20
                smsc-id = proxy

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = %d
                sendsms-interface = 127.0.0.1
                sendsms-chars = "0123456789"

                group = sendsms-user
                username = test
                password = test
                max-messages = 10
                concatenation = true
                """.formatted(freePort(), smsboxPort, port, systemId, ForeignEsme.PASSWORD, sendPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(String box, Path configuration) throws IOException {
        processes.add(new ProcessBuilder(box, "-v", "1", configuration.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(box + ".log").toFile())
                .start());
    }

    private void awaitListening(int port) throws IOException {
        long deadlineNs = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadlineNs > 0 || !processes.stream().allMatch(Process::isAlive)) {
                    throw new IOException("Kannel does not start:\n" + log(), e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    /**
     * Hands one message over to Kannel, which makes one or several submit_sm of it.
     *
     * @param number told by the tally
     * @param parameters of sendsms, beside those for addresses and reports; octets are Latin-1 characters
     */
    public void send(int number, String dest, Map<String, String> parameters) throws InterruptedException {
        String report = "http://127.0.0.1:" + reports.getAddress().getPort() + "/report?n=" + number + "&type=%d&id=%F";
        String query = "username=test&password=test&from=INTEROP&to=" + dest + "&dlr-mask=27&dlr-url=" + encode(report)
                + parameters.entrySet().stream()
                        .map(parameter -> "&" + parameter.getKey() + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining());
        URI uri = URI.create("http://127.0.0.1:" + sendPort + "/cgi-bin/sendsms?" + query);
        room.acquire();
        http.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    room.release();
                    if (failure != null || response.statusCode() != 202) {
                        unsent(number + ": " + (failure == null ? response.body() : failure));
                    }
                });
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.ISO_8859_1);
    }

    private synchronized void unsent(String why) {
        unsent.add(why);
    }

    /** What smsbox did not take. */
    public synchronized List<String> unsent() {
        return List.copyOf(unsent);
    }

    private void onReport(HttpExchange exchange) throws IOException {
        Map<String, String> values = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int number = Integer.parseInt(values.get("n"));
        switch (Integer.parseInt(values.get("type"))) {
            case SUBMITTED -> tally.answered(number, 0, values.get("id"));
            case DELIVERED -> tally.receipt(values.get("id"));
            default -> tally.answered(number, Integer.parseInt(values.get("type")), "");
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Of each message: whether it was submitted, and that it was delivered, by its number. */
    public EsmeTally tally() {
        return tally;
    }

    /** What its processes printed. */
    public String log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String box : List.of("bearerbox", "smsbox")) {
            Path file = directory.resolve(box + ".log");
            if (Files.exists(file)) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    /** Ends its processes as an operator would: bearerbox unbinds. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        reports.stop(0);
    }
}
