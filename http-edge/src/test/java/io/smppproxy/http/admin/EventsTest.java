package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.AdminFixture.Browser;
import io.smppproxy.http.admin.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final ConnectionInfo BOUND =
            new ConnectionInfo(101, "BIND_TRX", "BOUND_TRX", "06631ea8", "", "a:1", "b:2", 0, 0, 1_721_935_169, 50);

    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    /** One stream of events. */
    private record Events(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {
        static Events open(AdminFixture admin, HttpRequest.Builder request) throws Exception {
            HttpResponse<InputStream> response = admin.http.send(request.build(), BodyHandlers.ofInputStream());
            return new Events(
                    response, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        }

        /** The data of the next event with this name. */
        JsonNode next(String name) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: " + name)) {
                    return Json.read(
                            lines.readLine().substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
                }
            }
            throw new AssertionError("the stream ended before " + name);
        }

        boolean isAtEnd() throws IOException {
            while (lines.readLine() != null) {
                // reads what is left
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private Events open() throws Exception {
        return Events.open(admin, admin.request("GET", "/api/events", null).header("X-API-Key", AdminFixture.TOKEN));
    }

    @Test
    void shouldShowTheNodeAtAGlance() throws Exception {
        admin.linkConnections.add(BOUND);
        JsonNode overview = admin.get("/api/overview");
        assertEquals("1.2.3", overview.get("version").textValue());
        assertEquals("ready", overview.get("node").textValue());
        JsonNode link = overview.at("/links/0");
        assertEquals("up", link.get("state").textValue());
        assertEquals(1, link.get("binds").intValue());
        assertEquals(50, link.get("window").intValue());
        assertEquals("esme", overview.at("/accounts/0/username").textValue());
        assertEquals(1, overview.at("/totals/links_up").intValue());
        admin.call("PUT", "/api/gateways/101", "{\"trx_binds\":2}");
        assertEquals("partly", admin.get("/api/overview").at("/links/0/state").textValue());
        admin.linkConnections.clear();
        assertEquals("down", admin.get("/api/overview").at("/links/0/state").textValue());
        admin.call("PUT", "/api/gateways/101", "{\"enabled\":false}");
        assertEquals("disabled", admin.get("/api/overview").at("/links/0/state").textValue());
    }

    @Test
    void shouldTellOverviewsChangesAndConnections() throws Exception {
        try (Events events = open()) {
            assertEquals(
                    "text/event-stream;charset=utf-8",
                    events.response()
                            .headers()
                            .firstValue("content-type")
                            .orElse("")
                            .replace(" ", ""));
            assertEquals(101, events.next("overview").at("/links/0/id").intValue());
            admin.call("PUT", "/api/gateways/101", "{\"port\":2776}");
            JsonNode change = events.next("config");
            assertEquals(2, change.get("version").intValue());
            assertEquals("api-token", change.get("who").textValue());
            admin.linkConnections.add(BOUND);
            JsonNode connection = events.next("connection");
            assertEquals("BOUND_TRX", connection.get("status").textValue());
            assertEquals(101, connection.get("gateway_id").intValue());
            assertEquals("link", connection.get("side").textValue());
        }
    }

    @Test
    void shouldEndWithTheSession() throws Exception {
        admin.withRoot();
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        try (Events events = Events.open(admin, browser.sign(admin.request("GET", "/api/events", null)))) {
            events.next("overview");
            admin.send(browser.sign(admin.request("DELETE", "/api/session", null)));
            assertTrue(events.isAtEnd());
        }
    }

    @Test
    void shouldOpenAsManyStreamsAsMayBe() throws Exception {
        List<Events> open = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                Events events = open();
                events.next("overview");
                open.add(events);
            }
            assertEquals(429, open().response().statusCode());
            assertEquals(200, admin.call("GET", "/api/overview", null).statusCode());
        } finally {
            for (Events events : open) {
                events.close();
            }
        }
    }
}
