package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/install} below a directory of the test's own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InstallSystemTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path target;

    @Test
    void shouldInstallWhatRunsAndKeepSettingsAndLeaveNothing() throws Exception {
        assertEquals(0, install());
        Path program = target.resolve("opt/smpp-proxy");
        Path settings = target.resolve("etc/smpp-proxy/smpp-proxy.conf");
        Process check = new ProcessBuilder(
                        program.resolve("bin/smpp-proxy").toString(), "check-config", "--config", settings.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), output);
        assertTrue(output.contains("/var/lib/smpp-proxy"), output);
        String unit = Files.readString(target.resolve("etc/systemd/system/smpp-proxy.service"));
        assertTrue(unit.contains("ExecStart=/opt/smpp-proxy/bin/smpp-proxy run"), unit);
        assertFalse(unit.contains("@PREFIX@"), unit);

        Files.writeString(settings, "node.data-dir = \"/srv\"\n");
        Files.writeString(program.resolve("lib/of-an-older-version.jar"), "");
        assertEquals(0, install());
        assertEquals("node.data-dir = \"/srv\"\n", Files.readString(settings), "settings are the operator's");
        assertFalse(Files.exists(program.resolve("lib/of-an-older-version.jar")));

        assertEquals(0, install("--uninstall"));
        assertTrue(Files.exists(settings));
        assertFalse(Files.exists(program));
        assertEquals(0, install("--uninstall", "--purge"));
        assertEquals(List.of(), filesBelow(target));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws Exception {
        assertEquals(64, install("--unistall"));
        assertEquals(1, install("--purge"));
        assertEquals(1, install("--prefix", "/"));
        assertEquals(List.of(), filesBelow(target));
    }

    private int install(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(REPOSITORY.resolve("scripts/install").toString(), "--root", target.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        }
    }
}
