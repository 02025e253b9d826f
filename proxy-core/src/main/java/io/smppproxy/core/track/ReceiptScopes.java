package io.smppproxy.core.track;

import io.smppproxy.core.config.LinkConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Which links get each other's receipts. An SMSC sends a receipt to any bind of an account, whichever of them the message came from.
 * Ids are kept under the link that submitted, so that a scope can grow while receipts are awaited. Tracker only.
 */
final class ReceiptScopes {
    private final Long2ObjectHashMap<long[]> sharing = new Long2ObjectHashMap<>();
    private final long[] alone = new long[1];

    ReceiptScopes(Collection<LinkConfig> links) {
        Map<String, List<LinkConfig>> scopes = links.stream().collect(Collectors.groupingBy(LinkConfig::receiptScope));
        for (List<LinkConfig> scope : scopes.values()) {
            long[] ids = scope.stream().mapToLong(LinkConfig::id).toArray();
            for (long id : ids) {
                sharing.put(id, ids);
            }
        }
    }

    /** @return ids of the links of its scope, its own among them; valid until the next call and not to be changed */
    long[] sharing(long linkId) {
        long[] ids = sharing.get(linkId);
        if (ids != null) {
            return ids;
        }
        // Configured no more.
        alone[0] = linkId;
        return alone;
    }
}
