package io.smppproxy.app.interop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Which programs this machine has. */
public final class Commands {
    private Commands() {}

    /** @param arguments a command that ends at once, and with 0 */
    public static boolean run(String... arguments) {
        try {
            Process process = new ProcessBuilder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
