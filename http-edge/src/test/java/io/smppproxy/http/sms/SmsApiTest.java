package io.smppproxy.http.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerificationKey;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmsApiTest {
    private static final long APP = 7;
    private static final byte[] SECRET = "a-secret-of-the-edge-tests-0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final String HELLO = """
            {"task_id": 11, "transaction_id": "t-1", "app_id": 7, "esme": 1000, "saddr": "MYBRAND",
             "daddr": "998901234567", "message": "Hello World", "strategy": "cp1"}""";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeCore core = new FakeCore();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenIssuer issuer = new TokenIssuer(SECRET, null, null, null, System::currentTimeMillis);
    private String token;
    private SmsApi api;

    @BeforeEach
    void start() throws IOException {
        TokenRules rules = new TokenRules(Set.of("HS256"), null, Set.of(), 0);
        TokenVerifier verifier =
                new TokenVerifier(rules, List.of(VerificationKey.secret(SECRET, null)), System::currentTimeMillis, 16);
        token = issuer.issue(APP, 3600);
        SmsApiConfig config = new SmsApiConfig("127.0.0.1", 0, 4, 64 * 1024, 3, 4, 30_000, 256 * 1024);
        api = SmsApi.start(config, verifier, core, core);
    }

    @AfterEach
    void stop() {
        api.close();
        core.close();
    }

    @Test
    void shouldAnswerWhatTheSmscSaid() throws Exception {
        CompletableFuture<HttpResponse<String>> response = postLater("/v1/sms", HELLO);
        FakeCore.Accepted message = core.next();
        assertEquals("Hello World", message.text());
        assertEquals("998901234567", message.daddr());
        assertEquals(1, message.dton());
        assertEquals(1, message.dnpi());
        assertEquals("cp1", message.strategy());
        assertFalse(core.isCancelled(message));
        core.submitted(message, "smsc-seg-001", "smsc-seg-002");
        assertEquals(200, response.get().statusCode());
        assertEquals(JSON.readTree("""
                        {"success": true, "error": "", "esme": 1000, "transaction_id": "t-1",
                         "message_id": "a1b2c3d4-e5f6-7890-0000-000000000001", "status": "submitted",
                         "sms_ids": ["smsc-seg-001", "smsc-seg-002"], "task_id": 11}"""), JSON.readTree(response.get().body()));
        assertTrue(core.isCancelled(message), "nobody waits any more");
    }

    @Test
    void shouldGiveATransactionIdToWhatHasNone() throws Exception {
        CompletableFuture<HttpResponse<String>> response =
                postLater("/v1/sms", HELLO.replace("\"transaction_id\": \"t-1\",", ""));
        FakeCore.Accepted message = core.next();
        core.submitted(message, "1");
        String given =
                JSON.readTree(response.get().body()).get("transaction_id").textValue();
        assertEquals(36, given.length());
        assertEquals(message.transactionId(), given);
    }

    @Test
    void shouldTellARefusalOfTheSmscAsAnOutcome() throws Exception {
        CompletableFuture<HttpResponse<String>> response = postLater("/v1/sms", HELLO);
        core.reply(core.next(), ReplyOutcome.REJECTED, NotSentCause.NONE, 0x0B);
        JsonNode answer = JSON.readTree(response.get().body());
        assertEquals(200, response.get().statusCode());
        assertFalse(answer.get("success").booleanValue());
        assertEquals("rejected", answer.get("status").textValue());
        assertEquals(
                "ESME_RINVDSTADR (0x0000000B): the SMSC refused the message",
                answer.get("error").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, 400",
        "FORBIDDEN, 403",
        "KEY_CONFLICT, 409",
        "RATE_LIMITED, 429",
        "BUSY, 429",
        "STORE_FULL, 503",
        "LINK_DOWN, 503",
        "STOPPING, 503"
    })
    void shouldTellARefusalAsAProblem(Verdict verdict, int httpStatus) throws Exception {
        core.verdict = submission -> {
            submission.reason("daddr: \"x\" (expected: a number)").retryAfterNs(1_500_000_000L);
            return verdict;
        };
        HttpResponse<String> response = post("/v1/sms", HELLO);
        JsonNode problem = JSON.readTree(response.body());
        assertEquals(httpStatus, response.statusCode());
        assertEquals("application/problem+json", contentType(response));
        assertEquals(httpStatus, problem.get("status").intValue());
        assertEquals(verdict.statusWord(), problem.get("error").textValue());
        assertEquals("daddr: \"x\" (expected: a number)", problem.get("detail").textValue());
        assertEquals(httpStatus == 400, problem.has("field"));
        assertEquals(
                verdict.isTemporary(),
                response.headers().firstValue("Retry-After").isPresent());
        assertEquals(0, api.inFlight());
    }

    @ParameterizedTest
    @EnumSource(names = {"DAILY_CAP", "WEEKLY_CAP", "DUPLICATE", "BLACKLISTED"})
    void shouldTellTheContactPolicysNoAsAnAnswer(Verdict verdict) throws Exception {
        core.verdict = submission -> verdict;
        HttpResponse<String> response = post("/v1/sms", HELLO);
        assertEquals(200, response.statusCode());
        assertEquals(
                verdict.statusWord(),
                JSON.readTree(response.body()).get("status").textValue());
    }

    @Test
    void shouldAnswerABatchInItsOrderWhateverComesFirst() throws Exception {
        core.verdict = submission -> submission.text().equals("Hello World") ? Verdict.ACCEPTED : Verdict.BLACKLISTED;
        String batch = "{\"messages\": [" + HELLO + ","
                + HELLO.replace("Hello World", "no").replace("t-1", "t-2") + "," + HELLO.replace("t-1", "t-3") + "]}";
        CompletableFuture<HttpResponse<String>> response = postLater("/v1/sms/batch", batch);
        FakeCore.Accepted first = core.next();
        FakeCore.Accepted third = core.next();
        core.submitted(third, "3");
        core.submitted(first, "1");
        JsonNode answers = JSON.readTree(response.get().body()).get("responses");
        assertEquals(3, answers.size());
        assertEquals("t-1", answers.get(0).get("transaction_id").textValue());
        assertEquals("1", answers.get(0).get("sms_ids").get(0).textValue());
        assertEquals("blacklist", answers.get(1).get("status").textValue());
        assertEquals("3", answers.get(2).get("sms_ids").get(0).textValue());
    }

    @Test
    void shouldSendNothingOfABatchThatIsWrong() throws Exception {
        String foreign = HELLO.replace("\"app_id\": 7", "\"app_id\": 8");
        HttpResponse<String> response = post("/v1/sms/batch", "{\"messages\": [" + HELLO + "," + foreign + "]}");
        assertEquals(403, response.statusCode());
        assertEquals(
                "messages[1].app_id",
                JSON.readTree(response.body()).get("field").textValue());
        String four = "{\"messages\": [" + String.join(",", HELLO, HELLO, HELLO, HELLO) + "]}";
        assertEquals(400, post("/v1/sms/batch", four).statusCode());
        assertEquals(0, core.attempts.get());
    }

    @Test
    void shouldRefuseWhatWouldBeTooManyInFlight() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = List.of(
                postLater("/v1/sms", HELLO),
                postLater("/v1/sms", HELLO),
                postLater("/v1/sms", HELLO),
                postLater("/v1/sms", HELLO));
        List<FakeCore.Accepted> accepted = List.of(core.next(), core.next(), core.next(), core.next());
        assertEquals(429, post("/v1/sms", HELLO).statusCode());
        for (FakeCore.Accepted message : accepted) {
            core.submitted(message, "1");
        }
        for (CompletableFuture<HttpResponse<String>> response : waiting) {
            assertEquals(200, response.get().statusCode());
        }
        CompletableFuture<HttpResponse<String>> next = postLater("/v1/sms", HELLO);
        core.submitted(core.next(), "1");
        assertEquals(200, next.get().statusCode());
    }

    @Test
    void shouldCheckTextAndEsmeAndTellOfMessages() throws Exception {
        HttpResponse<String> text = post("/v1/sms/check-text", "{\"text\": \"Hello World\"}");
        assertEquals(
                JSON.readTree("{\"error\": \"\", \"encode\": \"GSM7\", \"symbols\": 11, \"parts\": 1}"),
                JSON.readTree(text.body()));
        core.links.put(101L, new LinkInfo(101, true, "smpp-client-1"));
        assertEquals(
                JSON.readTree("{\"persist\": true, \"system_id\": \"smpp-client-1\"}"),
                JSON.readTree(get("/v1/esme/101").body()));
        assertEquals(404, get("/v1/esme/102").statusCode());
        assertEquals(400, get("/v1/esme/one").statusCode());
        core.messages = key -> key.equals(new FakeCore.QueryKey(APP, 100, 1, 2))
                ? new MessageInfo(1, 2, "t", 11, 100, List.of("DELIVERED"), "DELIVERED", 1, 1937082918, 1937082925, "")
                : null;
        assertEquals(
                JSON.readTree("""
                        {"message_id": "00000000-0000-0001-0000-000000000002", "mode": "single",
                         "parts": {"1": "DELIVERED"}, "delivered_count": 1, "sent_at": 1937082918,
                         "updated_at": 1937082925, "transaction_id": "t", "task_id": 11, "status": "DELIVERED",
                         "error": ""}"""),
                JSON.readTree(get("/v1/sms/00000000-0000-0001-0000-000000000002?esme=100")
                        .body()));
        assertEquals(
                404,
                get("/v1/sms/00000000-0000-0001-0000-000000000003?esme=100").statusCode());
        assertEquals(400, get("/v1/sms/00000000-0000-0001-0000-000000000002").statusCode());
        assertEquals(400, get("/v1/sms/nonsense?esme=100").statusCode());
    }

    @Test
    void shouldLetNobodyInWithoutTokenAndMatchingApp() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/sms")).POST(BodyPublishers.ofString(HELLO));
        assertEquals(401, send(request.copy().header("X-App-ID", "7")).statusCode());
        assertEquals(
                401,
                send(request.copy().header("Authorization", "Bearer " + token)).statusCode());
        assertEquals(
                401,
                send(request.copy().header("Authorization", "Bearer x").header("X-App-ID", "7"))
                        .statusCode());
        assertEquals(
                403,
                send(request.copy().header("Authorization", "Bearer " + token).header("X-App-ID", "8"))
                        .statusCode());
        assertEquals(
                403,
                post("/v1/sms", HELLO.replace("\"app_id\": 7", "\"app_id\": 8")).statusCode());
        assertEquals(0, core.attempts.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|",
                "[]|",
                "{|",
                "{} {}|",
                "{\"app_id\": 7, \"app_id\": 7}|",
                "{\"app_id\": 7.5}|app_id",
                "{\"app_id\": true}|app_id",
                "{\"app_id\": \"99999999999999999999\"}|app_id",
                "{\"app_id\": 7, \"ston\": 4294967296}|ston",
                "{\"app_id\": 7, \"saddr\": 5}|saddr",
                "{\"app_id\": 7, \"mesage\": \"x\"}|mesage",
                "{\"app_id\": 7, \"message\": [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}|"
            })
    void shouldNameTheFieldThatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> response = post("/v1/sms", body);
        JsonNode problem = JSON.readTree(response.body());
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(field, problem.has("field") ? problem.get("field").textValue() : null);
        assertTrue(problem.get("detail").textValue().contains("expected"), response.body());
        assertEquals(0, core.attempts.get());
    }

    @Test
    void shouldTakeNumbersAsTextAsProto3WritesThem() throws Exception {
        CompletableFuture<HttpResponse<String>> response =
                postLater("/v1/sms", HELLO.replace("\"app_id\": 7", "\"app_id\": \"7\""));
        core.submitted(core.next(), "1");
        assertEquals(200, response.get().statusCode());
    }

    @Test
    void shouldRefuseBodiesThatAreTooLong() throws Exception {
        assertEquals(
                413, post("/v1/sms", HELLO.replace("Hello", "H".repeat(70_000))).statusCode());
    }

    @Test
    void shouldAnswerAnyGarbageWithAProblem() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            byte[] body = HELLO.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            core.verdict = submission -> Verdict.INVALID;
            HttpResponse<String> response = send(authorized("/v1/sms").POST(BodyPublishers.ofByteArray(body)));
            int status = response.statusCode();
            assertTrue(status == 400 || status == 403, "seed " + seed + ": " + status + " " + response.body());
            assertEquals("application/problem+json", contentType(response));
        }
    }

    @Test
    void shouldAnswerUnknownPathsWithAProblem() throws Exception {
        HttpResponse<String> response = get("/v2/sms");
        assertEquals(404, response.statusCode());
        assertEquals("application/problem+json", contentType(response));
    }

    @Test
    void shouldTellThoseWhoWaitThatTheProxyStops() throws Exception {
        CompletableFuture<HttpResponse<String>> response = postLater("/v1/sms", HELLO);
        core.next();
        api.close();
        assertEquals(503, response.get().statusCode());
        assertEquals(
                "unknown", JSON.readTree(response.get().body()).get("error").textValue());
    }

    private static String contentType(HttpResponse<String> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("X-App-ID", Long.toString(APP));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return postLater(path, body).get();
    }

    private CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return http.sendAsync(
                authorized(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(authorized(path).GET());
    }
}
