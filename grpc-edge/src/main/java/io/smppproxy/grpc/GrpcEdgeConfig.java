package io.smppproxy.grpc;

import java.nio.file.Path;

/**
 * Where the gRPC edge listens and what it allows. Make one with {@link #builder()}.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param loops event loops, 1 to 64
 * @param maxRequestBytes one serialised message that is processed, 1 KiB to {@link #HARD_MAX_MESSAGE_BYTES}; a longer one is answered
 *     with an error that names the field
 * @param maxMetadataBytes metadata of one call, 1 KiB to 64 KiB
 * @param maxCallsPerConnection calls at one time on one connection, 1 or more
 * @param maxConnections connections at one time, 1 or more
 * @param maxInFlightPerStream messages of one stream that have no answer yet, 1 to 100,000
 * @param maxInFlight messages of all calls that have no answer yet, 1 to 8,388,608; shared out evenly among the loops
 * @param replyRingBytes room for replies per loop, a power of two, 256 KiB or more
 * @param flowControlWindowBytes unread bytes per stream, 65,535 to 64 MiB; gRPC refills the connection's window by itself, so a stream
 *     that is held back does not hold back its neighbours
 * @param maxRstFrames RST_STREAM frames per {@code rstWindowSeconds} and connection (CVE-2023-44487), 1 or more
 * @param rstWindowSeconds 1 or more
 * @param permitKeepAliveMs the shortest interval at which a client may ping
 * @param keepAliveMs the interval at which we ping a silent client
 * @param maxConnectionAgeMs after which a connection is asked to go; spread by ±10 %
 * @param maxConnectionAgeGraceMs which its calls have then to end
 * @param tlsCertificate PEM file, or null for plaintext
 * @param tlsKey PEM file, or null for plaintext
 * @param reflection true to offer server reflection
 */
public record GrpcEdgeConfig(
        String host,
        int port,
        int loops,
        int maxRequestBytes,
        int maxMetadataBytes,
        int maxCallsPerConnection,
        int maxConnections,
        int maxInFlightPerStream,
        int maxInFlight,
        int replyRingBytes,
        int flowControlWindowBytes,
        int maxRstFrames,
        int rstWindowSeconds,
        long permitKeepAliveMs,
        long keepAliveMs,
        long maxConnectionAgeMs,
        long maxConnectionAgeGraceMs,
        Path tlsCertificate,
        Path tlsKey,
        boolean reflection) {
    public static final int DEFAULT_PORT = 44044;

    /**
     * What the transport takes at all; beyond it the call ends with RESOURCE_EXHAUSTED. It lies above {@code maxRequestBytes}, so that
     * a text of 100,000 characters is answered by name and does not end a stream.
     */
    public static final int HARD_MAX_MESSAGE_BYTES = 512 * 1024;

    public GrpcEdgeConfig {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: an address to listen on)");
        }
        range("port", port, 0, 65_535);
        range("loops", loops, 1, 64);
        range("maxRequestBytes", maxRequestBytes, 1024, HARD_MAX_MESSAGE_BYTES);
        range("maxMetadataBytes", maxMetadataBytes, 1024, 64 * 1024);
        range("maxCallsPerConnection", maxCallsPerConnection, 1, Integer.MAX_VALUE);
        range("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
        range("maxInFlightPerStream", maxInFlightPerStream, 1, 100_000);
        range("maxInFlight", maxInFlight, loops, 1 << 23);
        range("flowControlWindowBytes", flowControlWindowBytes, 65_535, 1 << 26);
        range("maxRstFrames", maxRstFrames, 1, Integer.MAX_VALUE);
        range("rstWindowSeconds", rstWindowSeconds, 1, Integer.MAX_VALUE);
        range("permitKeepAliveMs", permitKeepAliveMs, 0, Long.MAX_VALUE);
        range("keepAliveMs", keepAliveMs, 1000, Long.MAX_VALUE);
        range("maxConnectionAgeMs", maxConnectionAgeMs, 1, Long.MAX_VALUE);
        range("maxConnectionAgeGraceMs", maxConnectionAgeGraceMs, 0, Long.MAX_VALUE);
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new IllegalArgumentException("tlsCertificate and tlsKey: one is missing (expected: both or none)");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            String expected = max >= Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** Starts from the defaults. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = DEFAULT_PORT;
        private int loops = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
        private int maxRequestBytes = 64 * 1024;
        private int maxMetadataBytes = 8 * 1024;
        private int maxCallsPerConnection = 1000;
        private int maxConnections = 1000;
        private int maxInFlightPerStream = 1000;
        private int maxInFlight = 65_536;
        private int replyRingBytes = 1 << 20;
        private int flowControlWindowBytes = 256 * 1024;
        private int maxRstFrames = 200;
        private int rstWindowSeconds = 30;
        private long permitKeepAliveMs = 10_000;
        private long keepAliveMs = 60_000;
        private long maxConnectionAgeMs = 12 * 3_600_000L;
        private long maxConnectionAgeGraceMs = 600_000;
        private Path tlsCertificate;
        private Path tlsKey;
        private boolean reflection = true;

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder loops(int value) {
            loops = value;
            return this;
        }

        public Builder maxRequestBytes(int value) {
            maxRequestBytes = value;
            return this;
        }

        public Builder maxMetadataBytes(int value) {
            maxMetadataBytes = value;
            return this;
        }

        public Builder maxCallsPerConnection(int value) {
            maxCallsPerConnection = value;
            return this;
        }

        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        public Builder maxInFlightPerStream(int value) {
            maxInFlightPerStream = value;
            return this;
        }

        public Builder maxInFlight(int value) {
            maxInFlight = value;
            return this;
        }

        public Builder replyRingBytes(int value) {
            replyRingBytes = value;
            return this;
        }

        public Builder flowControlWindowBytes(int value) {
            flowControlWindowBytes = value;
            return this;
        }

        public Builder maxRstFrames(int frames, int windowSeconds) {
            maxRstFrames = frames;
            rstWindowSeconds = windowSeconds;
            return this;
        }

        public Builder keepAlive(long permitMs, long ownMs) {
            permitKeepAliveMs = permitMs;
            keepAliveMs = ownMs;
            return this;
        }

        public Builder maxConnectionAge(long ageMs, long graceMs) {
            maxConnectionAgeMs = ageMs;
            maxConnectionAgeGraceMs = graceMs;
            return this;
        }

        /** Both null for plaintext. */
        public Builder tls(Path certificate, Path key) {
            tlsCertificate = certificate;
            tlsKey = key;
            return this;
        }

        public Builder reflection(boolean value) {
            reflection = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the value that is out of range */
        public GrpcEdgeConfig build() {
            return new GrpcEdgeConfig(
                    host,
                    port,
                    loops,
                    maxRequestBytes,
                    maxMetadataBytes,
                    maxCallsPerConnection,
                    maxConnections,
                    maxInFlightPerStream,
                    maxInFlight,
                    replyRingBytes,
                    flowControlWindowBytes,
                    maxRstFrames,
                    rstWindowSeconds,
                    permitKeepAliveMs,
                    keepAliveMs,
                    maxConnectionAgeMs,
                    maxConnectionAgeGraceMs,
                    tlsCertificate,
                    tlsKey,
                    reflection);
        }
    }
}
