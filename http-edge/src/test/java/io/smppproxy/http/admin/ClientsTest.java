package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.Kind;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientsTest {
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
                .put("username", "myclient1")
                .put("password", "qwerty123")
                .put("allow_ip", "11.22.33.44,55.66.77.88")
                .put("throughput", 0)
                .put("binds", 3)
                .put("enabled", true);
    }

    private String refused(ObjectNode client) throws Exception {
        HttpResponse<String> response = admin.call("POST", "/api/clients", client.toString());
        assertEquals(422, response.statusCode(), response.body());
        return AdminFixture.json(response).at("/errors/0/field").textValue();
    }

    private JsonNode settings(String id) {
        return admin.manager.current().find(Kind.ACCOUNT, id).orElseThrow().settings();
    }

    @Test
    void shouldAnswerOkAndShowWhatWasAdded() throws Exception {
        assertEquals(
                "\"OK\"",
                admin.call("POST", "/api/clients", example().toString()).body());
        JsonNode client = admin.get("/api/clients").at("/clients/1");
        assertEquals(8, client.get("id").intValue());
        assertEquals("myclient1", client.get("username").textValue());
        assertEquals("11.22.33.44,55.66.77.88", client.get("allow_ip").textValue());
        assertEquals(3, client.get("binds").intValue());
        assertEquals(0, client.get("throughput").intValue());
        assertTrue(client.get("enabled").booleanValue());
        assertTrue(client.get("has_password").booleanValue());
        assertFalse(client.has("password"));
        assertTrue(settings("8").get("password").textValue().startsWith("$pbkdf2-"));
    }

    @Test
    void shouldShowConnections() throws Exception {
        admin.accountConnections.add(new ConnectionInfo(
                7,
                "BIND_RX",
                "BOUND_RX",
                "e813626e",
                "type",
                "10.0.0.9:2775",
                "12.34.56.78:23456",
                1,
                2,
                1_721_935_169,
                10));
        JsonNode connection = admin.get("/api/clients").at("/connections/BIND_RX/0");
        assertEquals(7, connection.get("client_id").intValue());
        assertEquals("type", connection.get("systemType").textValue());
        assertEquals(2, connection.get("queueCount").intValue());
    }

    @Test
    void shouldRequireWhatTheApiRequires() throws Exception {
        for (String field : List.of("username", "binds", "enabled")) {
            assertEquals(field, refused(example().without(field)));
        }
        assertEquals("username", refused(example().put("username", "a".repeat(16))));
        assertEquals("password", refused(example().put("password", "a".repeat(10))));
        assertEquals("binds", refused(example().put("binds", 0)));
    }

    @Test
    void shouldLetOnlyKnownAddressesInWithoutPassword() throws Exception {
        assertEquals("password", refused(example().without(List.of("password", "allow_ip"))));
        assertEquals("password", refused(example().put("password", "").put("allow_ip", " ")));
        assertEquals(
                200,
                admin.call("POST", "/api/clients", example().without("password").toString())
                        .statusCode());
        assertTrue(settings("8").get("password").textValue().startsWith("$pbkdf2-"));
    }

    @Test
    void shouldChangeAndDelete() throws Exception {
        String before = settings("7").get("password").textValue();
        assertEquals(
                "\"OK\"",
                admin.call("PUT", "/api/clients", "{\"username\":\"esme\",\"binds\":5}")
                        .body());
        assertEquals(5, admin.get("/api/clients/7").get("binds").intValue());
        assertEquals(before, settings("7").get("password").textValue());
        assertEquals(
                "\"OK\"",
                admin.call("PUT", "/api/clients/7", "{\"password\":\"new\",\"allow_ip\":\"\"}")
                        .body());
        assertFalse(before.equals(settings("7").get("password").textValue()));
        assertEquals("", admin.get("/api/clients/7").get("allow_ip").textValue());
        assertEquals("\"OK\"", admin.call("DELETE", "/api/clients/7", null).body());
        assertTrue(admin.get("/api/clients").get("clients").isEmpty());
    }
}
