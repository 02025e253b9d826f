package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceFutureStub;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contact policies, idempotency and rate limits, as callers of the packaged proxy meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LimitsSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int CALLS = 100;
    private static final int RATE = 20;
    private static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private AppClient limitedApp;
    private SmsServiceFutureStub stub;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        smsc = SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build());
        smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(20)));
        ProxyProcess.configure(directory, smsc.port(), """
                strategies.once { daily-cap = 1 }
                strategies.once_a_week { weekly-cap = 1 }
                strategies.no_repetition { duplicate-window = 1h }
                strategies.blacklist { blacklist = ["+998901110009"] }
                apps = [
                  { id = 1, name = free }
                  { id = 2, name = limited, rate-limit { parts-per-second = %d, burst = %d } }
                ]
                """.formatted(RATE, RATE));
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, WITHIN));
        stub = AppClient.of(directory, 1).future(proxy.channel());
        limitedApp = AppClient.of(directory, 2);
    }

    @AfterAll
    void stop() {
        proxy.close();
        smsc.close();
    }

    @Test
    void shouldLetOneOfManyParallelMessagesPassACapOfOne() throws Exception {
        List<ListenableFuture<SmsResponse>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(stub.sendMessage(
                    request("998901110001", "number " + i).setStrategy("once").build()));
        }
        int passed = 0;
        for (ListenableFuture<SmsResponse> call : calls) {
            SmsResponse response = call.get(30, TimeUnit.SECONDS);
            passed += response.getSuccess() ? 1 : 0;
            assertEquals(response.getSuccess() ? "submitted" : "daily_cp", response.getStatus(), response::toString);
        }
        assertEquals(1, passed);
        assertEquals(1, partsTo("998901110001"));
    }

    @Test
    void shouldTellWhichPolicyRefuses() throws Exception {
        assertEquals("submitted", policy("998901110002", "a", "once_a_week"));
        assertEquals("weekly_cp", policy("998901110002", "b", "once_a_week"));
        assertEquals("submitted", policy("998901110003", "a", "no_repetition"));
        assertEquals("duplicate", policy("998901110003", "a", "no_repetition"));
        assertEquals("submitted", policy("998901110003", "b", "no_repetition"));
        assertEquals("blacklist", policy("998901110009", "a", "blacklist"));
        assertEquals(0, partsTo("998901110009"));
    }

    @Test
    void shouldGiveBackTheCountOfARefusedMessage() throws Exception {
        String number = "998901110004";
        smsc.plan().errors(ErrorMix.of(0x0B, 1));
        assertEquals("rejected", policy(number, "a", "once"));
        smsc.plan().errors(ErrorMix.NONE);
        assertEquals("submitted", policy(number, "b", "once"));
        assertEquals("daily_cp", policy(number, "c", "once"));
    }

    @Test
    void shouldAnswerARepeatedTransactionWithTheSameMessage() throws Exception {
        SmsRequest request = request("998901110005", "one ".repeat(60))
                .setTransactionId("limits-repeated")
                .setStrategy("once")
                .build();
        List<ListenableFuture<SmsResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(stub.sendMessage(request));
        }
        Set<SmsResponse> responses = new HashSet<>();
        for (ListenableFuture<SmsResponse> call : calls) {
            responses.add(call.get(30, TimeUnit.SECONDS));
        }
        responses.add(stub.sendMessage(request).get(30, TimeUnit.SECONDS));
        assertEquals(1, responses.size(), responses::toString);
        SmsResponse response = responses.iterator().next();
        assertTrue(response.getSuccess(), response::toString);
        assertEquals(2, response.getSmsIdsCount());
        assertEquals(2, partsTo("998901110005"));

        ExecutionException conflict = assertThrows(
                ExecutionException.class,
                () -> stub.sendMessage(
                                request.toBuilder().setMessage("another text").build())
                        .get(30, TimeUnit.SECONDS));
        Status status = Status.fromThrowable(conflict);
        assertEquals(Status.Code.ALREADY_EXISTS, status.getCode(), status::toString);
        assertTrue(status.getDescription().contains("transaction_id"), status::toString);
    }

    @Test
    void shouldRefuseUnaryCallsBeyondTheRateAndPaceStreams() throws Exception {
        SmsServiceFutureStub limited = limitedApp.future(proxy.channel());
        long startNs = System.nanoTime();
        List<ListenableFuture<SmsResponse>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(limited.sendMessage(
                    request("998901110006", "unary " + i).setAppId(2).build()));
        }
        int passed = 0;
        for (ListenableFuture<SmsResponse> call : calls) {
            try {
                assertTrue(call.get(30, TimeUnit.SECONDS).getSuccess());
                passed++;
            } catch (ExecutionException e) {
                StatusRuntimeException refusal = (StatusRuntimeException) e.getCause();
                assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode(), refusal::toString);
                assertTrue(refusal.getTrailers().containsKey(PUSHBACK), refusal::toString);
            }
        }
        int most = RATE + 1 + (int) (RATE * (System.nanoTime() - startNs) / TimeUnit.SECONDS.toNanos(1));
        int count = passed;
        assertTrue(passed >= RATE && passed <= most, () -> count + " passed (expected: " + RATE + " to " + most + ")");
        assertEquals(passed, partsTo("998901110006"));

        long streamNs = System.nanoTime();
        try (LoadClient client = new LoadClient(
                CALLS,
                number -> request("998901110007", "stream " + number)
                        .setAppId(2)
                        .setTransactionId("limits-" + number)
                        .build())) {
            client.allow(3 * RATE);
            client.open(limitedApp.async(proxy.channel()));
            client.finish();
            assertTrue(client.awaitEnd(WITHIN).isOk(), client::toString);
            assertEquals(3 * RATE, client.count("submitted"), client::toString);
            assertEquals(List.of(), client.faults());
        }
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - streamNs);
        assertTrue(tookMs >= 1_900, () -> 3 * RATE + " messages at " + RATE + "/s took " + tookMs + " ms");
    }

    private String policy(String number, String text, String strategy) throws Exception {
        return stub.sendMessage(request(number, text).setStrategy(strategy).build())
                .get(30, TimeUnit.SECONDS)
                .getStatus();
    }

    private long partsTo(String number) {
        return smsc.ledger().accepted().stream()
                .filter(part -> part.destination().equals(number))
                .count();
    }

    private static SmsRequest.Builder request(String number, String text) {
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(1000)
                .setSaddr("MYBRAND")
                .setDaddr(number)
                .setMessage(text);
    }
}
