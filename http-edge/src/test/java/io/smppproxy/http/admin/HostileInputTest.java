package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.http.admin.auth.GuardedRoutes.Route;
import io.smppproxy.http.admin.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final List<String> INJECTIONS = List.of(
            "<img src=x onerror=alert(1)>",
            "</script><script>alert(1)</script>",
            "'; DROP TABLE users; --",
            "\" OR \"1\"=\"1",
            "${jndi:ldap://127.0.0.1/a}",
            "a\r\nX-Forged: 1",
            "=cmd|' /C calc'!A0",
            "\u202Edrowssap\u0000",
            "../../etc/passwd");

    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    private int post(String body) throws Exception {
        return admin.call("POST", "/api/apps", body).statusCode();
    }

    @Test
    void shouldLimitDepthAndSize() throws Exception {
        assertEquals(400, post("{\"name\":" + "[".repeat(40) + "]".repeat(40) + "}"));
        assertEquals(400, post("[".repeat(100_000)));
        assertEquals(413, post("{\"name\":\"" + "x".repeat(Json.MAX_BODY_BYTES) + "\"}"));
        HttpRequest chunked = HttpRequest.newBuilder(admin.uri("/api/apps"))
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[Json.MAX_BODY_BYTES + 10])))
                .build();
        assertEquals(
                413,
                admin.http.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertEquals(422, post("{\"name\":\"" + "x".repeat(Json.MAX_BODY_BYTES - 100) + "\"}"));
    }

    @Test
    void shouldRefuseWhatIsNoJson() throws Exception {
        for (String body : List.of(
                "", "{", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}", "[]", "null", "'a'", "{name:1}")) {
            assertEquals(400, post(body), body);
        }
        HttpResponse<String> form = admin.send(HttpRequest.newBuilder(admin.uri("/api/apps"))
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=a")));
        assertEquals(415, form.statusCode());
        HttpResponse<String> plain = admin.send(HttpRequest.newBuilder(admin.uri("/api/apps"))
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"name\":\"a\"}")));
        assertEquals(415, plain.statusCode());
    }

    @Test
    void shouldStoreInjectionsAsDataOrRefuseThem() throws Exception {
        for (String injection : INJECTIONS) {
            HttpResponse<String> response = admin.call(
                    "POST", "/api/apps", Json.object().put("name", injection).toString());
            assertTrue(List.of(201, 422).contains(response.statusCode()), response.body());
            if (response.statusCode() == 201) {
                String id = AdminFixture.json(response).get("id").asText();
                HttpResponse<String> shown = admin.call("GET", "/api/apps/" + id, null);
                assertEquals(injection, AdminFixture.json(shown).get("name").textValue());
                assertEquals(
                        "application/json",
                        shown.headers().firstValue("content-type").orElse(""));
            }
            for (String section :
                    List.of("gateways", "clients", "pools", "strategies", "users", "blacklist", "messages/test")) {
                ObjectNode body = Json.object();
                List.of("smsc_id", "username", "name", "host", "password", "role", "strategy", "source", "allow_ip")
                        .forEach(field -> body.put(field, injection));
                HttpResponse<String> refused = admin.call("POST", "/api/" + section, body.toString());
                assertTrue(List.of(201, 422).contains(refused.statusCode()), section + " " + refused.body());
                assertTrue(refused.headers().firstValue("x-forged").isEmpty());
            }
        }
        assertEquals(1, admin.manager.current().all(Kind.LINK).size());
    }

    @Test
    void shouldRefuseInjectionsInPathsAndQueries() throws Exception {
        for (String hostile : List.of(
                "%27%20OR%201=1", "..%2f..%2fusers", "%00", "1%0d%0aX-Forged:%201", "-1", "999999999999999999999")) {
            for (String path :
                    List.of("/api/gateways/", "/api/apps/", "/api/strategies/", "/api/users/", "/api/messages/")) {
                HttpResponse<String> response = admin.call("GET", path + hostile, null);
                assertTrue(
                        List.of(400, 404, 405).contains(response.statusCode()), path + hostile + response.statusCode());
                assertTrue(response.headers().firstValue("x-forged").isEmpty());
            }
            assertEquals(
                    422,
                    admin.call("GET", "/api/blacklist?strategy=" + hostile, null)
                            .statusCode());
            assertEquals(
                    422,
                    admin.call("GET", "/api/messages?msisdn=" + hostile + "x", null)
                            .statusCode());
            assertEquals(
                    422,
                    admin.call("GET", "/api/settings-schema?kind=" + hostile, null)
                            .statusCode());
        }
    }

    @Test
    void shouldNeverShowSecrets() throws Exception {
        admin.call("PUT", "/api/gateways/101", "{\"password\":\"S3cr3tLn\"}");
        admin.call("PUT", "/api/clients/7", "{\"password\":\"S3cr3tAc\"}");
        admin.call("POST", "/api/users", "{\"username\":\"eve\",\"password\":\"S3cr3t-User\",\"role\":\"viewer\"}");
        HttpResponse<String> issued = admin.call("POST", "/api/apps/1/tokens", "{\"ttl_seconds\":60,\"note\":\"n\"}");
        String token = AdminFixture.json(issued).get("token").textValue();
        admin.call("PUT", "/api/gateways/101", "{\"password\":\"S3cr3tL2\"}");
        int shown = 0;
        for (Route route : admin.routes()) {
            if (!route.method().equals("GET") || route.path().equals("/api/events")) {
                continue;
            }
            for (String id : List.of("101", "1000", "7", "1", "cp1", "eve")) {
                String path = route.path().replaceAll("\\{[a-z]+}", id)
                        + "?kind=links&strategy=cp1&msisdn=998901234567&dateFrom=2024-01-01&dateTo=2024-01-02";
                HttpResponse<String> response = admin.call("GET", path, null);
                shown += response.statusCode() == 200 ? 1 : 0;
                for (String secret : List.of("S3cr3t", "s3cret", AdminFixture.TOKEN, token)) {
                    assertFalse(response.body().contains(secret), path + ": " + secret);
                }
                if (!route.path().equals("/api/config/export")) {
                    assertFalse(response.body().contains("$pbkdf2"), path);
                }
            }
        }
        assertTrue(shown > 100, "only " + shown + " answers looked at");
    }

    @Test
    void shouldMaskSecretsInRefusals() throws Exception {
        HttpResponse<String> response = admin.call("PUT", "/api/gateways/101", "{\"password\":\"S3cr3t-too-long\"}");
        assertEquals(422, response.statusCode());
        assertFalse(response.body().contains("S3cr3t"), response.body());
    }

    @Test
    void shouldTellBrowsersToTrustNothingElse() throws Exception {
        for (String path : List.of("/api/gateways", "/api/nothing", "/api/health/live", "/nothing")) {
            HttpResponse<String> response = admin.call("GET", path, null);
            String policy =
                    response.headers().firstValue("content-security-policy").orElse("");
            assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(
                    "nosniff",
                    response.headers().firstValue("x-content-type-options").orElse(""));
            assertEquals(
                    "DENY", response.headers().firstValue("x-frame-options").orElse(""));
        }
        HttpResponse<String> foreign = admin.send(admin.request("GET", "/api/gateways", null)
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("Origin", "https://evil.example"));
        assertTrue(foreign.headers().map().keySet().stream().noneMatch(name -> name.startsWith("access-control")));
        HttpResponse<String> preflight = admin.send(admin.request("OPTIONS", "/api/gateways", null)
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "DELETE"));
        assertTrue(preflight.headers().map().keySet().stream().noneMatch(name -> name.startsWith("access-control")));
        assertEquals("no-store", foreign.headers().firstValue("cache-control").orElse(""));
    }

    @Test
    void shouldAnswerInOneFormWhateverIsWrong() throws Exception {
        for (HttpResponse<String> response : List.of(
                admin.call("GET", "/api/nothing", null),
                admin.call("PATCH", "/api/gateways", "{}"),
                admin.call("DELETE", "/api/gateways", null))) {
            assertTrue(List.of(404, 405).contains(response.statusCode()));
            assertEquals(
                    "application/problem+json",
                    response.headers().firstValue("content-type").orElse(""));
            JsonNode problem = AdminFixture.json(response);
            assertEquals(response.statusCode(), problem.get("status").intValue());
        }
    }
}
