package io.smppproxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.metrics.AccountMetrics;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.TrackerMetrics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEdgeTest {
    private static final HttpEdgeConfig ANY_PORT = new HttpEdgeConfig("127.0.0.1", 0, 4);

    private final NodeHealth health = new NodeHealth();
    private final LinkMetrics link = new LinkMetrics(101, "demo");
    private List<LinkMetrics> links = List.of(link);
    private final TrackerMetrics tracker = new TrackerMetrics();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpEdge edge;
    private MetricsPage page;

    @BeforeEach
    void start() throws IOException {
        edge = HttpEdge.start(ANY_PORT, health);
        page = new MetricsPage("1.2.3", health, () -> links, tracker);
    }

    @AfterEach
    void stop() {
        edge.close();
        page.close();
    }

    @Test
    void shouldShowTheLinksThatThereAreNow() throws Exception {
        edge.publish(page);
        link.messagesAccepted.add(3);
        LinkMetrics added = new LinkMetrics(102, "added");
        links = List.of(link, added);
        String both = get("/metrics").body();
        assertLine(both, "smpp_proxy_link_messages_accepted_total{link=\"101\",smsc_id=\"demo\"} 3.0");
        assertLine(both, "smpp_proxy_link_messages_accepted_total{link=\"102\",smsc_id=\"added\"} 0.0");
        link.queuedParts.set(7);
        link.smscId = "renamed";
        links = List.of(link);
        String one = get("/metrics").body();
        assertLine(one, "smpp_proxy_link_queued_parts{link=\"101\",smsc_id=\"renamed\"} 7.0");
        assertFalse(one.contains("added"), one);
        assertFalse(one.contains("demo"), one);
    }

    @Test
    void shouldAnswerHealthyAndLiveInEveryState() throws Exception {
        for (NodeState state : NodeState.values()) {
            health.moveTo(state);
            for (String path : List.of("/healthy", "/health/live")) {
                HttpResponse<String> response = get(path);
                assertEquals(200, response.statusCode(), path);
                assertEquals("{\"status\":\"ok\"}", response.body());
                assertEquals(
                        "application/json",
                        response.headers().firstValue("content-type").orElse(""));
            }
        }
    }

    @Test
    void shouldBeReadyOnlyBetweenStartAndDrain() throws Exception {
        assertEquals(503, get("/health/ready").statusCode());
        assertEquals("{\"status\":\"starting\"}", get("/health/ready").body());
        health.moveTo(NodeState.READY);
        assertEquals(200, get("/health/ready").statusCode());
        health.moveTo(NodeState.DRAINING);
        assertEquals(503, get("/health/ready").statusCode());
        assertEquals("{\"status\":\"draining\"}", get("/health/ready").body());
    }

    @Test
    void shouldStayFailed() throws Exception {
        health.moveTo(NodeState.FAILED);
        health.moveTo(NodeState.READY);
        assertEquals("{\"status\":\"failed\"}", get("/health/ready").body());
    }

    @Test
    void shouldRefuseMetricsUntilTheyArePublished() throws Exception {
        assertEquals(503, get("/metrics").statusCode());
        edge.publish(page);
        assertEquals(200, get("/metrics").statusCode());
    }

    @Test
    void shouldShowLinkCountersAndGauges() throws Exception {
        edge.publish(page);
        link.partsWritten.add(7);
        link.answersThrottled.increment();
        link.windowSize.set(50);
        tracker.receiptsMatched.add(3);
        HttpResponse<String> response = get("/metrics");
        assertTrue(response.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
        String body = response.body();
        assertLine(body, "smpp_proxy_link_parts_written_total{link=\"101\",smsc_id=\"demo\"} 7.0");
        assertLine(body, "smpp_proxy_link_answers_total{link=\"101\",result=\"throttled\",smsc_id=\"demo\"} 1.0");
        assertLine(body, "smpp_proxy_link_window_size{link=\"101\",smsc_id=\"demo\"} 50.0");
        assertLine(body, "smpp_proxy_tracker_receipts_matched_total 3.0");
        assertLine(body, "smpp_proxy_build{version=\"1.2.3\"} 1.0");
        assertTrue(body.contains("jvm_memory_used_bytes{"), body);
        assertTrue(body.contains("process_files_open_files"), body);
    }

    @Test
    void shouldAccumulateLatencyOverScrapes() throws Exception {
        edge.publish(page);
        link.recordAnswerLatency(2_000_000);
        get("/metrics");
        link.recordAnswerLatency(40_000_000);
        String body = get("/metrics").body();
        String labels = "{link=\"101\",smsc_id=\"demo\",le=\"";
        assertLine(body, "smpp_proxy_link_answer_seconds_bucket" + labels + "0.001\"} 0");
        assertLine(body, "smpp_proxy_link_answer_seconds_bucket" + labels + "0.0025\"} 1");
        assertLine(body, "smpp_proxy_link_answer_seconds_bucket" + labels + "0.05\"} 2");
        assertLine(body, "smpp_proxy_link_answer_seconds_bucket" + labels + "+Inf\"} 2");
        assertLine(body, "smpp_proxy_link_answer_seconds_count{link=\"101\",smsc_id=\"demo\"} 2");
    }

    @Test
    void shouldNameHostAndPortWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            IOException e = assertThrows(
                    IOException.class,
                    () -> HttpEdge.start(new HttpEdgeConfig("127.0.0.1", port, 4), health)
                            .close());
            assertTrue(e.getMessage().contains("127.0.0.1:" + port), e.getMessage());
        }
    }

    @Test
    void shouldTellNothingOfItself() throws Exception {
        assertFalse(get("/healthy").headers().map().containsKey("server"));
        assertEquals(404, get("/nothing").statusCode());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + edge.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertLine(String body, String line) {
        assertTrue(body.lines().anyMatch(line::equals), () -> "no line <" + line + "> in\n" + body);
    }

    @Test
    void shouldShowDeliveriesByAccount() throws Exception {
        List<DeliveryMetrics> accounts = new ArrayList<>();
        page.addDeliveries(() -> accounts);
        edge.publish(page);
        assertFalse(get("/metrics").body().contains("smpp_proxy_account_deliveries_total{"));
        DeliveryMetrics account = new DeliveryMetrics(7, "acme");
        accounts.add(account);
        account.pending.set(1);
        account.inFlight.set(2);
        account.delivered.add(3);
        account.refused.add(4);
        account.retried.add(5);
        account.returned.add(6);
        account.expired.add(7);
        String body = get("/metrics").body();
        String labels = "{account=\"7\",system_id=\"acme\"} ";
        assertLine(body, "smpp_proxy_account_deliveries_pending" + labels + "1.0");
        assertLine(body, "smpp_proxy_account_deliveries_in_flight" + labels + "2.0");
        assertLine(body, "smpp_proxy_account_deliveries_total" + labels + "3.0");
        assertLine(body, "smpp_proxy_account_deliveries_refused_total" + labels + "4.0");
        assertLine(body, "smpp_proxy_account_deliveries_retried_total" + labels + "5.0");
        assertLine(body, "smpp_proxy_account_deliveries_returned_total" + labels + "6.0");
        assertLine(body, "smpp_proxy_account_deliveries_expired_total" + labels + "7.0");
    }

    @Test
    void shouldShowWhatTheSmppServerCounts() throws Exception {
        EsmeMetrics first = new EsmeMetrics();
        EsmeMetrics second = new EsmeMetrics();
        List<AccountMetrics> accounts = new ArrayList<>();
        page.addEsmes(List.of(first, second), () -> accounts);
        edge.publish(page);
        first.binds.add(2);
        second.binds.add(3);
        second.refusedPassword.increment();
        first.boundSessions.set(4);
        System.gc();
        String body = get("/metrics").body();
        assertTrue(body.contains("smpp_proxy_esme_binds_total 5.0"), body);
        assertTrue(body.contains("smpp_proxy_esme_binds_refused_total{reason=\"password\"} 1.0"), body);
        assertTrue(body.contains("smpp_proxy_esme_bound_sessions 4.0"), body);
        assertFalse(body.contains("smpp_proxy_account_binds_total{"), body);
        AccountMetrics account = new AccountMetrics(7, "acme");
        account.binds.add(9);
        account.boundSessions.add(2);
        accounts.add(account);
        body = get("/metrics").body();
        assertTrue(body.contains("smpp_proxy_account_binds_total{account=\"7\",system_id=\"acme\"} 9.0"), body);
        assertTrue(body.contains("smpp_proxy_account_bound_sessions{account=\"7\",system_id=\"acme\"} 2.0"), body);
    }
}
