package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.http.admin.json.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewaysTest {
    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    /** What the examples of the API send. */
    private static ObjectNode example() {
        return Json.object()
                .put("smsc_id", "mysmsc-id-example")
                .put("host", "smpp.mygateway.com")
                .put("port", 2775)
                .put("username", "myusername")
                .put("password", "mypassw")
                .put("enq_interval", 30)
                .put("src_autodetect", true)
                .put("dst_autodetect", true)
                .put("tx_binds", 0)
                .put("rx_binds", 0)
                .put("trx_binds", 1)
                .put("smpp_version", "3.4")
                .put("is_gsm7", true)
                .put("is_secure", false)
                .put("enabled", true);
    }

    private void add(ObjectNode gateway) throws Exception {
        HttpResponse<String> response = admin.call("POST", "/api/gateways", gateway.toString());
        assertEquals(200, response.statusCode(), response.body());
        assertEquals("\"OK\"", response.body());
    }

    private JsonNode settings(String id) {
        return admin.manager.current().find(Kind.LINK, id).orElseThrow().settings();
    }

    /** The errors of a refused request, as "field: detail". */
    private List<String> errors(String method, String path, ObjectNode body, int status) throws Exception {
        HttpResponse<String> response = admin.call(method, path, body == null ? null : body.toString());
        assertEquals(status, response.statusCode(), response.body());
        List<String> errors = new ArrayList<>();
        AdminFixture.json(response)
                .get("errors")
                .forEach(error -> errors.add(error.get("field").textValue()));
        return errors;
    }

    @Test
    void shouldAnswerOkAndShowWhatWasAdded() throws Exception {
        HttpResponse<String> response =
                admin.call("POST", "/api/gateways", example().toString());
        assertEquals("\"OK\"", response.body());
        assertEquals(
                "/api/gateways/1001", response.headers().firstValue("location").orElse(""));
        JsonNode gateway = admin.get("/api/gateways").get("gateways").get(1);
        assertEquals(1001, gateway.get("id").intValue());
        assertEquals("mysmsc-id-example", gateway.get("smsc_id").textValue());
        assertEquals(30, gateway.get("enq_interval").intValue());
        assertEquals(1, gateway.get("window_size").intValue());
        assertEquals("", gateway.get("system_type").textValue());
        assertEquals(5, gateway.get("source_ton").intValue());
        assertEquals(0, gateway.get("source_npi").intValue());
        assertEquals(1, gateway.get("dest_ton").intValue());
        assertEquals(1, gateway.get("dest_npi").intValue());
        assertEquals(0, gateway.get("queue_count").intValue());
        assertTrue(gateway.get("created").isIntegralNumber());
        assertTrue(gateway.get("has_password").booleanValue());
        assertFalse(gateway.has("password"));
        assertEquals("mypassw", settings("1001").get("password").textValue());
    }

    @Test
    void shouldShowConnectionsByTypeAndQueues() throws Exception {
        LinkMetrics metrics = new LinkMetrics(101, "demo");
        metrics.outstandingParts.set(12);
        metrics.windowUsed.set(5);
        admin.linkMetrics.add(metrics);
        admin.linkConnections.add(new ConnectionInfo(
                101,
                "BIND_TRX",
                "BOUND_TRX",
                "06631ea8",
                "",
                "192.168.1.2:53992",
                "12.34.56.78:2775",
                5,
                0,
                1_721_935_169,
                50));
        JsonNode answer = admin.get("/api/gateways");
        assertEquals(7, answer.at("/gateways/0/queue_count").intValue());
        JsonNode connection = answer.at("/connections/BIND_TRX/0");
        assertEquals(101, connection.get("gateway_id").intValue());
        assertEquals("BOUND_TRX", connection.get("status").textValue());
        assertEquals(1_721_935_169, connection.get("connected").intValue());
        assertTrue(answer.at("/connections/BIND_TX").isEmpty());
        assertTrue(answer.at("/connections/BIND_RX").isEmpty());
    }

    @Test
    void shouldRequireWhatTheApiRequires() throws Exception {
        for (String field : List.of(
                "smsc_id",
                "host",
                "port",
                "username",
                "enq_interval",
                "src_autodetect",
                "dst_autodetect",
                "tx_binds",
                "rx_binds",
                "trx_binds",
                "smpp_version",
                "is_gsm7",
                "is_secure",
                "enabled")) {
            assertEquals(
                    List.of(field), errors("POST", "/api/gateways", example().without(field), 422));
        }
        add(example().without("password"));
        assertFalse(admin.get("/api/gateways/1001").get("has_password").booleanValue());
    }

    @Test
    void shouldTellRefusalsWithTheNamesThatWereSent() throws Exception {
        assertEquals(List.of("port"), errors("POST", "/api/gateways", example().put("port", 65_536), 422));
        assertEquals(
                List.of("tx_binds"), errors("POST", "/api/gateways", example().put("tx_binds", 11), 422));
        assertEquals(
                List.of("window_size"),
                errors("POST", "/api/gateways", example().put("window_size", 0), 422));
        assertEquals(
                List.of("smsc_id"), errors("POST", "/api/gateways", example().put("smsc_id", "../x"), 422));
        assertEquals(
                List.of("smsc_id"), errors("POST", "/api/gateways", example().put("smsc_id", "demo"), 422));
        assertEquals(
                List.of("no_such_field"),
                errors("POST", "/api/gateways", example().put("no_such_field", 1), 422));
        ObjectNode limited = example();
        limited.putObject("rate_limit").put("parts_per_second", -1);
        assertEquals(List.of("rate_limit.parts_per_second"), errors("POST", "/api/gateways", limited, 422));
        assertEquals(1, admin.manager.current().all(Kind.LINK).size());
    }

    @Test
    void shouldReadVersionsWithACommaToo() throws Exception {
        add(example().put("smpp_version", "3,4"));
        assertEquals("3.4", settings("1001").get("smpp-version").textValue());
    }

    @Test
    void shouldChangeByNameByIdAndByPath() throws Exception {
        add(example());
        assertEquals(
                200,
                admin.call("PUT", "/api/gateways", example().put("port", 2776).toString())
                        .statusCode());
        assertEquals(2776, admin.get("/api/gateways/1001").get("port").intValue());
        admin.call("PUT", "/api/gateways", "{\"id\":1001,\"smsc_id\":\"renamed\"}");
        admin.call("PUT", "/api/gateways/1001", "{\"window_size\":20}");
        JsonNode gateway = admin.get("/api/gateways/1001");
        assertEquals("renamed", gateway.get("smsc_id").textValue());
        assertEquals(20, gateway.get("window_size").intValue());
        assertEquals("mypassw", settings("1001").get("password").textValue());
        assertEquals(
                404,
                admin.call("PUT", "/api/gateways", "{\"smsc_id\":\"nobody\"}").statusCode());
        assertEquals(
                List.of("id"), errors("PUT", "/api/gateways/1001", Json.object().put("id", 5), 422));
    }

    @Test
    void shouldKeepDefaultsAsDefaultsWhenAnObjectIsSentBack() throws Exception {
        ObjectNode shown = (ObjectNode) admin.get("/api/gateways/101");
        long version = admin.manager.current().version();
        admin.call("PUT", "/api/gateways/101", shown.put("queue_count", 99).toString());
        assertEquals(version, admin.manager.current().version());
        admin.call("PUT", "/api/gateways/101", shown.put("enq_interval", 60).toString());
        assertEquals(
                List.of("id", "smsc-id", "host", "port", "username", "password", "window", "enq-interval"),
                fieldNames(settings("101")));
        admin.call("PUT", "/api/gateways/101", "{\"enq_interval\":null}");
        assertFalse(settings("101").has("enq-interval"));
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldDelete() throws Exception {
        add(example());
        HttpResponse<String> response = admin.call("DELETE", "/api/gateways/1001", null);
        assertEquals("\"OK\"", response.body());
        assertEquals(404, admin.call("GET", "/api/gateways/1001", null).statusCode());
        assertEquals(404, admin.call("DELETE", "/api/gateways/1001", null).statusCode());
        assertEquals(404, admin.call("DELETE", "/api/gateways/mysmsc", null).statusCode());
    }

    @Test
    void shouldNotDeleteWhatOthersNeed() throws Exception {
        HttpResponse<String> response = admin.call("DELETE", "/api/gateways/101", null);
        assertEquals(409, response.statusCode());
        assertEquals(
                "/pools/1000/members/0/link",
                AdminFixture.json(response).at("/errors/0/pointer").textValue());
    }

    @Test
    void shouldChangeOnlyTheVersionThatWasSeen() throws Exception {
        String seen = admin.call("GET", "/api/gateways", null)
                .headers()
                .firstValue("etag")
                .orElseThrow();
        add(example());
        HttpResponse<String> late = admin.send(admin.request("PUT", "/api/gateways/101", "{\"port\":1}")
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("If-Match", seen));
        assertEquals(409, late.statusCode());
        String now = admin.call("GET", "/api/gateways/101", null)
                .headers()
                .firstValue("etag")
                .orElseThrow();
        HttpResponse<String> done = admin.send(admin.request("PUT", "/api/gateways/101", "{\"port\":1}")
                .header("X-API-Key", AdminFixture.TOKEN)
                .header("If-Match", now));
        assertEquals(200, done.statusCode());
    }

    @Test
    void shouldSwitchItsPduLog() throws Exception {
        HttpResponse<String> response =
                admin.call("PUT", "/api/gateways/101/log", "{\"enabled\":true,\"mask_text\":true}");
        assertEquals("{\"enabled\":true,\"mask_text\":true}", response.body());
        assertTrue(settings("101").at("/pdu-log/mask-text").booleanValue());
        assertEquals(
                List.of("enabled"),
                errors("PUT", "/api/gateways/101/log", Json.object().put("enabled", "x"), 422));
    }
}
