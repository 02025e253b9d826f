package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One packaged proxy that runs for all tests of this class, with a simulated SMSC behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NodeSystemTest {
    private static final Duration BOUND_WITHIN = Duration.ofSeconds(30);

    private Path directory;
    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private SmsServiceBlockingStub stub;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        smsc = SmscSimulator.start(SimulatorConfig.builder()
                .port(0)
                .account("smpp-client-1", "password")
                .ledgerInMemory(true)
                .build());
        ProxyProcess.configure(directory, smsc.port(), "");
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, BOUND_WITHIN));
        stub = proxy.stub();
    }

    @AfterAll
    void stop() {
        proxy.close();
        smsc.close();
    }

    @Test
    void shouldDeliverAMessageAndBringItsReceiptHome() throws Exception {
        SmsResponse response = send("998901234501", "Hello from a system test");
        assertTrue(response.getSuccess(), response::toString);
        assertEquals("submitted", response.getStatus());
        assertEquals(101, response.getEsme());
        assertEquals(1, response.getSmsIdsCount());
        SmsStatusResponse info = awaitFinal(response);
        assertEquals("DELIVERED", info.getStatus());
        assertEquals("single", info.getMode());
    }

    @Test
    void shouldDeliverEveryCharacterOfALongMessage() throws Exception {
        String text = "Привет, мир! € {} 😀 ".repeat(50);
        SmsResponse response = send("998901234502", text);
        assertTrue(response.getSuccess(), response::toString);
        SmsStatusResponse info = awaitFinal(response);
        assertEquals("DELIVERED", info.getStatus());
        assertEquals("multipart", info.getMode());
        assertEquals(response.getSmsIdsCount(), info.getDeliveredCount());
        List<String> texts =
                ReceivedMessages.reassemble(smsc.ledger().accepted()).texts();
        assertTrue(texts.contains(text), () -> "not among " + texts.size() + " texts");
    }

    @Test
    void shouldShowHealthAndMetrics() throws Exception {
        send("998901234503", "counted");
        assertEquals("{\"status\":\"ok\"}", proxy.get("/healthy").body());
        assertEquals(200, proxy.get("/health/ready").statusCode());
        HttpResponse<String> metrics = proxy.get("/metrics");
        assertEquals(200, metrics.statusCode());
        assertTrue(
                metrics.body().contains("smpp_proxy_link_bound_sessions{link=\"101\",smsc_id=\"demo\"} 1.0"),
                metrics::body);
        assertTrue(
                metrics.body()
                        .lines()
                        .anyMatch(line -> line.startsWith("smpp_proxy_grpc_submissions_total{verdict=\"accepted\"}")
                                && !line.endsWith(" 0.0")),
                metrics::body);
        assertFalse(metrics.body().contains("998901234503"), "a number in the metrics");
        assertEquals(
                ServingStatus.SERVING,
                HealthGrpc.newBlockingStub(proxy.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus());
    }

    @Test
    void shouldSendAndFollowFromTheCommandLine() throws Exception {
        ProxyProcess.Result sent = ProxyProcess.run(
                directory,
                "send",
                "--config=smpp-proxy.conf",
                "--target=127.0.0.1:" + proxy.grpcPort(),
                "--to=998901234504",
                "--text=from the command line",
                "--follow");
        assertEquals(0, sent.exitCode(), sent::output);
        assertTrue(sent.output().contains("status: \"submitted\""), sent::output);
        assertTrue(sent.output().strip().endsWith("DELIVERED"), sent::output);
    }

    @Test
    void shouldTellWhyAMessageIsRefusedOnTheCommandLine() throws Exception {
        ProxyProcess.Result sent = ProxyProcess.run(
                directory,
                "send",
                "--config=smpp-proxy.conf",
                "--target=127.0.0.1:" + proxy.grpcPort(),
                "--to=abc",
                "--text=x");
        assertEquals(1, sent.exitCode(), sent::output);
        assertTrue(sent.output().contains("daddr"), sent::output);
    }

    @Test
    void shouldRefuseASecondProcessOnTheSameData() throws Exception {
        ProxyProcess.Result second = ProxyProcess.run(directory, "run", "--config", "smpp-proxy.conf");
        assertEquals(70, second.exitCode(), second::output);
        assertTrue(second.output().contains("node.data-dir: "), second::output);
    }

    private SmsResponse send(String number, String text) {
        return stub.withDeadlineAfter(30, TimeUnit.SECONDS)
                .sendMessage(SmsRequest.newBuilder()
                        .setAppId(1)
                        .setEsme(1000)
                        .setSaddr("MYBRAND")
                        .setDaddr(number)
                        .setMessage(text)
                        .build());
    }

    private SmsStatusResponse awaitFinal(SmsResponse response) {
        SmsStatusRequest request = SmsStatusRequest.newBuilder()
                .setEsme(response.getEsme())
                .setMessageId(response.getMessageId())
                .build();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        SmsStatusResponse info = stub.smsInfo(request);
        while (!info.getStatus().equals("DELIVERED") && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(50_000_000);
            info = stub.smsInfo(request);
        }
        return info;
    }
}
