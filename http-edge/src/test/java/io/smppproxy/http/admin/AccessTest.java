package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.AdminFixture.Browser;
import io.smppproxy.http.admin.auth.GuardedRoutes.Route;
import io.smppproxy.http.admin.auth.Sessions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessTest {
    private static final String OFF = "{\"enabled\":false}";

    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture().withRoot();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return admin.send(request).statusCode();
    }

    private HttpRequest.Builder list() {
        return admin.request("GET", "/api/gateways", null);
    }

    @Test
    void shouldTakeTheTokenInBothHeaders() throws Exception {
        assertEquals(200, status(list().header("X-API-Key", AdminFixture.TOKEN)));
        assertEquals(200, status(list().header("X-Api-Token", AdminFixture.TOKEN)));
        assertEquals(401, status(list()));
        assertEquals(401, status(admin.request("GET", "/api/gateways?X-API-Key=" + AdminFixture.TOKEN, null)));
        assertEquals(401, status(list().header("Authorization", "Bearer " + AdminFixture.TOKEN)));
    }

    @Test
    void shouldLetNobodyInWithoutCredentials() throws Exception {
        for (Route route : admin.routes()) {
            if (route.role() != null) {
                String path = route.path().replaceAll("\\{[a-z]+}", "1");
                String body = route.method().equals("GET") ? null : "{}";
                assertEquals(401, status(admin.request(route.method(), path, body)), route::toString);
            }
        }
    }

    @Test
    void shouldStopWhoGuesses() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, status(list().header("X-API-Key", "wrong" + i)));
        }
        HttpResponse<String> refused = admin.send(list().header("X-API-Key", AdminFixture.TOKEN));
        assertEquals(429, refused.statusCode());
        assertEquals("60", refused.headers().firstValue("retry-after").orElse(""));
        String signIn = "{\"username\":\"root\",\"password\":\"" + AdminFixture.PASSWORD + "\"}";
        assertEquals(429, status(admin.request("POST", "/api/session", signIn)));
        admin.clockMs.addAndGet(60_000);
        assertEquals(200, status(list().header("X-API-Key", AdminFixture.TOKEN)));
    }

    @Test
    void shouldCountWrongPasswordsTooAndLetSessionsWork() throws Exception {
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        for (String name : List.of("root", "root", "nobody", "nobody", "root")) {
            HttpResponse<String> refused = admin.send(
                    admin.request("POST", "/api/session", "{\"username\":\"" + name + "\",\"password\":\"wrong\"}"));
            assertEquals(401, refused.statusCode());
            assertEquals(
                    "username or password: wrong",
                    AdminFixture.json(refused).get("detail").textValue());
        }
        assertEquals(429, status(list().header("X-API-Key", AdminFixture.TOKEN)));
        assertEquals(200, status(browser.sign(list())));
    }

    @Test
    void shouldKeepTokenAndPasswordOutOfTheLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        root.addAppender(seen);
        try {
            status(list().header("X-API-Key", "guessed-token-1"));
            admin.signIn("root", AdminFixture.PASSWORD);
            status(admin.request(
                    "POST", "/api/session", "{\"username\":\"x\\r\\nforged\",\"password\":\"guessed-2\"}"));
        } finally {
            root.detachAppender(seen);
        }
        assertTrue(
                seen.list.stream().anyMatch(event -> event.getFormattedMessage().contains("wrong api token")));
        for (ILoggingEvent event : seen.list) {
            String line = event.getFormattedMessage();
            assertFalse(line.contains("guessed") || line.contains(AdminFixture.PASSWORD), line);
            assertFalse(line.contains("\n"), line);
        }
    }

    @Test
    void shouldSetACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
        String body = "{\"username\":\"root\",\"password\":\"" + AdminFixture.PASSWORD + "\"}";
        HttpResponse<String> response = admin.send(admin.request("POST", "/api/session", body));
        String cookie = response.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(
                cookie.matches(
                        "smpp_proxy_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"),
                cookie);
        JsonNode session = AdminFixture.json(response);
        assertEquals("root", session.get("username").textValue());
        assertEquals("admin", session.get("role").textValue());
        assertEquals("2023-11-15T10:13:20Z", session.get("expires_at").textValue());
    }

    @Test
    void shouldAskSessionsForTheirCsrfTokenWhereSomethingChanges() throws Exception {
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        assertEquals(200, status(list().header("Cookie", browser.cookie())));
        HttpRequest.Builder change =
                admin.request("PUT", "/api/gateways/101", OFF).header("Cookie", browser.cookie());
        assertEquals(403, status(change));
        assertEquals(403, status(change.header("X-CSRF-Token", "wrong")));
        assertEquals(403, status(change.setHeader("X-CSRF-Token", "")));
        change.setHeader("X-CSRF-Token", browser.csrfToken());
        assertEquals(200, status(change));
        assertEquals(403, status(change.header("Sec-Fetch-Site", "cross-site")));
        assertEquals(200, status(change.setHeader("Sec-Fetch-Site", "same-origin")));
        Browser other = admin.signIn("root", AdminFixture.PASSWORD);
        assertNotEquals(browser.csrfToken(), other.csrfToken());
        assertEquals(403, status(change.setHeader("X-CSRF-Token", other.csrfToken())));
    }

    @Test
    void shouldRefuseToSignInFromForeignPages() throws Exception {
        String body = "{\"username\":\"root\",\"password\":\"" + AdminFixture.PASSWORD + "\"}";
        assertEquals(403, status(admin.request("POST", "/api/session", body).header("Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void shouldEndIdleSessions() throws Exception {
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        admin.clockMs.addAndGet(Sessions.IDLE_MS - 1);
        assertEquals(200, status(browser.sign(list())));
        admin.clockMs.addAndGet(Sessions.IDLE_MS);
        assertEquals(401, status(browser.sign(list())));
    }

    @Test
    void shouldEndOldSessionsHoweverBusy() throws Exception {
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        long end = admin.clockMs.get() + Sessions.ABSOLUTE_MS;
        while (admin.clockMs.get() < end - Sessions.IDLE_MS / 2) {
            assertEquals(200, status(browser.sign(list())));
            admin.clockMs.addAndGet(Sessions.IDLE_MS / 2);
        }
        admin.clockMs.set(end);
        assertEquals(401, status(browser.sign(list())));
    }

    @Test
    void shouldEndTheSessionWithSignOut() throws Exception {
        Browser browser = admin.signIn("root", AdminFixture.PASSWORD);
        assertEquals(200, status(browser.sign(admin.request("GET", "/api/session", null))));
        HttpResponse<String> out = admin.send(browser.sign(admin.request("DELETE", "/api/session", null)));
        assertEquals(204, out.statusCode());
        assertTrue(out.headers().firstValue("set-cookie").orElse("").contains("Max-Age=0"));
        assertEquals(401, status(browser.sign(list())));
        assertEquals(401, status(browser.sign(admin.request("GET", "/api/session", null))));
    }

    @Test
    void shouldEndSessionsOfChangedUsers() throws Exception {
        admin.manager.users().create("eve", "evening-evening", Role.OPERATOR, "test");
        Browser eve = admin.signIn("eve", "evening-evening");
        assertEquals(
                200,
                admin.call("PUT", "/api/users/eve", "{\"role\":\"viewer\"}").statusCode());
        assertEquals(401, status(eve.sign(list())));
        Browser again = admin.signIn("eve", "evening-evening");
        assertEquals(204, admin.call("DELETE", "/api/users/eve", null).statusCode());
        assertEquals(401, status(again.sign(list())));
    }

    @Test
    void shouldNoticeWhatAnotherNodeChangedOfUsers() throws Exception {
        admin.manager.users().create("eve", "evening-evening", Role.ADMIN, "test");
        Browser eve = admin.signIn("eve", "evening-evening");
        admin.manager.users().changeRole("eve", Role.VIEWER, "another node");
        admin.clockMs.addAndGet(30_000);
        assertEquals(403, status(eve.sign(admin.request("GET", "/api/users", null))));
        admin.manager.users().delete("eve", "another node");
        admin.clockMs.addAndGet(30_000);
        assertEquals(401, status(eve.sign(list())));
    }

    @Test
    void shouldGiveEachRoleWhatItMay() throws Exception {
        admin.manager.users().create("view", "viewer-viewer", Role.VIEWER, "test");
        admin.manager.users().create("oper", "operator-operator", Role.OPERATOR, "test");
        Browser viewer = admin.signIn("view", "viewer-viewer");
        Browser operator = admin.signIn("oper", "operator-operator");
        assertEquals(200, status(viewer.sign(list())));
        assertEquals(403, status(viewer.sign(admin.request("PUT", "/api/gateways/101", OFF))));
        assertEquals(200, status(operator.sign(admin.request("PUT", "/api/gateways/101", OFF))));
        assertEquals(
                200,
                status(operator.sign(
                        admin.request("PUT", "/api/gateways", "{\"smsc_id\":\"demo\",\"enabled\":true}"))));
        assertEquals(200, status(operator.sign(admin.request("PUT", "/api/clients/7", OFF))));
        assertEquals(403, status(operator.sign(admin.request("PUT", "/api/gateways/101", "{\"port\":1}"))));
        assertEquals(403, status(operator.sign(admin.request("PUT", "/api/gateways/101", "{\"smsc_id\":\"x\"}"))));
        assertEquals(403, status(operator.sign(admin.request("DELETE", "/api/gateways/101", null))));
        assertEquals(403, status(operator.sign(admin.request("GET", "/api/users", null))));
        for (Route route : admin.routes()) {
            if (route.role() == Role.ADMIN) {
                String path = route.path().replaceAll("\\{[a-z]+}", "1");
                String body = route.method().equals("GET") ? null : "{}";
                assertEquals(403, status(operator.sign(admin.request(route.method(), path, body))), route::toString);
            }
        }
    }

    @Test
    void shouldLetUsersChangeTheirOwnPassword() throws Exception {
        admin.manager.users().create("view", "viewer-viewer", Role.VIEWER, "test");
        Browser first = admin.signIn("view", "viewer-viewer");
        Browser second = admin.signIn("view", "viewer-viewer");
        String wrong = "{\"old_password\":\"x\",\"password\":\"another-one-1\"}";
        assertEquals(422, status(first.sign(admin.request("PUT", "/api/session/password", wrong))));
        String right = "{\"old_password\":\"viewer-viewer\",\"password\":\"another-one-1\"}";
        assertEquals(204, status(first.sign(admin.request("PUT", "/api/session/password", right))));
        assertEquals(200, status(first.sign(list())));
        assertEquals(401, status(second.sign(list())));
        admin.signIn("view", "another-one-1");
    }

    @Test
    void shouldServeAFloodWithItsOwnFewThreads() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            HttpRequest request = list().header("X-API-Key", AdminFixture.TOKEN).build();
            answers.add(admin.http.sendAsync(request, BodyHandlers.ofString()));
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("admin-[0-9]+"))
                .count();
        assertTrue(threads <= 8, threads + " threads");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
    }

    @Test
    void shouldSayWhoATokenIs() throws Exception {
        JsonNode session = admin.get("/api/session");
        assertEquals("api-token", session.get("username").textValue());
        assertTrue(session.get("csrf_token").isNull());
    }
}
