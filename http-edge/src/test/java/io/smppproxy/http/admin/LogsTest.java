package io.smppproxy.http.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final String ENTRY = """
            INFO[2024-08-25 21:02:05][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: <<<<< 00000010000000150000000000000001
            ENQUIRE_LINK:
            {
              "Header": {
                "command_length": 16,
                "command_id": 21,
                "command_status": 0,
                "sequence_number": 1
              }
            }
            """;
    private static final String RANGE = "?dateFrom=2024-08-25&dateTo=2024-08-26";

    private AdminFixture admin;

    @BeforeEach
    void start() throws Exception {
        admin = new AdminFixture();
        write("links/2024-08-25/demo.log", ENTRY.repeat(3));
        write("links/2024-08-26/demo.log", ENTRY);
        write("links/2024-08-26/other.log", "other\n");
        write("accounts/2024-08-25/7.log", ENTRY);
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    private void write(String file, String text) throws Exception {
        Path path = admin.dataDir.resolve("pdu-logs").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> names(String path) throws Exception {
        List<String> names = new ArrayList<>();
        admin.get(path)
                .forEach(file -> names.add(
                        file.get("date").textValue() + file.get("name").textValue()));
        return names;
    }

    private HttpResponse<byte[]> download(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(admin.uri(path)).header("X-API-Key", AdminFixture.TOKEN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return admin.http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void shouldListFilesOfDays() throws Exception {
        assertEquals(
                List.of("2024-08-25demo.log", "2024-08-26demo.log", "2024-08-26other.log"),
                names("/api/gateways/logs" + RANGE));
        assertEquals(List.of("2024-08-25demo.log"), names("/api/gateways/logs?dateFrom=2024-08-01&dateTo=2024-08-25"));
        assertEquals(List.of("2024-08-257.log"), names("/api/clients/logs" + RANGE + "&clientIds[]=7"));
        assertEquals(List.of(), names("/api/clients/logs" + RANGE + "&clientIds[]=8"));
        JsonNode file = admin.get("/api/gateways/logs" + RANGE).get(0);
        assertEquals(ENTRY.length() * 3, file.get("size").intValue());
        assertTrue(file.get("modTime").textValue().matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{9}"));
    }

    @Test
    void shouldReadListsAsEachLanguageWritesThem() throws Exception {
        List<String> other = List.of("2024-08-26other.log");
        for (String filter :
                List.of("smscIds[]=other", "smscIds%5B%5D=other", "smscIds%5B0%5D=other", "smscIds=other")) {
            assertEquals(other, names("/api/gateways/logs" + RANGE + "&" + filter), filter);
        }
        assertEquals(
                3,
                names("/api/gateways/logs" + RANGE + "&smscIds[0]=other&smscIds[1]=demo")
                        .size());
    }

    @Test
    void shouldAskForDates() throws Exception {
        for (String query : List.of(
                "",
                "?dateFrom=2024-08-25",
                RANGE + "&dateFrom=x",
                "?dateFrom=2024-13-01&dateTo=2024-08-26",
                "?dateFrom=2024-08-26&dateTo=2024-08-25",
                "?dateFrom=2020-01-01&dateTo=2024-08-25")) {
            int status = admin.call("GET", "/api/gateways/logs" + query, null).statusCode();
            assertTrue(status == 422 || query.contains("dateFrom=x"), query + status);
        }
    }

    @Test
    void shouldSendOneFileAsTextWhateverTheClientCanRead() throws Exception {
        String path = "/api/gateways/logs/download?files[]=2024-08-25demo.log";
        HttpResponse<byte[]> plain = download(path);
        assertEquals(ENTRY.repeat(3), new String(plain.body(), StandardCharsets.UTF_8));
        assertEquals(
                "text/plain;charset=utf-8",
                plain.headers().firstValue("content-type").orElse("").replace(" ", ""));
        assertTrue(plain.headers().firstValue("content-encoding").isEmpty());
        HttpResponse<byte[]> packed = download(path, "Accept-Encoding", "deflate, gzip;q=0.8");
        assertEquals("gzip", packed.headers().firstValue("content-encoding").orElse(""));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertArrayEquals(plain.body(), in.readAllBytes());
        }
        assertTrue(download(path, "Accept-Encoding", "gzip;q=0, identity")
                .headers()
                .firstValue("content-encoding")
                .isEmpty());
    }

    @Test
    void shouldSendSeveralFilesAsAnArchive() throws Exception {
        HttpResponse<byte[]> response = download(
                "/api/gateways/logs/download?files[]=2024-08-25demo.log&files[]=2024-08-26other.log&files[]=2024-08-25demo.log");
        assertEquals(
                "application/zip", response.headers().firstValue("content-type").orElse(""));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
            ZipEntry first = zip.getNextEntry();
            assertEquals("2024-08-25demo.log", first.getName());
            assertEquals(ENTRY.repeat(3), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("2024-08-26other.log", zip.getNextEntry().getName());
            assertEquals("other\n", new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(null, zip.getNextEntry());
        }
    }

    @Test
    void shouldRefuseEveryOtherFile() throws Exception {
        Path outside = Files.writeString(admin.dataDir.resolve("secret.log"), "secret");
        Files.createSymbolicLink(admin.dataDir.resolve("pdu-logs/links/2024-08-26/link.log"), outside);
        List<String> hostile = List.of(
                "2024-08-25../../../secret.log",
                "../../secret.log",
                "/etc/passwd",
                "2024-08-25%2e%2e%2f%2e%2e%2fsecret.log",
                "%252e%252e%252fsecret.log",
                "2024-08-25..%5c..%5csecret.log",
                "2024-08-25demo.log%00.txt",
                "2024-08-25%00demo.log",
                "2024-08-25%E2%88%95secret.log",
                "2024-08-25%EF%BC%8Fsecret.log",
                "2024-08-25.log",
                "2024-08-25.hidden.log",
                "2024-99-99demo.log",
                "demo.log",
                "2024-08-25" + "a".repeat(300) + ".log",
                "2024-08-26demo.log/..",
                "2024-08-25demo.txt",
                "%20");
        for (String file : hostile) {
            for (String path : List.of(
                    "/api/gateways/logs/download?files[]=",
                    "/api/clients/logs/download?files[]=",
                    "/api/gateways/logs/view?file=")) {
                HttpResponse<byte[]> response = download(path + file);
                assertEquals(400, response.statusCode(), path + file);
            }
        }
        assertEquals(
                404,
                download("/api/gateways/logs/download?files[]=2024-08-26link.log")
                        .statusCode());
        assertEquals(
                404,
                download("/api/gateways/logs/download?files[]=2024-08-257.log").statusCode());
        assertEquals(422, download("/api/gateways/logs/download").statusCode());
    }

    @Test
    void shouldLimitOneDownload() throws Exception {
        write("links/2024-08-25/big.log", "x".repeat((int) AdminFixture.MAX_DOWNLOAD_BYTES + 1));
        assertEquals(
                413,
                download("/api/gateways/logs/download?files[]=2024-08-25big.log")
                        .statusCode());
        StringBuilder many = new StringBuilder("/api/gateways/logs/download?");
        for (int i = 0; i <= 100; i++) {
            many.append("files[]=2024-08-25a").append(i).append(".log&");
        }
        assertEquals(413, download(many.toString()).statusCode());
    }

    @Test
    void shouldSendTwoAtOnceAndRefuseTheThird() throws Exception {
        // More than the sockets' buffers hold.
        int sizeBytes = 12 << 20;
        write("links/2024-08-25/slow.log", "x".repeat(sizeBytes));
        String path = "/api/gateways/logs/download?files[]=2024-08-25slow.log";
        try (SlowReader first = new SlowReader(admin, path);
                SlowReader second = new SlowReader(admin, path)) {
            first.awaitStart();
            second.awaitStart();
            HttpResponse<byte[]> third = download(path);
            assertEquals(429, third.statusCode());
            assertEquals("10", third.headers().firstValue("retry-after").orElse(""));
            assertEquals(sizeBytes, first.readAll());
        }
    }

    @Test
    void shouldShowEntriesPageByPage() throws Exception {
        JsonNode page = admin.get("/api/gateways/logs/view?file=2024-08-25demo.log&limit=2");
        assertEquals(2, page.get("entries").size());
        JsonNode entry = page.at("/entries/0");
        assertEquals("ENQUIRE_LINK", entry.get("command").textValue());
        assertEquals("received", entry.get("direction").textValue());
        assertEquals(16, entry.at("/json/Header/command_length").intValue());
        JsonNode rest = admin.get("/api/gateways/logs/view?file=2024-08-25demo.log&after="
                + page.get("next").asText());
        assertEquals(1, rest.get("entries").size());
        assertTrue(rest.get("end").booleanValue());
        assertEquals(
                0,
                admin.get("/api/gateways/logs/view?file=2024-08-25demo.log&command=submit_sm")
                        .get("entries")
                        .size());
        assertEquals(
                422,
                admin.call("GET", "/api/gateways/logs/view?file=2024-08-25demo.log&limit=0", null)
                        .statusCode());
    }
}
