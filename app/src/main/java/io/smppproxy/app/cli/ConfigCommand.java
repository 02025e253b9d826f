package io.smppproxy.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.app.manage.ManagedConfig;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = {
            "Works on the configuration store: links, pools, accounts, apps, strategies and routes in the database.",
            "A node may run on it meanwhile; it follows within two seconds.",
            ""
        },
        mixinStandardHelpOptions = true,
        subcommands = {ConfigCommand.Export.class, ConfigCommand.Import.class, ConfigCommand.Audit.class})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(
            name = "export",
            description = {
                "Writes the newest version as YAML, with the keys of the configuration file.",
                "Passwords of links are encrypted in it with the store's key, those of accounts are hashes.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigOption config;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "FILE",
                description = "File to write; without it the standard output.")
        private Path target;

        @Override
        public Integer call() throws CommandFailure, IOException {
            LogSetup.quiet();
            try (ManagedConfig managed = ManagedOption.openAsIs(config.open())) {
                if (managed.manager().current().version() == 0) {
                    throw new CommandFailure(
                            ExitCode.CONFIG, "the store is empty (expected: that a node was started once)");
                }
                String yaml = managed.manager().exportYaml();
                if (target == null) {
                    spec.commandLine().getOut().print(yaml);
                    spec.commandLine().getOut().flush();
                } else {
                    Files.writeString(target, yaml, StandardCharsets.UTF_8);
                }
                return ExitCode.OK;
            } catch (StoreException e) {
                throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
            }
        }
    }

    @Command(
            name = "import",
            description = {
                "Makes a new version from a file and tells what changes. A section that the file lacks stays as it is.",
                "",
                "Without FILE the links, pools, accounts, apps, strategies and routes of the configuration file are taken, with what",
                "the environment says of them.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigOption config;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "FILE",
                description = "YAML or JSON, as export writes it.")
        private Path file;

        @Option(names = "--dry-run", description = "Only checks, and tells what would change.")
        private boolean dryRun;

        @Override
        public Integer call() throws CommandFailure, IOException {
            LogSetup.quiet();
            ConfigSource source = config.open();
            try (ManagedConfig managed = ManagedOption.openAsIs(source)) {
                String text = file == null
                        ? source.managedSections().toString()
                        : Files.readString(file, StandardCharsets.UTF_8);
                JsonNode changes = managed.manager().importYaml(text, who(), dryRun);
                if (!dryRun && file == null) {
                    managed.noteImport();
                }
                report(changes, managed.manager().current().version());
                return ExitCode.OK;
            } catch (ConfigurationException e) {
                throw ConfigOption.failure(source.name(), e);
            } catch (ChangeRefused e) {
                throw ConfigOption.failure(file == null ? source.name() : file.toString(), e.problems());
            } catch (StoreException e) {
                throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
            }
        }

        private static String who() {
            return "command line (" + System.getProperty("user.name") + ")";
        }

        private void report(JsonNode changes, long version) {
            PrintWriter out = spec.commandLine().getOut();
            for (JsonNode change : changes) {
                out.println(
                        change.path("pointer").asText() + ": " + change.path("before") + " -> " + change.path("after"));
            }
            if (changes.isEmpty()) {
                out.println("nothing differs from version " + version);
            } else {
                out.println(dryRun ? "not saved: dry run" : "saved as version " + version);
            }
            out.flush();
        }
    }

    @Command(
            name = "audit",
            description = {
                "Looks whether the record of changes is whole: no entry changed, none missing between others, no version altered.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Audit implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigOption config;

        @Override
        public Integer call() throws CommandFailure {
            LogSetup.quiet();
            try (ManagedConfig managed = ManagedOption.openAsIs(config.open())) {
                long forged = managed.store().firstForgedAuditEntry();
                if (forged != 0) {
                    throw new CommandFailure(ExitCode.INTERNAL, "entry " + forged + " is not as it was written");
                }
                spec.commandLine().getOut().println("whole: " + managed.store().newestChange() + " entries");
                return ExitCode.OK;
            } catch (StoreException e) {
                throw new CommandFailure(ExitCode.UNAVAILABLE, e.getMessage());
            }
        }
    }
}
