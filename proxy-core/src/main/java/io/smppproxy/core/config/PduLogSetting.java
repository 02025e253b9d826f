package io.smppproxy.core.config;

/**
 * Whether the PDUs of one link or account are logged.
 *
 * @param enabled whether they are
 * @param maskText whether asterisks stand in place of their texts; passwords are masked in any case
 */
public record PduLogSetting(boolean enabled, boolean maskText) {
    public static final PduLogSetting OFF = new PduLogSetting(false, false);
}
