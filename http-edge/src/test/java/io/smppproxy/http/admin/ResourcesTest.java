package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything beside gateways and clients. */
class ResourcesTest {
    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    private JsonNode call(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = admin.call(method, path, body);
        assertEquals(status, response.statusCode(), response.body());
        return response.body().isEmpty() ? null : AdminFixture.json(response);
    }

    @Test
    void shouldManagePools() throws Exception {
        JsonNode created =
                call("POST", "/api/pools", "{\"name\":\"p\",\"members\":[{\"link\":101,\"weight\":2}]}", 201);
        assertEquals(1001, created.get("id").intValue());
        assertEquals(2, admin.get("/api/pools").get("items").size());
        assertEquals(2, admin.get("/api/pools/1001").at("/members/0/weight").intValue());
        JsonNode changed = call("PUT", "/api/pools/1001", "{\"name\":\"q\"}", 200);
        assertEquals("q", changed.get("name").textValue());
        assertEquals(1, changed.get("members").size());
        JsonNode refused = call("PUT", "/api/pools/1001", "{\"members\":[{\"link\":5}]}", 422);
        assertEquals("/members/0/link", refused.at("/errors/0/pointer").textValue());
        assertEquals("members.0.link", refused.at("/errors/0/field").textValue());
        call("DELETE", "/api/pools/1001", null, 204);
        call("GET", "/api/pools/1001", null, 404);
    }

    @Test
    void shouldManageAppsAndTheirTokens() throws Exception {
        assertEquals(
                2,
                call("POST", "/api/apps", "{\"name\":\"web\"}", 201).get("id").intValue());
        call("POST", "/api/apps", "{\"id\":2,\"name\":\"again\"}", 422);
        assertEquals(List.of(), names(admin.get("/api/apps/2/tokens").get("items")));
        JsonNode issued = call("POST", "/api/apps/2/tokens", "{\"ttl_seconds\":3600,\"note\":\"for web\"}", 201);
        assertEquals("2023-11-14T23:13:20Z", issued.get("expires_at").textValue());
        JsonNode listed = admin.get("/api/apps/2/tokens").at("/items/0");
        assertEquals(issued.get("id"), listed.get("id"));
        assertEquals("for web", listed.get("note").textValue());
        assertTrue(listed.get("revoked_at").isNull());
        String id = issued.get("id").textValue();
        call("DELETE", "/api/apps/1/tokens/" + id, null, 404);
        assertFalse(admin.manager.tokens().isRevoked(id));
        call("DELETE", "/api/apps/2/tokens/" + id, null, 204);
        assertTrue(admin.manager.tokens().isRevoked(id));
        assertFalse(admin.get("/api/apps/2/tokens").at("/items/0/revoked_at").isNull());
        for (String body : List.of("{}", "{\"ttl_seconds\":0}", "{\"ttl_seconds\":\"x\"}", "{\"ttl_seconds\":1e30}")) {
            call("POST", "/api/apps/2/tokens", body, 422);
        }
        call("POST", "/api/apps/99/tokens", "{\"ttl_seconds\":1}", 404);
    }

    private static List<String> names(JsonNode items) {
        return items.findValuesAsText("name");
    }

    @Test
    void shouldManageStrategies() throws Exception {
        assertEquals(
                "cp9",
                call("POST", "/api/strategies", "{\"name\":\"cp9\",\"daily_cap\":3}", 201)
                        .get("id")
                        .textValue());
        call("POST", "/api/strategies", "{\"name\":\"cp9\"}", 422);
        call("POST", "/api/strategies", "{\"name\":\"../x\"}", 422);
        assertEquals(3, admin.get("/api/strategies/cp9").get("daily_cap").intValue());
        assertEquals(
                4,
                call("PUT", "/api/strategies/cp9", "{\"daily_cap\":4}", 200)
                        .get("daily_cap")
                        .intValue());
        call("DELETE", "/api/strategies/cp9", null, 204);
        call("DELETE", "/api/strategies/cp9", null, 404);
    }

    @Test
    void shouldReplaceRoutesAsAWhole() throws Exception {
        String rules = "{\"items\":[{\"prefixes\":[\"998\"],\"esme\":101},{\"reject\":true}]}";
        assertEquals(2, call("PUT", "/api/routes", rules, 200).get("items").size());
        assertEquals("998", admin.get("/api/routes").at("/items/0/prefixes/0").textValue());
        JsonNode refused = call("PUT", "/api/routes", "[{\"esme\":101},{}]", 422);
        assertEquals("/items/1/esme", refused.at("/errors/0/pointer").textValue());
        assertEquals(2, admin.get("/api/routes").get("items").size());
        call("PUT", "/api/routes", "{\"items\":[1]}", 422);
        call("PUT", "/api/routes", "{\"items\":{}}", 422);
        call("PUT", "/api/mo-routes", "[{\"destination\":\"44*\",\"account\":7}]", 200);
        assertEquals(7, admin.get("/api/mo-routes").at("/items/0/account").intValue());
    }

