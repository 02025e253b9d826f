package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a web app, through the packaged proxy to a simulated SMSC and back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SmsApiSystemTest {
    private static final Pattern PLACE = Pattern.compile("JSON API on (http://[^/]+)/v1/sms");
    private static final long DELIVERED_WITHIN_NS = TimeUnit.SECONDS.toNanos(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private String base;
    private String token;

    @Test
    void shouldSendABatchAndTellOfEachMessageUntilItIsDelivered(@TempDir Path directory) throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                .port(0)
                .account("smpp-client-1", "password")
                .ledgerInMemory(true)
                .build())) {
            ProxyProcess.configure(directory, smsc.port(), "");
            try (ProxyProcess proxy = ProxyProcess.start(directory)) {
                assertTrue(smsc.awaitBound(1, Duration.ofSeconds(30)));
                base = proxy.awaitOutput(PLACE).group(1);
                token = proxy.token();
                StringBuilder messages = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    messages.append(i == 0 ? "" : ",").append(message("t-" + i, "Привет " + i));
                }
                HttpResponse<String> response = post("/v1/sms/batch", "{\"messages\": [" + messages + "]}");
                assertEquals(200, response.statusCode(), response.body());
                JsonNode answers = JSON.readTree(response.body()).get("responses");
                assertEquals(50, answers.size());
                for (JsonNode answer : answers) {
                    assertTrue(answer.get("success").booleanValue(), answer::toString);
                    awaitDelivered(answer.get("message_id").textValue());
                }
                assertEquals(50, smsc.ledger().accepted().size());

                // The same transaction_id again: the recorded outcome, and nothing is sent.
                JsonNode again = JSON.readTree(
                        post("/v1/sms", message("t-7", "Привет 7")).body());
                assertEquals(answers.get(7).get("message_id"), again.get("message_id"));
                assertEquals(
                        409, post("/v1/sms", message("t-7", "another text")).statusCode());
                assertEquals(50, smsc.ledger().accepted().size());

                assertEquals(
                        "UCS2",
                        JSON.readTree(post("/v1/sms/check-text", "{\"text\": \"Привет\"}")
                                        .body())
                                .get("encode")
                                .textValue());
                assertTrue(JSON.readTree(get("/v1/esme/1000").body())
                        .get("persist")
                        .booleanValue());
            }
        }
    }

    private static String message(String transactionId, String text) {
        return """
                {"transaction_id": "%s", "app_id": 1, "esme": 1000, "saddr": "MYBRAND", "daddr": "998901234567",
                 "message": "%s"}""".formatted(transactionId, text);
    }

    private void awaitDelivered(String messageId) throws Exception {
        long deadlineNs = System.nanoTime() + DELIVERED_WITHIN_NS;
        String last = "";
        while (System.nanoTime() < deadlineNs) {
            last = get("/v1/sms/" + messageId + "?esme=1000").body();
            if (last.contains("\"status\":\"DELIVERED\"")) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("not DELIVERED: " + last);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("X-App-ID", "1");
    }
}
