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

/** What the encoder of every command refuses, and what it writes at the borders; vectors and properties show the rest. */
class CommandEncoderLimitsTest {
    private final CommandEncoder encoder = new CommandEncoder();
    private final CommandFlyweight pdu = new CommandFlyweight();

    @Test
    void shouldRefuseCommandThatNoVersionHas() {
        assertRefused(
                "command_id: command 0x0000000A (expected: one that the specification has)",
                () -> encoder.reset(0x0A, 0, 1));
    }

    @Test
    void shouldRefuseCommandThatTheVersionLacks() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(CommandId.DATA_SM, 0, 1);
        assertRefused("interface_version: 3.3 (expected: 3.4 to 5.0 for data_sm)", this::encode);
        encoder.interfaceVersion(InterfaceVersion.V3_4).reset(CommandId.BROADCAST_SM, 0, 1);
        assertRefused("interface_version: 3.4 (expected: 5.0 to 5.0 for broadcast_sm)", this::encode);
        encoder.interfaceVersion(InterfaceVersion.V5_0).reset(0x22, 0, 1);
        assertRefused("interface_version: 5.0 (expected: 3.3 to 3.3 for param_retrieve)", this::encode);
    }

    @Test
    void shouldRefuseFieldOfAnotherCommand() {
        encoder.reset(CommandId.CANCEL_SM, 0, 1);
        byte[] octets = {1};
        String expected = " (expected: a field of cancel_sm that takes such a value)";
        assertRefused("esm_class: 3" + expected, () -> encoder.set(Field.ESM_CLASS, 3));
        assertRefused("message_id: 3" + expected, () -> encoder.set(Field.MESSAGE_ID, 3));
        assertRefused("system_id: x" + expected, () -> encoder.set(Field.SYSTEM_ID, "x"));
        assertRefused("source_addr_ton: x" + expected, () -> encoder.set(Field.SOURCE_ADDR_TON, "x"));
        assertRefused("short_message: x" + expected, () -> encoder.set(Field.SHORT_MESSAGE, "x"));
        assertRefused("short_message: 1 octets" + expected, () -> encoder.set(Field.SHORT_MESSAGE, octets, 0, 1));
        assertRefused(
                "source_addr_npi: 1 octets" + expected,
                () -> encoder.set(Field.SOURCE_ADDR_NPI, Unpooled.wrappedBuffer(octets), 0, 1));
        assertRefused("dest_address: 123" + expected, () -> encoder.addDestination(1, 1, "123"));
        assertRefused("dest_address: list" + expected, () -> encoder.addDistributionList("list"));
        assertRefused("unsuccess_sme: 123" + expected, () -> encoder.addUnsuccess(1, 1, "123", 8));
        assertRefused("message_details: 1f" + expected, () -> encoder.addMessageId("1f"));
    }

    @Test
    void shouldRefuseNumbersBeyondAnOctet() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1);
        assertRefused("esm_class: -1 (expected: 0 to 255)", () -> encoder.set(Field.ESM_CLASS, -1));
        assertRefused("esm_class: 256 (expected: 0 to 255)", () -> encoder.set(Field.ESM_CLASS, 256));
        encoder.set(Field.ESM_CLASS, 255).set(Field.PROTOCOL_ID, 0);
        decode();
        assertEquals(255, pdu.number(Field.ESM_CLASS));
        assertEquals(0, pdu.number(Field.PROTOCOL_ID));
        assertEquals(-1, pdu.number(Field.SYSTEM_ID));
    }

    @Test
    void shouldCountWhatFollowsItself() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1);
        assertRefused(
                "sm_length: 3 (expected: not set, it counts what follows)", () -> encoder.set(Field.SM_LENGTH, 3));
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        assertRefused(
                "number_of_dests: 3 (expected: not set, it counts what follows)",
                () -> encoder.set(Field.NUMBER_OF_DESTS, 3));
        encoder.addDestination(1, 1, "1").addDistributionList("friends").set(Field.SHORT_MESSAGE, new byte[7], 0, 7);
        decode();
        assertEquals(2, pdu.number(Field.NUMBER_OF_DESTS));
        assertEquals(7, pdu.number(Field.SM_LENGTH));
    }

    @Test
    void shouldLimitDestinationsByVersion() {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        for (int i = 0; i < 254; i++) {
            encoder.addDistributionList("x");
        }
        decode();
        assertEquals(254, pdu.number(Field.NUMBER_OF_DESTS));
        encoder.addDestination(0, 0, "1");
        assertRefused("number_of_dests: 255 (expected: at most 254)", this::encode);
        encoder.interfaceVersion(InterfaceVersion.V5_0);
        decode();
        assertEquals(255, pdu.number(Field.NUMBER_OF_DESTS));
        encoder.addDestination(0, 0, "1");
        assertRefused("number_of_dests: 256 (expected: at most 255)", this::encode);
    }

    @Test
    void shouldWriteNoMoreThan255FailedDestinations() {
        encoder.reset(CommandId.SUBMIT_MULTI_RESP, 0, 1).set(Field.MESSAGE_ID, "1");
        decode();
        assertEquals(0, pdu.number(Field.NO_UNSUCCESS));
        for (int i = 0; i < 255; i++) {
            encoder.addUnsuccess(1, 2, "49", CommandStatus.ESME_RINVDSTADR);
        }
        decode();
        assertEquals(255, pdu.number(Field.NO_UNSUCCESS));
        GroupCursor groups = pdu.groups(Field.UNSUCCESS_SME);
        assertTrue(groups.next());
        assertEquals(1, groups.ton());
        assertEquals(2, groups.npi());
        assertEquals("49", groups.text());
        assertEquals(CommandStatus.ESME_RINVDSTADR, groups.errorStatusCode());
        assertFalse(groups.isDistributionList());
        encoder.addUnsuccess(1, 1, "49", 1);
        assertRefused("no_unsuccess: 256 (expected: at most 255)", this::encode);
    }

    @Test
    void shouldLimitStringsWhenTheyAreWritten() {
        encoder.reset(CommandId.QUERY_SM, 0, 1).set(Field.MESSAGE_ID, "x".repeat(64));
        decode();
        assertEquals(64, pdu.lengthOf(Field.MESSAGE_ID));
        encoder.set(Field.MESSAGE_ID, "x".repeat(65));
        assertRefused("message_id: 65 octets (expected: at most 64)", this::encode);
        encoder.interfaceVersion(InterfaceVersion.V3_3).set(Field.MESSAGE_ID, "123456789");
        assertRefused("message_id: 9 octets (expected: at most 8)", this::encode);
        encoder.set(Field.MESSAGE_ID, "12345678");
        decode();
        assertEquals("12345678", pdu.string(Field.MESSAGE_ID));
    }

    @Test
    void shouldLimitShortMessageByVersion() {
        encoder.reset(CommandId.REPLACE_SM, 0, 1).set(Field.SHORT_MESSAGE, new byte[255], 0, 255);
        assertRefused("short_message: 255 octets (expected: at most 254)", this::encode);
        encoder.interfaceVersion(InterfaceVersion.V5_0);
        decode();
        assertEquals(255, pdu.lengthOf(Field.SHORT_MESSAGE));
        encoder.interfaceVersion(InterfaceVersion.V3_3);
        assertRefused("short_message: 255 octets (expected: at most 160)", this::encode);
        byte[] tooLong = new byte[256];
        assertRefused(
                "short_message: 256 octets (expected: at most 255)",
                () -> encoder.set(Field.SHORT_MESSAGE, tooLong, 0, 256));
    }

    @Test
    void shouldRefuseWhatNoCStringCanHold() {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        byte[] withNul = {'1', 0};
        assertRefused(
                "source_addr: U+0000 at 1 (expected: Latin-1 without NUL)",
                () -> encoder.set(Field.SOURCE_ADDR, withNul, 0, 2));
        assertRefused(
                "source_addr: U+0000 at 1 (expected: Latin-1 without NUL)",
                () -> encoder.set(Field.SOURCE_ADDR, Unpooled.wrappedBuffer(withNul), 0, 2));
        assertRefused(
                "service_type: U+20AC at 0 (expected: Latin-1 without NUL)",
                () -> encoder.set(Field.SERVICE_TYPE, "€"));
        assertRefused(
                "destination_addr: 21 octets (expected: at most 20)",
                () -> encoder.addDestination(1, 1, "1".repeat(21)));
        assertRefused("dl_name: 21 octets (expected: at most 20)", () -> encoder.addDistributionList("1".repeat(21)));
        // short_message is no text, so a NUL is one octet of it.
        encoder.set(Field.SHORT_MESSAGE, Unpooled.wrappedBuffer(withNul), 0, 2)
                .addDestination(1, 1, "1".repeat(20))
                .addDistributionList("1".repeat(20));
        decode();
        assertEquals("3100", ByteBufUtil.hexDump(pdu.buffer(), pdu.offsetOf(Field.SHORT_MESSAGE), 2));
        encoder.reset(0x8000_0023, 0, 1);
        assertRefused("msgid: 9 octets (expected: at most 8)", () -> encoder.addMessageId("123456789"));
        encoder.reset(CommandId.SUBMIT_MULTI_RESP, 0, 1);
        assertRefused(
                "destination_addr: 21 octets (expected: at most 20)",
                () -> encoder.addUnsuccess(1, 1, "1".repeat(21), 1));
    }

    @Test
    void shouldListMessageIdsForVersion33() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(0x8000_0023, 0, 1);
        encoder.addMessageId("1f").addMessageId("12345678");
        decode();
        assertEquals(2, pdu.number(Field.NUMBER_MSGS));
        GroupCursor ids = pdu.groups(Field.MESSAGE_DETAILS);
        assertTrue(ids.next());
        assertEquals("1f", ids.text());
        assertTrue(ids.next());
        assertEquals("12345678", ids.text());
        assertEquals(8, ids.textLength());
        assertFalse(ids.next());
    }

    @Test
    void shouldWriteBodyOfErrorWhereTheSpecificationDoesOrAFieldIsSet() {
        encoder.reset(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RSYSERR, 1);
        assertEquals(16, encode());
        encoder.interfaceVersion(InterfaceVersion.V5_0);
        assertEquals(17, encode());
        encoder.interfaceVersion(InterfaceVersion.V3_4).set(Field.MESSAGE_ID, "1");
        assertEquals(18, encode());
        encoder.withoutBody();
        assertEquals(16, encode());
        encoder.reset(CommandId.DELIVER_SM_RESP, CommandStatus.ESME_RSYSERR, 1);
        assertEquals(17, encode());
        encoder.reset(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_ROK, 1);
        assertEquals(17, encode());
    }

    @Test
    void shouldWriteTlvsOfEveryForm() {
        encoder.reset(CommandId.DATA_SM, 0, 1)
                .tlv(0x1400, new byte[] {1, 2, 3}, 1, 2)
                .tlv(0x1401, new byte[] {4})
                .tlv(0x1402, Unpooled.wrappedBuffer(new byte[] {5, 6, 7}), 1, 1)
                .tlvNumber(0x1403, 4, 0x0102_0304)
                .tlvCString(0x1404, "é");
        decode();
        assertEquals(
                "1400000202031401000104140200010614030004010203041404" + "0002e900",
                ByteBufUtil.hexDump(pdu.buffer(), pdu.tlvOffset(), pdu.tlvLength()));
        CommandFlyweight first = pdu;
        CommandEncoder copy = new CommandEncoder().copyOf(first);
        ByteBuf again = Unpooled.buffer();
        copy.encode(again);
        assertEquals(first.buffer(), again);
    }

    @Test
    void shouldLeaveTlvsOutForVersion33ButNotText() {
        encoder.interfaceVersion(InterfaceVersion.V3_3).reset(CommandId.SUBMIT_SM, 0, 1);
        encoder.tlvNumber(TlvTag.USER_MESSAGE_REFERENCE, 2, 1);
        decode();
        assertEquals(0, pdu.tlvLength());
        encoder.tlv(TlvTag.MESSAGE_PAYLOAD, "text".getBytes(StandardCharsets.US_ASCII));
        assertRefused(
                "message_payload: present (expected: absent in a PDU of version 3.3, which has no TLVs)", this::encode);
    }

    @Test
    void shouldForgetEverythingButTheVersion() {
        encoder.interfaceVersion(InterfaceVersion.V5_0)
                .reset(CommandId.SUBMIT_MULTI, 0, 1)
                .set(Field.ESM_CLASS, 3)
                .set(Field.SERVICE_TYPE, "CMT")
                .set(Field.SHORT_MESSAGE, new byte[3], 0, 3)
                .addDistributionList("old")
                .tlvNumber(0x1400, 1, 1)
                .withoutBody();
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 7).addDestination(1, 1, "1");
        decode();
        assertEquals(0, pdu.number(Field.ESM_CLASS));
        assertEquals("", pdu.string(Field.SERVICE_TYPE));
        assertEquals(0, pdu.lengthOf(Field.SHORT_MESSAGE));
        assertEquals(1, pdu.number(Field.NUMBER_OF_DESTS));
        assertEquals(0, pdu.tlvLength());
        assertEquals(7, pdu.sequenceNumber());
        encoder.reset(CommandId.BROADCAST_SM_RESP, CommandStatus.ESME_RSYSERR, 1);
        assertEquals(17, encode());
    }

    private void decode() {
        ByteBuf out = Unpooled.buffer();
        int length = encoder.encode(out);
        assertEquals(length, out.readableBytes());
        pdu.wrap(out, 0, length);
        assertTrue(pdu.isWhole());
    }

    private int encode() {
        return encoder.encode(Unpooled.buffer());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
