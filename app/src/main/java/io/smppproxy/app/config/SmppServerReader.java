package io.smppproxy.app.config;

import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.EsmeServerTls;
import java.nio.file.Path;

/** Reads {@code smpp-server}. */
final class SmppServerReader {
    private SmppServerReader() {}

    /** @return null when the server is switched off */
    static EsmeServerConfig read(Section section) {
        boolean enabled = section.bool("enabled");
        boolean plain = section.bool("plain");
        int port = section.integer("port", 0, 65_535);
        EsmeServerTls tls = tls(section.section("tls"));
        if (enabled && !plain && tls == null) {
            section.problem("plain", "false without tls (expected: true, or tls.certificate and tls.key)");
        }
        EsmeServerConfig config = EsmeServerConfig.builder()
                .address(EdgeReader.host(section), plain ? port : EsmeServerConfig.NO_PORT)
                .tls(tls)
                .systemId(LinkReader.ascii(section, "system-id", 0, 15))
                .bindTimeoutMs(section.durationMs("bind-timeout", "100ms", "2m"))
                .inactivityMs(section.durationMs("inactivity", "1s", "7d"))
                .enquireLinkMs(section.durationMs("enquire-link", "0s", "1h"))
                .responseTimeoutMs(section.durationMs("response-timeout", "100ms", "10m"))
                .refusalDelayMs(section.durationMs("refusal-delay", "0s", "5s"))
                .slowReaderMs(section.durationMs("slow-reader", "100ms", "10m"))
                .maxConnections(
                        section.integer("max-connections", 1, 1_000_000),
                        section.integer("max-connections-per-address", 1, 1_000_000))
                .maxUnbound(
                        section.integer("max-unbound", 1, 1_000_000),
                        section.integer("max-unbound-per-address", 1, 1_000_000))
                .trustedProxies(AccountReader.addresses(section, "trusted-proxies"))
                .verifierThreads(section.integer("verifier-threads", 1, 64))
                .rings(
                        EdgeReader.powerOfTwo(section, "reply-ring-size", "256KiB", "256MiB"),
                        EdgeReader.powerOfTwo(section, "delivery-ring-size", "1MiB", "256MiB"))
                .build();
        return enabled ? config : null;
    }

    private static EsmeServerTls tls(Section section) {
        int port = section.integer("port", 0, 65_535);
        Path certificate = section.optionalPath("certificate");
        Path key = section.optionalPath("key");
        if ((certificate == null) != (key == null)) {
            section.unexpected(certificate == null ? "certificate" : "key", "both certificate and key, or neither");
        }
        EdgeReader.requireReadable(section, "certificate", certificate);
        EdgeReader.requireReadable(section, "key", key);
        return certificate == null || key == null ? null : new EsmeServerTls(port, certificate, key);
    }
}
