package io.smppproxy.app.cli;

import io.smppproxy.app.config.AppConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check-config",
        description = {
            "Reads the configuration as run would, environment included, and tells everything that is wrong with it.",
            "Opens nothing and connects to nothing.",
            ""
        },
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws CommandFailure {
        AppConfiguration configuration = config.load();
        PrintWriter out = spec.commandLine().getOut();
        out.println("valid: " + configuration.source());
        configuration.warnings().forEach(warning -> out.println("warning: " + warning));
        Summary.lines(configuration).forEach(out::println);
        return ExitCode.OK;
    }
}
