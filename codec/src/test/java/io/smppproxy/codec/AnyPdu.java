package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Reads whatever is there as far as the codec can, touching every field. */
final class AnyPdu {
    static final int MAX_PDU_LENGTH_BYTES = 70_000;

    private AnyPdu() {}

    /** "need more", "fatal", "nack 0x02", "unknown" or "accept". */
    static String read(ByteBuf buf, int offset, int readableBytes) {
        try {
            int length = PduFraming.wholePduLength(buf, offset, readableBytes, MAX_PDU_LENGTH_BYTES);
            return length == PduFraming.NEED_MORE ? "need more" : readPdu(buf, offset, length);
        } catch (NackablePduException e) {
            return String.format("nack 0x%02x", e.commandStatus());
        } catch (FatalPduException e) {
            return "fatal";
        }
    }

    static List<String> readAll(ByteBuf buf) {
        List<String> outcomes = new ArrayList<>();
        int offset = 0;
        while (offset < buf.readableBytes()) {
            String outcome = read(buf, offset, buf.readableBytes() - offset);
            outcomes.add(outcome);
            if (outcome.equals("need more") || outcome.equals("fatal")) {
                break;
            }
            offset += PduHeader.commandLength(buf, offset);
        }
        return outcomes;
    }

    static boolean hasBodyDecoder(int commandId) {
        return switch (commandId & ~0x8000_0000) {
            case CommandId.BIND_RECEIVER,
                    CommandId.BIND_TRANSMITTER,
                    CommandId.BIND_TRANSCEIVER,
                    CommandId.SUBMIT_SM,
                    CommandId.DELIVER_SM,
                    CommandId.DATA_SM -> true;
            default -> false;
        };
    }

    private static String readPdu(ByteBuf buf, int offset, int length) {
        int commandId = PduHeader.commandId(buf, offset);
        PduFlyweight pdu = switch (commandId) {
            case CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER ->
                touch(new BindFlyweight().wrap(buf, offset, length));
            case CommandId.BIND_RECEIVER_RESP, CommandId.BIND_TRANSMITTER_RESP, CommandId.BIND_TRANSCEIVER_RESP ->
                touch(new BindRespFlyweight().wrap(buf, offset, length));
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM -> touch(new SmFlyweight().wrap(buf, offset, length));
            case CommandId.DATA_SM -> touch((MessageFlyweight) new DataSmFlyweight().wrap(buf, offset, length));
            case CommandId.SUBMIT_SM_RESP, CommandId.DELIVER_SM_RESP, CommandId.DATA_SM_RESP ->
                touch(new MessageIdRespFlyweight().wrap(buf, offset, length));
            default -> null;
        };
        if (pdu == null) {
            return CommandId.name(commandId).startsWith("command") ? "unknown" : "accept";
        }
        TlvCursor tlvs = pdu.tlvs();
        while (tlvs.next()) {
            tlvs.asString();
            tlvs.asUnsigned();
            TlvTag.name(tlvs.tag());
        }
        return "accept";
    }

    private static PduFlyweight touch(BindFlyweight bind) {
        String all = bind.systemId() + bind.password() + bind.systemType() + bind.addressRange();
        check(all.length() + bind.interfaceVersion() + bind.addrTon() + bind.addrNpi());
        return bind;
    }

    private static PduFlyweight touch(BindRespFlyweight resp) {
        check(resp.systemId().length() + resp.scInterfaceVersion() + 1);
        return resp;
    }

    private static PduFlyweight touch(MessageIdRespFlyweight resp) {
        check(resp.messageId().length());
        return resp;
    }

    private static PduFlyweight touch(SmFlyweight sm) {
        touch((MessageFlyweight) sm);
        check(sm.scheduleDeliveryTime().length() + sm.validityPeriod().length());
        check(sm.protocolId() + sm.priorityFlag() + sm.replaceIfPresentFlag() + sm.smDefaultMsgId());
        return sm;
    }

    private static PduFlyweight touch(MessageFlyweight message) {
        check((message.serviceType() + message.sourceAddr() + message.destinationAddr()).length());
        check(message.sourceAddrTon() + message.sourceAddrNpi() + message.destAddrTon() + message.destAddrNpi());
        check(message.esmClass() + message.registeredDelivery() + message.dataCoding());
        check(message.buffer()
                .slice(message.userDataOffset(), message.userDataLength())
                .readableBytes());
        return message;
    }

    private static void check(int notNegative) {
        if (notNegative < 0) {
            throw new AssertionError(notNegative);
        }
    }
}
