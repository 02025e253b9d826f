package io.smppproxy.core.config;

import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.AccountConfig.Mode;
import java.util.List;

/** Defaults and steps for an {@link AccountConfig}; values are checked by whoever reads the configuration. Not thread-safe. */
public final class AccountConfigBuilder {
    private static final long DAY_MS = 24 * 3_600_000L;

    private final long id;
    private final String systemId;
    private String passwordHash = "";
    private List<String> allowedAddresses = List.of();
    private int maxBinds = 10;
    private int throughputPerMinute;
    private RateLimit rateLimit = RateLimit.UNLIMITED;
    private int window = 100;
    private int deliveryWindow = 10;
    private long deliveryMaxAgeMs = DAY_MS;
    private int deliveryMaxPending = 1_000_000;
    private boolean tlsRequired;
    private List<String> allowedSenders = List.of();
    private Mode mode = Mode.TRANSPARENT;
    private MessageIdSource messageIds = MessageIdSource.BY_VERSION;
    private String strategy = "";
    private boolean enabled = true;

    AccountConfigBuilder(long id, String systemId) {
        this.id = id;
        this.systemId = systemId;
    }

    /** @param phc the password's hash as a PHC string */
    public AccountConfigBuilder passwordHash(String phc) {
        this.passwordHash = phc;
        return this;
    }

    public AccountConfigBuilder allowedAddresses(List<String> addresses) {
        this.allowedAddresses = addresses;
        return this;
    }

    public AccountConfigBuilder maxBinds(int maxBinds) {
        this.maxBinds = maxBinds;
        return this;
    }

    public AccountConfigBuilder throughputPerMinute(int throughputPerMinute) {
        this.throughputPerMinute = throughputPerMinute;
        return this;
    }

    public AccountConfigBuilder rateLimit(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
        return this;
    }

    public AccountConfigBuilder window(int window) {
        this.window = window;
        return this;
    }

    public AccountConfigBuilder deliveries(int deliveryWindow, long maxAgeMs) {
        this.deliveryWindow = deliveryWindow;
        this.deliveryMaxAgeMs = maxAgeMs;
        return this;
    }

    public AccountConfigBuilder deliveryMaxPending(int deliveryMaxPending) {
        this.deliveryMaxPending = deliveryMaxPending;
        return this;
    }

    public AccountConfigBuilder tlsRequired(boolean tlsRequired) {
        this.tlsRequired = tlsRequired;
        return this;
    }

    public AccountConfigBuilder allowedSenders(List<String> senders) {
        this.allowedSenders = senders;
        return this;
    }

    public AccountConfigBuilder mode(Mode mode) {
        this.mode = mode;
        return this;
    }

    public AccountConfigBuilder messageIds(MessageIdSource messageIds) {
        this.messageIds = messageIds;
        return this;
    }

    public AccountConfigBuilder strategy(String strategy) {
        this.strategy = strategy;
        return this;
    }

    public AccountConfigBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    public AccountConfig build() {
        return new AccountConfig(
                id,
                systemId,
                passwordHash,
                allowedAddresses,
                maxBinds,
                throughputPerMinute,
                rateLimit,
                window,
                deliveryWindow,
                deliveryMaxAgeMs,
                deliveryMaxPending,
                tlsRequired,
                allowedSenders,
                mode,
                messageIds,
                strategy,
                enabled);
    }
}
