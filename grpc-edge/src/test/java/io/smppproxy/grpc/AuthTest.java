package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.proto.sms.v1.CheckESMERequest;
import io.smppproxy.proto.sms.v1.CheckTextLenRequest;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthTest {
    private EdgeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new EdgeFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void shouldSayWhatIsWrongWithTheToken() {
        String good = fixture.issuer.issue(7, 60);
        expect(Status.Code.UNAUTHENTICATED, "authorization: missing", EdgeFixture.metadata("app_id", "7"));
        expect(Status.Code.UNAUTHENTICATED, "authorization: missing", withToken("Basic abc"));
        expect(Status.Code.UNAUTHENTICATED, "token: malformed", withToken("Bearer abc"));
        expect(Status.Code.UNAUTHENTICATED, "token: malformed", withToken("Bearer " + good + "!"));
        expect(
                Status.Code.UNAUTHENTICATED,
                "token: ",
                withToken("Bearer " + good.substring(0, good.length() - 8) + "AAAAAAAA"));
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64("{\"app_id\":7,\"exp\":4102444800}") + ".";
        expect(Status.Code.UNAUTHENTICATED, "token: ", withToken("Bearer " + unsigned));
        String otherAlgorithm = base64("{\"alg\":\"RS256\"}") + good.substring(good.indexOf('.'));
        expect(
                Status.Code.UNAUTHENTICATED,
                "token: its alg is not accepted here",
                withToken("Bearer " + otherAlgorithm));
        TokenIssuer stranger = new TokenIssuer(
                "another-secret-than-that-of-the-edge-9876".getBytes(StandardCharsets.US_ASCII),
                null,
                null,
                null,
                fixture.wallClockMs::get);
        expect(Status.Code.UNAUTHENTICATED, "token: wrong signature", withToken("Bearer " + stranger.issue(7, 60)));
        fixture.wallClockMs.addAndGet(60_000);
        expect(Status.Code.UNAUTHENTICATED, "token: expired", withToken("Bearer " + good));
    }

    @Test
    void shouldComparePartiesOfTheCall() {
        String token = "Bearer " + fixture.issuer.issue(7, 60);
        expect(Status.Code.UNAUTHENTICATED, "metadata app_id: missing", EdgeFixture.metadata("authorization", token));
        for (String other : List.of("8", "07", "7 7", "seven", "")) {
            Metadata metadata = EdgeFixture.metadata("authorization", token, "app_id", other);
            expect(Status.Code.PERMISSION_DENIED, "metadata app_id: not the token's", metadata);
        }
    }

    @Test
    void shouldAskForATokenOnEveryMethod() throws Exception {
        SmsServiceBlockingStub stub = fixture.stub(new Metadata());
        List<Consumer<SmsServiceBlockingStub>> methods = List.of(
                each -> each.sendMessage(EdgeFixture.request(1)),
                each -> each.checkESME(CheckESMERequest.getDefaultInstance()),
                each -> each.checkTextLen(CheckTextLenRequest.getDefaultInstance()),
                each -> each.smsInfo(SmsStatusRequest.getDefaultInstance()));
        for (Consumer<SmsServiceBlockingStub> method : methods) {
            StatusRuntimeException e = assertThrows(StatusRuntimeException.class, () -> method.accept(stub));
            assertEquals(Status.Code.UNAUTHENTICATED, e.getStatus().getCode());
        }
        assertEquals(
                Status.Code.UNAUTHENTICATED,
                fixture.stream(new Metadata(), 1).end().getCode());
        assertEquals(0, fixture.core.attempts.get());
    }

    @Test
    void shouldTellHealthWithoutAToken() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(fixture.channel());
        for (String service : List.of("", "sms.v1.SmsService")) {
            assertEquals(
                    ServingStatus.SERVING,
                    health.check(HealthCheckRequest.newBuilder()
                                    .setService(service)
                                    .build())
                            .getStatus());
        }
    }

    @Test
    void shouldListItsServicesWithoutAToken() throws Exception {
        CompletableFuture<List<String>> services = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(fixture.channel())
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        services.complete(response.getListServicesResponse().getServiceList().stream()
                                .map(ServiceResponse::getName)
                                .toList());
                    }

                    @Override
                    public void onError(Throwable t) {
                        services.completeExceptionally(t);
                    }

                    @Override
                    public void onCompleted() {}
                });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> names = services.get(20, TimeUnit.SECONDS);
        requests.onCompleted();
        assertTrue(
                names.containsAll(List.of(
                        "sms.v1.SmsService",
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection")),
                names::toString);
    }

    private void expect(Status.Code code, String reason, Metadata metadata) {
        StatusRuntimeException e = assertThrows(
                StatusRuntimeException.class,
                () -> fixture.stub(metadata).checkTextLen(CheckTextLenRequest.getDefaultInstance()));
        assertEquals(code, e.getStatus().getCode(), () -> reason + " but was " + e.getStatus());
        assertTrue(e.getStatus().getDescription().startsWith(reason), e.getStatus()::toString);
    }

    private static Metadata withToken(String authorization) {
        return EdgeFixture.metadata("authorization", authorization, "app_id", "7");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
