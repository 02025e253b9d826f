package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads whatever is there as far as the codec can, touching every field; twice where a command has a flyweight of its own, which
 * must not differ from that of all commands.
 */
final class AnyPdu {
    static final int MAX_PDU_LENGTH_BYTES = 70_000;

    static final String NEED_MORE = "need more";
    static final String FATAL = "fatal";
    static final String ACCEPT = "accept";

    /** A response that nobody knows: there is nothing to answer. */
    static final String IGNORE = "ignore";

    private final CommandFlyweight any = new CommandFlyweight();
    private final BindFlyweight bind = new BindFlyweight();
    private final BindRespFlyweight bindResp = new BindRespFlyweight();
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final MessageIdRespFlyweight messageIdResp = new MessageIdRespFlyweight();
    private int sink;

    /** "need more", "fatal", "nack 0x02", "ignore" or "accept". */
    String read(ByteBuf buf, int offset, int readableBytes) {
        try {
            int length = PduFraming.wholePduLength(buf, offset, readableBytes, MAX_PDU_LENGTH_BYTES);
            return length == PduFraming.NEED_MORE ? NEED_MORE : readPdu(buf, offset, length);
        } catch (FatalPduException e) {
            return FATAL;
        }
    }

    List<String> readAll(ByteBuf buf) {
        List<String> outcomes = new ArrayList<>();
        int offset = 0;
        while (offset < buf.readableBytes()) {
            String outcome = read(buf, offset, buf.readableBytes() - offset);
            outcomes.add(outcome);
            if (outcome.equals(NEED_MORE) || outcome.equals(FATAL)) {
                break;
            }
            offset += PduHeader.commandLength(buf, offset);
        }
        return outcomes;
    }

    static String outcome(NackablePduException e) {
        return e.isAnswerable() ? String.format("nack 0x%02x", e.commandStatus()) : IGNORE;
    }

    private String readPdu(ByteBuf buf, int offset, int length) {
        String outcome = ACCEPT;
        try {
            any.wrap(buf, offset, length);
            touch();
        } catch (NackablePduException e) {
            outcome = outcome(e);
        }
        String own = ACCEPT;
        try {
            readByItsOwn(buf, offset, length, outcome.equals(ACCEPT));
        } catch (NackablePduException e) {
            own = outcome(e);
        }
        if (hasOwnFlyweight(PduHeader.commandId(buf, offset))) {
            assertEquals(own, outcome);
        }
        return outcome;
    }

    private void touch() {
        for (FieldSpec spec : any.spec().fields()) {
            Field field = spec.field();
            sink += switch (field.type()) {
                case INTEGER -> any.number(field);
                case C_OCTET_STRING -> any.string(field).length();
                case OCTET_STRING ->
                    any.has(field)
                            ? any.buffer()
                                    .slice(any.offsetOf(field), any.lengthOf(field))
                                    .readableBytes()
                            : 0;
                case GROUPS -> groups(any.groups(field), field);
            };
        }
        TlvCursor tlvs = any.tlvs();
        while (tlvs.next()) {
            sink += tlvs.asString().length() + (int) tlvs.asUnsigned() + tlvs.tag();
        }
    }

    private static int groups(GroupCursor groups, Field field) {
        int sum = 0;
        while (groups.next()) {
            sum += groups.text().length();
            if (field == Field.UNSUCCESS_SME) {
                sum += groups.ton() + groups.npi() + groups.errorStatusCode();
            } else if (field == Field.DEST_ADDRESS && !groups.isDistributionList()) {
                sum += groups.ton() + groups.npi();
            }
        }
        return sum;
    }

