package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.GroupCursor;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.core.admission.RandomIds;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.submit.EsmeSubmission;
import io.smppproxy.core.submit.EsmeSubmitPath;
import java.nio.charset.StandardCharsets;

/**
 * submit_multi (SMPP v3.4 §4.5): a submit_sm for each destination, each on the way that its route says, and one response when all are
 * answered. Distribution lists are a message centre's own, so each fails. Owned by one I/O loop; allocates per destination.
 */
final class EsmeMultiSubmits {
    /** message_id of v3.3 has 8 characters; a longer one could overrun a peer's buffer. */
    private static final int V33_ID_LENGTH = 8;

    private final EsmeRequests requests;
    private final EsmeAnswers answers;
    private final EsmeSubmitPath path;
    private final RandomIds ids = new RandomIds();
    private final CommandFlyweight multi = new CommandFlyweight();
    private final SmEncoder encoder = new SmEncoder();
    private final ByteBuf pdu = Unpooled.buffer();
    private final SmFlyweight sm = new SmFlyweight();
    private final EsmeSubmission submission = new EsmeSubmission();
    private final CommandEncoder response = new CommandEncoder();

    EsmeMultiSubmits(EsmeRequests requests, EsmeAnswers answers, EsmeSubmitPath path) {
        this.requests = requests;
        this.answers = answers;
        this.path = path;
    }

    void onRequest(EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int sequence) {
        multi.wrap(buf, offset, lengthBytes);
        int count = multi.number(Field.NUMBER_OF_DESTS);
        if (count == 0) {
            session.refuse(CommandId.SUBMIT_MULTI, CommandStatus.ESME_RINVNUMDESTS, sequence);
            return;
        }
        // The request itself has paid for one message.
        if (count > 1 && !session.tryAcquire(count - 1, System.nanoTime())) {
            answers.refuse(session, CommandId.SUBMIT_MULTI, sequence, CommandStatus.ESME_RTHROTTLED, "");
            return;
        }
        ids.next();
        long groupHi = ids.hi();
        long groupLo = GroupIds.group(ids.lo(), count);
        MultiSubmission group =
                new MultiSubmission(session, sequence, toldId(groupHi, groupLo, session.interfaceVersion()), count);
        // The last destination's outcome may come at once, and with it the response.
        GroupCursor destinations = multi.groups(Field.DEST_ADDRESS);
        for (int index = 1; destinations.next(); index++) {
            if (destinations.isDistributionList()) {
                onList(group, destinations.text());
            } else {
                submit(group, destinations, groupHi, GroupIds.member(groupLo, index));
            }
        }
    }

    private static String toldId(long hi, long lo, int interfaceVersion) {
        byte[] hex = new byte[MessageIds.HEX_LENGTH];
        MessageIds.putHex(hi, lo, hex, 0);
        int length = InterfaceVersion.hasTlvs(interfaceVersion) ? hex.length : V33_ID_LENGTH;
        return new String(hex, 0, length, StandardCharsets.US_ASCII);
    }

    private void onList(MultiSubmission group, String name) {
        int status = name.isEmpty() ? CommandStatus.ESME_RINVDLNAME : CommandStatus.ESME_RCNTSUBDL;
        onOutcome(new MultiSubmission.Destination(group, 0, 0, name), status);
    }

    private void submit(MultiSubmission group, GroupCursor to, long idHi, long idLo) {
        EsmeSession session = group.session();
        MultiSubmission.Destination destination = new MultiSubmission.Destination(group, to.ton(), to.npi(), to.text());
        encode(to);
        long handle = requests.open(session, CommandId.SUBMIT_MULTI, group.sequence(), destination);
        submission
                .begin(sm.wrap(pdu, 0, pdu.readableBytes()), session.account(), false, handle)
                .id(idHi, idLo, group.toldId());
        int status = path.submit(submission);
        if (status != CommandStatus.ESME_ROK) {
            requests.close(handle);
            onOutcome(destination, status);
        }
    }

    /** The submit_sm for one destination: everything but the addresses is as in the submit_multi. */
    private void encode(GroupCursor to) {
        ByteBuf buf = multi.buffer();
        // No version's limits: those of the link's are applied where it is known.
        encoder.reset(CommandId.SUBMIT_SM).interfaceVersion(InterfaceVersion.V5_0);
        encoder.serviceType(multi.string(Field.SERVICE_TYPE))
                .sourceAddr(
                        multi.number(Field.SOURCE_ADDR_TON),
                        multi.number(Field.SOURCE_ADDR_NPI),
                        buf,
                        multi.offsetOf(Field.SOURCE_ADDR),
                        multi.lengthOf(Field.SOURCE_ADDR))
                .destinationAddr(to.ton(), to.npi(), buf, to.textOffset(), to.textLength())
                .esmClass(multi.number(Field.ESM_CLASS))
                .registeredDelivery(multi.number(Field.REGISTERED_DELIVERY))
                .dataCoding(multi.number(Field.DATA_CODING))
                .protocolId(multi.number(Field.PROTOCOL_ID))
                .priorityFlag(multi.number(Field.PRIORITY_FLAG))
                .scheduleDeliveryTime(multi.string(Field.SCHEDULE_DELIVERY_TIME))
                .validityPeriod(multi.string(Field.VALIDITY_PERIOD))
                .replaceIfPresentFlag(multi.number(Field.REPLACE_IF_PRESENT_FLAG))
                .smDefaultMsgId(multi.number(Field.SM_DEFAULT_MSG_ID))
                .shortMessage(buf, multi.offsetOf(Field.SHORT_MESSAGE), multi.lengthOf(Field.SHORT_MESSAGE))
                .tlvsOf(multi);
        pdu.clear();
        encoder.encode(pdu);
    }

    void onReply(MultiSubmission.Destination destination, Reply reply) {
        onOutcome(destination, answers.statusOf(reply));
    }

    private void onOutcome(MultiSubmission.Destination destination, int commandStatus) {
        MultiSubmission group = destination.of();
        group.answered(destination, commandStatus);
        if (group.isComplete()) {
            respond(group);
        }
    }

    private void respond(MultiSubmission group) {
        EsmeSession session = group.session();
        int status = group.commandStatus();
        if (status == CommandStatus.ESME_RTHROTTLED) {
            session.onThrottled(System.nanoTime());
        }
        response.reset(CommandId.SUBMIT_MULTI_RESP, status, group.sequence())
                .set(Field.MESSAGE_ID, status == CommandStatus.ESME_ROK ? group.toldId() : "");
        for (MultiSubmission.Failure failure : group.failures()) {
            MultiSubmission.Destination to = failure.destination();
            response.addUnsuccess(to.ton(), to.npi(), to.address(), failure.commandStatus());
        }
        session.respond(response);
    }
}
