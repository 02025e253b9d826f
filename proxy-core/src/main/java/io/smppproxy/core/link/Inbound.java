package io.smppproxy.core.link;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.deliver.DeliveryRecords;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.deliver.MoRoutes;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.SmppSession;
import io.smppproxy.core.track.PartRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the SMSC delivers: receipts, and messages that an account gets, are journaled, then answered. Owned by the link's I/O loop. */
final class Inbound {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    private LinkConfig config;
    private final LinkMetrics metrics;
    private final IoLoop loop;
    private final InboundRules rules;
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final IdKeys keys;

    Inbound(LinkConfig config, LinkMetrics metrics, IoLoop loop, InboundRules rules) {
        this.config = config;
        this.metrics = metrics;
        this.loop = loop;
        this.rules = rules;
        this.keys = new IdKeys(config.idForm());
    }

    void reconfigured(LinkConfig next) {
        config = next;
        keys.form(next.idForm());
    }

    /**
     * @return the command_status to answer with once the journal has what was appended
     */
    int onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId) {
        MessageFlyweight message = commandId == CommandId.DATA_SM
                ? dataSm.wrap(buf, offset, lengthBytes)
                : sm.wrap(buf, offset, lengthBytes);
        if (!receipt.parse(message)) {
            metrics.mobileOriginated.increment();
            return onMobileOriginated(message);
        }
        metrics.receipts.increment();
        if (!receipt.hasId()) {
            if (metrics.receiptsWithoutId.get() == 0) {
                LOG.warn(
                        "{}: a receipt names no message id (stat \"{}\"); answered and counted, as will be others",
                        config,
                        receipt.stat());
            }
            metrics.receiptsWithoutId.increment();
            return CommandStatus.ESME_ROK;
        }
        // As much of it as is kept of an answer's.
        int idLength = Math.min(receipt.idLength(), SmppSession.MAX_ID_BYTES);
        int keyLength = keys.ofReceipt(receipt.idOctets(), receipt.idOffset(), idLength);
        int state = receipt.isIntermediate() ? MessageState.ENROUTE : receipt.messageState();
        int length = PartRecords.putReceipt(
                loop.scratch(), 0, config.id(), state, receipt.errorCode(), keys.octets(), keyLength);
        loop.append(RecordType.RECEIPT, rules.servesEsmes().getAsBoolean() ? addPdu(length, message) : length);
        return CommandStatus.ESME_ROK;
    }

    private int onMobileOriginated(MessageFlyweight message) {
        long account = rules.routes().get().account(config.id(), message);
        if (account == MoRoutes.NO_ACCOUNT) {
            // Nobody is configured to get it: refusing it for good is the one answer that loses nothing in silence.
            return CommandStatus.ESME_RX_R_APPN;
        }
        if (rules.backlog().isFull(account)) {
            return CommandStatus.ESME_RX_T_APPN;
        }
        metrics.mobileOriginatedRouted.increment();
        int length = DeliveryRecords.putMo(loop.scratch(), 0, config.id(), account);
        loop.append(RecordType.MO, addPdu(length, message));
        return CommandStatus.ESME_ROK;
    }

    private int addPdu(int at, MessageFlyweight message) {
        int length = message.lengthBytes();
        loop.scratch().putBytes(at, message.buffer().internalNioBuffer(message.offset(), length), length);
        return at + length;
    }
}
