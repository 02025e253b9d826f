package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.BindRespFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageIdRespFlyweight;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvCursor;
import java.util.ArrayList;
import java.util.List;

/** Every field of a flyweight by its name, and every offset relative to the PDU. */
final class Readout {
    private final List<String> fields = new ArrayList<>();
    private final int start;

    private Readout(int start) {
        this.start = start;
    }

    /** The flyweight that reads this command, wrapped; null when there is none. */
    static PduFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        int commandId = buf.getInt(offset + 4);
        return switch (commandId) {
            case CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER ->
                new BindFlyweight().wrap(buf, offset, lengthBytes);
            case CommandId.BIND_RECEIVER_RESP, CommandId.BIND_TRANSMITTER_RESP, CommandId.BIND_TRANSCEIVER_RESP ->
                new BindRespFlyweight().wrap(buf, offset, lengthBytes);
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM -> new SmFlyweight().wrap(buf, offset, lengthBytes);
            case CommandId.DATA_SM -> new DataSmFlyweight().wrap(buf, offset, lengthBytes);
            case CommandId.SUBMIT_SM_RESP, CommandId.DELIVER_SM_RESP, CommandId.DATA_SM_RESP ->
                new MessageIdRespFlyweight().wrap(buf, offset, lengthBytes);
            default -> null;
        };
    }

    static String of(PduFlyweight pdu) {
        Readout readout = new Readout(pdu.offset());
        if (pdu instanceof BindFlyweight bind) {
            readout.bind(bind);
        } else if (pdu instanceof BindRespFlyweight resp) {
            readout.range("system_id", resp.systemIdOffset(), resp.systemIdLength(), resp.systemId());
            readout.add("sc_interface_version", resp.scInterfaceVersion());
        } else if (pdu instanceof MessageIdRespFlyweight resp) {
            readout.range("message_id", resp.messageIdOffset(), resp.messageIdLength(), resp.messageId());
        } else if (pdu instanceof MessageFlyweight message) {
            readout.message(message);
        }
        readout.add("command_status", pdu.commandStatus());
        readout.add("sequence_number", pdu.sequenceNumber());
        readout.tlvs(pdu);
        return String.join("\n", readout.fields);
    }

    private void bind(BindFlyweight bind) {
        range("system_id", bind.systemIdOffset(), bind.systemIdLength(), bind.systemId());
        range("password", bind.passwordOffset(), bind.passwordLength(), bind.password());
        add("system_type", bind.systemType());
        add("interface_version", bind.interfaceVersion());
        add("addr_ton", bind.addrTon());
        add("addr_npi", bind.addrNpi());
        add("address_range", bind.addressRange());
    }

    private void message(MessageFlyweight message) {
        range("service_type", message.serviceTypeOffset(), message.serviceTypeLength(), message.serviceType());
        add("source_addr_ton", message.sourceAddrTon());
        add("source_addr_npi", message.sourceAddrNpi());
        range("source_addr", message.sourceAddrOffset(), message.sourceAddrLength(), message.sourceAddr());
        add("dest_addr_ton", message.destAddrTon());
        add("dest_addr_npi", message.destAddrNpi());
        range(
                "destination_addr",
                message.destinationAddrOffset(),
                message.destinationAddrLength(),
                message.destinationAddr());
        add("esm_class", message.esmClass());
        add("registered_delivery", message.registeredDelivery());
        add("data_coding", message.dataCoding());
        if (message instanceof SmFlyweight sm) {
            add("protocol_id", sm.protocolId());
            add("priority_flag", sm.priorityFlag());
            range(
                    "schedule_delivery_time",
                    sm.scheduleDeliveryTimeOffset(),
                    sm.scheduleDeliveryTimeLength(),
                    sm.scheduleDeliveryTime());
            range("validity_period", sm.validityPeriodOffset(), sm.validityPeriodLength(), sm.validityPeriod());
            add("replace_if_present_flag", sm.replaceIfPresentFlag());
            add("sm_default_msg_id", sm.smDefaultMsgId());
            octets("short_message", sm.buffer(), sm.shortMessageOffset(), sm.shortMessageLength());
        }
        octets("user data", message.buffer(), message.userDataOffset(), message.userDataLength());
    }

    private void tlvs(PduFlyweight pdu) {
        Oracle.require(
                pdu.tlvOffset() >= start + 16
                        && pdu.tlvLength() >= 0
                        && pdu.tlvOffset() + pdu.tlvLength() <= start + pdu.lengthBytes(),
                "TLVs outside the PDU");
        TlvCursor tlvs = pdu.tlvs();
        while (tlvs.next()) {
            octets("tlv " + tlvs.tag(), pdu.buffer(), tlvs.valueOffset(), tlvs.valueLength());
        }
    }

    private void range(String name, int offset, int length, String value) {
        Oracle.requireEqual(length, value.length(), name + ": its length");
        add(name, value + " at " + (offset - start));
    }

    private void octets(String name, ByteBuf buf, int offset, int length) {
        add(name, ByteBufUtil.hexDump(buf, offset, length) + " at " + (offset - start));
    }

    private void add(String name, Object value) {
        fields.add(name + "=" + value);
    }
}
