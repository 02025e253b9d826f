package io.smppproxy.core.admission;

import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.Submission;

/**
 * Gives a submission its ids. The message id follows from (app_id, transaction_id) by the node's secret, so a retry finds its message
 * by its id, across restarts, without an index. Safe for any thread.
 */
public final class MessageIdentity {
    private static final byte PURPOSE = 1;

    private final ThreadLocal<KeyedSha256> digest;
    private final ThreadLocal<RandomIds> random = ThreadLocal.withInitial(RandomIds::new);

    public MessageIdentity(NodeSecret secret) {
        digest = ThreadLocal.withInitial(() -> new KeyedSha256(secret, PURPOSE));
    }

    /**
     * Sets the message id, a UUID of version 8 (RFC 9562 §5.8). A submission without a transaction id first gets a random one (version
     * 4); because its message id follows from that one in the same way, a sender may retry with the transaction id that it was told.
     *
     * @return true if the sender gave the transaction id
     */
    public boolean assign(Submission submission) {
        boolean keyed = !submission.transactionId().isEmpty();
        if (!keyed) {
            RandomIds ids = random.get().next();
            submission.transactionId(MessageIds.format(ids.hi(), ids.lo()));
        }
        KeyedSha256 sha = digest.get();
        sha.begin().add(submission.appId()).add(submission.transactionId(), 0).finish();
        submission.messageId(RandomIds.withVersion(sha.hi(), 8), RandomIds.withVariant(sha.lo()));
        return keyed;
    }

    /**
     * 64 bits over everything that is sent and how: a retry has the same value, another message under the same transaction id has not.
     * task_id and sent_at are labels and do not count.
     */
    public static long bodyDigest(Submission submission) {
        long sum = Digest64.add(Digest64.START, submission.esme());
        sum = Digest64.add(sum, submission.sourceTon());
        sum = Digest64.add(sum, submission.sourceNpi());
        sum = Digest64.add(sum, submission.sourceAddr());
        sum = Digest64.add(sum, submission.destTon());
        sum = Digest64.add(sum, submission.destNpi());
        sum = Digest64.add(sum, submission.destAddr());
        sum = Digest64.add(sum, submission.text());
        sum = Digest64.add(sum, submission.strategy());
        return Digest64.finish(sum);
    }
}
