package io.smppproxy.app.config;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The administration API.
 *
 * @param host address to listen on
 * @param port TCP port
 * @param threads most threads
 * @param apiToken empty when it is not configured
 * @param username of the first user
 * @param password of the first user; empty when it is not configured
 * @param secureCookie whether browsers come through TLS
 * @param maxDownloadBytes of the log files of one download
 * @param dataDir where what is not configured is made and kept
 */
public record AdminSettings(
        String host,
        int port,
        int threads,
        String apiToken,
        String username,
        String password,
        boolean secureCookie,
        long maxDownloadBytes,
        Path dataDir) {
    /** The configured token, or the one of {@code admin.token}, which is made once. */
    public String resolveToken() throws IOException {
        return apiToken.isEmpty() ? GeneratedSecret.readOrMake(dataDir.resolve("admin.token")) : apiToken;
    }

    /** The configured password, or the one of {@code admin.password}, which is made once. */
    public String resolvePassword() throws IOException {
        return password.isEmpty() ? GeneratedSecret.readOrMake(dataDir.resolve("admin.password")) : password;
    }

    /** Whether the configuration says which password the first user has. */
    public boolean hasPassword() {
        return !password.isEmpty();
    }

    @Override
    public String toString() {
        return "AdminSettings[" + host + ":" + port + ", apiToken=***, username=" + username + ", password=***]";
    }
}
