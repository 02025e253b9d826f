package io.smppproxy.app.cli;

import com.google.protobuf.TextFormat;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "info",
        description = {"Prints what became of a message.", ""},
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    private static final long CALL_SECONDS = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProxyOptions proxy;

    @Parameters(paramLabel = "MESSAGE_ID", description = "The message_id of the answer to send.")
    private String messageId;

    @Option(
            names = "--esme",
            paramLabel = "ID",
            defaultValue = "1000",
            description = "Link or pool that the message was sent through (default: ${DEFAULT-VALUE}).")
    private long esme;

    @Override
    public Integer call() throws CommandFailure {
        ManagedChannel channel = proxy.channel();
        try {
            SmsStatusResponse response = proxy.stub(channel)
                    .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                    .smsInfo(SmsStatusRequest.newBuilder()
                            .setEsme(esme)
                            .setMessageId(messageId)
                            .build());
            spec.commandLine()
                    .getOut()
                    .print(TextFormat.printer().escapingNonAscii(false).printToString(response));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (StatusRuntimeException e) {
            throw proxy.failure(e);
        } finally {
            ProxyOptions.close(channel);
        }
    }
}
