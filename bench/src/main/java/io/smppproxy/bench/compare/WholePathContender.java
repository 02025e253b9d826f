package io.smppproxy.bench.compare;

import io.grpc.Metadata;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerificationKey;
import io.smppproxy.grpc.GrpcEdge;
import io.smppproxy.grpc.GrpcEdgeConfig;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A message's whole way: an app's gRPC stream, the proxy (token, admission, route, journal, window, maps) and an SMSC, all in one
 * process: SmsRequest → submit_sm → submit_sm_resp → journaled → SmsResponse. Every request has a transaction_id of its own.
 */
final class WholePathContender implements Contender {
    private static final long TOKEN_SECONDS = 24 * 3600;

    private final SmsRequest.Builder request = Sample.request();
    private final boolean receipts;
    private long nextTransaction;
    private CoreStack stack;
    private GrpcEdge edge;
    private GrpcStream<SmsRequest, SmsResponse> app;

    /** @param receipts whether the SMSC sends a receipt for every message, which the proxy follows home */
    WholePathContender(boolean receipts) {
        this.receipts = receipts;
    }

    @Override
    public void open() throws Exception {
        stack = CoreStack.start(receipts);
        ProxyCore core = stack.core();
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        TokenVerifier verifier = new TokenVerifier(
                new TokenRules(Set.of("HS256"), null, Set.of(), 0),
                List.of(VerificationKey.secret(secret, null)),
                System::currentTimeMillis,
                TokenVerifier.DEFAULT_CACHE_ENTRIES);
        edge = new GrpcEdge(
                GrpcEdgeConfig.builder().port(0).loops(1).build(),
                verifier,
                core.submitPort(),
                core.queryPort(),
                System::currentTimeMillis);
        edge.start();
        String token = new TokenIssuer(secret, null, null, null, System::currentTimeMillis)
                .issue(Sample.APP_ID, TOKEN_SECONDS);
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        headers.put(Metadata.Key.of("app_id", Metadata.ASCII_STRING_MARSHALLER), Long.toString(Sample.APP_ID));
        app = new GrpcStream<>(
                edge.port(),
                SmsServiceGrpc.getSendMessageStreamMethod(),
                headers,
                this::next,
                WholePathContender::mustBeSubmitted);
    }

    private SmsRequest next() {
        return request.setTransactionId("b-" + HexFormat.of().toHexDigits(nextTransaction++))
                .build();
    }

    private static void mustBeSubmitted(SmsResponse response) {
        if (!response.getSuccess()) {
            throw new IllegalStateException(
                    "status: " + response.getStatus() + ", " + response.getError() + " (expected: submitted)");
        }
    }

    @Override
    public void pump(long messages) throws Exception {
        app.pump(messages);
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        app.pace(schedule);
    }

    @Override
    public void close() throws IOException {
        if (app != null) {
            app.close();
        }
        if (edge != null) {
            edge.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
