package io.smppproxy.app;

import io.smppproxy.app.cli.SmppProxyCommand;
import io.smppproxy.app.log.LogSetup;

/** The process's entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        applySystemProperties();
        // Until the configuration says how to log; libraries that it takes to read it would otherwise tell the console
        // everything.
        LogSetup.quiet();
        System.exit(SmppProxyCommand.commandLine().execute(args));
    }

    /** What the JVM's command line would otherwise have to say; set before any class that reads it is loaded. */
    private static void applySystemProperties() {
        setDefault("chronicle.analytics.disable", "true");
        setDefault("chronicle.announcer.disable", "true");
        setDefault("java.awt.headless", "true");
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
