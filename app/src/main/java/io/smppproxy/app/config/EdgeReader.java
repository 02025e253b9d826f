package io.smppproxy.app.config;

import io.smppproxy.http.HttpEdgeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code grpc}, {@code auth}, {@code http} and {@code log}. */
final class EdgeReader {
    private static final String HOST = "1 to 255 characters";

    private EdgeReader() {}

    static GrpcSettings grpc(Section section) {
        Section tls = section.section("tls");
        Path certificate = tls.optionalPath("certificate");
        Path key = tls.optionalPath("key");
        if ((certificate == null) != (key == null)) {
            tls.unexpected(certificate == null ? "certificate" : "key", "both certificate and key, or neither");
        }
        requireReadable(tls, "certificate", certificate);
        requireReadable(tls, "key", key);
        return new GrpcSettings(
                host(section),
                section.integer("port", 0, 65_535),
                section.integer("threads", 1, 64),
                section.bool("reflection"),
                (int) section.bytes("max-message-size", "1KiB", "64MiB"),
                section.integer("max-streams-per-connection", 1, 100_000),
                section.integer("max-in-flight-per-stream", 1, 1_000_000),
                section.durationMs("max-connection-age", "0s", "365d"),
                section.durationMs("keep-alive", "10s", "24h"),
                certificate,
                key);
    }

    static HttpEdgeConfig http(Section section) {
        boolean enabled = section.bool("enabled");
        HttpEdgeConfig config = new HttpEdgeConfig(
                host(section), section.integer("port", 0, 65_535), section.integer("threads", 4, 64));
        return enabled ? config : null;
    }

    private static String host(Section section) {
        return section.matching("host", "\\S{1,255}", HOST);
    }

    static AuthSettings auth(Section section, Path dataDir) {
        String secret = section.has("hs256-secret") ? section.text("hs256-secret", 0, 4_096) : "";
        int secretBytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (secretBytes > 0 && secretBytes < AuthSettings.MIN_SECRET_BYTES) {
            section.unexpected("hs256-secret", AuthSettings.MIN_SECRET_BYTES + " octets or more, for HS256");
        }
        List<AuthSettings.PublicKey> keys = new ArrayList<>();
        for (Section key : section.sections("public-keys", null)) {
            keys.add(publicKey(key));
        }
        boolean generate = section.bool("generate-secret");
        Path secretFile = section.optionalPath("hs256-secret-file");
        if (secretFile == null && secret.isEmpty() && keys.isEmpty() && generate) {
            secretFile = dataDir.resolve("jwt.secret");
        }
        if (!secret.isEmpty() && secretFile != null) {
            section.problem("hs256-secret-file", "not with hs256-secret (expected: one of the two)");
        }
        checkSecretFile(section, secretFile, generate);
        if (secret.isEmpty() && secretFile == null && keys.isEmpty()) {
            section.problem("hs256-secret", "missing (expected: hs256-secret, hs256-secret-file or public-keys)");
        }
        return new AuthSettings(
                secret,
                secretFile,
                generate,
                keys,
                section.text("issuer", 0, 1_000),
                section.text("audience", 0, 1_000),
                section.durationMs("clock-skew", "0s", "1h"));
    }

    private static AuthSettings.PublicKey publicKey(Section section) {
        String id = section.has("id") ? section.text("id", 0, 200) : "";
        AuthSettings.Algorithm algorithm = section.choice("algorithm", AuthSettings.Algorithm.class);
        Path file = section.optionalPath("file");
        if (file == null) {
            section.unexpected("file", "a PEM file with the public key");
        }
        requireReadable(section, "file", file);
        return new AuthSettings.PublicKey(id, algorithm, file);
    }

    private static void checkSecretFile(Section section, Path file, boolean generate) {
        if (file == null || (generate && !Files.exists(file))) {
            return;
        }
        requireReadable(section, "hs256-secret-file", file);
        try {
            if (Files.isReadable(file) && JwtSecret.read(file).length < AuthSettings.MIN_SECRET_BYTES) {
                section.problem(
                        "hs256-secret-file",
                        file + " is too short (expected: " + AuthSettings.MIN_SECRET_BYTES + " octets or more)");
            }
        } catch (IOException e) {
            section.problem("hs256-secret-file", file + " cannot be read (" + e.getMessage() + ")");
        }
    }

    static void requireReadable(Section section, String name, Path file) {
        if (file != null && !Files.isReadable(file)) {
            section.unexpected(name, "a file that this process can read");
        }
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
}
