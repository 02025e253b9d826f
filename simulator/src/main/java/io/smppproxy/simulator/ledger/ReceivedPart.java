package io.smppproxy.simulator.ledger;

import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;

/**
 * One submit_sm or data_sm as it arrived, and what was decided about it. Immutable; the octets must not be changed.
 *
 * @param receivedAtMs wall clock, milliseconds since 1970
 * @param session number of the connection, from 1
 * @param commandId submit_sm or data_sm
 * @param userData short_message or message_payload, with its user data header
 * @param sarReference sar_msg_ref_num, -1 without it
 * @param sarTotal sar_total_segments, -1 without it
 * @param sarSequence sar_segment_seqnum, -1 without it
 * @param userMessageReference its TLV, -1 without it
 * @param messageId as in the answer; empty when refused
 * @param status command_status that was decided
 * @param answerWithheld true when a fault kept the answer from being sent
 */
public record ReceivedPart(
        long receivedAtMs,
        String systemId,
        long session,
        int commandId,
        int sequenceNumber,
        int sourceTon,
        int sourceNpi,
        String source,
        int destTon,
        int destNpi,
        String destination,
        int esmClass,
        int registeredDelivery,
        int dataCoding,
        @SuppressWarnings("ArrayRecordComponent") byte[] userData,
        int sarReference,
        int sarTotal,
        int sarSequence,
        int userMessageReference,
        String messageId,
        int status,
        boolean answerWithheld) {

    /** Copies what {@code message} holds. */
    public static ReceivedPart of(
            MessageFlyweight message,
            String systemId,
            long session,
            String messageId,
            int status,
            boolean answerWithheld) {
        int sarReference = -1;
        int sarTotal = -1;
        int sarSequence = -1;
        int userMessageReference = -1;
        TlvCursor tlvs = message.tlvs();
        while (tlvs.next()) {
            switch (tlvs.tag()) {
                case TlvTag.SAR_MSG_REF_NUM -> sarReference = (int) tlvs.asUnsigned();
                case TlvTag.SAR_TOTAL_SEGMENTS -> sarTotal = (int) tlvs.asUnsigned();
                case TlvTag.SAR_SEGMENT_SEQNUM -> sarSequence = (int) tlvs.asUnsigned();
                case TlvTag.USER_MESSAGE_REFERENCE -> userMessageReference = (int) tlvs.asUnsigned();
                default -> {}
            }
        }
        return new ReceivedPart(
                System.currentTimeMillis(),
                systemId,
                session,
                message.commandId(),
                message.sequenceNumber(),
                message.sourceAddrTon(),
                message.sourceAddrNpi(),
                message.sourceAddr(),
                message.destAddrTon(),
                message.destAddrNpi(),
                message.destinationAddr(),
                message.esmClass(),
                message.registeredDelivery(),
                message.dataCoding(),
                ByteBufUtil.getBytes(message.buffer(), message.userDataOffset(), message.userDataLength()),
                sarReference,
                sarTotal,
                sarSequence,
                userMessageReference,
                messageId,
                status,
                answerWithheld);
    }

    /** True when the SMSC took it, whether or not the sender was told. */
    public boolean isAccepted() {
        return status == CommandStatus.ESME_ROK;
    }

    /** Octets of the user data header with its length octet; 0 without one. */
    public int udhLength() {
        if (!EsmClass.hasUdh(esmClass) || userData.length == 0) {
            return 0;
        }
        return Math.min(userData.length, 1 + (userData[0] & 0xFF));
    }
}
