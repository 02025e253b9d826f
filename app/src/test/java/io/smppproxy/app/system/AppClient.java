package io.smppproxy.app.system;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceFutureStub;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceStub;
import java.io.IOException;
import java.nio.file.Path;

/** An app that calls the gRPC edge, with one token for every process that is started on the same data directory. */
final class AppClient {
    private final Metadata metadata = new Metadata();

    private AppClient(String token, long appId) {
        put("authorization", "Bearer " + token);
        put("app_id", Long.toString(appId));
    }

    /** Asks the packaged app for a token; the directory's proxy must have been started once. */
    static AppClient of(Path directory, long appId) throws IOException, InterruptedException {
        ProxyProcess.Result token = ProxyProcess.run(
                directory, "token", "--config", "smpp-proxy.conf", "--app-id", Long.toString(appId), "--ttl", "12h");
        if (token.exitCode() != 0) {
            throw new AssertionError(token.output());
        }
        return new AppClient(token.output().strip(), appId);
    }

    /** Lets streams answer as messages complete, not in the order of the requests. */
    AppClient inCompletionOrder() {
        put("x-response-order", "completion");
        return this;
    }

    SmsServiceBlockingStub blocking(ManagedChannel channel) {
        return SmsServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    SmsServiceFutureStub future(ManagedChannel channel) {
        return SmsServiceGrpc.newFutureStub(blocking(channel).getChannel());
    }

    SmsServiceStub async(ManagedChannel channel) {
        return SmsServiceGrpc.newStub(blocking(channel).getChannel());
    }

    private void put(String key, String value) {
        metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }
}
