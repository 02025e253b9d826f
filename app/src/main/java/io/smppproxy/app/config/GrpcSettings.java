package io.smppproxy.app.config;

import java.nio.file.Path;

/**
 * The gRPC edge.
 *
 * @param host address to listen on
 * @param port TCP port; 0 takes any free one
 * @param threads event loops, 1 to 64
 * @param reflection whether tools may ask which services there are
 * @param maxMessageBytes largest request
 * @param maxStreamsPerConnection calls at once on one connection
 * @param maxInFlightPerStream messages of one stream that wait for their answer
 * @param maxConnectionAgeMs a connection is asked to reconnect after it; 0 for never
 * @param keepAliveMs idle time after which the peer is pinged
 * @param tlsCertificate PEM chain, null for plain text
 * @param tlsKey PEM key, null for plain text
 */
public record GrpcSettings(
        String host,
        int port,
        int threads,
        boolean reflection,
        int maxMessageBytes,
        int maxStreamsPerConnection,
        int maxInFlightPerStream,
        long maxConnectionAgeMs,
        long keepAliveMs,
        Path tlsCertificate,
        Path tlsKey) {}
