package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every PDU that other implementations made decodes to the fields they stated and encodes back to their octets. */
class PduVectorTest {
    private final BindFlyweight bind = new BindFlyweight();
    private final BindRespFlyweight bindResp = new BindRespFlyweight();
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final MessageIdRespFlyweight messageIdResp = new MessageIdRespFlyweight();
    private final SmEncoder smEncoder = new SmEncoder();
    private final DataSmEncoder dataSmEncoder = new DataSmEncoder();
    private final RespEncoder respEncoder = new RespEncoder();

    @Test
    void shouldDecodeToTheStatedFields() {
        forEachVector(this::decode);
    }

    @Test
    void shouldEncodeBackToTheSameOctets() {
        forEachVector(this::encode);
    }

    private static void forEachVector(Consumer<JsonNode> check) {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.pdus()) {
            int commandId = number(vector.get("fields").get("command_id"));
            if (isHandled(commandId)) {
                checks.add(() -> {
                    try {
                        check.accept(vector);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(vector.get("id").asText() + ": " + e, e);
                    }
                });
            }
        }
        assertTrue(checks.size() >= 470, checks.size() + " vectors");
        assertAll(checks);
    }

    private static boolean isHandled(int commandId) {
        return switch (commandId & ~0x8000_0000) {
            case CommandId.BIND_RECEIVER,
                    CommandId.BIND_TRANSMITTER,
                    CommandId.BIND_TRANSCEIVER,
                    CommandId.SUBMIT_SM,
                    CommandId.DELIVER_SM,
                    CommandId.DATA_SM,
                    CommandId.ENQUIRE_LINK,
                    CommandId.UNBIND,
                    0 -> true;
            default -> false;
        };
    }

    private void decode(JsonNode vector) {
        ByteBuf buf = Vectors.buffer(vector.get("hex"));
        int length = buf.readableBytes();
        JsonNode fields = vector.get("fields");
        assertEquals(length, PduFraming.wholePduLength(buf, 0, length, 70_000));
        assertEquals(number(fields.get("command_length")), PduHeader.commandLength(buf, 0));
        assertEquals(number(fields.get("command_id")), PduHeader.commandId(buf, 0));
        assertEquals(number(fields.get("command_status")), PduHeader.commandStatus(buf, 0));
        assertEquals(number(fields.get("sequence_number")), PduHeader.sequenceNumber(buf, 0));
        int commandId = PduHeader.commandId(buf, 0);
        switch (commandId & ~0x8000_0000) {
            case CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER -> {
                if (CommandId.isResponse(commandId)) {
                    bindResp.wrap(buf, 0, length);
                    assertEquals(text(fields, "system_id"), bindResp.systemId());
                    assertTlvs(fields, bindResp);
                } else {
                    decodeBind(fields, bind.wrap(buf, 0, length));
                }
            }
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM -> {
                if (CommandId.isResponse(commandId)) {
                    messageIdResp.wrap(buf, 0, length);
                    assertEquals(text(fields, "message_id"), messageIdResp.messageId());
                    assertTlvs(fields, messageIdResp);
                } else if (commandId == CommandId.DATA_SM) {
                    decodeMessage(fields, dataSm.wrap(buf, 0, length));
                } else {
                    decodeMessage(fields, sm.wrap(buf, 0, length));
                    decodeSm(fields);
                }
            }
            default -> assertTlvs(fields, buf, new TlvCursor().wrap(buf, PduHeader.LENGTH_BYTES, length));
        }
    }

    private static void decodeBind(JsonNode fields, BindFlyweight bind) {
        assertEquals(text(fields, "system_id"), bind.systemId());
        assertEquals(text(fields, "password"), bind.password());
        assertEquals(text(fields, "system_type"), bind.systemType());
        assertEquals(number(fields.get("interface_version")), bind.interfaceVersion());
        assertEquals(number(fields.get("addr_ton")), bind.addrTon());
        assertEquals(number(fields.get("addr_npi")), bind.addrNpi());
        assertEquals(text(fields, "address_range"), bind.addressRange());
        assertTlvs(fields, bind);
    }

    private static void decodeMessage(JsonNode fields, MessageFlyweight message) {
        assertEquals(text(fields, "service_type"), message.serviceType());
        assertEquals(number(fields.get("source_addr_ton")), message.sourceAddrTon());
        assertEquals(number(fields.get("source_addr_npi")), message.sourceAddrNpi());
        assertEquals(text(fields, "source_addr"), message.sourceAddr());
        assertEquals(number(fields.get("dest_addr_ton")), message.destAddrTon());
        assertEquals(number(fields.get("dest_addr_npi")), message.destAddrNpi());
        assertEquals(text(fields, "destination_addr"), message.destinationAddr());
        assertEquals(number(fields.get("esm_class")), message.esmClass());
        assertEquals(number(fields.get("registered_delivery")), message.registeredDelivery());
        assertEquals(number(fields.get("data_coding")), message.dataCoding());
        assertTlvs(fields, message);
        JsonNode payload = tlv(fields, TlvTag.MESSAGE_PAYLOAD);
        assertEquals(payload == null ? 0 : number(payload.get("length")), message.messagePayloadLength());
        assertEquals(payload == null, message.messagePayloadOffset() < 0);
    }

    private void decodeSm(JsonNode fields) {
        assertEquals(number(fields.get("protocol_id")), sm.protocolId());
        assertEquals(number(fields.get("priority_flag")), sm.priorityFlag());
        assertEquals(text(fields, "schedule_delivery_time"), sm.scheduleDeliveryTime());
        assertEquals(text(fields, "validity_period"), sm.validityPeriod());
        assertEquals(number(fields.get("replace_if_present_flag")), sm.replaceIfPresentFlag());
        assertEquals(number(fields.get("sm_default_msg_id")), sm.smDefaultMsgId());
        assertEquals(number(fields.get("sm_length")), sm.shortMessageLength());
        assertEquals(
                text(fields, "short_message"),
                ByteBufUtil.hexDump(sm.buffer(), sm.shortMessageOffset(), sm.shortMessageLength()));
        boolean inPayload = sm.shortMessageLength() == 0 && sm.messagePayloadOffset() >= 0;
        assertEquals(inPayload ? sm.messagePayloadOffset() : sm.shortMessageOffset(), sm.userDataOffset());
        assertEquals(inPayload ? sm.messagePayloadLength() : sm.shortMessageLength(), sm.userDataLength());
    }

    private static void assertTlvs(JsonNode fields, PduFlyweight pdu) {
        assertTlvs(fields, pdu.buffer(), pdu.tlvs());
        assertEquals(pdu.offset() + pdu.lengthBytes(), pdu.tlvOffset() + pdu.tlvLength());
    }

    private static void assertTlvs(JsonNode fields, ByteBuf buf, TlvCursor tlvs) {
        for (JsonNode stated : fields.get("tlvs")) {
            assertTrue(tlvs.next(), () -> "missing " + stated);
            assertEquals(number(stated.get("tag")), tlvs.tag());
            assertEquals(number(stated.get("length")), tlvs.valueLength());
            String value = ByteBufUtil.hexDump(buf, tlvs.valueOffset(), tlvs.valueLength());
            if (stated.has("value_sha256")) {
                assertEquals(text(stated, "value_sha256"), Vectors.sha256(ByteBufUtil.decodeHexDump(value)));
            } else {
                assertEquals(text(stated, "value"), value);
            }
            if (stated.has("int") && tlvs.valueLength() <= 4) {
                assertEquals(stated.get("int").asLong(), tlvs.asUnsigned());
            }
        }
        assertFalse(tlvs.next());
    }

    private void encode(JsonNode vector) {
        byte[] octets = Vectors.octets(vector.get("hex"));
        ByteBuf original = Unpooled.wrappedBuffer(octets);
        ByteBuf out = Unpooled.buffer(16);
        JsonNode fields = vector.get("fields");
        int commandId = number(fields.get("command_id"));
        int written = switch (commandId & ~0x8000_0000) {
            case CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER ->
                CommandId.isResponse(commandId) ? encodeResp(fields, "system_id", out) : encodeBind(fields, out);
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM ->
                CommandId.isResponse(commandId)
                        ? encodeResp(fields, "message_id", out)
                        : encodeMessage(fields, original, out);
            default -> encodeHeaderOnly(fields, out);
        };
        assertEquals(octets.length, written);
        assertEquals(ByteBufUtil.hexDump(octets), ByteBufUtil.hexDump(out));
    }

    /** v5.0 lets congestion_state follow a response that is otherwise a header only. */
    private int encodeHeaderOnly(JsonNode fields, ByteBuf out) {
        return fields.get("tlvs").isEmpty()
                ? PduEncoder.headerOnly(
                        out,
                        number(fields.get("command_id")),
                        number(fields.get("command_status")),
                        number(fields.get("sequence_number")))
                : encodeResp(fields, "", out);
    }

    private static int encodeBind(JsonNode fields, ByteBuf out) {
        assertTrue(fields.get("tlvs").isEmpty());
        return PduEncoder.bind(
                out,
                number(fields.get("command_id")),
                number(fields.get("sequence_number")),
                text(fields, "system_id"),
                text(fields, "password"),
                text(fields, "system_type"),
                number(fields.get("interface_version")),
                number(fields.get("addr_ton")),
                number(fields.get("addr_npi")),
                text(fields, "address_range"));
    }

    private int encodeResp(JsonNode fields, String idField, ByteBuf out) {
        respEncoder.reset(
                number(fields.get("command_id")),
                number(fields.get("command_status")),
                number(fields.get("sequence_number")));
        if (fields.has(idField)) {
            respEncoder.id(text(fields, idField));
        }
        for (JsonNode stated : fields.get("tlvs")) {
            byte[] value = Vectors.octets(stated.get("value"));
            respEncoder.tlv(number(stated.get("tag")), value, 0, value.length);
        }
        return respEncoder.encode(out);
    }

    private int encodeMessage(JsonNode fields, ByteBuf original, ByteBuf out) {
        int commandId = number(fields.get("command_id"));
        MessageEncoder<?> encoder = commandId == CommandId.DATA_SM ? dataSmEncoder.clear() : smEncoder.reset(commandId);
        encoder.interfaceVersion(InterfaceVersion.V5_0)
                .sequenceNumber(number(fields.get("sequence_number")))
                .serviceType(text(fields, "service_type"))
                .sourceAddr(
                        number(fields.get("source_addr_ton")),
                        number(fields.get("source_addr_npi")),
                        text(fields, "source_addr"))
                .destinationAddr(
                        number(fields.get("dest_addr_ton")),
                        number(fields.get("dest_addr_npi")),
                        text(fields, "destination_addr"))
                .esmClass(number(fields.get("esm_class")))
                .registeredDelivery(number(fields.get("registered_delivery")))
                .dataCoding(number(fields.get("data_coding")));
        if (commandId != CommandId.DATA_SM) {
            byte[] shortMessage = Vectors.octets(fields.get("short_message"));
            smEncoder
                    .protocolId(number(fields.get("protocol_id")))
                    .priorityFlag(number(fields.get("priority_flag")))
                    .scheduleDeliveryTime(text(fields, "schedule_delivery_time"))
                    .validityPeriod(text(fields, "validity_period"))
                    .replaceIfPresentFlag(number(fields.get("replace_if_present_flag")))
                    .smDefaultMsgId(number(fields.get("sm_default_msg_id")))
                    .shortMessage(shortMessage, 0, shortMessage.length);
        }
        TlvCursor tlvs = cursor(commandId, original);
        for (JsonNode stated : fields.get("tlvs")) {
            assertTrue(tlvs.next());
            // Long values are stated by their digest only, which the decoding test compares.
            if (stated.has("value")) {
                encoder.tlv(number(stated.get("tag")), Vectors.octets(stated.get("value")));
            } else {
                encoder.tlv(number(stated.get("tag")), original, tlvs.valueOffset(), tlvs.valueLength());
            }
        }
        int written = encoder.encode(out);
        if (commandId != CommandId.DATA_SM) {
            ByteBuf copy = Unpooled.buffer(written);
            smEncoder
                    .copyOf(sm.wrap(original, 0, original.readableBytes()))
                    .sequenceNumber(sm.sequenceNumber())
                    .encode(copy);
            assertEquals(out, copy);
        }
        return written;
    }

    private TlvCursor cursor(int commandId, ByteBuf original) {
        int length = original.readableBytes();
        return commandId == CommandId.DATA_SM
                ? dataSm.wrap(original, 0, length).tlvs()
                : sm.wrap(original, 0, length).tlvs();
    }

    private static JsonNode tlv(JsonNode fields, int tag) {
        for (JsonNode stated : fields.get("tlvs")) {
            if (number(stated.get("tag")) == tag) {
                return stated;
            }
        }
        return null;
    }

    /** A number, or a string such as 0x80000004. */
    private static int number(JsonNode node) {
        return node.isTextual() ? Integer.parseUnsignedInt(node.asText().substring(2), 16) : (int) node.asLong();
    }

    private static String text(JsonNode fields, String name) {
        return fields.has(name) ? fields.get(name).asText() : "";
    }
}
