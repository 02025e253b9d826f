package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of setters that vectors do not use, values at their limits, and what stays after a refusal. */
class BordersTest {
    private final SmEncoder encoder = new SmEncoder();
    private final SmFlyweight sm = new SmFlyweight();

    @Test
    void shouldTakeAddressesInEveryForm() {
        byte[] octets = "x4917x".getBytes(StandardCharsets.US_ASCII);
        List<Runnable> forms = List.of(
                () -> encoder.sourceAddr(1, 0x1FF, "4917").destinationAddr(2, 3, "4917"),
                () -> encoder.sourceAddr(1, 0x1FF, octets, 1, 4).destinationAddr(2, 3, octets, 1, 4),
                () -> encoder.sourceAddr(1, 0x1FF, CharBuffer.wrap("4917"))
                        .destinationAddr(2, 3, CharBuffer.wrap("4917")),
                () -> encoder.sourceAddr(1, 0x1FF, Unpooled.wrappedBuffer(octets), 1, 4)
                        .destinationAddr(2, 3, Unpooled.wrappedBuffer(octets), 1, 4));
        for (Runnable form : forms) {
            encoder.clear();
            form.run();
            decode();
            assertEquals("4917", sm.sourceAddr());
            assertEquals(1, sm.sourceAddrTon());
            assertEquals(0xFF, sm.sourceAddrNpi());
            assertEquals("4917", sm.destinationAddr());
            assertEquals(2, sm.destAddrTon());
            assertEquals(3, sm.destAddrNpi());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 20})
    void shouldWriteAddressesOfEveryLength(int length) {
        String address = "12345678901234567890".substring(0, length);
        encoder.sourceAddr(1, 1, address).destinationAddr(1, 1, address);
        decode();
        assertEquals(address, sm.sourceAddr());
        assertEquals(length, sm.sourceAddrLength());
        assertEquals(address, sm.destinationAddr());
        assertEquals(length, sm.destinationAddrLength());
    }

    @Test
    void shouldLimitAddressesWhenSet() {
        byte[] octets = "1".repeat(65).getBytes(StandardCharsets.US_ASCII);
        String expected = "source_addr: 65 octets (expected: at most 64)";
        assertRefused(expected, () -> encoder.sourceAddr(1, 1, octets, 0, 65));
        assertRefused(expected, () -> encoder.sourceAddr(1, 1, Unpooled.wrappedBuffer(octets), 0, 65));
        assertRefused(expected, () -> encoder.sourceAddr(1, 1, "1".repeat(65)));
        assertRefused(expected, () -> encoder.sourceAddr(1, 1, CharBuffer.wrap("1".repeat(65))));
        encoder.reset(CommandId.DELIVER_SM).sourceAddr(1, 1, octets, 0, 64);
        decode();
        assertEquals(64, sm.sourceAddrLength());
    }

    @Test
    void shouldLimitAddressesOfSubmitSmWhenEncoded() {
        encoder.destinationAddr(1, 1, "1".repeat(20));
        decode();
        encoder.destinationAddr(1, 1, "1".repeat(21));
        assertRefused("destination_addr: 21 octets (expected: at most 20)", this::encode);
    }

    @Test
    void shouldLeaveFieldEmptyWhoseValueWasRefused() {
        byte[] withNul = {'9', '9', 0};
        List<Executable> refused = List.of(
                () -> encoder.sourceAddr(1, 1, "99\0"),
                () -> encoder.sourceAddr(1, 1, CharBuffer.wrap("99Ж")),
                () -> encoder.sourceAddr(1, 1, withNul, 0, 3),
                () -> encoder.sourceAddr(1, 1, Unpooled.wrappedBuffer(withNul), 0, 3));
        for (Executable call : refused) {
            encoder.sourceAddr(1, 1, "123456");
            assertThrows(IllegalArgumentException.class, call);
            decode();
            assertEquals("", sm.sourceAddr());
        }
    }

