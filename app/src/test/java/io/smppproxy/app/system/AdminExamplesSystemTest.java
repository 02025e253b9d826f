package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples that users of the administration API have, as they are printed, in each of their languages: only host, port and token are
 * filled in, and the line that a page leaves out before the first one. Python needs requests, PHP its curl extension.
 */
class AdminExamplesSystemTest {
    private static final String TOKEN = "examples-token-0123456789";
    private static final String PASSWORD = "examples-passw0rd";
    private static final long LIMIT_S = 120;
    private static final Pattern LISTENING = Pattern.compile("administration on (http://127\\.0\\.0\\.1:[0-9]+)");

    @TempDir
    static Path directory;

    private static ProxyProcess proxy;
    private static String base;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** How the examples of a language are run. */
    private enum Language {
        PYTHON("py", "", "python3", "-c", "import requests"),
        PHP("php", "<?php\n", "php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"),
        NODE("js", "", "node", "-e", "process.exit(typeof fetch === 'function' ? 0 : 1)"),
        GO("go", "", "go", "version"),
        JAVA("java", "", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version");

        private final String suffix;
        private final String firstLine;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> probe;

        Language(String suffix, String firstLine, String... probe) {
            this.suffix = suffix;
            this.firstLine = firstLine;
            this.probe = List.of(probe);
        }

        private List<String> command(Path file) {
            List<String> command = new ArrayList<>(List.of(probe.get(0)));
            if (this == GO) {
                command.add("run");
            }
            if (this == JAVA) {
                command.addAll(List.of("-cp", gson()));
            }
            command.add(file.toString());
            return command;
        }

        private static String gson() {
            Path lib = Path.of(System.getProperty("app.jar")).resolveSibling("lib");
            try (Stream<Path> files = Files.list(lib)) {
                return files.filter(file -> file.getFileName().toString().startsWith("gson-"))
                        .findFirst()
                        .orElseThrow()
                        .toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private boolean isInstalled() throws InterruptedException {
            try {
                return new ProcessBuilder(probe)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            }
        }
    }

    @BeforeAll
    static void start() throws IOException {
        ProxyProcess.configure(
                directory, 1, "admin.api-token = \"" + TOKEN + "\"\nadmin.password = \"" + PASSWORD + "\"\n");
        proxy = ProxyProcess.start(directory);
        base = proxy.awaitOutput(LISTENING).group(1);
        Path logs = directory.resolve("data/pdu-logs/links/2024-08-25");
        Files.createDirectories(logs);
        Files.writeString(logs.resolve("1234.log"), "a PDU log\n");
        Files.writeString(logs.resolve("mysmsc-id-example.log"), "another PDU log\n");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static String run(Language language, String name) throws Exception {
        String text;
        try (InputStream in =
                AdminExamplesSystemTest.class.getResourceAsStream("examples/" + name + "." + language.suffix)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        text = text.replace("http://your-server-ip:HTTP_PORT", base).replace("HTTP_API_TOKEN", TOKEN);
        if (language == Language.PYTHON && !text.startsWith("import requests")) {
            text = "import requests\n" + text;
        }
        Path folder = Files.createDirectories(directory.resolve(name + "-" + language.suffix));
        Path file = Files.writeString(folder.resolve("Main." + language.suffix), language.firstLine + text);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(language.command(file))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(LIMIT_S, TimeUnit.SECONDS), name);
        String printed = Files.readString(output);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    private static String call(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("X-API-Key", TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The id of the last entity of a list. */
    private static String lastId(String list) throws Exception {
        String[] ids = call("GET", "/api/" + list).split("\\{\"id\":", -1);
        return ids[ids.length - 1].replaceAll("(?s),.*", "");
    }

    @TestFactory
    Stream<DynamicTest> shouldDoWhatTheExamplesExpect() {
        return Stream.of(Language.values())
                .map(language -> DynamicTest.dynamicTest(language.name(), () -> checkExamples(language)));
    }

    private static void checkExamples(Language language) throws Exception {
        Assumptions.assumeTrue(language.isInstalled(), language + " with what its examples need");
        // Go's examples read an object where the answer is a text or a list, and print the empty one.
        String ok = language == Language.GO ? "map[]" : "OK";
        assertTrue(run(language, "gateways-add").contains(ok));
        assertTrue(call("GET", "/api/gateways").contains("\"mysmsc-id-example\""));
        assertTrue(run(language, "gateways-list").contains("mysmsc-id-example"));
        assertEquals("\"OK\"", call("DELETE", "/api/gateways/" + lastId("gateways")));
        assertTrue(run(language, "clients-add").contains(ok));
        assertTrue(call("GET", "/api/clients").contains("\"myclient1\""));
        assertTrue(run(language, "clients-list").contains("11.22.33.44,55.66.77.88"));
        assertEquals("\"OK\"", call("DELETE", "/api/clients/" + lastId("clients")));
        assertTrue(run(language, "logs-list").contains(language == Language.GO ? "map[]" : "mysmsc-id-example.log"));
        assertTrue(run(language, "logs-download").contains("a PDU log"));
    }

    @Test
    void shouldKeepSecretsOutOfWhatIsPrinted() throws Exception {
        call("GET", "/api/gateways");
        String printed = proxy.output();
        assertTrue(!printed.contains(TOKEN) && !printed.contains(PASSWORD), printed);
    }
}