    @Test
    void shouldManageBlacklists() throws Exception {
        String body = "{\"strategy\":\"cp1\",\"msisdns\":[\"+998901\",\"998902\",\"998903\"]}";
        assertEquals(3, call("POST", "/api/blacklist", body, 201).get("added").intValue());
        assertEquals(0, call("POST", "/api/blacklist", body, 201).get("added").intValue());
        JsonNode page = admin.get("/api/blacklist?strategy=cp1&limit=2");
        assertEquals(List.of("998901", "998902"), page.get("items").findValuesAsText("msisdn"));
        JsonNode rest = admin.get(
                "/api/blacklist?strategy=cp1&limit=2&after=" + page.get("next").textValue());
        assertEquals(List.of("998903"), rest.get("items").findValuesAsText("msisdn"));
        assertTrue(rest.get("next").isNull());
        call("DELETE", "/api/blacklist", "{\"strategy\":\"cp1\",\"msisdns\":[\"998901\"]}", 204);
        call("DELETE", "/api/blacklist?strategy=cp1&msisdns=998902", null, 204);
        assertEquals(1, admin.get("/api/blacklist?strategy=cp1").get("items").size());
        JsonNode refused = call("POST", "/api/blacklist", "{\"strategy\":\"cp1\",\"msisdns\":[\"998\",\"x\"]}", 422);
        assertEquals("/msisdns/1", refused.at("/errors/0/pointer").textValue());
        call("POST", "/api/blacklist", "{\"strategy\":\"none\",\"msisdns\":[\"998\"]}", 422);
        call("GET", "/api/blacklist", null, 422);
    }

    @Test
    void shouldManageUsers() throws Exception {
        call("POST", "/api/users", "{\"username\":\"eve\",\"password\":\"evening-1\",\"role\":\"admin\"}", 201);
        JsonNode refused =
                call("POST", "/api/users", "{\"username\":\"eve\",\"password\":\"x\",\"role\":\"viewer\"}", 422);
        assertEquals(List.of("username", "password"), refused.get("errors").findValuesAsText("field"));
        call("POST", "/api/users", "{\"username\":\"bob\",\"password\":\"evening-1\",\"role\":\"king\"}", 422);
        call("PUT", "/api/users/eve", "{\"role\":\"viewer\"}", 422);
        call("DELETE", "/api/users/eve", null, 409);
        call("DELETE", "/api/users/nobody", null, 404);
        assertEquals("eve", admin.get("/api/users").at("/items/0/username").textValue());
    }

    @Test
    void shouldShowAndRestoreVersions() throws Exception {
        call("PUT", "/api/gateways/101", "{\"port\":2776,\"password\":\"x\"}", 200);
        JsonNode versions = admin.get("/api/config/versions").get("items");
        assertEquals(2, versions.size());
        assertEquals("api-token", versions.at("/0/who").textValue());
        assertEquals("changed gateway 101", versions.at("/0/what").textValue());
        JsonNode difference = admin.get("/api/config/versions/1/difference");
        assertEquals(List.of("/links/101/port", "/links/101/password"), difference.findValuesAsText("pointer"));
        assertEquals("***", difference.at("/1/after").textValue());
        assertEquals(0, admin.get("/api/config/versions/2/difference?to=2").size());
        assertEquals(
                3,
                call("POST", "/api/config/versions/1/restore", null, 200)
                        .get("version")
                        .intValue());
        assertEquals(2775, admin.get("/api/gateways/101").get("port").intValue());
        call("GET", "/api/config/versions/99/difference", null, 404);
        call("GET", "/api/config/versions/1/difference?to=99", null, 404);
        call("POST", "/api/config/versions/99/restore", null, 404);
        JsonNode audit = admin.get("/api/audit?limit=2");
        assertEquals(2, audit.get("items").size());
        assertEquals(3, admin.get("/api/audit?after=2").at("/items/0/number").intValue());
    }

