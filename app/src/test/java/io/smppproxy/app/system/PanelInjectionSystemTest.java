package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts that peers and colleagues choose are markup in vain, in every view of the panel. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PanelInjectionSystemTest {
    private static final String PASSWORD = "a-password-of-this-test";
    private static final String TOKEN = "a-token-of-this-test-0123456789";
    /** As long as a name of a sender may be. */
    private static final String SENDER = "<img/src=x>";

    private static final String TEXT = "</script><img src=x onerror=alert(1)><script>alert(2)</script>";
    /** As long as an ESME's name may be. */
    private static final String SYSTEM_ID = "<a/onclick=x()>";

    private static final String COUNT_INJECTED =
            "return document.querySelectorAll('img, iframe, object, embed, script:not([src]), [onload], [onerror], [onclick]').length";

    private final HttpClient http = HttpClient.newHttpClient();
    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        smsc = SmscSimulator.start(SimulatorConfig.builder()
                .port(0)
                .systemId(SYSTEM_ID)
                .interfaceVersion(InterfaceVersion.V3_4)
                .account("smpp-client-1", "password")
                .build());
        ProxyProcess.configure(
                directory,
                smsc.port(),
                "admin { password = \"" + PASSWORD + "\", api-token = \"" + TOKEN + "\" }\n"
                        + "link-defaults.pdu-log.enabled = true\n");
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        smsc.close();
    }

    @Test
    void shouldShowHostileNamesAsText() throws Exception {
        post("api/clients", """
                {"username": "%s", "password": "secret08", "binds": 1, "enabled": true}
                """.formatted(SYSTEM_ID));
        post("api/pools", """
                {"name": "%s", "members": [{"link": 101, "weight": 1}]}
                """.formatted(TEXT));
        post("api/apps", """
                {"name": "%s"}
                """.formatted(TEXT));
        post("api/apps/1/tokens", """
                {"ttl_seconds": 60, "note": "%s"}
                """.formatted(TEXT));
        String message = post("api/messages/test", """
                {"app_id": 1, "esme": 101, "source": "%s", "destination": "998901234567", "text": "%s"}
                """.formatted(SENDER, TEXT));
        assertTrue(message.contains("\"id\":\""), message);

        browser = Browser.open(proxy.adminUrl(), 1280, 900);
        browser.ask(
                "window.violations = 0; addEventListener('securitypolicyviolation', () => { window.violations += 1; })");
        browser.signIn("admin", PASSWORD);
        List<String> views = new ArrayList<>(PanelViews.ALL);
        views.add("#/messages?msisdn=998901234567");
        views.add("#/messages/" + message.replaceAll("(?s).*\"id\":\"([0-9a-f-]+)\".*", "$1"));
        views.add("#/logs/links/" + LocalDate.now(ZoneId.systemDefault()) + "demo.log");
        views.add("#/messages/" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
        views.add("#/" + "<img src=x onerror=alert(1)>");
        for (String view : views) {
            browser.go(view);
            browser.await(() -> Boolean.TRUE.equals(browser.ask("return !document.querySelector('.loading')")), view);
            if (view.startsWith("#/logs/")) {
                browser.awaitText(".log-rows", "submit_sm");
                browser.ask("[...document.querySelectorAll('.log-row')]"
                        + ".find(row => row.querySelector('.log-command').textContent === 'submit_sm').click()");
                browser.awaitText(".pdu-fields", SENDER);
            }
            assertEquals(0L, browser.ask(COUNT_INJECTED), view);
            assertFalse(browser.hasDialog(), view);
        }
        browser.go("#/accounts");
        browser.awaitText("table", SYSTEM_ID);
        browser.go("#/apps");
        browser.awaitText("table", TEXT);
        assertEquals(0L, browser.ask("return window.violations"));
        assertEquals(
                List.of(),
                browser.complaints().stream()
                        .filter(complaint ->
                                !complaint.contains("status of 404") && !complaint.contains("status of 422"))
                        .toList());
    }

    @Test
    void shouldShowWhatTheServerSaysOfHostileInputAsText() throws Exception {
        browser = Browser.open(proxy.adminUrl(), 1280, 900);
        browser.signIn("admin", PASSWORD);
        browser.go("#/links/new");
        browser.awaitHeading("Add a link");
        browser.type("smsc_id", "<img src=x onerror=alert(1)>");
        browser.type("host", "127.0.0.1");
        browser.type("port", "2775");
        browser.type("username", "operator");
        browser.click("Add the link");
        browser.awaitText("[data-setting=smsc_id] .error", "expected");
        assertEquals(0L, browser.ask(COUNT_INJECTED));
        assertFalse(browser.hasDialog());
    }

    private String post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.adminUrl() + path))
                .header("X-API-Key", TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertTrue(response.statusCode() / 100 == 2, () -> path + ": " + response.statusCode() + " " + response.body());
        return response.body();
    }
}
