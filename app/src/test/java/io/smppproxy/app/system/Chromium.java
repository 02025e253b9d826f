package io.smppproxy.app.system;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window. Installed when it is missing and apt-get can. */
final class Chromium {
    private static final Path TOOLCHAIN =
            Path.of("..", "scripts", "toolchain.sh").toAbsolutePath().normalize();
    private static final long INSTALL_MINUTES = 10;

    private Chromium() {}

    /**
     * A browser of its own profile.
     *
     * @param width of its window
     */
    static ChromeDriver start(int width, int height) throws IOException, InterruptedException {
        require();
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("CHROMIUM", "chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--lang=en");
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(find("CHROMEDRIVER", "chromedriver")))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(width, height));
        return driver;
    }

    private static void require() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "set -eu; . \"$0\"; require_chromium", TOOLCHAIN.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(INSTALL_MINUTES, MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("chromium: missing (expected: Debian's packages chromium and chromium-driver)");
        }
    }

    private static String find(String variable, String command) throws IOException {
        String said = System.getenv(variable);
        String name = said == null ? command : said;
        if (name.contains("/")) {
            return name;
        }
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            File file = new File(folder, name);
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        throw new IOException(name + ": not on the PATH");
    }
}
