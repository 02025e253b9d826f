package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.proto.sms.v1.CheckTextLenRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @Test
    void shouldRefuseMoreMetadataThanAllowed() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture()) {
            StatusRuntimeException e = assertThrows(
                    StatusRuntimeException.class,
                    () -> fixture.stub(fixture.credentials("x-filler", "x".repeat(9000)))
                            .checkTextLen(CheckTextLenRequest.getDefaultInstance()));
            assertTrue(
                    List.of(Status.Code.RESOURCE_EXHAUSTED, Status.Code.INTERNAL, Status.Code.UNKNOWN)
                            .contains(e.getStatus().getCode()),
                    e.getStatus()::toString);
            assertTrue(fixture.stub()
                            .checkTextLen(CheckTextLenRequest.newBuilder()
                                    .setText("a")
                                    .build())
                            .getParts()
                    == 1);
        }
    }

    @Test
    void shouldCloseConnectionsBeyondTheLimit() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().maxConnections(2))) {
            ManagedChannel second = fixture.newChannel();
            ManagedChannel third = fixture.newChannel();
            check(fixture.channel());
            check(second);
            StatusRuntimeException e = assertThrows(
                    StatusRuntimeException.class,
                    () -> HealthGrpc.newBlockingStub(third).check(HealthCheckRequest.getDefaultInstance()));
            assertEquals(Status.Code.UNAVAILABLE, e.getStatus().getCode());
            assertEquals(2, fixture.edge.openConnections());
            assertTrue(fixture.edge.refusedConnections() >= 1);
            second.shutdownNow();
            EdgeFixture.await("room again", () -> fixture.edge.openConnections() < 2);
            third.resetConnectBackoff();
            check(third);
        }
    }

    @Test
    void shouldLetCallsWaitBeyondTheLimitOfAConnection() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().maxCallsPerConnection(2))) {
            // The client learns the limit from the connection's first settings.
            check(fixture.channel());
            List<ListenableFuture<SmsResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(fixture.futureStub().sendMessage(EdgeFixture.request(i)));
            }
            FakeCore.Accepted first = fixture.core.next();
            FakeCore.Accepted second = fixture.core.next();
            assertEquals(2, fixture.edge.openCalls());
            fixture.core.submitted(first, "1");
            fixture.core.submitted(fixture.core.next(), "1");
            fixture.core.submitted(second, "1");
            for (ListenableFuture<SmsResponse> call : calls) {
                assertTrue(call.get(20, TimeUnit.SECONDS).getSuccess());
            }
        }
    }

    @Test
    void shouldRefuseUnaryCallsBeyondTheLimitOfMessages() throws Exception {
        try (EdgeFixture fixture =
                new EdgeFixture(GrpcEdgeConfig.builder().loops(1).maxInFlight(1))) {
            ListenableFuture<SmsResponse> first = fixture.futureStub().sendMessage(EdgeFixture.request(1));
            FakeCore.Accepted message = fixture.core.next();
            StatusRuntimeException e = assertThrows(
                    StatusRuntimeException.class, () -> fixture.stub().sendMessage(EdgeFixture.request(2)));
            assertEquals(Status.Code.RESOURCE_EXHAUSTED, e.getStatus().getCode());
            fixture.core.submitted(message, "1");
            assertTrue(first.get(20, TimeUnit.SECONDS).getSuccess());
            assertEquals(1, fixture.core.attempts.get());
        }
    }

    @Test
    void shouldCutAConnectionThatResetsTooManyStreams() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().maxRstFrames(10, 30))) {
            StreamClient witness = fixture.stream();
            for (int i = 0; i < 12; i++) {
                StreamClient stream = fixture.stream();
                EdgeFixture.await("open", () -> fixture.edge.openCalls() >= 2 || witness.isEnded());
                stream.cancel();
                EdgeFixture.await("cancelled", () -> fixture.edge.openCalls() <= 1);
            }
            Status status = witness.end();
            // The client's name for the connection error ENHANCE_YOUR_CALM.
            assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode(), status::toString);
        }
    }

    @Test
    void shouldEndConnectionsThatAreTooOld() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().maxConnectionAge(100, 100))) {
            StreamClient stream = fixture.stream();
            assertEquals(Status.Code.UNAVAILABLE, stream.end().getCode());
            check(fixture.channel());
        }
    }

    @Test
    void shouldSpeakTls(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        makeCertificate(folder, certificate, key);
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().tls(certificate, key))) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", fixture.edge.port())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(certificate.toFile())
                            .build())
                    .build();
            try {
                check(channel);
            } finally {
                channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldNameTheFilesThatAreNoCertificate(@TempDir Path folder) throws Exception {
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), "nothing");
        Path missing = folder.resolve("key.pem");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new EdgeFixture(GrpcEdgeConfig.builder().tls(certificate, missing)));
        assertTrue(e.getMessage().contains("certificate.pem") && e.getMessage().contains("key.pem"), e.getMessage());
    }

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FakeCore core = new FakeCore();
                EdgeFixture fixture = new EdgeFixture()) {
            GrpcEdgeConfig config =
                    GrpcEdgeConfig.builder().port(taken.getLocalPort()).build();
            try (GrpcEdge edge = new GrpcEdge(config, fixture.verifier, core, core, System::currentTimeMillis)) {
                IOException e = assertThrows(IOException.class, edge::start);
                assertTrue(e.getMessage().contains(":" + taken.getLocalPort()), e.getMessage());
            }
        }
    }

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        assertMessage(
                "port: 70000 (expected: 0 to 65535)", GrpcEdgeConfig.builder().port(70_000));
        assertMessage("loops: 0 (expected: 1 to 64)", GrpcEdgeConfig.builder().loops(0));
        assertMessage(
                "maxConnections: 0 (expected: 1 or more)",
                GrpcEdgeConfig.builder().maxConnections(0));
        assertMessage(
                "tlsCertificate and tlsKey: one is missing (expected: both or none)",
                GrpcEdgeConfig.builder().tls(Path.of("certificate.pem"), null));
    }

    private static void assertMessage(String message, GrpcEdgeConfig.Builder config) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, config::build).getMessage());
    }

    private static void check(ManagedChannel channel) {
        var unused = HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .withWaitForReady()
                .check(HealthCheckRequest.getDefaultInstance());
    }

    private static void makeCertificate(Path folder, Path certificate, Path key) throws Exception {
        Path store = folder.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertEquals(0, process.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        writePem(certificate, "CERTIFICATE", keys.getCertificate("edge").getEncoded());
        writePem(
                key,
                "PRIVATE KEY",
                keys.getKey("edge", "changeit".toCharArray()).getEncoded());
    }

    private static void writePem(Path file, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
