package io.smppproxy.http.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import io.smppproxy.http.Listener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelFilesTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin javalin;

    @BeforeEach
    void start() throws IOException {
        javalin = Javalin.create(config -> {
            Listener.configure(config, "panel-test", "127.0.0.1", 0, 1);
            new PanelFiles().addTo(config.routes);
        });
        Listener.start(javalin, "panel-test", "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        javalin.stop();
    }

    @Test
    void shouldSendEachKindOfFileWithItsType() throws Exception {
        assertType("/", "text/html; charset=utf-8");
        assertType("/index.html", "text/html; charset=utf-8");
        assertType("/css/base.css", "text/css; charset=utf-8");
        assertType("/js/main.js", "text/javascript; charset=utf-8");
        assertType("/js/ui/form.js", "text/javascript; charset=utf-8");
        assertType("/js/views/overview.js", "text/javascript; charset=utf-8");
        assertType("/icon.svg", "image/svg+xml");
    }

    @Test
    void shouldCompressForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> plain = get("/js/main.js");
        HttpResponse<byte[]> gzip = get("/js/main.js", "Accept-Encoding", "deflate, gzip;q=0.8");
        HttpResponse<byte[]> refused = get("/js/main.js", "Accept-Encoding", "gzip;q=0, identity");
        assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
        assertTrue(refused.headers().firstValue("Content-Encoding").isEmpty());
        assertEquals("gzip", gzip.headers().firstValue("Content-Encoding").orElse(""));
        assertEquals("Accept-Encoding", gzip.headers().firstValue("Vary").orElse(""));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertArrayEquals(plain.body(), in.readAllBytes());
        }
        assertTrue(gzip.body().length < plain.body().length);
    }

    @Test
    void shouldAnswerNotModifiedToThoseWhoHaveIt() throws Exception {
        HttpResponse<byte[]> first = get("/css/base.css");
        String etag = first.headers().firstValue("ETag").orElse("");
        assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElse(""));
        HttpResponse<byte[]> second = get("/css/base.css", "If-None-Match", etag);
        assertEquals(304, second.statusCode());
        assertEquals(0, second.body().length);
        assertEquals(200, get("/css/base.css", "If-None-Match", "W/\"other\"").statusCode());
    }

    @Test
    void shouldKnowNothingElse() throws Exception {
        for (String path : List.of(
                "/nothing.js",
                "/js",
                "/js/",
                "/js/views",
                "/panel/index.html",
                "/..%2findex.html",
                "/js/..%2f..%2flogback.xml",
                "/js/%2e%2e%2fmain.js",
                "/js/main.js%00",
                "/js/main.js/x",
                "/io/smppproxy/http/panel/PanelFiles.class",
                "/META-INF/MANIFEST.MF",
                "/" + "a".repeat(300) + ".js")) {
            int status = get(path).statusCode();
            assertTrue(status == 404 || status == 400, path + ": " + status);
        }
    }

    @Test
    void shouldHaveNothingInlineInItsPage() throws Exception {
        String index = new String(get("/").body(), StandardCharsets.UTF_8);
        assertTrue(index.contains("js/main.js"));
        assertFalse(index.contains("<style"), "inline style");
        assertFalse(index.matches("(?s).*<script(?![^>]*\\ssrc=).*"), "inline script");
        assertFalse(index.matches("(?s).*\\son[a-z]+=.*"), "inline listener");
    }

    private void assertType(String path, String type) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertEquals(200, response.statusCode(), path);
        assertEquals(
                type, response.headers().firstValue("Content-Type").orElse("").replace(";charset", "; charset"), path);
        assertTrue(response.body().length > 0, path);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
