package io.smppproxy.app.cli;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.core.auth.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {"Prints a bearer token for an app, signed with the configured HS256 secret.", ""},
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--app-id",
            paramLabel = "ID",
            defaultValue = "1",
            description = "The app (default: ${DEFAULT-VALUE}).")
    private long appId;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "12h",
            converter = DurationConverter.class,
            description = "How long it is valid, such as 30s, 15m, 12h or 7d (default: ${DEFAULT-VALUE}).")
    private Duration ttl;

    @Override
    public Integer call() throws CommandFailure {
        LogSetup.quiet();
        spec.commandLine().getOut().println(issue(ManagedOption.running(config), appId, ttl));
        return ExitCode.OK;
    }

    static String issue(AppConfiguration configuration, long appId, Duration ttl) throws CommandFailure {
        if (configuration.core().apps().stream().noneMatch(app -> app.id() == appId)) {
            throw new CommandFailure(ExitCode.USAGE, "--app-id: " + appId + " (expected: an app of the configuration)");
        }
        try {
            TokenIssuer issuer = configuration.auth().issuer();
            if (issuer == null) {
                throw new CommandFailure(
                        ExitCode.CONFIG,
                        "auth: no HS256 secret is configured; tokens are signed by the owner of the keys");
            }
            return issuer.issue(appId, ttl.toSeconds());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CONFIG, "auth: " + e.getMessage());
        }
    }
}
