package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.RegisteredDelivery;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.ReceiptStyle;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.simulator.ledger.ReceiptEvent;
import io.smppproxy.simulator.ledger.ReceiptEvent.Kind;
import io.smppproxy.simulator.plan.ReceiptOutcome;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The receipt of one accepted message. */
final class PendingReceipt implements Outgoing {
    private static final int QUOTED_OCTETS = 40;
    private static final ReceiptStyle TEXT_STYLE = ReceiptStyle.DEFAULT.withContent(ReceiptStyle.Content.TEXT);
    private static final ReceiptStyle TLV_STYLE = ReceiptStyle.DEFAULT.withContent(ReceiptStyle.Content.TLVS);

    private final Shared shared;
    private final Account account;
    private final ReceiptPlan plan;
    private final ReceiptOutcome outcome;
    private final String messageId;
    private final String receiptId;
    private final int sourceTonAndNpi;
    private final String source;
    private final int destTonAndNpi;
    private final String destination;
    private final int userMessageReference;
    private final String quote;
    private final long submittedAtMs;
    private int attempts;

    private PendingReceipt(
            Shared shared,
            Account account,
            ReceiptPlan plan,
            ReceiptOutcome outcome,
            long id,
            MessageFlyweight message) {
        this.shared = shared;
        this.account = account;
        this.plan = plan;
        this.outcome = outcome;
        this.messageId = shared.config.answerIdForm().format(id);
        this.receiptId = plan.idForm().format(id);
        this.sourceTonAndNpi = (message.sourceAddrTon() << 8) | message.sourceAddrNpi();
        this.source = message.sourceAddr();
        this.destTonAndNpi = (message.destAddrTon() << 8) | message.destAddrNpi();
        this.destination = message.destinationAddr();
        TlvCursor tlvs = message.tlvs();
        this.userMessageReference = tlvs.find(TlvTag.USER_MESSAGE_REFERENCE) ? (int) tlvs.asUnsigned() : -1;
        this.quote = quote(message, shared.config.dataCodings());
        this.submittedAtMs = System.currentTimeMillis();
    }

    /**
     * Draws the outcome of an accepted message and sets off its receipts, if it gets any.
     *
     * @return true when a receipt has left already
     */
    static boolean schedule(
            Shared shared,
            LoopContext loop,
            Account account,
            SplittableRandom random,
            MessageFlyweight message,
            long id) {
        ReceiptPlan plan = shared.plan.receipts();
        ReceiptOutcome outcome = plan.outcomes().pick(random);
        int registeredDelivery = message.registeredDelivery();
        long delayNs = plan.delay().sampleNs(random);
        if (plan.when() == ReceiptPlan.When.REQUESTED
                && (registeredDelivery & RegisteredDelivery.INTERMEDIATE_NOTIFICATION) != 0) {
            PendingReceipt notification =
                    new PendingReceipt(shared, account, plan, ReceiptOutcome.ENROUTE, id, message);
            loop.schedule(delayNs / 2, notification::deliver);
        }
        if (!plan.wants(registeredDelivery, outcome)) {
            return false;
        }
        PendingReceipt receipt = new PendingReceipt(shared, account, plan, outcome, id, message);
        if (plan.duplicateProbability() > 0 && random.nextDouble() < plan.duplicateProbability()) {
            PendingReceipt again = new PendingReceipt(shared, account, plan, outcome, id, message);
            loop.schedule(delayNs, again::deliver);
        }
        if (plan.beforeAnswer()) {
            receipt.deliver();
            return true;
        }
        loop.schedule(delayNs, receipt::deliver);
        return false;
    }

