package io.smppproxy.simulator.esme;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.simulator.esme.ReceiptBook.Match;
import java.util.Locale;

/** Counts and answers what comes to one session. Used on the session's loop only. */
final class DeliverHandler {
    private final EsmeShared shared;
    private final EsmeLoop loop;
    private final EsmeSession session;

    DeliverHandler(EsmeShared shared, EsmeLoop loop, EsmeSession session) {
        this.shared = shared;
        this.loop = loop;
        this.session = session;
    }

    void onMessage(MessageFlyweight message) {
        // A refused one comes again, so it is counted when it is taken.
        if (shared.config.deliverStatus() == 0) {
            take(message);
        }
        PduEncoder.messageIdResp(
                session.out(),
                CommandId.responseOf(message.commandId()),
                shared.config.deliverStatus(),
                message.sequenceNumber(),
                "");
    }

    private void take(MessageFlyweight message) {
        if (EsmClass.isIntermediate(message.esmClass())) {
            shared.counters.intermediate.increment();
        } else if (EsmClass.isReceipt(message.esmClass()) && loop.receipt.parse(message)) {
            String id = loop.receipt.id();
            String state = loop.receipt.stat();
            Match match = shared.receipts.onReceipt(id, state);
            shared.ledger.receipt(
                    session.number,
                    message.sequenceNumber(),
                    message.sourceAddr(),
                    id,
                    state,
                    match.name().toLowerCase(Locale.ROOT));
        } else {
            shared.counters.messages.increment();
            shared.ledger.message(session.number, message);
        }
    }
}
