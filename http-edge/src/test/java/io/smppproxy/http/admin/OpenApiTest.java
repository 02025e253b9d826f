package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void shouldDescribeEveryRouteWithItsRole() {
        Map<String, String> described = new TreeMap<>();
        Contract.operations()
                .forEach((name, operation) ->
                        described.put(name, operation.path("x-role").textValue()));
        Map<String, String> routes = new TreeMap<>();
        for (GuardedRoutes.Route route : admin.routes()) {
            routes.put(
                    route.method() + " " + route.path(),
                    route.role() == null ? "anyone" : route.role().word());
        }
        assertEquals(described, routes);
    }

    @Test
    void shouldNameEveryParameterOfPaths() {
        Contract.operations().forEach((name, operation) -> {
            long inPath = name.chars().filter(c -> c == '{').count();
            long declared = 0;
            for (JsonNode parameter : operation.path("parameters")) {
                declared += parameter.get("in").textValue().equals("path") ? 1 : 0;
            }
            assertEquals(inPath, declared, name);
        });
    }

    @Test
    void shouldServeTheDocumentWithAllSettings() throws Exception {
        JsonNode document = admin.get("/api/openapi.json");
        assertEquals("3.1.0", document.get("openapi").textValue());
        assertEquals("1.2.3", document.at("/info/version").textValue());
        JsonNode gateway = document.at("/components/schemas/NewGateway/properties");
        assertTrue(gateway.has("rate_limit"), gateway::toString);
        assertTrue(gateway.has("window_size"));
        assertFalse(gateway.has("window"));
        assertFalse(document.at("/components/schemas/Gateway/properties").has("password"));
    }

    @Test
    void shouldResolveEveryReference() {
        check(Contract.document());
    }

    private static void check(JsonNode node) {
        if (node.has("$ref")) {
            String pointer = node.get("$ref").textValue().substring(1);
            assertFalse(Contract.document().at(pointer).isMissingNode(), pointer);
        }
        node.forEach(OpenApiTest::check);
    }
}
