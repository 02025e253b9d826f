package io.smppproxy.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerificationKey;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** An edge on a free port of 127.0.0.1 in front of a {@link FakeCore}, and clients for it. */
final class EdgeFixture implements AutoCloseable {
    static final long APP_ID = 7;
    private static final byte[] SECRET = "a-secret-of-the-edge-tests-0123456789".getBytes(StandardCharsets.US_ASCII);

    final AtomicLong wallClockMs = new AtomicLong(1_937_082_918_000L);
    final FakeCore core = new FakeCore();
    final TokenIssuer issuer = new TokenIssuer(SECRET, null, null, null, wallClockMs::get);
    final TokenVerifier verifier;
    final GrpcEdge edge;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final ManagedChannel channel;

    EdgeFixture() throws IOException {
        this(GrpcEdgeConfig.builder());
    }

    EdgeFixture(GrpcEdgeConfig.Builder config) throws IOException {
        TokenRules rules = new TokenRules(Set.of("HS256"), null, Set.of(), 0);
        verifier = new TokenVerifier(rules, List.of(VerificationKey.secret(SECRET, null)), wallClockMs::get, 16);
        edge = new GrpcEdge(config.port(0).build(), verifier, core, core, wallClockMs::get);
        edge.start();
        channel = newChannel();
    }

    /** The channel that the stubs share. */
    ManagedChannel channel() {
        return channel;
    }

    ManagedChannel newChannel() {
        ManagedChannel next = NettyChannelBuilder.forAddress("127.0.0.1", edge.port())
                .usePlaintext()
                .build();
        channels.add(next);
        return next;
    }

    static Metadata metadata(String... namesAndValues) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            metadata.put(Metadata.Key.of(namesAndValues[i], Metadata.ASCII_STRING_MARSHALLER), namesAndValues[i + 1]);
        }
        return metadata;
    }

    /** Metadata of app 7 with a token for an hour, and more of it. */
    Metadata credentials(String... more) {
        Metadata metadata =
                metadata("authorization", "Bearer " + issuer.issue(APP_ID, 3600), "app_id", Long.toString(APP_ID));
        metadata.merge(metadata(more));
        return metadata;
    }

    SmsServiceGrpc.SmsServiceBlockingStub stub() {
        return stub(credentials());
    }

    SmsServiceGrpc.SmsServiceBlockingStub stub(Metadata metadata) {
        return SmsServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                .withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    SmsServiceGrpc.SmsServiceFutureStub futureStub() {
        return SmsServiceGrpc.newFutureStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(credentials()));
    }

    /** A stream whose answers are read as they come. */
    StreamClient stream(String... metadata) {
        return stream(credentials(metadata), Integer.MAX_VALUE);
    }

    StreamClient stream(Metadata metadata, int initialRead) {
        ClientCall<SmsRequest, SmsResponse> call =
                channel.newCall(SmsServiceGrpc.getSendMessageStreamMethod(), CallOptions.DEFAULT);
        return new StreamClient(call, metadata, initialRead);
    }

    static SmsRequest request(int number) {
        return request("tx-" + number).setTaskId(number).build();
    }

    static SmsRequest.Builder request(String transactionId) {
        return SmsRequest.newBuilder()
                .setTaskId(11)
                .setTransactionId(transactionId)
                .setAppId(APP_ID)
                .setEsme(1000)
                .setSaddr("MYBRAND")
                .setDaddr("998901234567")
                .setMessage("Hello World");
    }

    /** Waits for something that another thread is about to do. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("not within 20 s: " + what);
            }
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void close() {
        for (ManagedChannel each : channels) {
            each.shutdownNow();
        }
        try {
            for (ManagedChannel each : channels) {
                each.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edge.close();
        core.close();
    }
}
