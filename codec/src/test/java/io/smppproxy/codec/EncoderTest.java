package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EncoderTest {
    private final ByteBuf out = Unpooled.buffer();
    private final SmEncoder encoder = new SmEncoder();

    @Test
    void shouldNameFieldValueAndExpectation() {
        assertRefused(
                "destination_addr: U+0416 at 1 (expected: Latin-1 without NUL)",
                () -> encoder.destinationAddr(1, 1, "7Ж"));
        assertRefused(
                "source_addr: U+0000 at 2 (expected: Latin-1 without NUL)", () -> encoder.sourceAddr(5, 0, "ab\0c"));
        assertRefused(
                "receipted_message_id: U+20AC at 1 (expected: Latin-1 without NUL)",
                () -> encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "a€"));
        assertEquals(0, decode().tlvLength());
        assertRefused("service_type: 6 octets (expected: at most 5)", () -> encoder.serviceType("ABCDEF"));
        assertRefused(
                "message_id: 65 octets (expected: at most 64)",
                () -> PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 1, "x".repeat(65)));
        assertRefused(
                "command_id: enquire_link (expected: submit_sm or deliver_sm)",
                () -> encoder.reset(CommandId.ENQUIRE_LINK));
        assertFalse(out.isReadable());
    }

    @Test
    void shouldRefuseNulInOctetsToo() {
        byte[] address = {'1', 0, '2'};
        assertThrows(IllegalArgumentException.class, () -> encoder.sourceAddr(1, 1, address, 0, 3));
        ByteBuf octets = Unpooled.wrappedBuffer(address);
        assertThrows(IllegalArgumentException.class, () -> encoder.sourceAddr(1, 1, octets, 0, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 1, address));
    }

    @Test
    void shouldAllowLongAddressOnlyInDeliverSm() {
        String address = "1".repeat(21);
        encoder.reset(CommandId.DELIVER_SM).sourceAddr(1, 1, address);
        assertEquals(address, decode().sourceAddr());
        encoder.reset(CommandId.SUBMIT_SM).sourceAddr(1, 1, address);
        assertRefused("source_addr: 21 octets (expected: at most 20)", () -> encoder.encode(out));
    }

    @Test
    void shouldLeaveTlvsOutForVersion33() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 7);
        assertEquals(0, decode().tlvLength());
        encoder.interfaceVersion(InterfaceVersion.V3_4);
        assertEquals(6, decode().tlvLength());
    }

    @Test
    void shouldNotLoseMessagePayloadForVersion33() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).messagePayload(new byte[3], 0, 3);
        assertRefused(
                "message_payload: present (expected: absent in a PDU of version 3.3, which has no TLVs)",
                () -> encoder.encode(out));
    }

    @Test
    void shouldLimitShortMessageByVersion() {
        byte[] text = new byte[255];
        assertShortMessageLimit(InterfaceVersion.V3_3, text, 160);
        assertShortMessageLimit(InterfaceVersion.V3_4, text, 254);
        encoder.interfaceVersion(InterfaceVersion.V5_0).shortMessage(text, 0, 255);
        assertEquals(255, decode().shortMessageLength());
    }

    @Test
    void shouldPutUserDataWhereItFits() {
        byte[] text = new byte[300];
        encoder.userData(text, 0, 254);
        assertEquals(-1, decode().messagePayloadOffset());
        encoder.clear().userData(text, 0, 255);
        assertEquals(255, decode().messagePayloadLength());
        assertEquals(0, decode().shortMessageLength());
    }

    @Test
    void shouldKeepFieldsBetweenEncodesAndForgetThemWhenCleared() {
        encoder.sourceAddr(5, 0, "Bank").registeredDelivery(1).tlvByte(TlvTag.PRIVACY_INDICATOR, 1);
        assertEquals("Bank", decode().sourceAddr());
        assertEquals("Bank", decode().sourceAddr());
        encoder.clear();
        assertEquals("", decode().sourceAddr());
        assertEquals(0, decode().registeredDelivery());
        assertEquals(0, decode().tlvLength());
    }

    @Test
    void shouldRefuseTransceiverForVersion33() {
        assertRefused(
                "interface_version: 3.3 (expected: 3.4 or later for bind_transceiver)",
                () -> PduEncoder.bind(
                        out, CommandId.BIND_TRANSCEIVER, 1, "a", "b", "", InterfaceVersion.V3_3, 0, 0, ""));
        assertRefused(
                "interface_version: 3.3 (expected: 3.4 or later for data_sm)",
                () -> new DataSmEncoder()
                        .interfaceVersion(InterfaceVersion.V3_3)
                        .encode(out));
    }

    @Test
    void shouldLeaveBodyOutWhereTheSpecificationSays() {
        assertEquals(16, PduEncoder.bindResp(out, CommandId.BIND_TRANSMITTER_RESP, 14, 1, "SMSC", 0x34));
        assertEquals(26, PduEncoder.bindResp(out, CommandId.BIND_TRANSMITTER_RESP, 0, 1, "SMSC", 0x34));
        assertEquals(21, PduEncoder.bindResp(out, CommandId.BIND_TRANSMITTER_RESP, 0, 1, "SMSC", -1));
        assertEquals(16, PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0x58, 1, ""));
        assertEquals(17, PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 1, ""));
        assertEquals(17, PduEncoder.messageIdResp(out, CommandId.DELIVER_SM_RESP, 0x64, 1, new byte[0]));
        assertEquals(19, PduEncoder.messageIdResp(out, CommandId.DATA_SM_RESP, 8, 1, "id"));
    }

    @Test
    void shouldPatchHeaderFields() {
        int length = PduEncoder.headerOnly(out, CommandId.ENQUIRE_LINK, 0, 1);
        PduHeader.setSequenceNumber(out, 0, PduHeader.MAX_SEQUENCE_NUMBER);
        PduHeader.setCommandStatus(out, 0, CommandStatus.ESME_RTHROTTLED);
        PduHeader.setCommandLength(out, 0, 99);
        assertEquals(16, length);
        assertEquals(PduHeader.MAX_SEQUENCE_NUMBER, PduHeader.sequenceNumber(out, 0));
        assertEquals("ESME_RTHROTTLED", CommandStatus.name(PduHeader.commandStatus(out, 0)));
        assertEquals(99, PduHeader.commandLength(out, 0));
    }

    @Test
    void shouldKeepOrderRepetitionAndUnknownTlvs() {
        encoder.tlvShort(0x1400, 1)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "a1")
                .tlvInt(0x1400, -1);
        SmFlyweight sm = decode();
        TlvCursor tlvs = sm.tlvs();
        assertTrue(tlvs.next());
        assertEquals(0x1400, tlvs.tag());
        assertEquals(1, tlvs.asUnsigned());
        assertTrue(tlvs.next());
        assertEquals(3, tlvs.valueLength());
        assertEquals("a1", tlvs.asString());
        assertTrue(tlvs.next());
        assertEquals(0xFFFF_FFFFL, tlvs.asUnsigned());
        assertFalse(tlvs.next());
        assertTrue(tlvs.find(0x1400));
        assertEquals(1, tlvs.asUnsigned());
        assertFalse(tlvs.find(0x1401));
    }

    @Test
    void shouldReadTlvsOfErrorWithoutMessageId() {
        int length = new CommandEncoder()
                .reset(CommandId.DATA_SM_RESP, CommandStatus.ESME_RSYSERR, 3)
                .withoutBody()
                .tlvCString(TlvTag.ADDITIONAL_STATUS_INFO_TEXT, "down")
                .encode(out);
        MessageIdRespFlyweight resp = new MessageIdRespFlyweight().wrap(out, 0, length);
        assertEquals("", resp.messageId());
        assertTrue(resp.tlvs().find(TlvTag.ADDITIONAL_STATUS_INFO_TEXT));
        assertEquals(StandardCharsets.ISO_8859_1.encode("down").remaining() + 1, resp.tlvLength() - 4);
    }

    private void assertShortMessageLimit(int version, byte[] text, int limit) {
        encoder.interfaceVersion(version).shortMessage(text, 0, limit);
        assertEquals(limit, decode().shortMessageLength());
        encoder.shortMessage(text, 0, limit + 1);
        assertRefused(
                "short_message: " + (limit + 1) + " octets (expected: at most " + limit + ")",
                () -> encoder.encode(out));
    }

    private SmFlyweight decode() {
        ByteBuf pdu = Unpooled.buffer();
        int length = encoder.encode(pdu);
        return new SmFlyweight().wrap(pdu, 0, length);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
