package io.smppproxy.app.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Reads {@code admin}. Secrets that anybody would try first are refused, whoever chose them. */
final class AdminReader {
    private static final int MIN_TOKEN = 16;
    private static final int MIN_PASSWORD = 8;
    private static final int MAX = 200;
    private static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
    /** Examples of documents and what lists of passwords begin with, among those that are long enough. */
    private static final Set<String> KNOWN = Set.of(
            "password",
            "password1",
            "password123",
            "passw0rd",
            "p@ssw0rd",
            "administrator",
            "changeme",
            "change-me",
            "change_me",
            "changeit",
            "letmein1",
            "12345678",
            "123456789",
            "1234567890",
            "11111111",
            "00000000",
            "qwertyuiop",
            "qwerty123",
            "qwerty12",
            "smppproxy",
            "smpp-proxy",
            "http_admin_password",
            "http_api_token",
            "your-api-token",
            "randomly-generated-string",
            "create-your-own-strong-password");

    private AdminReader() {}

    /** @return null when it is switched off */
    static AdminSettings read(Section section, Path dataDir) {
        boolean enabled = section.bool("enabled");
        String username =
                section.matching("username", USERNAME, "1 to 64 letters, digits, dots, underscores, hyphens and @");
        AdminSettings settings = new AdminSettings(
                EdgeReader.host(section),
                section.integer("port", 0, 65_535),
                section.integer("threads", 4, 64),
                secret(section, "api-token", MIN_TOKEN, username),
                username,
                secret(section, "password", MIN_PASSWORD, username),
                section.bool("secure-cookie"),
                section.bytes("max-download-size", "1MiB", "1024GiB"),
                dataDir);
        return enabled ? settings : null;
    }

    private static String secret(Section section, String name, int minLength, String username) {
        if (!section.has(name)) {
            return "";
        }
        String secret = section.text(name, minLength, MAX);
        String plain = secret.toLowerCase(Locale.ROOT);
        boolean isOneCharacter = secret.chars().distinct().count() < 2;
        if (secret.length() >= minLength
                && (KNOWN.contains(plain) || plain.equalsIgnoreCase(username) || isOneCharacter)) {
            section.problem(name, "*** (expected: a secret that is in no document and no list of passwords)");
        }
        return secret;
    }
}
