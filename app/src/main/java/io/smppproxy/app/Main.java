package io.smppproxy.app;

import io.smppproxy.app.cli.SmppProxyCommand;

/** The process's entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        applySystemProperties();
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
