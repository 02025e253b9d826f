package io.smppproxy.core.config;

import io.smppproxy.codec.InterfaceVersion;
import java.util.List;

/**
 * One ESME that may bind to us. Build with {@link #builder}.
 *
 * @param id numeric id; messages of the account carry it where those of an app carry the app's
 * @param systemId system_id of its binds, 1 to 15 characters
 * @param passwordHash PHC string of its password
 * @param allowedAddresses addresses and CIDR blocks that it may bind from; empty means any
 * @param maxBinds sessions at once, over all kinds of bind
 * @param throughputPerMinute messages per minute that one session may submit, 0 for no limit
 * @param rateLimit messages that all its sessions may submit together
 * @param window requests of one session that may be unanswered; more are answered with ESME_RTHROTTLED
 * @param deliveryWindow deliver_sm that may be unanswered on one session
 * @param deliveryMaxAgeMs how long a delivery waits for a bind before it is given up
 * @param deliveryMaxPending deliveries that may wait; from then on the account's requests that ask for receipts are refused
 * @param tlsRequired whether a bind without TLS is refused
 * @param allowedSenders source addresses that it may use, {@code *} for any rest; empty means all
 * @param mode what is done to its messages
 * @param messageIds whose message ids it is told
 * @param strategy contact policy that its messages pass, or empty
 * @param enabled a disabled account is refused, and its sessions are unbound
 */
public record AccountConfig(
        long id,
        String systemId,
        String passwordHash,
        List<String> allowedAddresses,
        int maxBinds,
        int throughputPerMinute,
        RateLimit rateLimit,
        int window,
        int deliveryWindow,
        long deliveryMaxAgeMs,
        int deliveryMaxPending,
        boolean tlsRequired,
        List<String> allowedSenders,
        Mode mode,
        MessageIdSource messageIds,
        String strategy,
        boolean enabled) {

    /** What is done to an account's messages. */
    public enum Mode {
        /** They pass octet for octet, and the SMSC's answer is the answer. */
        TRANSPARENT,
        /** The link's rules for addresses, alphabets and segmentation apply. */
        MANAGED
    }

    /** Whose id stands in submit_sm_resp and in receipts. */
    public enum MessageIdSource {
        /** Ours, 32 hexadecimal digits. */
        PROXY,
        /** The SMSC's. */
        SMSC,
        /** The SMSC's for sessions of v3.3, whose message_id has 8 characters; ours for all others. */
        BY_VERSION
    }

    public AccountConfig {
        allowedAddresses = List.copyOf(allowedAddresses);
        allowedSenders = List.copyOf(allowedSenders);
    }

    public static AccountConfigBuilder builder(long id, String systemId) {
        return new AccountConfigBuilder(id, systemId);
    }

    /** Whether a session of this version is told the SMSC's ids. */
    public boolean tellsSmscIds(int interfaceVersion) {
        return messageIds == MessageIdSource.SMSC
                || (messageIds == MessageIdSource.BY_VERSION && !InterfaceVersion.hasTlvs(interfaceVersion));
    }

    @Override
    public String toString() {
        return "account " + id + " (" + systemId + ")";
    }
}
