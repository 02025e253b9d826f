package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.BindRespFlyweight;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.GroupCursor;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageIdRespFlyweight;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every field of a flyweight by its name, read through every accessor; no offset depends on where the PDU lies. */
final class Readout {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final PduFlyweight pdu;

    private Readout(PduFlyweight pdu) {
        this.pdu = pdu;
    }

    /** The flyweight of this command alone, wrapped; null when there is none. */
    static PduFlyweight wrapSpecial(ByteBuf buf, int offset, int lengthBytes) {
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

    static Map<String, String> of(PduFlyweight pdu) {
        Readout readout = new Readout(pdu);
        readout.add("command_id", pdu.commandId());
        readout.add("command_status", pdu.commandStatus());
        readout.add("sequence_number", pdu.sequenceNumber());
        if (pdu instanceof BindFlyweight bind) {
            readout.bind(bind);
        } else if (pdu instanceof BindRespFlyweight resp) {
            readout.text("system_id", resp.systemIdOffset(), resp.systemIdLength(), resp.systemId());
            readout.add("sc_interface_version", resp.scInterfaceVersion());
        } else if (pdu instanceof MessageIdRespFlyweight resp) {
            readout.text("message_id", resp.messageIdOffset(), resp.messageIdLength(), resp.messageId());
        } else if (pdu instanceof MessageFlyweight message) {
            readout.message(message);
        } else if (pdu instanceof CommandFlyweight command) {
            readout.command(command);
        }
        readout.tlvs();
        return readout.fields;
    }

    private void bind(BindFlyweight bind) {
        text("system_id", bind.systemIdOffset(), bind.systemIdLength(), bind.systemId());
        text("password", bind.passwordOffset(), bind.passwordLength(), bind.password());
        add("system_type", bind.systemType());
        add("interface_version", bind.interfaceVersion());
        add("addr_ton", bind.addrTon());
        add("addr_npi", bind.addrNpi());
        add("address_range", bind.addressRange());
    }

    private void message(MessageFlyweight message) {
        text("service_type", message.serviceTypeOffset(), message.serviceTypeLength(), message.serviceType());
        add("source_addr_ton", message.sourceAddrTon());
        add("source_addr_npi", message.sourceAddrNpi());
        text("source_addr", message.sourceAddrOffset(), message.sourceAddrLength(), message.sourceAddr());
        add("dest_addr_ton", message.destAddrTon());
        add("dest_addr_npi", message.destAddrNpi());
        text(
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
            text(
                    "schedule_delivery_time",
                    sm.scheduleDeliveryTimeOffset(),
                    sm.scheduleDeliveryTimeLength(),
                    sm.scheduleDeliveryTime());
            text("validity_period", sm.validityPeriodOffset(), sm.validityPeriodLength(), sm.validityPeriod());
            add("replace_if_present_flag", sm.replaceIfPresentFlag());
            add("sm_default_msg_id", sm.smDefaultMsgId());
            octets("short_message", sm.shortMessageOffset(), sm.shortMessageLength());
        }
        octets("user data", message.userDataOffset(), message.userDataLength());
    }

    private void command(CommandFlyweight command) {
        for (FieldSpec spec : command.spec().fields()) {
            Field field = spec.field();
            int offset = command.offsetOf(field);
            int length = command.lengthOf(field);
            Oracle.requireEqual(command.has(field), offset >= 0, field + " is there");
            if (offset < 0) {
                Oracle.require(
                        length == 0 && command.string(field).isEmpty(), field + " is not there, yet has a value");
            }
            switch (field.type()) {
                case INTEGER -> add(field.specName(), command.number(field));
                case C_OCTET_STRING -> text(field.specName(), offset, length, command.string(field));
                case OCTET_STRING -> {
                    if (offset >= 0) {
                        octets(field.specName(), offset, length);
                    }
                }
                case GROUPS -> groups(command.groups(field), field, offset + length);
            }
        }
    }

    private void groups(GroupCursor groups, Field field, int end) {
        int count = 0;
        while (groups.next()) {
            String name = field.specName() + " " + count++;
            text(name, groups.textOffset(), groups.textLength(), groups.text());
            if (field != Field.MESSAGE_DETAILS && !groups.isDistributionList()) {
                add(name + " ton, npi", groups.ton() + ", " + groups.npi());
            }
            if (field == Field.UNSUCCESS_SME) {
                add(name + " error_status_code", groups.errorStatusCode());
            }
            Oracle.require(groups.textOffset() + groups.textLength() < end, name + " ends beyond its field");
        }
        add(field.specName() + " count", count);
    }

    private void tlvs() {
        int start = pdu.offset();
        Oracle.require(
                pdu.tlvOffset() >= start + 16
                        && pdu.tlvLength() >= 0
                        && pdu.tlvOffset() + pdu.tlvLength() <= start + pdu.lengthBytes(),
                "TLVs outside the PDU");
        StringBuilder all = new StringBuilder();
        TlvCursor tlvs = pdu.tlvs();
        while (tlvs.next()) {
            all.append(' ').append(Integer.toHexString(tlvs.tag())).append('=');
            all.append(ByteBufUtil.hexDump(pdu.buffer(), tlvs.valueOffset(), tlvs.valueLength()));
        }
        add("TLVs", all);
    }

    private void text(String name, int offset, int length, String value) {
        Oracle.requireEqual(length, value.length(), name + ": its length");
        Oracle.require(
                length == 0
                        || (offset >= pdu.offset() + 16
                                && offset + length <= pdu.offset() + pdu.lengthBytes()
                                && value.charAt(0) == pdu.buffer().getUnsignedByte(offset)),
                name + ": its offset");
        add(name, value);
    }

    private void octets(String name, int offset, int length) {
        add(name, ByteBufUtil.hexDump(pdu.buffer(), offset, length));
    }

    private void add(String name, Object value) {
        fields.put(name, value.toString());
    }
}