    @Test
    void shouldClearTlvsAlone() {
        encoder.destinationAddr(1, 1, "1").tlvInt(TlvTag.QOS_TIME_TO_LIVE, 1).clearTlvs();
        decode();
        assertEquals(0, sm.tlvLength());
        assertEquals("1", sm.destinationAddr());
        encoder.interfaceVersion(InterfaceVersion.V3_3)
                .messagePayload(new byte[1], 0, 1)
                .clearTlvs();
        decode();
    }

    @Test
    void shouldTakePayloadOfBuffer() {
        encoder.messagePayload(Unpooled.wrappedBuffer(new byte[] {1, 2, 3, 4}), 1, 2);
        decode();
        assertEquals("0203", ByteBufUtil.hexDump(sm.buffer(), sm.userDataOffset(), sm.userDataLength()));
        assertEquals(sm.userDataOffset(), sm.messagePayloadOffset());
        assertEquals(2, sm.messagePayloadLength());
    }

    @Test
    void shouldLimitTlvs() {
        byte[] longest = new byte[65_535];
        encoder.messagePayload(longest, 0, 65_535);
        decode();
        assertEquals(65_535, sm.userDataLength());
        byte[] tooLong = new byte[65_536];
        assertRefused(
                "message_payload: 65536 octets (expected: at most 65535)",
                () -> encoder.messagePayload(tooLong, 0, 65_536));
    }

    @Test
    void shouldGiveLengthInOctetsArrayToo() {
        encoder.destinationAddr(1, 1, "49").sequenceNumber(5);
        ByteBuf out = Unpooled.buffer();
        int length = encoder.encode(out);
        assertEquals(length, out.readableBytes());
        assertEquals(length, PduHeader.commandLength(out, 0));
        assertEquals(5, PduHeader.sequenceNumber(out, 0));
    }

    @Test
    void shouldRefuseToBindByAnotherCommand() {
        ByteBuf out = Unpooled.buffer();
        assertRefused(
                "command_id: outbind (expected: one of the binds)",
                () -> PduEncoder.bind(out, CommandId.OUTBIND, 1, "", "", "", 0x34, 0, 0, ""));
        assertEquals(0, out.readableBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "15, 0, 0, 0, ok",
        "16, 0, 0, 0, system_id: 16 octets (expected: at most 15)",
        "0, 32, 0, 0, ok",
        "0, 33, 0, 0, password: 33 octets (expected: at most 32)",
        "0, 0, 12, 0, ok",
        "0, 0, 13, 0, system_type: 13 octets (expected: at most 12)",
        "0, 0, 0, 40, ok",
        "0, 0, 0, 41, address_range: 41 octets (expected: at most 40)"
    })
    void shouldLimitStringsOfBinds(int systemId, int password, int systemType, int addressRange, String expected) {
        ByteBuf out = Unpooled.buffer();
        String outcome = "ok";
        try {
            int length = PduEncoder.bind(
                    out,
                    CommandId.BIND_RECEIVER,
                    9,
                    "s".repeat(systemId),
                    "p".repeat(password),
                    "t".repeat(systemType),
                    0x34,
                    1,
                    2,
                    "r".repeat(addressRange));
            BindFlyweight bind = new BindFlyweight().wrap(out, 0, length);
            assertEquals("s".repeat(systemId), bind.systemId());
            assertEquals("p".repeat(password), bind.password());
            assertEquals("t".repeat(systemType), bind.systemType());
            assertEquals("r".repeat(addressRange), bind.addressRange());
            assertEquals(9, bind.sequenceNumber());
            assertEquals(0, bind.commandStatus());
        } catch (IllegalArgumentException e) {
            outcome = e.getMessage();
            assertEquals(0, out.readableBytes());
        }
        assertEquals(expected, outcome);
    }

