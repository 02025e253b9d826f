package io.smppproxy.core.track;

import io.smppproxy.core.config.LinkConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Which links get each other's receipts. An SMSC sends a receipt to any bind of an account, whichever of them the message came from.
 * Ids are kept under the link that submitted, so that a scope can grow while receipts are awaited. The conductor changes it, the tracker
 * asks.
 */
public final class ReceiptScopes {
    /** Of every link since the start: receipts for one that is configured no more may still come over others. */
    private final Map<Long, String> scopes = new HashMap<>();

    private final long[] alone = new long[1];
    /** Never changed once published. */
    private volatile Long2ObjectHashMap<long[]> sharing = new Long2ObjectHashMap<>();

    public ReceiptScopes(Collection<LinkConfig> links) {
        update(links);
    }

    /** Takes other links; one thread at a time. */
    public void update(Collection<LinkConfig> links) {
        links.forEach(link -> scopes.put(link.id(), link.receiptScope()));
        Map<String, List<Long>> members = new HashMap<>();
        scopes.forEach((id, scope) ->
                members.computeIfAbsent(scope, any -> new ArrayList<>()).add(id));
        Long2ObjectHashMap<long[]> next = new Long2ObjectHashMap<>();
        for (List<Long> scope : members.values()) {
            long[] ids = scope.stream().mapToLong(Long::longValue).sorted().toArray();
            for (long id : ids) {
                next.put(id, ids);
            }
        }
        sharing = next;
    }

    /** @return ids of the links of its scope, its own among them; valid until the next call and not to be changed. Tracker only. */
    long[] sharing(long linkId) {
        long[] ids = sharing.get(linkId);
        if (ids != null) {
            return ids;
        }
        // Never configured since the start.
        alone[0] = linkId;
        return alone;
    }
}
