package io.smppproxy.app.cli;

import io.smppproxy.core.account.PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "account",
        description = {"Helps with the accounts of ESMEs.", ""},
        mixinStandardHelpOptions = true,
        subcommands = AccountCommand.Hash.class)
final class AccountCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(
            name = "hash",
            description = {
                "Prints the hash of a password, to stand in accounts[].password instead of it.",
                "",
                "Without PASSWORD the first line of the standard input is taken.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Hash implements Callable<Integer> {
        private static final int MAX_LENGTH = 9;

        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", arity = "0..1", paramLabel = "PASSWORD", description = "1 to 9 ASCII characters.")
        private String password;

        @Option(
                names = "--iterations",
                paramLabel = "N",
                defaultValue = "" + PasswordHash.DEFAULT_ITERATIONS,
                description = {"What looking at it costs, and guessing it (default: ${DEFAULT-VALUE},", "about 5 ms)."})
        private int iterations;

        @Override
        public Integer call() throws CommandFailure, IOException {
            if (iterations < PasswordHash.MIN_ITERATIONS || iterations > PasswordHash.MAX_ITERATIONS) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--iterations: " + iterations + " (expected: " + PasswordHash.MIN_ITERATIONS + " to "
                                + PasswordHash.MAX_ITERATIONS + ")");
            }
            String text = password == null ? firstLine() : password;
            if (text == null || !text.matches("[ -~]{1," + MAX_LENGTH + "}")) {
                throw new CommandFailure(
                        ExitCode.USAGE, "password: *** (expected: 1 to " + MAX_LENGTH + " printable ASCII characters)");
            }
            spec.commandLine().getOut().println(PasswordHash.make(text, iterations));
            return ExitCode.OK;
        }

        private static String firstLine() throws IOException {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
    }
}
