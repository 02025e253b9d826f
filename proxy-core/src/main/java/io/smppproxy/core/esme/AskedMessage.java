package io.smppproxy.core.esme;

import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.track.MessageLookup;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as an ESME names it: by the id that it was told, and by the source address. Immutable; the tracker's thread looks for it.
 *
 * @param accountId whose message it must be
 * @param messageId octets of the id
 * @param tellsSmscIds whether the ESME is told SMSCs' ids
 * @param sourceDigest of the source_addr
 */
record AskedMessage(
        long accountId,
        @SuppressWarnings("ArrayRecordComponent") byte[] messageId,
        boolean tellsSmscIds,
        long sourceDigest) {

    /** @return null when the account has no such message */
    KnownMessage find(MessageLookup messages, RouteTable routes) {
        KnownMessage found = null;
        if (MessageIds.isHex(messageId, 0, messageId.length)) {
            found = findOwn(messages, MessageIds.halfOfHex(messageId, 0), MessageIds.halfOfHex(messageId, 16));
        }
        return found == null && tellsSmscIds && messageId.length > 0 ? findBySmscId(messages, routes) : found;
    }

    private KnownMessage findOwn(MessageLookup messages, long hi, long lo) {
        KnownMessage found = known(messages.find(hi, lo));
        for (int index = 1; index <= GroupIds.count(lo); index++) {
            KnownMessage member = known(messages.find(hi, GroupIds.member(lo, index)));
            if (member != null) {
                found = found == null ? member : found.and(member);
            }
        }
        return found;
    }

    /** The id alone does not tell whose it is, so every link is asked. */
    private KnownMessage findBySmscId(MessageLookup messages, RouteTable routes) {
        List<LinkGate> links = new ArrayList<>();
        routes.forEachLink(links::add);
        byte[] key = new byte[messageId.length];
        for (LinkGate link : links) {
            int length = link.config().idForm().responseKey(messageId, 0, messageId.length, key, 0);
            KnownMessage found = known(messages.findBySmscId(link.linkId(), key, length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private KnownMessage known(MessageRecord record) {
        boolean mayKnow = record != null
                && record.isOfAccount()
                && record.appId == accountId
                && record.bodyDigest == sourceDigest;
        return mayKnow ? KnownMessage.of(record) : null;
    }
}
