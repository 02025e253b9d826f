package io.smppproxy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.log.LogSetup;
import io.smppproxy.app.manage.ManagedConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    private static final String LINK =
            "{ id = 101, smsc-id = a, host = smsc.example, port = 2775, username = me, password = secret }";

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path config(String link) throws IOException {
        return Files.writeString(
                dir.resolve("c.conf"), "links = [" + link + "]\nnode.data-dir = \"" + dir.resolve("data") + "\"\n");
    }

    private int execute(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = SmppProxyCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private static ManagedConfig node(Path file) throws Exception {
        LogSetup.quiet();
        ConfigSource source = ConfigSource.open(file, Map.of());
        return ManagedConfig.open(source, source.configuration().store());
    }

    @Test
    void shouldHaveNothingToExportBeforeTheFirstStart() throws Exception {
        assertEquals(65, execute("config", "export", "-c", config(LINK).toString()));
        assertTrue(err.toString().contains("the store is empty"), err::toString);
    }

    @Test
    void shouldExportAndImportBesideARunningNode() throws Exception {
        String file = config(LINK).toString();
        try (ManagedConfig running = node(Path.of(file))) {
            assertEquals(0, execute("config", "export", "-c", file), err::toString);
            String yaml = out.toString();
            assertTrue(yaml.contains("smsc-id: \"a\""), yaml);
            assertFalse(yaml.contains("secret"), yaml);
            Path changed = Files.writeString(dir.resolve("all.yaml"), yaml.replace("port: 2775", "port: 2776"));

            assertEquals(0, execute("config", "import", "--dry-run", "-c", file, changed.toString()), err::toString);
            assertTrue(out.toString().startsWith("/links/101/port: 2775 -> 2776"), out::toString);
            assertTrue(out.toString().contains("not saved"), out::toString);
            assertEquals(0, execute("config", "import", "-c", file, changed.toString()), err::toString);
            assertTrue(out.toString().contains("saved as version 2"), out::toString);
            assertEquals(0, execute("config", "import", "-c", file, changed.toString()), err::toString);
            assertTrue(out.toString().contains("nothing differs from version 2"), out::toString);

            running.manager().change("me", "nothing", editor -> {});
            assertEquals(2, running.manager().current().version(), "the node has it");
            assertEquals(0, execute("config", "audit", "-c", file), err::toString);
            assertTrue(out.toString().startsWith("whole: 2 entries"), out::toString);
        }
    }

    @Test
    void shouldImportTheConfigurationFile() throws Exception {
        node(config(LINK)).close();
        String file = config(LINK.replace("2775", "9999")).toString();
        assertEquals(0, execute("config", "import", "-c", file), err::toString);
        assertTrue(out.toString().startsWith("/links/101/port: 2775 -> 9999"), out::toString);
        assertEquals(0, execute("token", "-c", file), err::toString);
    }

    @Test
    void shouldTellEverythingThatIsWrongWithAnImport() throws Exception {
        String file = config(LINK).toString();
        node(Path.of(file)).close();
        Path wrong = Files.writeString(dir.resolve("wrong.yaml"), "links: [{id: 5, port: 0}]\nlinkz: []\n");
        assertEquals(65, execute("config", "import", "-c", file, wrong.toString()));
        assertTrue(err.toString().contains("/linkz: unknown section"), err::toString);
        assertTrue(err.toString().contains("/links/5/port: 0 (expected: 1 to 65535)"), err::toString);
        assertTrue(err.toString().contains("/links/5/host: missing"), err::toString);
    }

    @Test
    void shouldSayThatThereIsNoStore() throws Exception {
        Path file = Files.writeString(dir.resolve("c.conf"), "config-store.enabled = false");
        assertEquals(65, execute("config", "export", "-c", file.toString()));
        assertTrue(err.toString().contains("config-store.enabled"), err::toString);
    }
}
