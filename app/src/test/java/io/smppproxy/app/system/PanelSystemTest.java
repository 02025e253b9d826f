package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in the panel, in a real browser against the packaged proxy, with a simulated SMSC behind it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PanelSystemTest {
    private static final String PASSWORD = "a-password-of-this-test";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        smsc = simulator(0, "password");
        ProxyProcess.configure(directory, smsc.port(), "admin.password = \"" + PASSWORD + "\"\n");
        proxy = ProxyProcess.start(directory);
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

    private static SmscSimulator simulator(int port, String password) {
        return SmscSimulator.start(SimulatorConfig.builder()
                .port(port)
                .account("operator", password)
                .account("smpp-client-1", "password")
                .build());
    }

    private Browser open(int width, int height) throws Exception {
        browser = Browser.open(proxy.adminUrl(), width, height);
        return browser;
    }

    @Test
    void shouldAddALinkSendAMessageChangeAPasswordAndRestore() throws Exception {
        open(1280, 900);
        browser.signIn("admin", PASSWORD);
        addLink();
        switchPduLogOn();
        sendTestMessage();
        openPduLog();
        changePasswordAndRestore();
        assertNothingElseWasAsked();
        assertEquals(List.of(), browser.complaints());
        assertFalse(browser.hasDialog());
    }

    private void addLink() throws Exception {
        browser.go("#/links");
        browser.click("Add a link");
        browser.awaitHeading("Add a link");
        browser.type("smsc_id", "panel-test");
        browser.type("host", "127.0.0.1");
        browser.type("port", "70000");
        browser.awaitText("Expected: 1 to 65535");
        browser.type("port", Integer.toString(smsc.port()));
        browser.type("username", "operator");
        browser.type("password", "password");
        browser.click("Add the link");
        browser.awaitHeading("panel-test");
        browser.awaitText(".page-head", "Up");
        browser.awaitText("table", "Bound");
        browser.screenshot(SCREENSHOTS.resolve("link.png"));
    }

    private void switchPduLogOn() {
        browser.click("PDU log");
        browser.awaitHeading("PDU logs");
        browser.click("Switch its log on");
        browser.awaitText("Its PDUs are written from now on.");
        openLink();
    }

    private void openLink() {
        browser.go("#/links");
        browser.awaitHeading("Links");
        browser.click("panel-test");
        browser.awaitHeading("panel-test");
    }

    private void sendTestMessage() throws Exception {
        browser.click("Send a test");
        browser.awaitHeading("Send a test");
        browser.type("source", "PANEL");
        browser.type("destination", "998901234567");
        browser.type("text", "Hello “world”");
        browser.awaitText("2 characters outside the GSM alphabet");
        browser.type("text", "Hello from the panel");
        browser.awaitText("GSM");
        browser.click("Send");
        browser.awaitText(".part-list", "DELIVERED");
        browser.click("Open the message");
        browser.awaitHeading("Message to 998901234567");
        browser.awaitText(".timeline", "Answered by the SMSC");
        browser.screenshot(SCREENSHOTS.resolve("message.png"));
    }

    private void openPduLog() throws Exception {
        openLink();
        browser.click("PDU log");
        browser.awaitHeading("PDU logs");
        browser.clickFirst("table a.table-name");
        browser.awaitText(".log-rows", "submit_sm_resp");
        browser.clickFirst(".log-row");
        browser.awaitText(".pdu-fields", "command_length");
        browser.screenshot(SCREENSHOTS.resolve("log.png"));
    }

    /** The operator of the SMSC gives the account another password, then takes it back. */
    private void changePasswordAndRestore() throws Exception {
        int port = smsc.port();
        smsc.close();
        smsc = simulator(port, "second");
        openLink();
        browser.awaitText(".page-head", "Down");
        browser.click("Edit");
        browser.awaitHeading("Edit panel-test");
        browser.type("password", "second");
        browser.awaitText("1 change");
        browser.click("Save");
        browser.awaitHeading("panel-test");
        browser.awaitText(".page-head", "Up");

        smsc.close();
        smsc = simulator(port, "password");
        browser.awaitText(".page-head", "Down");
        browser.go("#/history");
        browser.awaitHeading("History");
        browser.awaitText("tbody tr:nth-child(1)", "Now");
        browser.clickFirst("tbody tr:nth-child(2) button:last-of-type");
        browser.awaitText("dialog", "These things change");
        browser.awaitText("dialog", "password");
        browser.screenshot(SCREENSHOTS.resolve("restore.png"));
        browser.clickFirst("dialog button[type=submit]");
        browser.awaitText("is restored");
        openLink();
        browser.awaitText(".page-head", "Up");
    }

    private void assertNothingElseWasAsked() throws Exception {
        List<String> requests = browser.requests();
        assertTrue(requests.size() > 30, requests::toString);
        for (String request : requests) {
            assertTrue(request.startsWith(proxy.adminUrl()) || request.startsWith("data:"), request);
        }
    }

    @Test
    void shouldShowNoButtonsToAViewer() throws Exception {
        open(1280, 900);
        browser.signIn("admin", PASSWORD);
        browser.go("#/users");
        browser.click("Add a user");
        browser.type("username", "guest");
        browser.type("password", "a-password-of-a-guest");
        browser.clickFirst("dialog button[type=submit]");
        browser.awaitText("guest is added");
        browser.click("Sign out");
        browser.signIn("guest", "a-password-of-a-guest");
        for (String view :
                List.of("links", "links/101", "accounts", "pools", "apps", "routes", "strategies", "history")) {
            browser.go("#/" + view);
            browser.await(() -> Boolean.TRUE.equals(browser.ask("return !document.querySelector('.loading')")), view);
            String text = browser.text();
            for (String action : List.of("Add ", "Edit", "Delete", "Disable", "Restore", "Import")) {
                assertFalse(text.contains(action), view + " offers " + action + ":\n" + text);
            }
        }
    }

    @Test
    void shouldFitAPhone() throws Exception {
        open(390, 844);
        browser.signIn("admin", PASSWORD);
        for (String view : PanelViews.ALL) {
            browser.go(view);
            browser.await(() -> Boolean.TRUE.equals(browser.ask("return !document.querySelector('.loading')")), view);
            Object overflow =
                    browser.ask("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertEquals(0L, overflow, view + " is wider than the screen");
        }
    }
}
