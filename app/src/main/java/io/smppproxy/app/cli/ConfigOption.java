package io.smppproxy.app.cli;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --config}, for every subcommand that reads the configuration. */
final class ConfigOption {
    private static final String FILE_NAME = "smpp-proxy.conf";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = {
                "Configuration file. Without it: the file that SMPP_PROXY_CONFIG names, ./smpp-proxy.conf,",
                "conf/smpp-proxy.conf of the installation, or the embedded defaults; the first that is there."
            })
    private Path file;

    /** Reads the configuration of the file, or fails with all that is wrong with it. */
    AppConfiguration load() throws CommandFailure {
        ConfigSource source = open();
        try {
            return source.configuration();
        } catch (ConfigurationException e) {
            throw failure(source.name(), e);
        }
    }

    /** Finds the configuration without reading more of it than its form. */
    ConfigSource open() throws CommandFailure {
        Map<String, String> environment = System.getenv();
        Path found = find(environment);
        try {
            return ConfigSource.open(found, environment);
        } catch (ConfigurationException e) {
            throw failure(found == null ? "embedded defaults" : found.toString(), e);
        }
    }

    /** For the command line: all that is wrong. */
    static CommandFailure failure(String source, ConfigurationException e) {
        return failure(source, e.problems());
    }

    /** For the command line: all that is wrong. */
    static CommandFailure failure(String source, List<?> problems) {
        StringBuilder text = new StringBuilder();
        int count = problems.size();
        text.append(count == 1 ? "1 problem" : count + " problems").append(" in the configuration (");
        text.append(source).append("):");
        for (Object problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return new CommandFailure(ExitCode.CONFIG, text.toString());
    }

    private Path find(Map<String, String> environment) {
        if (file != null) {
            return file;
        }
        String named = environment.get("SMPP_PROXY_CONFIG");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        Path here = Path.of(FILE_NAME);
        if (Files.exists(here)) {
            return here;
        }
        Path home = home();
        Path installed = home == null ? null : home.resolve("conf").resolve(FILE_NAME);
        return installed != null && Files.exists(installed) ? installed : null;
    }

    /** The directory that the packaged jar lies in, or null when run from classes. */
    private static Path home() {
        try {
            Path code = Path.of(ConfigOption.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(code) ? code.getParent() : null;
        } catch (URISyntaxException | SecurityException e) {
            return null;
        }
    }
}
