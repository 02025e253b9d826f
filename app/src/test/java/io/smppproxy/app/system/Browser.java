package io.smppproxy.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A browser with the panel open, handled as a person would: by what stands on buttons and beside fields. Everything waits until it is
 * there. It remembers what was asked of which server and what the console complained of.
 */
final class Browser implements AutoCloseable {
    private static final long WAIT_S = 60;
    private static final long POLL_NS = 50_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final String base;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** @param base address of the panel, with a slash at its end */
    static Browser open(String base, int width, int height) throws IOException, InterruptedException {
        Browser browser = new Browser(Chromium.start(width, height), base);
        browser.driver.get(base);
        return browser;
    }

    void signIn(String username, String password) {
        type("username", username);
        type("password", password);
        click("Sign in");
        awaitHeading("Overview");
    }

    /** Shows a view. */
    void go(String hash) {
        driver.executeScript("location.hash = arguments[0]", hash);
    }

    /** Presses the button, or follows the link, that is called so. */
    void click(String name) {
        String quoted = quote(name);
        act(() -> {
            List<WebElement> found = driver.findElements(By.xpath("//*[self::button or self::a or self::summary]"
                    + "[normalize-space()=" + quoted + " or @aria-label=" + quoted + "]"));
            found.stream()
                    .filter(WebElement::isDisplayed)
                    .reduce((a, b) -> b)
                    .orElseThrow(() -> missing(name))
                    .click();
        });
    }

    /** Puts a text into the field of this name, in place of what stands there. */
    void type(String field, String text) {
        act(() -> {
            WebElement element = driver.findElements(By.name(field)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow(() -> missing(field));
            element.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            element.sendKeys(text);
        });
    }

    /** Presses the first element that a selector finds. */
    void clickFirst(String selector) {
        act(() -> driver.findElement(By.cssSelector(selector)).click());
    }

    void awaitHeading(String text) {
        await(
                () -> driver.findElements(By.tagName("h1")).stream()
                        .anyMatch(h1 -> h1.getText().equals(text)),
                text);
    }

    /** Waits until a text stands somewhere on the page. */
    void awaitText(String text) {
        await(() -> text().contains(text), text);
    }

    /** Waits until an element that a selector finds has a text. */
    void awaitText(String selector, String text) {
        await(
                () -> driver.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(text)),
                text + " in " + selector);
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What a script returns. */
    Object ask(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    boolean hasDialog() {
        try {
            driver.switchTo().alert();
            return true;
        } catch (NoAlertPresentException e) {
            return false;
        }
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Addresses that were asked for since the page was opened. */
    List<String> requests() throws IOException {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                requests.add(message.at("/params/request/url").asText());
            }
        }
        return requests;
    }

    /** What the console said of scripts, policies and answers. Being asked to sign in is no complaint. */
    List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            String message = entry.getMessage();
            if (!message.startsWith(base + "api/session")) {
                complaints.add(entry.getLevel() + " " + message);
            }
        }
        return complaints;
    }

    private void act(Runnable action) {
        WebDriverException[] last = new WebDriverException[1];
        Supplier<Object> reason = () -> last[0] == null ? "" : last[0].getMessage();
        await(
                () -> {
                    try {
                        action.run();
                        return true;
                    } catch (WebDriverException e) {
                        last[0] = e;
                        return false;
                    }
                },
                reason);
    }

    void await(BooleanSupplier condition, Object what) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (!holds(condition)) {
            if (System.nanoTime() > deadlineNs) {
                Object told = what instanceof Supplier<?> supplier ? supplier.get() : what;
                throw new AssertionError("no " + told + " after " + WAIT_S + " s; the page says:\n" + text()
                        + "\nconsole: " + complaints());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** A page that changes while it is looked at is looked at again. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (WebDriverException e) {
            return false;
        }
    }

    private static WebDriverException missing(String what) {
        return new WebDriverException("not on the page: " + what);
    }

    private static String quote(String text) {
        return "\"" + text + "\"";
    }

    @Override
    public void close() {
        driver.quit();
    }
}
