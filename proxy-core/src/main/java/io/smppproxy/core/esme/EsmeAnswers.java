package io.smppproxy.core.esme;

import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.route.RouteTable;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** How what became of a message is told to an ESME (docs/protocol.md). Owned by one I/O loop; success and plain refusals allocate nothing. */
final class EsmeAnswers {
    private static final int MAX_TEXT = 255;

    private final Supplier<RouteTable> routes;
    private final CommandEncoder encoder = new CommandEncoder();
    private final byte[] ownId = new byte[MessageIds.HEX_LENGTH];

    /** @param routes asked for the status map of the link that was used */
    EsmeAnswers(Supplier<RouteTable> routes) {
        this.routes = routes;
    }

    /** Answers a submit_sm or data_sm with what became of it. */
    void answer(EsmeSession session, int commandId, int sequence, Reply reply) {
        int status = statusOf(reply);
        if (status != CommandStatus.ESME_ROK) {
            refuse(session, commandId, sequence, status, reasonOf(reply));
        } else if (session.account().tellsSmscIds(session.interfaceVersion())) {
            int length = Math.min(reply.idEnd(0), PduEncoder.MAX_MESSAGE_ID);
            session.respond(CommandId.responseOf(commandId), status, sequence, reply.idBytes(), 0, length);
        } else {
            MessageIds.putHex(reply.messageIdHi(), reply.messageIdLo(), ownId, 0);
            session.respond(CommandId.responseOf(commandId), status, sequence, ownId, 0, ownId.length);
        }
    }

    /** ESME_ROK only for what the SMSC answered so, and that is journaled. */
    int statusOf(Reply reply) {
        return switch (reply.outcome()) {
            case SUBMITTED -> CommandStatus.ESME_ROK;
            case REJECTED -> toldStatus(reply);
            case UNKNOWN -> CommandStatus.ESME_RUNKNOWNERR;
            case NOT_SENT ->
                switch (reply.cause()) {
                    case STOPPING -> CommandStatus.ESME_RSYSERR;
                    case THROTTLED -> CommandStatus.ESME_RTHROTTLED;
                    default -> CommandStatus.ESME_RMSGQFUL;
                };
        };
    }

    private int toldStatus(Reply reply) {
        LinkGate link = routes.get().link(reply.linkId());
        return link == null ? reply.commandStatus() : link.config().forwarding().toldStatus(reply.commandStatus());
    }

    private static String reasonOf(Reply reply) {
        return reply.cause() == NotSentCause.NONE ? "" : reply.cause().text();
    }

    /**
     * Refuses a request.
     *
     * @param reason for people, sent as additional_status_info_text (SMPP v3.4 §5.3.2.11) where the response may carry it; may be empty
     */
    void refuse(EsmeSession session, int commandId, int sequence, int status, String reason) {
        if (status == CommandStatus.ESME_RTHROTTLED) {
            session.onThrottled(System.nanoTime());
        }
        if (reason.isEmpty() || !mayCarryText(commandId, session.interfaceVersion())) {
            session.refuse(commandId, status, sequence);
            return;
        }
        encoder.reset(CommandId.responseOf(commandId), status, sequence)
                .interfaceVersion(session.interfaceVersion())
                .set(Field.MESSAGE_ID, "")
                .tlvCString(TlvTag.ADDITIONAL_STATUS_INFO_TEXT, latin1(reason));
        session.respond(encoder);
    }

    /** By the letter: v3.4 lists it for data_sm_resp alone, and python-smpplib fails on it in a submit_sm_resp. */
    private static boolean mayCarryText(int commandId, int interfaceVersion) {
        return (commandId == CommandId.SUBMIT_SM || commandId == CommandId.DATA_SM)
                && CommandSpec.of(CommandId.responseOf(commandId))
                        .tlvs()
                        .allowed(interfaceVersion, Direction.MC_TO_ESME)
                        .contains(TlvTag.ADDITIONAL_STATUS_INFO_TEXT);
    }

    private static String latin1(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return new String(octets, 0, Math.min(MAX_TEXT, octets.length), StandardCharsets.ISO_8859_1);
    }
}
