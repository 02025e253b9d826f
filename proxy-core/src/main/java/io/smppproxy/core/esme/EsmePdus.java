package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.metrics.EsmeMetrics;

/**
 * What a bound session's PDUs are and whether its state allows them (SMPP v3.4 §2.3, v5.0 §2.4). One per loop, owned by it.
 */
final class EsmePdus {
    private final EsmeLoop loop;
    private final EsmeMetrics metrics;

    EsmePdus(EsmeLoop loop) {
        this.loop = loop;
        this.metrics = loop.metrics();
    }

    void onPdu(EsmeSession session, ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        int commandId = PduHeader.commandId(buf, offset);
        int sequence = PduHeader.sequenceNumber(buf, offset);
        switch (commandId) {
            case CommandId.SUBMIT_SM,
                    CommandId.DATA_SM,
                    CommandId.SUBMIT_MULTI,
                    CommandId.QUERY_SM,
                    CommandId.CANCEL_SM,
                    CommandId.REPLACE_SM -> onRequest(session, buf, offset, lengthBytes, commandId, sequence, nowNs);
            case CommandId.ENQUIRE_LINK ->
                PduEncoder.headerOnly(session.output(), CommandId.ENQUIRE_LINK_RESP, CommandStatus.ESME_ROK, sequence);
            case CommandId.DELIVER_SM_RESP, CommandId.DATA_SM_RESP, CommandId.GENERIC_NACK ->
                loop.deliveryHandler().onResponse(session, commandId, PduHeader.commandStatus(buf, offset), sequence);
            case CommandId.UNBIND -> session.life().onUnbind(sequence, nowNs);
            case CommandId.UNBIND_RESP -> session.close("unbound");
            default -> onOther(session, commandId, sequence);
        }
    }

    private void onRequest(
            EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int commandId, int sequence, long nowNs) {
        int status = admit(session, commandId, nowNs);
        if (status != CommandStatus.ESME_ROK) {
            refuse(session.output(), commandId, status, sequence);
            return;
        }
        session.onRequestTaken();
        metrics.requests.increment();
        try {
            loop.requestHandler().onRequest(session, buf, offset, lengthBytes, commandId, sequence);
        } catch (NackablePduException e) {
            metrics.malformedPdus.increment();
            session.refuse(commandId, e.commandStatus(), sequence);
        }
    }

    private int admit(EsmeSession session, int commandId, long nowNs) {
        if (!session.type().canSubmit() || session.life().isEndedByPeer()) {
            metrics.wrongState.increment();
            return CommandStatus.ESME_RINVBNDSTS;
        }
        if (!session.life().isBound()) {
            // We are about to unbind, which the ESME cannot know yet.
            return CommandStatus.ESME_RSYSERR;
        }
        if (session.unanswered() >= session.account().window()) {
            metrics.throttledByWindow.increment();
            session.onThrottled(nowNs);
            return CommandStatus.ESME_RTHROTTLED;
        }
        if (isMessage(commandId) && !session.tryAcquire(1, nowNs)) {
            metrics.throttledByRate.increment();
            session.onThrottled(nowNs);
            return CommandStatus.ESME_RTHROTTLED;
        }
        return CommandStatus.ESME_ROK;
    }

    private static boolean isMessage(int commandId) {
        return commandId == CommandId.SUBMIT_SM
                || commandId == CommandId.DATA_SM
                || commandId == CommandId.SUBMIT_MULTI;
    }

    private void onOther(EsmeSession session, int commandId, int sequence) {
        if (CommandId.isResponse(commandId)
                || commandId == CommandId.ALERT_NOTIFICATION
                || commandId == CommandId.OUTBIND) {
            // Nobody asked for it, and it has no answer (SMPP v3.4 §4.1.7, §4.12).
            metrics.wrongState.increment();
        } else if (CommandId.isBind(commandId)) {
            metrics.wrongState.increment();
            refuse(session.output(), commandId, CommandStatus.ESME_RALYBND, sequence);
        } else {
            // deliver_sm is a message centre's request (SMPP v3.4 table 2-1): no ESME may send it, whatever its bind.
            metrics.wrongState.increment();
            refuse(session.output(), commandId, statusWithoutBind(commandId), sequence);
        }
    }

    /** What a request is answered before there is a bind, or that no session may send. */
    static int statusWithoutBind(int commandId) {
        return switch (commandId) {
            case CommandId.SUBMIT_SM,
                    CommandId.DATA_SM,
                    CommandId.SUBMIT_MULTI,
                    CommandId.QUERY_SM,
                    CommandId.CANCEL_SM,
                    CommandId.REPLACE_SM,
                    CommandId.DELIVER_SM -> CommandStatus.ESME_RINVBNDSTS;
            default -> CommandStatus.ESME_RINVCMDID;
        };
    }

    /** Refuses a request in its own response, or with generic_nack when it has none here. */
    static void refuse(ByteBuf out, int commandId, int status, int sequence) {
        switch (commandId) {
            case CommandId.SUBMIT_SM, CommandId.DATA_SM, CommandId.DELIVER_SM ->
                PduEncoder.messageIdResp(out, CommandId.responseOf(commandId), status, sequence, "");
            case CommandId.SUBMIT_MULTI,
                    CommandId.QUERY_SM,
                    CommandId.CANCEL_SM,
                    CommandId.REPLACE_SM,
                    CommandId.BIND_TRANSMITTER,
                    CommandId.BIND_RECEIVER,
                    CommandId.BIND_TRANSCEIVER ->
                PduEncoder.headerOnly(out, CommandId.responseOf(commandId), status, sequence);
            default -> PduEncoder.headerOnly(out, CommandId.GENERIC_NACK, status, sequence);
        }
    }
}
