package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.RegisteredDelivery;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.UserDataText;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.RandomIds;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.route.StickyLinks;

/**
 * The way of a message that an ESME submits, in this order: the node's bounds, allowed senders, route, encoding, limits, contact policy,
 * lane. The limits of session and account were asked before. What is refused leaves nothing behind. One per I/O loop and called on it;
 * never blocks, and in transparent mode without a contact policy never allocates.
 */
public final class EsmeSubmitPath {
    private static final int STICKY_MESSAGES = 4_096;
    private static final long STICKY_NS = 300_000_000_000L;

    private final SubmitContext context;
    private final Intake intake;
    private final int sinkId;
    private final AllowedSenders senders = new AllowedSenders();
    private final Concatenation concatenation = new Concatenation();
    private final StickyLinks sticky = new StickyLinks(STICKY_MESSAGES, STICKY_NS);
    private final EsmeEncoding encoding = new EsmeEncoding();
    private final RandomIds ids = new RandomIds();
    private final ContactCount contact = new ContactCount();
    private final Submission contacted = new Submission();
    private final UserDataText text = new UserDataText(DataCodingRules.DEFAULT);

    /** @param sinkId where replies go */
    public EsmeSubmitPath(SubmitContext context, Intake intake, int sinkId) {
        this.context = context;
        this.intake = intake;
        this.sinkId = sinkId;
    }

    /**
     * @return ESME_ROK if exactly one reply will follow; otherwise the command_status to refuse it with, and
     *     {@link EsmeSubmission#reason} may say more
     */
    public int submit(EsmeSubmission submission) {
        Verdict verdict = intake.check();
        if (verdict != Verdict.ACCEPTED) {
            return statusOf(verdict);
        }
        MessageFlyweight message = submission.message();
        AccountConfig account = submission.account();
        if (context.backlog().isFull(account.id()) && RegisteredDelivery.wantsReceipt(message.registeredDelivery())) {
            return submission.refuse(
                    CommandStatus.ESME_RMSGQFUL,
                    "registered_delivery: too many receipts wait for this account already");
        }
        ByteBuf buf = message.buffer();
        int source = message.sourceAddrOffset();
        int sourceLength = message.sourceAddrLength();
        if (!senders.mayUse(account, buf, source, sourceLength)) {
            return submission.refuse(CommandStatus.ESME_RINVSRCADR, "source_addr: not one that this account may use");
        }
        RouteTable routes = context.routes().get();
        long esme = routes.rules()
                .find(
                        account.id(),
                        buf,
                        source,
                        sourceLength,
                        message.destinationAddrOffset(),
                        message.destinationAddrLength());
        if (esme == RouteConfig.REJECT) {
            return submission.refuse(CommandStatus.ESME_RINVDSTADR, "destination_addr: no route for it");
        }
        return routed(submission, routes, esme, System.nanoTime());
    }

    private static int statusOf(Verdict verdict) {
        return switch (verdict) {
            case STOPPING -> CommandStatus.ESME_RSYSERR;
            case STORE_FULL -> CommandStatus.ESME_RMSGQFUL;
            default -> CommandStatus.ESME_RTHROTTLED;
        };
    }

    private int routed(EsmeSubmission submission, RouteTable routes, long esme, long nowNs) {
        AccountConfig account = submission.account();
        boolean remembers = routes.pool(esme) != null || !account.strategy().isEmpty();
        long whole = remembers ? concatenation.messageOf(account.id(), submission.message()) : Concatenation.NONE;
        long before = whole == Concatenation.NONE ? StickyLinks.NONE : sticky.find(whole, nowNs);
        LinkGate link = before == StickyLinks.NONE ? routes.pick(esme) : routes.pick(esme, before);
        if (link == null) {
            return routes.isDown(esme) ? CommandStatus.ESME_RMSGQFUL : CommandStatus.ESME_RTHROTTLED;
        }
        LinkConfig config = link.config();
        int parts = encoding.analyse(submission.message(), account.mode(), config);
        if (parts < 0) {
            return submission.refuse(-parts, "this message does not fit the way that it would take");
        }
        if (intake.limits().tryAcquire(-account.id(), link.linkId(), parts, nowNs) > 0) {
            return CommandStatus.ESME_RTHROTTLED;
        }
        if (!submission.hasId()) {
            ids.next();
            submission.id(ids.hi(), ids.lo());
        }
        // The contact policy counted the message with its first part.
        ContactPolicy contactPolicy = context.admission().get().contactPolicy();
        int status = count(contactPolicy, submission, before != StickyLinks.NONE);
        if (status == CommandStatus.ESME_ROK) {
            status = offered(submission, esme, link, config, parts, nowNs);
            if (status != CommandStatus.ESME_ROK && contact.isCounted()) {
                contactPolicy.giveBack(contact.keyHi, contact.keyLo, contact.messageHash);
            }
        }
        if (status != CommandStatus.ESME_ROK) {
            intake.limits().giveBack(-account.id(), link.linkId(), parts);
        } else if (whole != Concatenation.NONE) {
            sticky.keep(whole, link.linkId(), nowNs);
        }
        return status;
    }

    private int count(ContactPolicy contactPolicy, EsmeSubmission submission, boolean isCountedAlready) {
        contact.clear();
        AccountConfig account = submission.account();
        if (account.strategy().isEmpty() || isCountedAlready) {
            return CommandStatus.ESME_ROK;
        }
        MessageFlyweight message = submission.message();
        contacted
                .reset()
                .appId(-account.id())
                .strategy(account.strategy())
                .dest(0, 0, message.destinationAddr())
                .text(text.of(
                        message.esmClass(),
                        message.dataCoding(),
                        message.buffer(),
                        message.userDataOffset(),
                        message.userDataLength()))
                .messageId(submission.idHi(), submission.idLo());
        return switch (contactPolicy.check(contacted, contact)) {
            case ACCEPTED -> CommandStatus.ESME_ROK;
            case BLACKLISTED -> submission.refuse(CommandStatus.ESME_RINVDSTADR, contacted.reason());
            default -> submission.refuse(CommandStatus.ESME_RSUBMITFAIL, contacted.reason());
        };
    }

    private int offered(EsmeSubmission submission, long esme, LinkGate link, LinkConfig config, int parts, long nowNs) {
        int reference = parts == 1
                ? 0
                : intake.nextReference(submission.message().destinationAddr().hashCode());
        int length;
        try {
            length = encoding.encode(submission, esme, config, parts, contact, sinkId, reference, nowNs);
        } catch (IllegalArgumentException e) {
            return submission.refuse(CommandStatus.ESME_RINVMSGLEN, e.getMessage());
        }
        context.inProgress().begin(submission.idHi(), submission.idLo(), submission.sourceDigest(), sinkId, 0);
        Pressure pressure = link.offer(encoding.record(), 0, length, parts);
        if (pressure == Pressure.NONE) {
            return CommandStatus.ESME_ROK;
        }
        context.inProgress().abort(submission.idHi(), submission.idLo(), context.replies());
        return pressure == Pressure.FULL
                ? CommandStatus.ESME_RTHROTTLED
                : submission.refuse(CommandStatus.ESME_RINVMSGLEN, "this message is too long for its link");
    }
}
