package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping the packaged proxy, and what it says when it cannot. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LifecycleSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private SmscSimulator smsc;

    @BeforeEach
    void startSmsc() {
        smsc = SmscSimulator.start(
                SimulatorConfig.builder().port(0).ledgerInMemory(true).build());
    }

    @AfterEach
    void stopSmsc() {
        smsc.close();
    }

    @Test
    void shouldFinishWhatIsInFlightOnSigterm() throws Exception {
        ProxyProcess.configure(directory, smsc.port(), "");
        try (ProxyProcess proxy = ProxyProcess.start(directory)) {
            assertTrue(smsc.awaitBound(1, WITHIN));
            smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofSeconds(2)));
            SmsServiceBlockingStub stub = proxy.stub();
            CompletableFuture<SmsResponse> answer =
                    CompletableFuture.supplyAsync(() -> stub.sendMessage(request("998901234567")));
            assertTrue(smsc.ledger().awaitParts(1, WITHIN));
            proxy.terminate();
            assertTrue(answer.get(30, TimeUnit.SECONDS).getSuccess());
            assertEquals(0, proxy.awaitExit(), proxy.output());
            assertTrue(smsc.awaitNoConnections(WITHIN));
            assertTrue(proxy.output().strip().endsWith("stopped"), proxy.output());
        }
    }

    @Test
    void shouldEndAtOnceOnTheSecondSignal() throws Exception {
        ProxyProcess.configure(directory, smsc.port(), "node.drain-timeout = 5m");
        try (ProxyProcess proxy = ProxyProcess.start(directory)) {
            assertTrue(smsc.awaitBound(1, WITHIN));
            smsc.plan().silent(true);
            SmsServiceBlockingStub stub = proxy.stub();
            CompletableFuture<SmsResponse> answer =
                    CompletableFuture.supplyAsync(() -> stub.sendMessage(request("998901234567")));
            assertTrue(smsc.ledger().awaitParts(1, WITHIN));
            proxy.terminate();
            proxy.awaitOutput(Pattern.compile("stopping: finishing what is in flight"));
            proxy.terminate();
            assertEquals(130, proxy.awaitExit(), proxy.output());
            answer.cancel(true);
        }
    }

    @Test
    void shouldKnowMessagesAndTokensAfterAKill() throws Exception {
        ProxyProcess.configure(directory, smsc.port(), "");
        SmsResponse response;
        try (ProxyProcess proxy = ProxyProcess.start(directory)) {
            assertTrue(smsc.awaitBound(1, WITHIN));
            response = proxy.stub().sendMessage(request("998901234567"));
            assertTrue(response.getSuccess(), response::toString);
            proxy.kill();
        }
        String secret = Files.readString(directory.resolve("data/jwt.secret"));
        try (ProxyProcess proxy = ProxyProcess.start(directory)) {
            SmsStatusRequest status = SmsStatusRequest.newBuilder()
                    .setEsme(1000)
                    .setMessageId(response.getMessageId())
                    .build();
            assertEquals(
                    response.getTransactionId(), proxy.stub().smsInfo(status).getTransactionId());
            assertEquals(secret, Files.readString(directory.resolve("data/jwt.secret")));
        }
    }

    @Test
    void shouldTellAllConfigurationProblemsAndExit65() throws Exception {
        Files.writeString(directory.resolve("bad.conf"), "journal.durability = disk\nhttp.prot = 1\n");
        for (String command : new String[] {"check-config", "run", "token"}) {
            ProxyProcess.Result result = ProxyProcess.run(directory, command, "--config", "bad.conf");
            assertEquals(65, result.exitCode(), result::output);
            assertTrue(result.output().contains("2 problems in the configuration (bad.conf):"), result::output);
            assertTrue(
                    result.output().contains("journal.durability: \"disk\" (expected: process, power)"),
                    result::output);
            assertTrue(result.output().contains("http.prot: unknown key (did you mean port?)"), result::output);
        }
    }

    @Test
    void shouldExit69WhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProxyProcess.configure(directory, smsc.port(), "grpc.port = " + taken.getLocalPort() + "\n");
            ProxyProcess.Result result = ProxyProcess.run(directory, "run", "--config", "smpp-proxy.conf");
            assertEquals(69, result.exitCode(), result::output);
            assertTrue(result.output().contains("127.0.0.1:" + taken.getLocalPort()), result::output);
        }
    }

    @Test
    void shouldShowPdusAndNothingElse() throws Exception {
        ProxyProcess.Result shown = ProxyProcess.run(directory, "pdu", "00000010 00000015 00000000 00000001");
        assertEquals("enquire_link ESME_ROK seq=1", shown.output().strip());
        assertEquals(0, shown.exitCode());
        ProxyProcess.Result malformed = ProxyProcess.run(directory, "pdu", "--json", "00000010");
        assertEquals(1, malformed.exitCode());
        assertTrue(malformed.output().startsWith("{"), malformed::output);
    }

    @Test
    void shouldExit64OnWrongCommandLines() throws Exception {
        assertEquals(64, ProxyProcess.run(directory).exitCode());
        assertEquals(64, ProxyProcess.run(directory, "rnu").exitCode());
        ProxyProcess.Result ttl = ProxyProcess.run(directory, "token", "--ttl", "12");
        assertEquals(64, ttl.exitCode());
        assertTrue(ttl.output().contains("such as 12h"), ttl::output);
    }

    private static SmsRequest request(String number) {
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(1000)
                .setSaddr("MYBRAND")
                .setDaddr(number)
                .setMessage("a message of the lifecycle tests")
                .build();
    }
}