    @Test
    void shouldExportAndImport() throws Exception {
        HttpResponse<String> yaml = admin.call("GET", "/api/config/export", null);
        assertTrue(yaml.body().contains("smsc-id: "), yaml.body());
        String changed = yaml.body().replace("port: 2775", "port: 2780");
        JsonNode dry = load("?dry_run=true", changed, 200);
        assertEquals("/links/101/port", dry.at("/0/pointer").textValue());
        assertEquals(2775, admin.get("/api/gateways/101").get("port").intValue());
        load("", changed, 200);
        assertEquals(2780, admin.get("/api/gateways/101").get("port").intValue());
        JsonNode refused = load("", yaml.body().replace("port: 2775", "port: 99999"), 409);
        assertEquals("/links/101/port", refused.at("/errors/0/pointer").textValue());
        assertEquals(422, load("", "a: [", 422).get("status").intValue());
        assertEquals(422, load("", "!!java.net.URL [x]", 422).get("status").intValue());
    }

    private JsonNode load(String query, String yaml, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(admin.uri("/api/config/import" + query))
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(yaml));
        HttpResponse<String> response = admin.send(request);
        assertTrue(response.statusCode() == status || response.statusCode() == 422, response.body());
        return AdminFixture.json(response);
    }

    @Test
    void shouldFindMessages() throws Exception {
        JsonNode found = admin.get("/api/messages?msisdn=%2B998901234567").at("/items/0");
        assertEquals("app 1", found.get("account_or_app").textValue());
        assertEquals(1, found.get("parts").intValue());
        assertEquals("+998901234567", found.get("destination").textValue());
        JsonNode message = admin.get("/api/messages/" + found.get("id").textValue());
        assertEquals("accepted", message.at("/parts/0/timeline/0/event").textValue());
        assertEquals(
                "2023-11-14T22:13:20Z", message.at("/parts/0/timeline/0/at").textValue());
        assertEquals(0, admin.get("/api/messages?msisdn=111").get("items").size());
        call("GET", "/api/messages/x", null, 404);
        call("GET", "/api/messages/00000000-0000-0000-0000-000000000009", null, 404);
        call("GET", "/api/messages?msisdn=1", null, 422);
        call("GET", "/api/messages?msisdn=998901234567&limit=501", null, 422);
        admin.search.busy = true;
        call("GET", "/api/messages?msisdn=998901234567", null, 429);
    }

    @Test
    void shouldSendTestMessages() throws Exception {
        String body =
                "{\"app_id\":null,\"esme\":101,\"source\":\"Shop\",\"destination\":\"998901234567\",\"text\":\"hi\"}";
        admin.core.autoReply = message -> admin.core.submittedNow(message, "smsc-1");
        JsonNode reply = call("POST", "/api/messages/test", body, 200);
        assertEquals("submitted", reply.get("status").textValue());
        assertEquals("smsc-1", reply.at("/smsc_ids/0").textValue());
        admin.core.autoReply = message -> admin.core.reply(message, ReplyOutcome.NOT_SENT, NotSentCause.LINK_LOST, 0);
        JsonNode lost = call("POST", "/api/messages/test", body, 200);
        assertEquals("not_sent", lost.get("status").textValue());
        assertEquals(NotSentCause.LINK_LOST.text(), lost.get("error").textValue());
        admin.core.verdict = submission -> Verdict.LINK_DOWN;
        assertEquals(
                "link_down",
                call("POST", "/api/messages/test", body, 200).get("status").textValue());
        call("POST", "/api/messages/test", "{\"esme\":101}", 422);
        call("POST", "/api/messages/test", body.replace("101", "\"x\""), 422);
    }

    @Test
    void shouldPreviewTexts() throws Exception {
        JsonNode preview = call("POST", "/api/messages/preview", "{\"esme\":101,\"text\":\"hello\"}", 200);
        assertEquals("GSM7", preview.get("encoding").textValue());
        assertEquals(155, preview.get("chars_left").intValue());
        assertEquals("hello", preview.at("/segments/0/text").textValue());
        call("POST", "/api/messages/preview", "{\"esme\":5,\"text\":\"hello\"}", 422);
        call("POST", "/api/messages/preview", "{\"esme\":101,\"text\":\"\"}", 422);
        call("POST", "/api/messages/preview", "{\"esme\":101,\"text\":\"\\ud800\"}", 422);
    }

    @Test
    void shouldDescribeSettings() throws Exception {
        JsonNode settings = admin.get("/api/settings-schema?kind=links");
        assertEquals("smsc_id", settings.at("/1/name").textValue());
        assertTrue(settings.at("/1/required").booleanValue());
        List<String> names = settings.findValuesAsText("name");
        assertTrue(names.contains("window_size") && names.contains("rate_limit.burst"), names::toString);
        JsonNode interval = settings.get(names.indexOf("enq_interval"));
        assertEquals("number", interval.get("type").textValue());
        assertEquals(120, interval.get("max").intValue());
        assertTrue(settings.get(names.indexOf("password")).get("secret").booleanValue());
        call("GET", "/api/settings-schema", null, 422);
    }
}
