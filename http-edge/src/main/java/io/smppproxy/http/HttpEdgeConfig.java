package io.smppproxy.http;

/**
 * Where metrics and health are served.
 *
 * @param host address to listen on
 * @param port TCP port; 0 takes any free one
 * @param threads most threads of the pool, 4 to 64 (Jetty itself keeps two of them busy)
 */
public record HttpEdgeConfig(String host, int port, int threads) {}
