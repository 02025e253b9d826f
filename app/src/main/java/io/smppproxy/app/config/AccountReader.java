package io.smppproxy.app.config;

import io.smppproxy.core.account.AllowedAddresses;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.AccountConfig.Mode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code accounts}. Names and limits are those of the client API, in kebab case. */
final class AccountReader {
    private static final String NUL = " (its field has one octet more, for the closing NUL)";
    /** One octet more than SMPP v3.4 §5.2.2 allows; such passwords are in use. */
    private static final int MAX_PASSWORD = 9;

    private final List<Section> sections;
    private final List<String> warnings = new ArrayList<>();

    AccountReader(Section root) {
        this.sections = root.sections("accounts", root.section("account-defaults"));
    }

    List<Section> sections() {
        return sections;
    }

    /** What is odd but not wrong, once {@link #read} is done. */
    List<String> warnings() {
        return warnings;
    }

    List<AccountConfig> read() {
        return sections.stream().map(this::account).toList();
    }

    private AccountConfig account(Section section) {
        return AccountConfig.builder(
                        section.number("id", 1, Long.MAX_VALUE), LinkReader.ascii(section, "username", 1, 15))
                .passwordHash(passwordHash(section))
                .allowedAddresses(addresses(section, "allow-ip"))
                .maxBinds(section.integer("binds", 1, 100_000))
                .throughputPerMinute(section.integer("throughput", 0, 6_000_000))
                .rateLimit(LinkReader.rateLimit(section.section("rate-limit")))
                .window(section.integer("window", 1, 10_000))
                .deliveries(
                        section.integer("delivery-window", 1, 1_000),
                        section.durationMs("delivery-max-age", "1m", "30d"))
                .deliveryMaxPending(section.integer("delivery-max-pending", 1, 100_000_000))
                .tlsRequired(section.bool("tls-required"))
                .allowedSenders(section.texts("allowed-senders"))
                .mode(section.choice("mode", Mode.class))
                .messageIds(section.choice("message-ids", MessageIdSource.class))
                .strategy(section.text("strategy", 0, 100))
                .enabled(section.bool("enabled"))
                .build();
    }

    /** A hash as it is; a password in plain text becomes one, cheaply, as whoever sees this process' memory sees the file too. */
    private String passwordHash(Section section) {
        String password = section.text("password", 1, 1_000);
        if (password.startsWith("$pbkdf2-")) {
            try {
                PasswordHash.parse(password);
            } catch (IllegalArgumentException e) {
                section.problem("password", e.getMessage());
            }
            return password;
        }
        if (password.length() > MAX_PASSWORD) {
            section.problem(
                    "password",
                    "*** (expected: 1 to " + MAX_PASSWORD + " characters" + NUL
                            + ", or a hash made by \"smpp-proxy account hash\")");
        } else if (!password.isEmpty()) {
            LinkReader.ascii(section, "password", 1, MAX_PASSWORD);
            warnings.add(section.key("password")
                    + ": in plain text; \"smpp-proxy account hash\" makes a hash that can stand there instead");
        }
        return PasswordHash.make(password, PasswordHash.MIN_ITERATIONS);
    }

    /** Addresses and blocks, in a list or in one text with commas. */
    static List<String> addresses(Section section, String name) {
        List<String> texts = section.texts(name);
        try {
            AllowedAddresses.only(texts);
            return texts;
        } catch (IllegalArgumentException e) {
            section.problem(name, e.getMessage());
            return List.of();
        }
    }
}