    @Test
    void shouldLimitMessageIds() {
        ByteBuf out = Unpooled.buffer();
        byte[] id = "i".repeat(66).getBytes(StandardCharsets.US_ASCII);
        int length = PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 3, id, 1, 64);
        MessageIdRespFlyweight resp = new MessageIdRespFlyweight().wrap(out, 0, length);
        assertEquals("i".repeat(64), resp.messageId());
        assertEquals(3, resp.sequenceNumber());
        assertRefused(
                "message_id: 65 octets (expected: at most 64)",
                () -> PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 3, id, 0, 65));
        assertEquals(length, out.readableBytes());
    }

    @Test
    void shouldForgetEveryFieldWhenCleared() {
        ByteBuf untouched = Unpooled.buffer();
        new SmEncoder().encode(untouched);
        encoder.serviceType("CMT")
                .sourceAddr(1, 1, "1")
                .destinationAddr(1, 1, "2")
                .esmClass(3)
                .protocolId(4)
                .priorityFlag(1)
                .scheduleDeliveryTime("000001000000000R")
                .validityPeriod("000002000000000R")
                .registeredDelivery(1)
                .replaceIfPresentFlag(1)
                .dataCoding(8)
                .smDefaultMsgId(9)
                .shortMessage(new byte[2], 0, 2)
                .tlvByte(TlvTag.SOURCE_PORT, 1)
                .sequenceNumber(7)
                .clear();
        ByteBuf cleared = Unpooled.buffer();
        encoder.encode(cleared);
        assertEquals(untouched, cleared);
    }

    @Test
    void shouldNotLoseCopiedPayloadForVersion33() {
        encoder.tlvByte(TlvTag.PRIVACY_INDICATOR, 1).messagePayload(new byte[3], 0, 3);
        decode();
        SmEncoder copy = new SmEncoder().copyOf(sm).interfaceVersion(InterfaceVersion.V3_3);
        assertThrows(IllegalArgumentException.class, () -> copy.encode(Unpooled.buffer()));
        encoder.clearTlvs().tlvShort(TlvTag.SAR_MSG_REF_NUM, TlvTag.MESSAGE_PAYLOAD);
        decode();
        copy.copyOf(sm).encode(Unpooled.buffer());
    }

    @Test
    void shouldEncodeWithoutBufferToo() {
        encoder.sourceAddr(1, 1, "123").tlvByte(TlvTag.PRIVACY_INDICATOR, 1).sequenceNumber(9);
        ByteBuf out = Unpooled.buffer();
        int length = encoder.encode(out);
        assertEquals(length, encoder.encode());
        assertEquals(out, Unpooled.wrappedBuffer(encoder.octets(), encoder.octetsOffset(), length));
    }

    @ParameterizedTest
    @CsvSource({
        // octets of the body, system_id, its length, sc_interface_version
        "'', '', 0, -1",
        "00, '', 0, -1",
        "616200, ab, 2, -1",
        "6162, ab, 2, -1",
        "61620002100001 34, ab, 2, 52",
        "6162000210000150 0000, ab, 2, 80",
        "61620014000001340210000133, ab, 2, 51",
        "616200021000023434, ab, 2, 13364",
        "6162000210000134ff, ab, 2, 52"
    })
    void shouldReadBindResponses(String body, String systemId, int length, int version) {
        byte[] octets = ByteBufUtil.decodeHexDump(body.replace(" ", ""));
        ByteBuf buf = Unpooled.buffer().writeZero(3);
        PduHeader.write(buf, 16 + octets.length, CommandId.BIND_TRANSCEIVER_RESP, 0, 8);
        buf.writeBytes(octets);
        BindRespFlyweight resp = new BindRespFlyweight().wrap(buf, 3, 16 + octets.length);
        assertEquals(systemId, resp.systemId());
        assertEquals(length, resp.systemIdLength());
        assertEquals(19, resp.systemIdOffset());
        assertEquals(version, resp.scInterfaceVersion());
    }

    @Test
    void shouldLeaveVersionOutWhereThePeerHasNone() {
        ByteBuf out = Unpooled.buffer();
        assertEquals(18, PduEncoder.bindResp(out, CommandId.BIND_RECEIVER_RESP, 0, 1, "a", -1));
        assertEquals(23, PduEncoder.bindResp(out, CommandId.BIND_RECEIVER_RESP, 0, 1, "a", 0));
        assertEquals(16, PduEncoder.bindResp(out, CommandId.BIND_RECEIVER_RESP, 1, 1, "a", 0x34));
        assertRefused(
                "system_id: 16 octets (expected: at most 15)",
                () -> PduEncoder.bindResp(out, CommandId.BIND_RECEIVER_RESP, 0, 1, "s".repeat(16), 0x34));
        assertEquals(57, out.readableBytes());
    }

    @Test
    void shouldKnowWhichCommandsAreBinds() {
        List<Integer> binds = IntStream.rangeClosed(0, 0x200)
                .filter(CommandId::isBind)
                .boxed()
                .toList();
        assertEquals(List.of(CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER), binds);
        assertFalse(CommandId.isBind(CommandId.BIND_TRANSCEIVER_RESP));
    }

    @Test
    void shouldKnowWhichStatesAreFinal() {
        List<Integer> states = IntStream.rangeClosed(-1, 10)
                .filter(MessageState::isFinal)
                .boxed()
                .toList();
        assertEquals(List.of(2, 3, 4, 5, 6, 8, 9), states);
    }

    @Test
    void shouldKnowWhoWantsReceipts() {
        List<Integer> wanting = IntStream.rangeClosed(0, 0x11)
                .filter(RegisteredDelivery::wantsReceipt)
                .boxed()
                .toList();
        assertEquals(List.of(1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 17), wanting);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, false, 160, 255",
        "0x33, false, 160, 255",
        "0x34, true, 254, 254",
        "0x4F, true, 254, 254",
        "0x50, true, 255, 255",
        "0x51, true, 255, 255"
    })
    void shouldKnowWhatVersionsAllow(String version, boolean tlvs, int shortMessage, int destinations) {
        int octet = Integer.decode(version);
        assertEquals(tlvs, InterfaceVersion.hasTlvs(octet));
        assertEquals(tlvs, InterfaceVersion.hasTransceiver(octet));
        assertEquals(shortMessage, InterfaceVersion.maxShortMessageBytes(octet));
        assertEquals(destinations, InterfaceVersion.maxDestinations(octet));
    }

    @ParameterizedTest
    @CsvSource({
        // request, refused for, answered by
        "submit_sm, ESME_RINVCMDLEN, 0x80000004",
        "bind_transmitter, ESME_RINVSYSID, 0x80000002",
        "outbind, ESME_RINVCMDLEN, 0x80000000",
        "alert_notification, ESME_RINVCMDLEN, 0x80000000",
        "submit_sm, ESME_RINVCMDID, 0x80000000"
    })
    void shouldAnswerRefusedRequests(String command, String status, String answer) {
        NackablePduException e = new NackablePduException("x", status(status), command(command), 6);
        assertTrue(e.isAnswerable());
        assertEquals(Integer.parseUnsignedInt(answer.substring(2), 16), e.responseCommandId());
        assertEquals(6, e.sequenceNumber());
    }

    @Test
    void shouldAnswerUnknownRequestsAndNoResponse() {
        NackablePduException unknown = NackablePduException.unknownCommand(0x0A, 2);
        assertEquals("command 0x0000000A: unknown or not supported here", unknown.getMessage());
        assertEquals(CommandStatus.ESME_RINVCMDID, unknown.commandStatus());
        assertEquals(CommandId.GENERIC_NACK, unknown.responseCommandId());
        assertEquals(0x0A, unknown.commandId());
        assertEquals(2, unknown.sequenceNumber());
        assertFalse(NackablePduException.unknownCommand(0x8000_000A, 2).isAnswerable());
        NackablePduException odd = new NackablePduException("x", CommandStatus.ESME_RINVCMDLEN, 0x0A, 2);
        assertEquals(CommandId.GENERIC_NACK, odd.responseCommandId());
        assertEquals(0, odd.getStackTrace().length);
    }

    private static int command(String name) {
        return Facts.number(row("commands", name));
    }

    private static int status(String name) {
        return Facts.number(row("statuses", name));
    }

    private static String row(String table, String name) {
        return Facts.of(table).stream()
                .filter(row -> row.get(1).equals(name))
                .findFirst()
                .orElseThrow()
                .get(0);
    }

    private void decode() {
        ByteBuf out = Unpooled.buffer();
        sm.wrap(out, 0, encoder.encode(out));
    }

    private void encode() {
        encoder.encode(Unpooled.buffer());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
