package io.smppproxy.app.config;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.AmbiguityPolicy;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkTls;
import io.smppproxy.core.config.RateLimit;
import java.nio.file.Path;

/** Reads one element of {@code links}. Names and limits are those of the gateway API, in kebab case. */
final class LinkReader {
    private static final String NUL = " (its field has one octet more, for the closing NUL)";

    private LinkReader() {}

    static LinkConfig read(Section section) {
        long id = section.number("id", 1, Long.MAX_VALUE);
        String smscId = section.matching(
                "smsc-id",
                "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                "1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
        int version = version(section);
        return LinkConfig.builder(id, smscId)
                .enabled(section.bool("enabled"))
                .address(
                        section.matching("host", "\\S{1,100}", "1 to 100 characters"),
                        section.integer("port", 1, 65_535))
                .credentials(
                        ascii(section, "username", 1, 15),
                        ascii(section, "password", 0, 9),
                        ascii(section, "system-type", 0, 12))
                .interfaceVersion(version)
                .binds(
                        section.integer("tx-binds", 0, 10),
                        section.integer("rx-binds", 0, 10),
                        transceivers(section, version))
                .window(section.integer("window", 1, 10_000))
                .enquireLinkMs(enquireInterval(section))
                .responseTimeoutMs(section.durationMs("response-timeout", "100ms", "10m"))
                .bindTimeoutMs(section.durationMs("bind-timeout", "100ms", "2m"))
                .reconnect(
                        section.durationMs("reconnect-min", "10ms", "1h"),
                        reconnectMax(section),
                        section.durationMs("credentials-pause", "1s", "24h"))
                .tls(tls(section))
                .addresses(address(section, "src-autodetect", "source"), address(section, "dst-autodetect", "dest"))
                .throughput(section.integer("throughput", 0, 1_000_000))
                .rateLimit(rateLimit(section.section("rate-limit")))
                .segmentation(SegmentationReader.read(section, version))
                .laneBytes(EdgeReader.powerOfTwo(section, "lane-size", "1MiB", "1GiB"))
                .ambiguity(section.choice("ambiguity", AmbiguityPolicy.class))
                .idForm(section.choice("receipt-id-form", ReceiptIdForm.class))
                .receiptScope(section.text("receipt-scope", 0, 200))
                .requestReceipts(section.bool("request-receipts"))
                .forwarding(ForwardingReader.read(section))
                .throttle(
                        section.durationMs("throttle-pause", "1ms", "10m"),
                        section.durationMs("queue-full-pause", "1ms", "10m"),
                        section.durationMs("throttle-retry", "0s", "24h"))
                .build();
    }

    static String ascii(Section section, String name, int min, int max) {
        String text = section.text(name, min, max, NUL);
        if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            section.unexpected(name, "printable ASCII characters");
        }
        return text;
    }

    private static int version(Section section) {
        String text = section.matching("smpp-version", "3\\.3|3\\.4|5\\.0|5", "3.3, 3.4 or 5.0");
        return switch (text) {
            case "3.3" -> InterfaceVersion.V3_3;
            case "5", "5.0" -> InterfaceVersion.V5_0;
            default -> InterfaceVersion.V3_4;
        };
    }

    private static int transceivers(Section section, int version) {
        int binds = section.integer("trx-binds", 0, 10);
        if (binds > 0 && !InterfaceVersion.hasTransceiver(version)) {
            section.unexpected(
                    "trx-binds", "0 with smpp-version 3.3, which has no bind_transceiver; use tx-binds and rx-binds");
        }
        return binds;
    }

    /** A bare number means seconds here, as in the gateway API. */
    private static long enquireInterval(Section section) {
        String expected = "1s to 120s, or a number of seconds";
        String text = section.matching("enq-interval", "[0-9]{1,3}|[0-9]{1,9} ?(ms|s|m|h|d)", expected);
        long ms = text.matches("[0-9]{1,3}") ? Long.parseLong(text) * 1_000 : Units.durationMs(text);
        if (!text.isEmpty() && ms >= 0 && (ms < 1_000 || ms > 120_000)) {
            section.unexpected("enq-interval", expected);
        }
        return ms;
    }

    private static long reconnectMax(Section section) {
        long min = section.durationMs("reconnect-min", "10ms", "1h");
        long max = section.durationMs("reconnect-max", "10ms", "24h");
        if (max < min) {
            section.unexpected("reconnect-max", "reconnect-min (" + Units.showMs(min) + ") or longer");
        }
        return max;
    }

    private static LinkTls tls(Section section) {
        boolean secure = section.bool("is-secure");
        Section tls = section.section("tls");
        Path trust = tls.optionalPath("trust-certificates");
        Path certificate = tls.optionalPath("client-certificate");
        Path key = tls.optionalPath("client-key");
        String serverName = tls.text("server-name", 0, 255);
        boolean verifyHostname = tls.bool("verify-hostname");
        if (!secure) {
            return null;
        }
        if ((certificate == null) != (key == null)) {
            tls.unexpected(
                    certificate == null ? "client-certificate" : "client-key",
                    "both client-certificate and client-key, or neither");
        }
        EdgeReader.requireReadable(tls, "trust-certificates", trust);
        EdgeReader.requireReadable(tls, "client-certificate", certificate);
        EdgeReader.requireReadable(tls, "client-key", key);
        return new LinkTls(trust, verifyHostname, serverName.isEmpty() ? null : serverName, certificate, key);
    }

    /** Detected, fixed when TON and NPI are configured, else as the request says. */
    private static AddressRule address(Section section, String autodetectKey, String prefix) {
        boolean autodetect = section.bool(autodetectKey);
        String tonKey = prefix + "-ton";
        String npiKey = prefix + "-npi";
        boolean hasTon = section.has(tonKey);
        boolean hasNpi = section.has(npiKey);
        int ton = hasTon ? section.integer(tonKey, 0, 6) : 0;
        int npi = hasNpi ? section.integer(npiKey, 0, 18) : 0;
        if (autodetect) {
            return AddressRule.AUTODETECT;
        }
        return hasTon || hasNpi ? AddressRule.fixed(ton, npi) : AddressRule.REQUEST;
    }

    static RateLimit rateLimit(Section section) {
        long rate = section.number("parts-per-second", 0, 10_000_000);
        long burst = section.number("burst", 0, 100_000_000);
        return rate == 0 ? RateLimit.UNLIMITED : new RateLimit(rate, burst == 0 ? rate : burst);
    }
}
