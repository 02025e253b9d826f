package io.smppproxy.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code smpp-proxy} without a subcommand: shows what there is. */
@Command(
        name = "smpp-proxy",
        description = {"Sends messages that come in over gRPC to SMSCs over SMPP, and brings their receipts home.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            CheckConfigCommand.class,
            ConfigCommand.class,
            TokenCommand.class,
            AccountCommand.class,
            SendCommand.class,
            InfoCommand.class,
            PduCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the message was refused or not delivered; pdu: octets are malformed or refused",
            "64:the command line is wrong",
            "65:the configuration is wrong",
            "69:a port cannot be opened, or the proxy cannot be reached",
            "70:an internal failure"
        })
public final class SmppProxyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new SmppProxyCommand());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler(SmppProxyCommand::report);
        setExitCodes(root);
        return root;
    }

    private static void setExitCodes(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE).exitCodeOnExecutionException(ExitCode.INTERNAL);
        command.getSubcommands().values().forEach(SmppProxyCommand::setExitCodes);
    }

    private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof CommandFailure failure) {
            err.println(failure.getMessage());
            return failure.exitCode();
        }
        err.println("internal error: " + e);
        e.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }
}
