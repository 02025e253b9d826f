package io.smppproxy.core.submit;

import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.admission.DestinationDigest;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.Mode;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.track.AcceptFlyweight;
import org.agrona.ExpandableArrayBuffer;

/** Turns a message of an ESME into a lane record, in the way of its account's mode. One per thread. */
final class EsmeEncoding {
    private static final long NS_PER_MS = 1_000_000L;

    private final TransparentEncoding transparent = new TransparentEncoding();
    private final ManagedEncoding managed = new ManagedEncoding();
    private final LaneRecordEncoder record = new LaneRecordEncoder();

    /** @return parts, or the negated command_status to refuse it with */
    int analyse(MessageFlyweight message, Mode mode, LinkConfig link) {
        return mode == Mode.MANAGED ? managed.analyse(message, link) : transparent.analyse(message, link);
    }

    ExpandableArrayBuffer record() {
        return record.buffer();
    }

    /**
     * Builds the record of the message that was analysed last.
     *
     * @param esme the link or pool of its route
     * @param reference what the parts of one message share
     * @return its length in octets, from offset 0 of {@link #record}
     * @throws IllegalArgumentException if the link's version cannot carry it
     */
    int encode(
            EsmeSubmission submission,
            long esme,
            LinkConfig link,
            int parts,
            ContactCount contact,
            int sinkId,
            int reference,
            long nowNs) {
        MessageFlyweight message = submission.message();
        AccountConfig account = submission.account();
        boolean isManaged = account.mode() == Mode.MANAGED;
        int flags = MessageRecord.accountFlags(message.registeredDelivery(), submission.tellsSmscIds());
        int accept = LaneRecord.ACCEPT_OFFSET;
        ExpandableArrayBuffer out = record.buffer();
        AcceptFlyweight.putId(out, accept, submission.idHi(), submission.idLo());
        AcceptFlyweight.putOrigin(out, accept, account.id(), 0, esme, link.id());
        AcceptFlyweight.putBody(out, accept, System.currentTimeMillis(), submission.sourceDigest(), flags, parts);
        AcceptFlyweight.putContact(out, accept, contact.keyHi, contact.keyLo, contact.textDigest, contact.day);
        int acceptLength = AcceptFlyweight.putTransactionId(out, accept, submission.toldId());
        acceptLength = AcceptFlyweight.putDestination(
                out,
                accept,
                acceptLength,
                DestinationDigest.of(
                        message.buffer(), message.destinationAddrOffset(), message.destinationAddrLength()));
        // An ESME waits for its answer no longer than we do for the SMSC's.
        long deadlineNs = nowNs + link.responseTimeoutMs() * NS_PER_MS;
        record.begin(
                submission.handle(),
                deadlineNs,
                sinkId,
                acceptLength,
                parts,
                isManaged ? 0 : LaneRecord.FLAG_PASS_ANSWERS);
        if (isManaged) {
            managed.encode(message, link, parts, reference, record);
        } else {
            transparent.encode(message, record);
        }
        return record.length();
    }
}
