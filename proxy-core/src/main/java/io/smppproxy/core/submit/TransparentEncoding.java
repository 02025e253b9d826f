package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.core.config.LinkConfig;

/**
 * Messages of accounts in transparent mode: the ESME's octets are the SMSC's. A link of v3.3 has neither TLVs nor data_sm: towards it TLVs
 * are left out, data_sm becomes submit_sm and message_payload short_message, and what would mean something else without its TLVs is
 * refused. One per thread; allocates nothing.
 */
final class TransparentEncoding {
    private static final int MAX_ADDRESS = 20;

    private final SubmitFields fields = new SubmitFields();
    private final SmEncoder encoder = new SmEncoder();
    private boolean changes;

    /** @return 1, or the negated command_status to refuse it with */
    int analyse(MessageFlyweight message, LinkConfig link) {
        changes = !InterfaceVersion.hasTlvs(link.interfaceVersion()) && (message.tlvLength() > 0 || isDataSm(message));
        return changes ? analyseForV33(message) : 1;
    }

    private static boolean isDataSm(MessageFlyweight message) {
        return PduHeader.commandId(message.buffer(), message.offset()) == CommandId.DATA_SM;
    }

    private static int analyseForV33(MessageFlyweight message) {
        if (message.tlvs().find(TlvTag.SAR_MSG_REF_NUM)) {
            // Without its TLVs the part would be a message of its own.
            return -CommandStatus.ESME_RTLVNOTALLWD;
        }
        if (message.userDataLength() > InterfaceVersion.maxShortMessageBytes(InterfaceVersion.V3_3)) {
            return -CommandStatus.ESME_RINVMSGLEN;
        }
        if (message.sourceAddrLength() > MAX_ADDRESS) {
            return -CommandStatus.ESME_RINVSRCADR;
        }
        return message.destinationAddrLength() > MAX_ADDRESS ? -CommandStatus.ESME_RINVDSTADR : 1;
    }

    /** Appends the message that was analysed last. */
    void encode(MessageFlyweight message, LaneRecordEncoder record) {
        if (!changes) {
            record.part(message.buffer(), message.offset(), message.lengthBytes());
            return;
        }
        ByteBuf buf = message.buffer();
        fields.copy(message, encoder);
        encoder.interfaceVersion(InterfaceVersion.V3_3);
        encoder.sourceAddr(
                message.sourceAddrTon(),
                message.sourceAddrNpi(),
                buf,
                message.sourceAddrOffset(),
                message.sourceAddrLength());
        encoder.destinationAddr(
                message.destAddrTon(),
                message.destAddrNpi(),
                buf,
                message.destinationAddrOffset(),
                message.destinationAddrLength());
        encoder.shortMessage(buf, message.userDataOffset(), message.userDataLength());
        int length = encoder.encode();
        record.part(encoder.octets(), encoder.octetsOffset(), length);
    }
}
