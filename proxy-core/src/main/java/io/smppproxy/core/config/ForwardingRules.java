package io.smppproxy.core.config;

import java.util.Map;

/**
 * What a link does with ESMEs' requests that are no messages, and what it makes of its SMSC's refusals.
 *
 * @param forwardsQuery whether query_sm is asked of the SMSC rather than answered from what is known of the message
 * @param forwardsCancel whether cancel_sm goes to the SMSC; otherwise it is refused
 * @param forwardsReplace whether replace_sm goes to the SMSC; otherwise it is refused
 * @param statusMap command_status that ESMEs are told instead of the SMSC's; neither side ESME_ROK
 */
public record ForwardingRules(
        boolean forwardsQuery, boolean forwardsCancel, boolean forwardsReplace, Map<Integer, Integer> statusMap) {
    /** Queries are answered, cancel_sm and replace_sm forwarded, refusals passed on. */
    public static final ForwardingRules DEFAULT = new ForwardingRules(false, true, true, Map.of());

    public ForwardingRules {
        statusMap = Map.copyOf(statusMap);
        if (statusMap.containsKey(0) || statusMap.containsValue(0)) {
            throw new IllegalArgumentException("statusMap: " + statusMap + " (expected: no ESME_ROK on either side)");
        }
    }

    /** What an ESME is told of a refusal; allocates only where a map is configured. */
    public int toldStatus(int commandStatus) {
        return statusMap.isEmpty() ? commandStatus : statusMap.getOrDefault(commandStatus, commandStatus);
    }
}