    private static boolean hasOwnFlyweight(int commandId) {
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

    private void readByItsOwn(ByteBuf buf, int offset, int length, boolean compare) {
        switch (PduHeader.commandId(buf, offset)) {
            case CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER -> {
                bind.wrap(buf, offset, length);
                if (compare) {
                    compareBind();
                }
            }
            case CommandId.BIND_RECEIVER_RESP, CommandId.BIND_TRANSMITTER_RESP, CommandId.BIND_TRANSCEIVER_RESP -> {
                bindResp.wrap(buf, offset, length);
                assertEquals(any.string(Field.SYSTEM_ID), bindResp.systemId());
                compareTlvs(bindResp);
            }
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM -> {
                sm.wrap(buf, offset, length);
                if (compare) {
                    compareSm();
                }
            }
            case CommandId.DATA_SM -> {
                dataSm.wrap(buf, offset, length);
                if (compare) {
                    compareMessage(dataSm);
                    TlvCursor tlvs = dataSm.tlvs();
                    int payload = tlvs.find(TlvTag.MESSAGE_PAYLOAD) ? tlvs.valueLength() : 0;
                    assertEquals(payload, dataSm.userDataLength());
                }
            }
            case CommandId.SUBMIT_SM_RESP, CommandId.DELIVER_SM_RESP, CommandId.DATA_SM_RESP -> {
                messageIdResp.wrap(buf, offset, length);
                assertEquals(any.string(Field.MESSAGE_ID), messageIdResp.messageId());
                compareTlvs(messageIdResp);
            }
            default -> {
                // Read by the flyweight of all commands only.
            }
        }
    }

    private void compareBind() {
        assertEquals(any.offsetOf(Field.SYSTEM_ID), bind.systemIdOffset());
        assertEquals(any.lengthOf(Field.SYSTEM_ID), bind.systemIdLength());
        assertEquals(any.offsetOf(Field.PASSWORD), bind.passwordOffset());
        assertEquals(any.lengthOf(Field.PASSWORD), bind.passwordLength());
        assertEquals(any.string(Field.SYSTEM_ID), bind.systemId());
        assertEquals(any.string(Field.PASSWORD), bind.password());
        assertEquals(any.string(Field.SYSTEM_TYPE), bind.systemType());
        assertEquals(any.number(Field.INTERFACE_VERSION), bind.interfaceVersion());
        assertEquals(any.number(Field.ADDR_TON), bind.addrTon());
        assertEquals(any.number(Field.ADDR_NPI), bind.addrNpi());
        assertEquals(any.string(Field.ADDRESS_RANGE), bind.addressRange());
        compareTlvs(bind);
    }

    private void compareMessage(MessageFlyweight message) {
        assertEquals(any.string(Field.SERVICE_TYPE), message.serviceType());
        assertEquals(any.number(Field.SOURCE_ADDR_TON), message.sourceAddrTon());
        assertEquals(any.number(Field.SOURCE_ADDR_NPI), message.sourceAddrNpi());
        assertEquals(any.string(Field.SOURCE_ADDR), message.sourceAddr());
        assertEquals(any.number(Field.DEST_ADDR_TON), message.destAddrTon());
        assertEquals(any.number(Field.DEST_ADDR_NPI), message.destAddrNpi());
        assertEquals(any.string(Field.DESTINATION_ADDR), message.destinationAddr());
        assertEquals(any.number(Field.ESM_CLASS), message.esmClass());
        assertEquals(any.number(Field.REGISTERED_DELIVERY), message.registeredDelivery());
        assertEquals(any.number(Field.DATA_CODING), message.dataCoding());
        compareTlvs(message);
    }

    private void compareSm() {
        compareMessage(sm);
        assertEquals(any.number(Field.PROTOCOL_ID), sm.protocolId());
        assertEquals(any.number(Field.PRIORITY_FLAG), sm.priorityFlag());
        assertEquals(any.string(Field.SCHEDULE_DELIVERY_TIME), sm.scheduleDeliveryTime());
        assertEquals(any.string(Field.VALIDITY_PERIOD), sm.validityPeriod());
        assertEquals(any.number(Field.REPLACE_IF_PRESENT_FLAG), sm.replaceIfPresentFlag());
        assertEquals(any.number(Field.SM_DEFAULT_MSG_ID), sm.smDefaultMsgId());
        assertEquals(any.number(Field.SM_LENGTH), sm.shortMessageLength());
        assertEquals(any.offsetOf(Field.SHORT_MESSAGE), sm.shortMessageOffset());
        assertEquals(any.lengthOf(Field.SHORT_MESSAGE), sm.shortMessageLength());
        boolean inPayload = sm.shortMessageLength() == 0 && sm.messagePayloadOffset() >= 0;
        assertEquals(inPayload ? sm.messagePayloadOffset() : sm.shortMessageOffset(), sm.userDataOffset());
        assertEquals(inPayload ? sm.messagePayloadLength() : sm.shortMessageLength(), sm.userDataLength());
    }

    private void compareTlvs(PduFlyweight pdu) {
        assertEquals(any.tlvLength(), pdu.tlvLength());
        if (any.tlvLength() > 0) {
            assertEquals(any.tlvOffset(), pdu.tlvOffset());
        }
    }

    /** What was read, so that no reading can be left out. */
    int sink() {
        return sink;
    }
}
