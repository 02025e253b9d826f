package io.smppproxy.core.submit;

import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.admission.AppRegistry;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.MessageIdentity;
import io.smppproxy.core.admission.RecordedReply;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.store.MessageRecord;

/**
 * The way of a submission, in this order: fields, app, the node's bounds, idempotency, route, segmentation, limits, contact policy, lane.
 * What is refused leaves nothing behind. Runs on the edge's thread and never blocks; any number of threads at once.
 */
public final class SubmitPath implements SubmitPort {
    private static final long BUSY_RETRY_NS = 1_000_000L;

    private final SubmitContext context;
    private final MessageIdentity identity;
    private final IdempotencyRegistry inProgress;
    private final Intake intake;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    /** What one edge thread reuses from message to message. */
    private static final class Scratch {
        final MessageEncoding encoding = new MessageEncoding();
        final ContactCount contact = new ContactCount();
        final MessageRecord record = new MessageRecord();
        final Reply reply = new Reply();
    }

    public SubmitPath(SubmitContext context, Intake intake) {
        this.context = context;
        this.intake = intake;
        this.identity = context.identity();
        this.inProgress = context.inProgress();
    }

    @Override
    public int register(ReplySink sink) {
        return context.sinks().register(sink);
    }

    @Override
    public Verdict submit(Submission submission) {
        submission.reason("");
        Admission admission = context.admission().get();
        Verdict verdict = admission.validator().validate(submission);
        if (verdict == Verdict.ACCEPTED) {
            verdict = admission.apps().check(submission);
        }
        if (verdict == Verdict.ACCEPTED) {
            verdict = checkNode(submission);
        }
        return verdict == Verdict.ACCEPTED ? identified(submission, admission) : verdict;
    }

    private Verdict checkNode(Submission submission) {
        if (!context.routes().get().knows(submission.esme())) {
            return refuse(
                    submission,
                    Verdict.INVALID,
                    "esme: " + submission.esme() + " (expected: the id of a configured link or pool)");
        }
        Verdict verdict = intake.check();
        return verdict == Verdict.ACCEPTED ? verdict : refuse(submission, verdict, intake.reason(verdict));
    }

    private Verdict identified(Submission submission, Admission admission) {
        boolean keyed = identity.assign(submission);
        long digest = MessageIdentity.bodyDigest(submission);
        long idHi = submission.messageIdHi();
        long idLo = submission.messageIdLo();
        return switch (inProgress.begin(idHi, idLo, digest, submission.sinkId(), submission.handle())) {
            case FRESH -> {
                Scratch own = scratch.get();
                if (keyed && context.messages().read(idHi, idLo, own.record)) {
                    if (own.record.bodyDigest != digest || !RecordedReply.maySendAgain(own.record)) {
                        yield repeated(submission, own, digest);
                    }
                }
                Verdict verdict = null;
                try {
                    verdict = routed(submission, admission, own, keyed, digest);
                } finally {
                    if (verdict != Verdict.ACCEPTED) {
                        inProgress.abort(idHi, idLo, context.replies());
                    }
                }
                yield verdict;
            }
            case JOINED -> Verdict.ACCEPTED;
            case CONFLICT -> conflict(submission);
            case CROWDED ->
                busy(submission, "too many retries of this transaction_id wait for its outcome already", BUSY_RETRY_NS);
        };
    }

    /** The message was finished before: the sender hears the same outcome again. */
    private Verdict repeated(Submission submission, Scratch own, long digest) {
        MessageRecord record = own.record;
        if (record.bodyDigest == digest) {
            Reply reply = RecordedReply.replyFrom(record, own.reply).handle(submission.handle());
            context.replies().deliver(submission.sinkId(), reply);
            inProgress.complete(record.idHi, record.idLo, record, context.replies());
            return Verdict.ACCEPTED;
        }
        inProgress.abort(record.idHi, record.idLo, context.replies());
        return conflict(submission);
    }

    private Verdict routed(Submission submission, Admission admission, Scratch own, boolean keyed, long digest) {
        RouteTable routes = context.routes().get();
        LinkGate link = routes.pick(submission.esme());
        if (link == null) {
            return routes.isDown(submission.esme())
                    ? refuse(submission, Verdict.LINK_DOWN, "esme: " + submission.esme() + " is not connected now")
                    : busy(submission, "esme: " + submission.esme() + " has no room now", BUSY_RETRY_NS);
        }
        submission.linkId(link.linkId());
        LinkConfig config = link.config();
        int parts = own.encoding.analyse(submission.text(), config);
        if (parts == Segmenter.TOO_LONG) {
            return refuse(
                    submission,
                    Verdict.INVALID,
                    "message: " + own.encoding.partCount() + " parts (expected: at most "
                            + config.segmentation().maxParts() + " on this link)");
        }
        AppRegistry.App app = admission.apps().find(submission.appId());
        long waitNs =
                intake.limits().tryAcquire(app.bucket(), submission.appId(), link.linkId(), parts, System.nanoTime());
        if (waitNs > 0) {
            submission.retryAfterNs(waitNs);
            return refuse(
                    submission,
                    Verdict.RATE_LIMITED,
                    "rate limit reached; " + parts + " parts fit again in " + (waitNs / 1_000_000 + 1) + " ms");
        }
        ContactPolicy contactPolicy = admission.contactPolicy();
        Verdict verdict = contactPolicy.check(submission, own.contact);
        if (verdict == Verdict.ACCEPTED) {
            verdict = offered(submission, own, link, config, keyed, digest, parts);
            if (verdict != Verdict.ACCEPTED && own.contact.isCounted()) {
                contactPolicy.giveBack(own.contact.keyHi, own.contact.keyLo, own.contact.messageHash);
            }
        }
        if (verdict != Verdict.ACCEPTED) {
            intake.limits().giveBack(app.bucket(), submission.appId(), link.linkId(), parts);
        }
        return verdict;
    }

    private Verdict offered(
            Submission submission,
            Scratch own,
            LinkGate link,
            LinkConfig config,
            boolean keyed,
            long digest,
            int parts) {
        int length = own.encoding.encode(
                submission,
                config,
                keyed,
                digest,
                own.contact,
                System.currentTimeMillis(),
                parts == 1 ? 0 : intake.nextReference(submission.destAddr().hashCode()));
        Pressure pressure = link.offer(own.encoding.record(), 0, length, parts);
        return switch (pressure) {
            case NONE -> Verdict.ACCEPTED;
            case FULL -> busy(submission, "link " + link.linkId() + " has no room now", BUSY_RETRY_NS);
            case TOO_LARGE ->
                refuse(
                        submission,
                        Verdict.INVALID,
                        "message: " + length + " octets encoded (expected: at most an eighth of the link's lane)");
        };
    }

    private static Verdict conflict(Submission submission) {
        return refuse(
                submission,
                Verdict.KEY_CONFLICT,
                "transaction_id: \"" + submission.transactionId()
                        + "\" was used for another message; nothing was sent");
    }

    private static Verdict busy(Submission submission, String reason, long retryAfterNs) {
        submission.retryAfterNs(retryAfterNs);
        return refuse(submission, Verdict.BUSY, reason);
    }

    private static Verdict refuse(Submission submission, Verdict verdict, String reason) {
        submission.reason(reason);
        return verdict;
    }
}
