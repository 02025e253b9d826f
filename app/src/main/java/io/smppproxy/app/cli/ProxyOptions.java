package io.smppproxy.app.cli;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code send} and {@code info} reach a running proxy, as any other gRPC caller would. */
final class ProxyOptions {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> APP_ID = Metadata.Key.of("app_id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration OWN_TOKEN_TTL = Duration.ofMinutes(10);

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            description = "The proxy (default: SMPP_PROXY_TARGET, or the configured gRPC port on 127.0.0.1).")
    private String target;

    @Option(
            names = "--token",
            paramLabel = "JWT",
            description = "Bearer token (default: SMPP_PROXY_TOKEN, or one signed with the configured secret).")
    private String token;

    @Option(
            names = "--app-id",
            paramLabel = "ID",
            defaultValue = "1",
            description = "The app (default: ${DEFAULT-VALUE}).")
    private long appId;

    @Option(names = "--tls", description = "Talk TLS.")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of the authority to trust; implies --tls.")
    private File authority;

    private AppConfiguration configuration;

    long appId() {
        return appId;
    }

    ManagedChannel channel() throws CommandFailure {
        LogSetup.quiet();
        return Grpc.newChannelBuilder(target(), credentials()).build();
    }

    SmsServiceBlockingStub stub(ManagedChannel channel) throws CommandFailure {
        Metadata metadata = new Metadata();
        metadata.put(AUTHORIZATION, "Bearer " + token());
        metadata.put(APP_ID, Long.toString(appId));
        return SmsServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    /** A call's failure in words. */
    CommandFailure failure(StatusRuntimeException e) throws CommandFailure {
        Status status = e.getStatus();
        Throwable cause = status.getCause();
        String detail = cause == null ? status.getDescription() : cause.getMessage();
        String text = status.getCode() + ": " + detail;
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                new CommandFailure(ExitCode.UNAVAILABLE, text + " (is a proxy listening on " + target() + "?)");
            default -> new CommandFailure(ExitCode.NOT_SENT, text);
        };
    }

    /** Ends the channel; what is still running has had its answer. */
    static void close(ManagedChannel channel) {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String target() throws CommandFailure {
        if (target != null) {
            return target;
        }
        String variable = System.getenv("SMPP_PROXY_TARGET");
        return variable == null || variable.isEmpty()
                ? "127.0.0.1:" + configuration().grpc().port()
                : variable;
    }

    private String token() throws CommandFailure {
        if (token != null) {
            return token;
        }
        String variable = System.getenv("SMPP_PROXY_TOKEN");
        return variable == null || variable.isEmpty()
                ? TokenCommand.issue(configuration(), appId, OWN_TOKEN_TTL)
                : variable;
    }

    private ChannelCredentials credentials() throws CommandFailure {
        if (!tls && authority == null) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
        if (authority != null) {
            try {
                builder.trustManager(authority);
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--ca: " + authority + " cannot be read (" + e.getMessage() + ")");
            }
        }
        return builder.build();
    }

    private AppConfiguration configuration() throws CommandFailure {
        if (configuration == null) {
            configuration = config.load();
        }
        return configuration;
    }
}