    @Override
    public void encode(LoopContext loop, ByteBuf out, int sequenceNumber, int interfaceVersion) {
        boolean tlvsAllowed = InterfaceVersion.hasTlvs(interfaceVersion);
        MessageEncoder<?> encoder = tlvsAllowed && plan.carrier() == ReceiptPlan.Carrier.DATA_SM
                ? loop.dataSmEncoder.clear()
                : loop.smEncoder.reset(CommandId.DELIVER_SM);
        encoder.interfaceVersion(interfaceVersion).sequenceNumber(sequenceNumber);
        // A receipt goes the other way: from the message's destination to its source (SMPP v3.4 appendix B).
        encoder.sourceAddr(destTonAndNpi >>> 8, destTonAndNpi & 0xFF, destination);
        encoder.destinationAddr(sourceTonAndNpi >>> 8, sourceTonAndNpi & 0xFF, source);
        ReceiptStyle style = switch (plan.form()) {
            case TEXT -> TEXT_STYLE;
            case TLV -> TLV_STYLE;
            case BOTH -> ReceiptStyle.DEFAULT;
        };
        loop.receiptWriter
                .clear()
                .id(receiptId)
                .state(outcome.messageState())
                .errorCode(outcome.errorCode())
                .submitDateMs(submittedAtMs)
                .doneDateMs(System.currentTimeMillis())
                .text(quote)
                .encode(encoder, style.forVersion(interfaceVersion));
        if (tlvsAllowed && userMessageReference >= 0 && plan.form() != ReceiptPlan.Form.TEXT) {
            encoder.tlvShort(TlvTag.USER_MESSAGE_REFERENCE, userMessageReference);
        }
        encoder.encode(out);
    }

    @Override
    public void onWaiting() {
        shared.counters.receiptsWaiting.increment();
    }

    @Override
    public void onSent(SmscSession session, int sequenceNumber) {
        attempts++;
        shared.counters.receiptsWaiting.decrement();
        shared.counters.receiptsSent.increment();
        record(Kind.SENT, session, sequenceNumber, CommandStatus.ESME_ROK);
    }

    @Override
    public void onAnswered(SmscSession session, int sequenceNumber, int commandStatus) {
        boolean acknowledged = commandStatus == CommandStatus.ESME_ROK;
        // Counted first: who waits for the ledger's event may look at the counters at once.
        (acknowledged ? shared.counters.receiptsAcknowledged : shared.counters.receiptsRefused).increment();
        record(Kind.ANSWERED, session, sequenceNumber, commandStatus);
        if (acknowledged) {
            return;
        }
        boolean permanent =
                commandStatus == CommandStatus.ESME_RX_P_APPN || commandStatus == CommandStatus.ESME_RX_R_APPN;
        if (!permanent && attempts < shared.config.receiptAttempts()) {
            session.loop.schedule(
                    TimeUnit.MILLISECONDS.toNanos(
                            shared.config.receiptRetryDelay().toMillis()),
                    this::deliver);
        }
    }

    @Override
    public void onDiscarded(String reason) {
        shared.counters.receiptsWaiting.decrement();
        SmscSimulator.LOG.warn("receipt of {} discarded: {}", messageId, reason);
    }

    private void deliver() {
        onWaiting();
        account.deliver(this);
    }

    private void record(Kind kind, SmscSession session, int sequenceNumber, int status) {
        if (shared.ledger.isOn()) {
            shared.ledger.record(new ReceiptEvent(
                    kind,
                    System.currentTimeMillis(),
                    account.systemId,
                    session.number,
                    sequenceNumber,
                    messageId,
                    receiptId,
                    outcome,
                    status));
        }
    }

    private static String quote(MessageFlyweight message, DataCodingRules dataCodings) {
        Encoding encoding = dataCodings.encodingOf(message.dataCoding());
        boolean packed = encoding == Encoding.GSM7 && dataCodings.packed();
        if (encoding == Encoding.BINARY || packed || EsmClass.hasUdh(message.esmClass())) {
            return "";
        }
        int length = Math.min(message.userDataLength(), QUOTED_OCTETS);
        return encoding.decode(message.buffer(), message.userDataOffset(), length);
    }
}
