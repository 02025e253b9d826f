package io.smppproxy.app.config;

import io.smppproxy.grpc.GrpcEdgeConfig;
import io.smppproxy.http.HttpEdgeConfig;
import io.smppproxy.http.sms.SmsApiConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code grpc}, {@code http}, {@code sms-api} and {@code log}. */
final class EdgeReader {
    private EdgeReader() {}

    static GrpcEdgeConfig grpc(Section section) {
        Section tls = section.section("tls");
        Path certificate = tls.optionalPath("certificate");
        Path key = tls.optionalPath("key");
        boolean complete = (certificate == null) == (key == null);
        if (!complete) {
            tls.unexpected(certificate == null ? "certificate" : "key", "both certificate and key, or neither");
        }
        requireReadable(tls, "certificate", certificate);
        requireReadable(tls, "key", key);
        int threads = section.integer("threads", 1, 64);
        long ageMs = section.durationMs("max-connection-age", "0s", "365d");
        return GrpcEdgeConfig.builder()
                .host(host(section))
                .port(section.integer("port", 0, 65_535))
                .loops(threads)
                .maxRequestBytes((int) section.bytes("max-request-size", "1KiB", "512KiB"))
                .maxMetadataBytes((int) section.bytes("max-metadata-size", "1KiB", "64KiB"))
                .maxCallsPerConnection(section.integer("max-calls-per-connection", 1, 1_000_000))
                .maxConnections(section.integer("max-connections", 1, 1_000_000))
                .maxInFlightPerStream(section.integer("max-in-flight-per-stream", 1, 100_000))
                .maxInFlight(section.integer("max-in-flight", threads, 1 << 23))
                .replyRingBytes(powerOfTwo(section, "reply-ring-size", "256KiB", "256MiB"))
                .flowControlWindowBytes((int) section.bytes("flow-control-window", "64KiB", "64MiB"))
                .keepAlive(
                        section.durationMs("min-client-ping", "0s", "24h"),
                        section.durationMs("keep-alive", "1s", "24h"))
                .maxConnectionAge(
                        ageMs == 0 ? Long.MAX_VALUE : ageMs, section.durationMs("max-connection-grace", "0s", "24h"))
                .tls(complete ? certificate : null, complete ? key : null)
                .reflection(section.bool("reflection"))
                .build();
    }

    static HttpEdgeConfig http(Section section) {
        boolean enabled = section.bool("enabled");
        HttpEdgeConfig config = new HttpEdgeConfig(
                host(section), section.integer("port", 0, 65_535), section.integer("threads", 4, 64));
        return enabled ? config : null;
    }

    static SmsApiConfig smsApi(Section section) {
        boolean enabled = section.bool("enabled");
        SmsApiConfig config = new SmsApiConfig(
                host(section),
                section.integer("port", 0, 65_535),
                section.integer("threads", 4, 64),
                (int) section.bytes("max-request-size", "1KiB", "16MiB"),
                section.integer("max-batch", 1, 10_000),
                section.integer("max-in-flight", 1, 1 << 20),
                section.durationMs("max-wait", "1s", "10m"),
                powerOfTwo(section, "reply-ring-size", "256KiB", "256MiB"));
        return enabled ? config : null;
    }

    static String host(Section section) {
        String host = section.matching("host", "\\S{1,255}", "1 to 255 characters");
        return host.isEmpty() ? "127.0.0.1" : host;
    }

    static LogSettings log(Section section) {
        Map<String, LogSettings.Level> levels = new LinkedHashMap<>();
        Section byLogger = section.section("levels");
        for (String logger : byLogger.names()) {
            levels.put(logger, byLogger.choice(logger, LogSettings.Level.class));
        }
        return new LogSettings(
                section.choice("level", LogSettings.Level.class),
                section.choice("format", LogSettings.Format.class),
                levels);
    }

    /** A size that a ring can have. */
    static int powerOfTwo(Section section, String name, String min, String max) {
        long bytes = section.bytes(name, min, max);
        if (Long.bitCount(bytes) == 1) {
            return (int) bytes;
        }
        section.unexpected(name, "a power of two, such as 1MiB");
        return (int) Units.bytes(min);
    }

    static void requireReadable(Section section, String name, Path file) {
        if (file != null && !Files.isReadable(file)) {
            section.unexpected(name, "a file that this process can read");
        }
    }
}
