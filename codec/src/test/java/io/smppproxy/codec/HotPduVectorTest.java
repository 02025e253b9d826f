package io.smppproxy.codec;

import static io.smppproxy.codec.Vectors.number;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The flyweights and encoders that are made for the commands which most PDUs are: every vector of these decodes to its stated
 * fields and encodes back to its octets.
 */
class HotPduVectorTest {
    private static final int NOT_A_USUAL_FORM = -1;

    private final BindFlyweight bind = new BindFlyweight();
    private final BindRespFlyweight bindResp = new BindRespFlyweight();
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final MessageIdRespFlyweight messageIdResp = new MessageIdRespFlyweight();
    private final SmEncoder smEncoder = new SmEncoder();
    private final DataSmEncoder dataSmEncoder = new DataSmEncoder();

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
        assertEquals(length, PduHeader.commandLength(buf, 0));
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
                CommandId.isResponse(commandId) ? encodeBindResp(fields, out) : encodeBind(fields, out);
            case CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM ->
                CommandId.isResponse(commandId)
                        ? encodeMessageIdResp(fields, out)
                        : encodeMessage(fields, original, out);
            default -> encodeHeaderOnly(fields, out);
        };
        if (written == NOT_A_USUAL_FORM) {
            return;
        }
        assertEquals(octets.length, written);
        assertEquals(ByteBufUtil.hexDump(octets), ByteBufUtil.hexDump(out));
    }

    private static int encodeHeaderOnly(JsonNode fields, ByteBuf out) {
        return fields.get("tlvs").isEmpty()
                ? PduEncoder.headerOnly(
                        out,
                        number(fields.get("command_id")),
                        number(fields.get("command_status")),
                        number(fields.get("sequence_number")))
                : NOT_A_USUAL_FORM;
    }

    private static int encodeBindResp(JsonNode fields, ByteBuf out) {
        JsonNode version = tlv(fields, TlvTag.SC_INTERFACE_VERSION);
        boolean refused = number(fields.get("command_status")) != 0;
        boolean otherTlvs = fields.get("tlvs").size() > (version == null ? 0 : 1);
        if (otherTlvs || refused == fields.has("system_id")) {
            return NOT_A_USUAL_FORM;
        }
        return PduEncoder.bindResp(
                out,
                number(fields.get("command_id")),
                number(fields.get("command_status")),
                number(fields.get("sequence_number")),
                text(fields, "system_id"),
                version == null ? -1 : number(version.get("int")));
    }

    private static int encodeMessageIdResp(JsonNode fields, ByteBuf out) {
        int commandId = number(fields.get("command_id"));
        int status = number(fields.get("command_status"));
        String id = text(fields, "message_id");
        boolean withoutBody = commandId == CommandId.SUBMIT_SM_RESP && status != 0 && id.isEmpty();
        if (!fields.get("tlvs").isEmpty() || withoutBody == fields.has("message_id")) {
            return NOT_A_USUAL_FORM;
        }
        int sequence = number(fields.get("sequence_number"));
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf ofOctets = Unpooled.buffer();
        PduEncoder.messageIdResp(ofOctets, commandId, status, sequence, octets);
        int written = PduEncoder.messageIdResp(out, commandId, status, sequence, id);
        assertEquals(out, ofOctets);
        return written;
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

    private static String text(JsonNode fields, String name) {
        return fields.has(name) ? fields.get(name).asText() : "";
    }
}
