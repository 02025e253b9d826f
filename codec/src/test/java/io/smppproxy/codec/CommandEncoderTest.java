package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CommandEncoderTest {
    private final ByteBuf out = Unpooled.buffer();
    private final CommandEncoder encoder = new CommandEncoder();
    private final CommandFlyweight pdu = new CommandFlyweight();

    @Test
    void shouldWriteQuerySm() {
        encoder.reset(CommandId.QUERY_SM, 0, 0x0102_0304)
                .set(Field.MESSAGE_ID, "a1")
                .set(Field.SOURCE_ADDR_TON, 1)
                .set(Field.SOURCE_ADDR_NPI, 255)
                .set(Field.SOURCE_ADDR, "77");
        assertEquals("00000018" + "00000003" + "00000000" + "01020304" + "613100" + "01ff" + "373700", encoded());
    }

    @Test
    void shouldCountWhatFollows() {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1)
                .addDestination(1, 2, "7")
                .addDistributionList("l")
                .set(Field.SHORT_MESSAGE, new byte[] {9, 0, 'h', 'i', 9}, 1, 3);
        assertTrue(encoded()
                .endsWith("00" + "0000" + "00" + "02" + "0101023700" + "026c00" + "000000" + "0000" + "00000000" + "03"
                        + "006869"));
        assertRefused(
                "number_of_dests: 1 (expected: not set, it counts what follows)",
                () -> encoder.set(Field.NUMBER_OF_DESTS, 1));
        assertRefused(
                "sm_length: 3 (expected: not set, it counts what follows)", () -> encoder.set(Field.SM_LENGTH, 3));
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(CommandId.QUERY_MSG_DETAILS, 0, 1);
        assertTrue(encoded(encoder.set(Field.SM_LENGTH, 160)).endsWith("a0"));
        encoder.reset(CommandId.QUERY_LAST_MSGS_RESP, 0, 1).addMessageId("a1").addMessageId("b2");
        assertTrue(encoded().endsWith("02613100623200"));
        encoder.interfaceVersion(InterfaceVersion.V3_4).reset(CommandId.SUBMIT_MULTI_RESP, 0, 1);
        encoder.addUnsuccess(1, 2, "7", 0x0102_0304);
        assertTrue(encoded().endsWith("00" + "01" + "0102" + "3700" + "01020304"));
    }

    @Test
    void shouldForgetWhenReset() {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1)
                .addDestination(1, 1, "7")
                .set(Field.SERVICE_TYPE, "CMT")
                .set(Field.ESM_CLASS, 3)
                .tlvNumber(TlvTag.PRIVACY_INDICATOR, 1, 1);
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        assertEquals("0000001f" + "00000021" + "00000000" + "00000001" + "00".repeat(15), encoded());
        encoder.reset(CommandId.SUBMIT_SM_RESP, 8, 1).set(Field.MESSAGE_ID, "1").withoutBody();
        encoder.reset(CommandId.SUBMIT_SM_RESP, 0, 1);
        assertEquals(17, encoder.encode(out));
    }

    @Test
    void shouldKeepFieldsBetweenEncodes() {
        encoder.reset(CommandId.CANCEL_SM, 0, 1).set(Field.MESSAGE_ID, "a1");
        assertEquals(encoded(), encoded());
    }

    @Test
    void shouldLeaveTheBodyOutWhereTheSpecificationSays() {
        assertEquals(16, lengthOf(CommandId.SUBMIT_SM_RESP, 8, InterfaceVersion.V3_4));
        assertEquals(16, lengthOf(CommandId.BIND_RECEIVER_RESP, 8, InterfaceVersion.V3_3));
        assertEquals(16, lengthOf(CommandId.BIND_TRANSMITTER_RESP, 8, InterfaceVersion.V3_4));
        assertEquals(17, lengthOf(CommandId.BIND_TRANSCEIVER_RESP, 8, InterfaceVersion.V3_4));
        assertEquals(17, lengthOf(CommandId.DELIVER_SM_RESP, 8, InterfaceVersion.V3_4));
        assertEquals(17, lengthOf(CommandId.SUBMIT_SM_RESP, 8, InterfaceVersion.V5_0));
        assertEquals(17, lengthOf(CommandId.SUBMIT_SM_RESP, 0, InterfaceVersion.V3_4));
        encoder.interfaceVersion(InterfaceVersion.V3_4).reset(CommandId.SUBMIT_SM_RESP, 8, 1);
        assertEquals(18, encoder.set(Field.MESSAGE_ID, "1").encode(out));
        assertEquals(16, encoder.withoutBody().encode(out));
        encoder.reset(CommandId.DATA_SM_RESP, 0, 1).withoutBody().tlvNumber(TlvTag.DPF_RESULT, 1, 1);
        assertEquals(21, encoder.encode(out));
    }

    private int lengthOf(int commandId, int status, int version) {
        return encoder.interfaceVersion(version).reset(commandId, status, 1).encode(out);
    }

    @Test
    void shouldRefuseCommandsThatAVersionLacks() {
        assertRefused(
                "command_id: command 0x000000AB (expected: one that the specification has)",
                () -> encoder.reset(0xAB, 0, 1));
        encoder.interfaceVersion(InterfaceVersion.V3_4).reset(CommandId.BROADCAST_SM, 0, 1);
        assertRefused("interface_version: 3.4 (expected: 5.0 to 5.0 for broadcast_sm)", () -> encoder.encode(out));
        encoder.interfaceVersion(InterfaceVersion.V5_0).reset(CommandId.PARAM_RETRIEVE, 0, 1);
        assertRefused("interface_version: 5.0 (expected: 3.3 to 3.3 for param_retrieve)", () -> encoder.encode(out));
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(CommandId.DATA_SM, 0, 1);
        assertRefused("interface_version: 3.3 (expected: 3.4 to 5.0 for data_sm)", () -> encoder.encode(out));
        assertFalse(out.isReadable());
    }

    @Test
    void shouldLimitFieldsByVersion() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(CommandId.QUERY_SM, 0, 1);
        encoder.set(Field.MESSAGE_ID, "123456789");
        assertRefused("message_id: 9 octets (expected: at most 8)", () -> encoder.encode(out));
        assertEquals(
                16 + 10 + 3, encoder.interfaceVersion(InterfaceVersion.V3_4).encode(out));
        assertEquals(16 + 65 + 3, encoder.set(Field.MESSAGE_ID, "x".repeat(64)).encode(out));
        encoder.set(Field.MESSAGE_ID, "x".repeat(65));
        assertRefused("message_id: 65 octets (expected: at most 64)", () -> encoder.encode(out.clear()));
        encoder.reset(CommandId.SUBMIT_SM, 0, 1).set(Field.SHORT_MESSAGE, new byte[255], 0, 255);
        assertRefused("short_message: 255 octets (expected: at most 254)", () -> encoder.encode(out));
        assertEquals(
                16 + 17 + 255, encoder.interfaceVersion(InterfaceVersion.V5_0).encode(out));
        out.clear();
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        for (int i = 0; i < 255; i++) {
            encoder.addDestination(1, 1, "1");
        }
        assertEquals(16 + 15 + 255 * 5, encoder.encode(out));
        encoder.interfaceVersion(InterfaceVersion.V3_4);
        assertRefused("number_of_dests: 255 (expected: at most 254)", () -> encoder.encode(out.clear()));
        assertFalse(out.isReadable());
        encoder.reset(CommandId.SUBMIT_MULTI_RESP, 0, 1);
        for (int i = 0; i < 256; i++) {
            encoder.addUnsuccess(1, 1, "1", 8);
        }
        assertRefused("no_unsuccess: 256 (expected: at most 255)", () -> encoder.encode(out));
    }

    @Test
    void shouldWriteWhatTheDecodersTakeBeyondTheSpecification() {
        encoder.reset(CommandId.OUTBIND, 0, 1).set(Field.PASSWORD, "x".repeat(32));
        assertEquals(16 + 1 + 33, encoder.encode(out));
        encoder.set(Field.PASSWORD, "x".repeat(33));
        assertRefused("password: 33 octets (expected: at most 32)", () -> encoder.encode(out));
        encoder.reset(CommandId.DELIVER_SM, 0, 1).set(Field.SOURCE_ADDR, "1".repeat(64));
        assertEquals(16 + 17 + 64, encoder.encode(out.clear()));
    }

    @Test
    void shouldNameFieldValueAndExpectation() {
        encoder.reset(CommandId.QUERY_SM, 0, 1);
        byte[] octets = {'1', 0, '2'};
        assertRefused(
                "esm_class: 3 (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.ESM_CLASS, 3));
        assertRefused(
                "message_id: 3 (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.MESSAGE_ID, 3));
        assertRefused(
                "source_addr_ton: a (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.SOURCE_ADDR_TON, "a"));
        assertRefused(
                "service_type: a (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.SERVICE_TYPE, "a"));
        assertRefused(
                "short_message: 3 octets (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.SHORT_MESSAGE, octets, 0, 3));
        assertRefused(
                "source_addr_npi: 3 octets (expected: a field of query_sm that takes such a value)",
                () -> encoder.set(Field.SOURCE_ADDR_NPI, octets, 0, 3));
        assertRefused("source_addr_ton: 256 (expected: 0 to 255)", () -> encoder.set(Field.SOURCE_ADDR_TON, 256));
        assertRefused("source_addr_ton: -1 (expected: 0 to 255)", () -> encoder.set(Field.SOURCE_ADDR_TON, -1));
        assertRefused(
                "message_id: U+20AC at 1 (expected: Latin-1 without NUL)", () -> encoder.set(Field.MESSAGE_ID, "a€"));
        assertRefused(
                "message_id: U+0000 at 1 (expected: Latin-1 without NUL)",
                () -> encoder.set(Field.MESSAGE_ID, octets, 0, 3));
        assertRefused(
                "message_id: U+0000 at 1 (expected: Latin-1 without NUL)",
                () -> encoder.set(Field.MESSAGE_ID, Unpooled.wrappedBuffer(octets), 0, 3));
        assertRefused(
                "message_id: 256 octets (expected: at most 255)",
                () -> encoder.set(Field.MESSAGE_ID, new byte[256], 0, 256));
        assertRefused(
                "dest_address: 7 (expected: a field of query_sm that takes such a value)",
                () -> encoder.addDestination(1, 1, "7"));
        assertRefused(
                "unsuccess_sme: 7 (expected: a field of query_sm that takes such a value)",
                () -> encoder.addUnsuccess(1, 1, "7", 1));
    }

    @Test
    void shouldRefuseGroupsThatDoNotFit() {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        assertRefused(
                "destination_addr: 21 octets (expected: at most 20)",
                () -> encoder.addDestination(1, 1, "1".repeat(21)));
        assertRefused("dl_name: 21 octets (expected: at most 20)", () -> encoder.addDistributionList("l".repeat(21)));
        encoder.reset(CommandId.SUBMIT_MULTI_RESP, 0, 1);
        assertRefused(
                "destination_addr: 21 octets (expected: at most 20)",
                () -> encoder.addUnsuccess(1, 1, "1".repeat(21), 1));
        assertTrue(encoded().endsWith("0000"), "nothing of them was kept");
        encoder.reset(CommandId.QUERY_LAST_MSGS_RESP, 0, 1);
        assertRefused("msgid: 9 octets (expected: at most 8)", () -> encoder.addMessageId("123456789"));
    }

    @Test
    void shouldWriteTlvsInOrderAndNoneForVersion33() {
        byte[] value = {7, 8, 9};
        encoder.reset(CommandId.SUBMIT_SM, 0, 1)
                .tlv(0x1400, value)
                .tlv(0x1401, Unpooled.wrappedBuffer(value), 1, 2)
                .tlvNumber(TlvTag.USER_MESSAGE_REFERENCE, 2, 0x0102)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "a");
        assertTrue(encoded().endsWith("14000003070809" + "140100020809" + "020400020102" + "001e00026100"));
        assertEquals(33, encoder.interfaceVersion(InterfaceVersion.V3_3).encode(out));
        encoder.tlv(TlvTag.MESSAGE_PAYLOAD, value);
        assertRefused(
                "message_payload: present (expected: absent in a PDU of version 3.3, which has no TLVs)",
                () -> encoder.encode(out));
    }

    @Test
    void shouldCopyAResponseWithoutFields() {
        encoder.reset(CommandId.QUERY_SM_RESP, 0x67, 9).withoutBody();
        String bare = encoded();
        pdu.wrap(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bare)), 0, 16);
        assertEquals(bare, encoded(encoder.copyOf(pdu)));
        encoder.reset(CommandId.QUERY_SM_RESP, 0, 9).set(Field.MESSAGE_ID, "a").tlvNumber(0x1400, 1, 5);
        String whole = encoded();
        pdu.wrap(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(whole)), 0, whole.length() / 2);
        assertEquals(whole, encoded(new CommandEncoder().copyOf(pdu)));
    }

    private String encoded() {
        return encoded(encoder);
    }

    private static String encoded(CommandEncoder from) {
        ByteBuf octets = Unpooled.buffer(1);
        assertEquals(from.encode(octets), octets.readableBytes());
        assertEquals(octets.readableBytes(), PduHeader.commandLength(octets, 0));
        assertTrue(octets.toString(StandardCharsets.ISO_8859_1).length() >= PduHeader.LENGTH_BYTES);
        return ByteBufUtil.hexDump(octets);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
