package io.smppproxy.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the packaged app's manifest says it. */
public final class Version implements IVersionProvider {
    /** "development" when run from classes. */
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"smpp-proxy " + number() + ", Java " + System.getProperty("java.version")};
    }
}
