package io.smppproxy.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.sql.SqlConfigStore;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.LinkRates;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.NodeState;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.event.LiveState;
import io.smppproxy.http.admin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** An administration API on a free port: real listener, real store (in memory), pretended node. Its clock is moved by hand. */
final class AdminFixture implements LiveState, AutoCloseable {
    static final String TOKEN = "a-token-for-tests-0123456789";
    static final String PASSWORD = "Tr0ub4dor&3-tests";
    static final long MAX_DOWNLOAD_BYTES = 16 << 20;

    final AtomicLong clockMs = new AtomicLong(1_700_000_000_000L);
    final List<ConnectionInfo> linkConnections = new CopyOnWriteArrayList<>();
    final List<ConnectionInfo> accountConnections = new CopyOnWriteArrayList<>();
    final List<LinkMetrics> linkMetrics = new CopyOnWriteArrayList<>();
    final List<DeliveryMetrics> deliveryMetrics = new CopyOnWriteArrayList<>();
    final FakeCore core = new FakeCore();
    final FakeSearch search = new FakeSearch();
    final NodeHealth health = new NodeHealth();
    final Path dataDir;
    final HttpClient http = HttpClient.newHttpClient();
    final ConfigManager manager;
    final AdminEdge edge;

    private final SqlConfigStore store = SqlConfigStore.inMemory();
    private final PduLogs pduLogs;
    private final LinkRates rates = LinkRates.start(List::of, List::of);

    AdminFixture() throws IOException, ChangeRefused {
        this(0);
    }

    AdminFixture(int port) throws IOException, ChangeRefused {
        dataDir = Files.createTempDirectory("admin");
        manager = ConfigManager.open(store, new FakeApplier(), sections(), "a test");
        pduLogs = PduLogs.start(PduLogConfig.below(dataDir));
        health.moveTo(NodeState.READY);
        TokenIssuer issuer = new TokenIssuer(
                "a-secret-of-32-octets-for-tests-only-x7".getBytes(StandardCharsets.US_ASCII),
                null,
                null,
                null,
                clockMs::get);
        edge = AdminEdge.start(
                new AdminEdgeConfig("127.0.0.1", port, 8, TOKEN, false, MAX_DOWNLOAD_BYTES),
                new AdminContext(
                        "1.2.3",
                        manager,
                        TestCatalog.CATALOG,
                        this,
                        pduLogs,
                        search,
                        core,
                        esme -> esme == 101 ? SegmentationRules.DEFAULT : null,
                        issuer,
                        health,
                        clockMs::get));
    }

    private static ObjectNode sections() {
        ObjectNode root = Json.object();
        root.putArray("links")
                .addObject()
                .put("id", 101)
                .put("smsc-id", "demo")
                .put("host", "127.0.0.1")
                .put("port", 2775)
                .put("username", "smpp")
                .put("password", "s3cretL")
                .put("window", 50);
        root.putArray("pools")
                .addObject()
                .put("id", 1000)
                .put("name", "default")
                .putArray("members")
                .addObject()
                .put("link", 101);
        root.putArray("accounts")
                .addObject()
                .put("id", 7)
                .put("username", "esme")
                .put("password", "s3cretA")
                .put("allow-ip", "10.0.0.1,10.0.0.2");
        root.putArray("apps").addObject().put("id", 1).put("name", "demo");
        root.putObject("strategies").putObject("cp1").put("daily-cap", 10);
        return root;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }

    /** A request without credentials. */
    HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path));
        if (body == null) {
            return builder.method(method, BodyPublishers.noBody());
        }
        return builder.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        Contract.check(request.build(), response);
        return response;
    }

    /** With the api token. */
    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(method, path, body).header("X-API-Key", TOKEN));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = call("GET", path, null);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the admin root; apart, as hashing a password takes its time. */
    AdminFixture withRoot() throws ChangeRefused {
        manager.users().create("root", PASSWORD, Role.ADMIN, "system");
        return this;
    }

    /** A signed-in browser. */
    record Browser(String cookie, String csrfToken) {
        HttpRequest.Builder sign(HttpRequest.Builder request) {
            return request.header("Cookie", cookie).header("X-CSRF-Token", csrfToken);
        }
    }

    Browser signIn(String username, String password) throws IOException, InterruptedException {
        String body = Json.object()
                .put("username", username)
                .put("password", password)
                .toString();
        HttpResponse<String> response = send(request("POST", "/api/session", body));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        String cookie =
                response.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
        return new Browser(cookie, json(response).get("csrf_token").textValue());
    }

    List<GuardedRoutes.Route> routes() {
        return edge.routes();
    }

    @Override
    public List<ConnectionInfo> linkConnections() {
        return linkConnections;
    }

    @Override
    public List<ConnectionInfo> accountConnections() {
        return accountConnections;
    }

    @Override
    public List<LinkMetrics> linkMetrics() {
        return linkMetrics;
    }

    @Override
    public List<DeliveryMetrics> deliveryMetrics() {
        return deliveryMetrics;
    }

    @Override
    public LinkRates rates() {
        return rates;
    }

    @Override
    public void close() {
        edge.close();
        manager.close();
        store.close();
        pduLogs.close();
        rates.close();
        core.close();
    }

    /** For looking at it in a browser: port, then user root with {@link #PASSWORD}. */
    public static void main(String[] arguments) throws Exception {
        AdminFixture fixture =
                new AdminFixture(arguments.length == 0 ? 8010 : Integer.parseInt(arguments[0])).withRoot();
        System.out.println(
                "http://127.0.0.1:" + fixture.edge.port() + " user root, password " + PASSWORD + ", token " + TOKEN);
        Thread.currentThread().join();
    }
}
