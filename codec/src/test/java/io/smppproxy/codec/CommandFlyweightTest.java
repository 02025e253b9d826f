package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFlyweightTest {
    private final CommandFlyweight pdu = new CommandFlyweight();

    @Test
    void shouldReadQuerySm() {
        wrap(CommandId.QUERY_SM, 0, "message-id\0\2\10" + "4477\0");
        assertSame(CommandSpec.of(CommandId.QUERY_SM), pdu.spec());
        assertEquals("message-id", pdu.string(Field.MESSAGE_ID));
        assertEquals(2, pdu.number(Field.SOURCE_ADDR_TON));
        assertEquals(8, pdu.number(Field.SOURCE_ADDR_NPI));
        assertEquals("4477", pdu.string(Field.SOURCE_ADDR));
        assertEquals(3 + 16 + 13, pdu.offsetOf(Field.SOURCE_ADDR));
        assertEquals(4, pdu.lengthOf(Field.SOURCE_ADDR));
        assertEquals(0, pdu.tlvLength());
        assertTrue(pdu.isWhole());
    }

    @Test
    void shouldKnowNothingOfFieldsThatTheCommandLacks() {
        wrap(CommandId.QUERY_SM, 0, "1\0\0\0\0");
        assertFalse(pdu.has(Field.SHORT_MESSAGE));
        assertEquals(-1, pdu.number(Field.ESM_CLASS));
        assertEquals("", pdu.string(Field.SERVICE_TYPE));
        assertEquals(-1, pdu.offsetOf(Field.SERVICE_TYPE));
        assertEquals(0, pdu.lengthOf(Field.SERVICE_TYPE));
        assertFalse(pdu.groups(Field.DEST_ADDRESS).next());
    }

    @Test
    void shouldReadTheCommandsThatOnlyVersion33Has() {
        wrap(CommandId.PARAM_RETRIEVE, 0, "name\0");
        assertEquals("name", pdu.string(Field.PARAM_NAME));
        wrap(CommandId.PARAM_RETRIEVE_RESP, 0, "value\0");
        assertEquals("value", pdu.string(Field.PARAM_VALUE));
        wrap(CommandId.QUERY_LAST_MSGS, 0, "\1\1" + "4477\0\144");
        assertEquals(100, pdu.number(Field.NUM_MESSAGES));
        wrap(CommandId.QUERY_LAST_MSGS_RESP, 0, "\2a1\0b2\0");
        GroupCursor ids = pdu.groups(Field.MESSAGE_DETAILS);
        assertTrue(ids.next());
        assertEquals("a1", ids.text());
        assertFalse(ids.isDistributionList());
        assertTrue(ids.next());
        assertEquals("b2", ids.text());
        assertFalse(ids.next());
        // Its sm_length asks for so many octets, and none follow.
        wrap(CommandId.QUERY_MSG_DETAILS, 0, "a1\0\1\1" + "4477\0\240");
        assertEquals(160, pdu.number(Field.SM_LENGTH));
        wrap(
                CommandId.QUERY_MSG_DETAILS_RESP,
                0,
                "\0\1\1" + "4477\0\1\1\2\3" + "55\0\4\1\0\0\1\7\2hia1\0" + "260715120000\0\2\3");
        assertEquals("hi", ofOctets(Field.SHORT_MESSAGE));
        assertEquals("a1", pdu.string(Field.MSGID));
        assertEquals("260715120000", pdu.string(Field.FINAL_DATE));
        assertEquals(2, pdu.number(Field.MESSAGE_STATUS));
        assertEquals(3, pdu.number(Field.ERROR_CODE));
        assertEquals(1, pdu.number(Field.REGISTERED_DELIVERY_FLAG));
        assertTrue(pdu.groups(Field.DEST_ADDRESS).next());
    }

    @Test
    void shouldReadDestinationsOfBothKinds() {
        wrap(CommandId.SUBMIT_MULTI, 0, "\0\0\0\0\3\1\5\6" + "77\0\2list\0\1\1\1" + "88\0\0\0\0\0\0\0\0\0\0\0");
        assertEquals(3, pdu.number(Field.NUMBER_OF_DESTS));
        GroupCursor groups = pdu.groups(Field.DEST_ADDRESS);
        assertTrue(groups.next());
        assertFalse(groups.isDistributionList());
        assertEquals(5, groups.ton());
        assertEquals(6, groups.npi());
        assertEquals("77", groups.text());
        assertTrue(groups.next());
        assertTrue(groups.isDistributionList());
        assertEquals(
                "list",
                ByteBufUtil.getBytes(pdu.buffer(), groups.textOffset(), groups.textLength()).length == 4
                        ? groups.text()
                        : "");
        assertTrue(groups.next());
        assertEquals("88", groups.text());
        assertFalse(groups.next());
        assertEquals(7 + 3 + 6 + 6 - 4, pdu.lengthOf(Field.DEST_ADDRESS));
        assertTrue(pdu.groups(Field.DEST_ADDRESS).next(), "rewound");
    }

    @ParameterizedTest
    @CsvSource({
        "'\\0\\0\\0\\0\\1\\3', ESME_RINVDESTFLAG",
        "'\\0\\0\\0\\0\\1\\0', ESME_RINVDESTFLAG",
        "'\\0\\0\\0\\0\\1', ESME_RINVCMDLEN",
        "'\\0\\0\\0\\0\\1\\1\\1', ESME_RINVCMDLEN",
        "'\\0\\0\\0\\0\\1\\1\\1\\1a', ESME_RINVCMDLEN",
        "'\\0\\0\\0\\0\\1\\2a', ESME_RINVCMDLEN",
        "'\\0\\0\\0\\0\\1\\1\\1\\001123456789012345678901\\0', ESME_RINVDSTADR",
        "'\\0\\0\\0\\0\\1\\2abcdefghijklmnopqrstu\\0', ESME_RINVDLNAME",
        "'\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\1', ESME_RINVMSGLEN",
        "'\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\1x1', ESME_RINVTLVSTREAM",
        "'123456\\0', ESME_RINVSERTYP"
    })
    void shouldRefuseMalformedSubmitMulti(String body, String status) {
        NackablePduException e = assertThrows(
                NackablePduException.class, () -> wrap(CommandId.SUBMIT_MULTI, 0, body.translateEscapes()));
        assertEquals(status, CommandStatus.name(e.commandStatus()), e.getMessage());
        assertEquals(CommandId.SUBMIT_MULTI_RESP, e.responseCommandId());
        assertEquals(77, e.sequenceNumber());
    }

    @Test
    void shouldReadAsMuchOfAResponseAsThereIs() {
        wrap(CommandId.QUERY_SM_RESP, 8, "id\0");
        assertTrue(pdu.has(Field.MESSAGE_ID));
        assertFalse(pdu.has(Field.FINAL_DATE));
        assertFalse(pdu.isWhole());
        wrap(CommandId.QUERY_SM_RESP, 0, "id\0\0\2");
        assertEquals(2, pdu.number(Field.MESSAGE_STATE));
        assertEquals(-1, pdu.number(Field.ERROR_CODE));
        wrap(CommandId.QUERY_SM_RESP, 0, "no NUL");
        assertEquals("no NUL", pdu.string(Field.MESSAGE_ID));
        assertFalse(pdu.isWhole());
        wrap(CommandId.QUERY_SM_RESP, 0, "");
        assertFalse(pdu.has(Field.MESSAGE_ID));
        assertFalse(pdu.isWhole());
    }

    @Test
    void shouldReadWholeGroupsOfAResponse() {
        wrap(CommandId.SUBMIT_MULTI_RESP, 0, "id\0\2\1\1" + "77\0\0\0\0\13\1\1" + "88\0\0\0\0");
        GroupCursor failed = pdu.groups(Field.UNSUCCESS_SME);
        assertTrue(failed.next());
        assertEquals("77", failed.text());
        assertEquals(11, failed.errorStatusCode());
        assertFalse(failed.next());
        assertEquals(9, pdu.lengthOf(Field.UNSUCCESS_SME));
        assertFalse(pdu.isWhole());
        wrap(CommandId.SUBMIT_MULTI_RESP, 0, "id\0\0");
        assertTrue(pdu.has(Field.UNSUCCESS_SME));
        assertTrue(pdu.isWhole());
        assertFalse(pdu.groups(Field.UNSUCCESS_SME).next());
        wrap(CommandId.QUERY_MSG_DETAILS_RESP, 0, "\0\1\1\0\1\7");
        assertFalse(pdu.groups(Field.DEST_ADDRESS).next());
        wrap(CommandId.QUERY_MSG_DETAILS_RESP, 0, "\0\1\1\0\0\1\0\0\0\0\0\11cut");
        assertEquals("cut", ofOctets(Field.SHORT_MESSAGE));
        assertFalse(pdu.has(Field.MSGID));
    }

    @Test
    void shouldReadTlvsOfAnErrorWithoutFields() {
        String tlv = "\4\45\0\1\2";
        wrap(CommandId.SUBMIT_MULTI_RESP, 8, tlv);
        assertFalse(pdu.has(Field.MESSAGE_ID));
        assertEquals(5, pdu.tlvLength());
        wrap(CommandId.SUBMIT_MULTI_RESP, 0, tlv);
        assertTrue(pdu.has(Field.MESSAGE_ID), "a success has fields");
        wrap(CommandId.SUBMIT_MULTI_RESP, 8, "id\0\0" + tlv);
        assertEquals("id", pdu.string(Field.MESSAGE_ID));
        assertEquals(5, pdu.tlvLength());
        wrap(CommandId.BIND_RECEIVER_RESP, 8, tlv);
        assertFalse(pdu.has(Field.SYSTEM_ID));
        assertEquals(
                "",
                new BindRespFlyweight().wrap(pdu.buffer(), 3, pdu.lengthBytes()).systemId());
        assertEquals(5, pdu.tlvLength());
        wrap(CommandId.SUBMIT_SM_RESP, 8, "\4\45\1\1" + "x".repeat(257));
        assertFalse(pdu.has(Field.MESSAGE_ID));
        assertEquals(
                0,
                new MessageIdRespFlyweight()
                        .wrap(pdu.buffer(), 3, pdu.lengthBytes())
                        .messageIdLength());
    }

    @Test
    void shouldIgnoreABodyThatNobodyAskedFor() {
        wrap(CommandId.ENQUIRE_LINK, 0, "hello");
        assertEquals(0, pdu.tlvLength());
        wrap(CommandId.ENQUIRE_LINK_RESP, 0, "\4\50\0\1\2" + "rest");
        assertEquals(5, pdu.tlvLength());
        assertTrue(pdu.isWhole());
        wrap(CommandId.QUERY_SM, 0, "1\0\0\0\0\0\0\0");
        assertEquals(0, pdu.tlvLength());
    }

    @Test
    void shouldRefuseUnknownCommands() {
        NackablePduException e = assertThrows(NackablePduException.class, () -> wrap(0xAB, 0, ""));
        assertEquals("command 0x000000AB: unknown or not supported here", e.getMessage());
        assertEquals(CommandStatus.ESME_RINVCMDID, e.commandStatus());
        assertTrue(e.isAnswerable());
        assertEquals(CommandId.GENERIC_NACK, e.responseCommandId());
        assertFalse(assertThrows(NackablePduException.class, () -> wrap(0x8000_00AB, 0, ""))
                .isAnswerable());
    }

    @Test
    void shouldAnswerByTheOwnResponseWhereThereIsOne() {
        assertEquals(CommandId.QUERY_SM_RESP, responseTo(CommandId.QUERY_SM, CommandStatus.ESME_RINVMSGID));
        assertEquals(CommandId.GENERIC_NACK, responseTo(CommandId.QUERY_SM, CommandStatus.ESME_RINVCMDID));
        assertEquals(CommandId.GENERIC_NACK, responseTo(CommandId.OUTBIND, CommandStatus.ESME_RINVCMDLEN));
        assertEquals(CommandId.GENERIC_NACK, responseTo(CommandId.ALERT_NOTIFICATION, CommandStatus.ESME_RINVCMDLEN));
        assertEquals(CommandId.GENERIC_NACK, responseTo(0, CommandStatus.ESME_RINVCMDLEN));
        assertFalse(
                new NackablePduException("", CommandStatus.ESME_RINVCMDLEN, CommandId.GENERIC_NACK, 1).isAnswerable());
    }

    private static int responseTo(int commandId, int status) {
        NackablePduException e = new NackablePduException("", status, commandId, 1);
        assertTrue(e.isAnswerable());
        return e.responseCommandId();
    }

    private String ofOctets(Field field) {
        return pdu.buffer().toString(pdu.offsetOf(field), pdu.lengthOf(field), StandardCharsets.ISO_8859_1);
    }

    /** A PDU among other octets. */
    private void wrap(int commandId, int status, String body) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf buf = Unpooled.buffer().writeBytes(new byte[] {1, 2, 3});
        PduHeader.write(buf, PduHeader.LENGTH_BYTES + octets.length, commandId, status, 77);
        buf.writeBytes(octets).writeZero(40);
        pdu.wrap(buf, 3, PduHeader.LENGTH_BYTES + octets.length);
    }
}
