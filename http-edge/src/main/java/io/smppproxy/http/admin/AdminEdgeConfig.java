package io.smppproxy.http.admin;

/**
 * Where and for whom the administration API listens.
 *
 * @param host address to listen on
 * @param port TCP port; 0 takes any free one
 * @param threads most threads of the pool, 4 to 64
 * @param apiToken the secret of X-API-Key, 16 characters or more
 * @param secureCookie whether browsers reach the port through TLS only, so that the session's cookie must too
 * @param maxDownloadBytes of all log files of one download
 */
public record AdminEdgeConfig(
        String host, int port, int threads, String apiToken, boolean secureCookie, long maxDownloadBytes) {
    @Override
    public String toString() {
        return "AdminEdgeConfig[" + host + ":" + port + ", apiToken=***]";
    }
}
