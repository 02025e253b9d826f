package io.smppproxy.core.submit;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.RegisteredDelivery;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.admission.DestinationDigest;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.track.AcceptFlyweight;
import org.agrona.ExpandableArrayBuffer;

/** Turns a submission into a lane record: the ACCEPT payload and every part as an encoded submit_sm. One per edge thread. */
public final class MessageEncoding {
    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final LaneRecordEncoder record = new LaneRecordEncoder();

    /** @return parts of the text by the link's rules, or {@link Segmenter#TOO_LONG} */
    public int analyse(String text, LinkConfig link) {
        return segmenter.analyse(text, link.segmentation());
    }

    /** Parts that the text takes, also when these are more than the link allows. */
    public int partCount() {
        return segmenter.partCount();
    }

    public ExpandableArrayBuffer record() {
        return record.buffer();
    }

    /**
     * Builds the record of the text that was analysed last.
     *
     * @param reference what the parts of one message share
     * @return its length in octets, from offset 0 of {@link #record}
     */
    public int encode(
            Submission submission,
            LinkConfig link,
            boolean keyed,
            long bodyDigest,
            ContactCount contact,
            long nowMs,
            int reference) {
        int parts = segmenter.partCount();
        int accept = LaneRecord.ACCEPT_OFFSET;
        ExpandableArrayBuffer out = record.buffer();
        AcceptFlyweight.putId(out, accept, submission.messageIdHi(), submission.messageIdLo());
        AcceptFlyweight.putOrigin(out, accept, submission.appId(), submission.taskId(), submission.esme(), link.id());
        AcceptFlyweight.putBody(out, accept, nowMs, bodyDigest, keyed ? MessageRecord.FLAG_KEYED : 0, parts);
        AcceptFlyweight.putContact(out, accept, contact.keyHi, contact.keyLo, contact.textDigest, contact.day);
        int acceptLength = AcceptFlyweight.putTransactionId(out, accept, submission.transactionId());
        acceptLength =
                AcceptFlyweight.putDestination(out, accept, acceptLength, DestinationDigest.of(submission.destAddr()));
        record.begin(submission.handle(), submission.deadlineNs(), submission.sinkId(), acceptLength, parts, 0);

        encoder.reset(CommandId.SUBMIT_SM).interfaceVersion(link.interfaceVersion());
        PartAddressing.source(
                link.source(), submission.sourceTon(), submission.sourceNpi(), submission.sourceAddr(), encoder);
        PartAddressing.dest(link.dest(), submission.destTon(), submission.destNpi(), submission.destAddr(), encoder);
        encoder.registeredDelivery(link.requestReceipts() ? RegisteredDelivery.RECEIPT_ALWAYS : 0);
        for (int part = 0; part < parts; part++) {
            encoder.esmClass(0).clearTlvs();
            segmenter.encodePart(part, reference, encoder);
            int length = encoder.encode();
            record.part(encoder.octets(), encoder.octetsOffset(), length);
        }
        return record.length();
    }
}
