package io.smppproxy.app.cli;

import com.google.protobuf.TextFormat;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        description = {"Sends one message through a running proxy and prints the answer.", ""},
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ProxyOptions proxy;

    @Option(names = "--to", paramLabel = "NUMBER", required = true, description = "Destination number.")
    private String to;

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "The text.")
    private String text;

    @Option(
            names = "--from",
            paramLabel = "SENDER",
            defaultValue = "MYBRAND",
            description = "Sender: a number or up to 11 letters and digits (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--esme",
            paramLabel = "ID",
            defaultValue = "1000",
            description = "Link or pool (default: ${DEFAULT-VALUE}).")
    private long esme;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Contact policy (default: none).")
    private String strategy;

    @Option(
            names = "--transaction-id",
            paramLabel = "ID",
            defaultValue = "",
            description = "Idempotency key (default: the proxy makes one).")
    private String transactionId;

    @Option(names = "--follow", description = "Wait until the message has a final status.")
    private boolean follow;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long to wait for the answer, and with --follow for the receipt (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ManagedChannel channel = proxy.channel();
        try {
            SmsServiceBlockingStub stub = proxy.stub(channel);
            SmsResponse response = stub.withDeadlineAfter(timeout.toSeconds(), TimeUnit.SECONDS)
                    .sendMessage(request());
            out.print(TextFormat.printer().escapingNonAscii(false).printToString(response));
            out.flush();
            if (!response.getSuccess()) {
                return ExitCode.NOT_SENT;
            }
            return follow
                    ? Follow.untilFinal(stub, response.getEsme(), response.getMessageId(), timeout, out)
                    : ExitCode.OK;
        } catch (StatusRuntimeException e) {
            throw proxy.failure(e);
        } finally {
            ProxyOptions.close(channel);
        }
    }

    private SmsRequest request() {
        return SmsRequest.newBuilder()
                .setAppId(proxy.appId())
                .setEsme(esme)
                .setSaddr(from)
                .setDaddr(to)
                .setMessage(text)
                .setStrategy(strategy)
                .setTransactionId(transactionId)
                .setSentAt(Instant.now().getEpochSecond())
                .build();
    }
}
