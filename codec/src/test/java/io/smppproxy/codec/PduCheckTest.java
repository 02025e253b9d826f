package io.smppproxy.codec;

import static io.smppproxy.codec.InterfaceVersion.V3_3;
import static io.smppproxy.codec.InterfaceVersion.V3_4;
import static io.smppproxy.codec.InterfaceVersion.V5_0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldType;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvType;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PduCheckTest {
    static final String GOOD = "good";

    private final CommandEncoder encoder = new CommandEncoder().interfaceVersion(V5_0);

    /** The lowest and highest values that a version allows, and the status for the next. */
    @ParameterizedTest
    @CsvSource({
        "submit_sm, source_addr_ton, 0x34, 0, 6, ESME_RINVSRCTON",
        "submit_sm, dest_addr_ton, 0x34, 0, 6, ESME_RINVDSTTON",
        "submit_sm, priority_flag, 0x33, 0, 1, ESME_RINVPRTFLG",
        "submit_sm, priority_flag, 0x34, 0, 3, ESME_RINVPRTFLG",
        "submit_sm, priority_flag, 0x50, 0, 4, ESME_RINVPRTFLG",
        "submit_sm, registered_delivery, 0x33, 0, 1, ESME_RINVREGDLVFLG",
        "submit_sm, registered_delivery, 0x34, 0, 2, ESME_RINVREGDLVFLG",
        "submit_sm, registered_delivery, 0x50, 0, 31, ESME_RINVREGDLVFLG",
        "submit_sm, replace_if_present_flag, 0x34, 0, 1, ESME_RINVREPFLAG",
        "submit_sm, sm_default_msg_id, 0x33, 0, 100, ESME_RINVDFTMSGID",
        "submit_sm, sm_default_msg_id, 0x34, 0, 254, ESME_RINVDFTMSGID",
        "submit_sm, sm_default_msg_id, 0x50, 0, 255, -",
        "submit_sm, esm_class, 0x33, 0, 0, ESME_RINVESMCLASS",
        "submit_sm, esm_class, 0x34, 0, 3, ESME_RINVESMCLASS",
        "submit_sm, esm_class, 0x50, 0, 11, ESME_RINVESMCLASS",
        "deliver_sm, esm_class, 0x33, 0, 11, ESME_RINVESMCLASS",
        "deliver_sm, esm_class, 0x34, 0, 11, ESME_RINVESMCLASS",
        "submit_sm, protocol_id, 0x33, 0, 255, -",
        "submit_sm, data_coding, 0x33, 0, 255, -",
        "replace_sm, registered_delivery, 0x34, 0, 2, ESME_RINVREGDLVFLG",
        "query_last_msgs, num_messages, 0x33, 1, 100, ESME_RINVNUMMSGS",
        "query_msg_details, sm_length, 0x33, 0, 160, ESME_RINVMSGLEN",
        "query_msg_details_resp, registered_delivery_flag, 0x33, 0, 1, ESME_RINVREGDLVFLG"
    })
    void shouldJudgeNumbersByVersion(
            String command, String field, String version, int least, int greatest, String status) {
        CommandSpec spec = command(command);
        Field wanted = Field.valueOf(field.toUpperCase(Locale.ROOT));
        for (int value = least; value <= greatest; value++) {
            assertEquals(GOOD, judge(decode(version), with(spec, wanted, value)), field + " " + value);
        }
        if (least > 0) {
            assertEquals(status, judge(decode(version), with(spec, wanted, least - 1)));
        }
        if (greatest < 255) {
            assertEquals(status, judge(decode(version), with(spec, wanted, greatest + 1)));
        }
    }

    @Test
    void shouldKnowTheNumberingPlans() {
        StringBuilder allowed = new StringBuilder();
        for (int npi = 0; npi < 256; npi++) {
            String source = judge(V3_4, with(command("submit_sm"), Field.SOURCE_ADDR_NPI, npi));
            String destination = judge(V3_4, with(command("submit_sm"), Field.DEST_ADDR_NPI, npi));
            if (source.equals(GOOD)) {
                allowed.append(npi).append(' ');
                assertEquals(GOOD, destination);
            } else {
                assertEquals("ESME_RINVSRCNPI", source);
                assertEquals("ESME_RINVDSTNPI", destination);
            }
        }
        assertEquals("0 1 3 4 6 8 9 10 14 18 ", allowed.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "submit_sm, 0x34, ESME_TO_MC, 0 8 16",
        "submit_sm, 0x50, ESME_TO_MC, 0 4 8 16 24 32",
        "deliver_sm, 0x34, MC_TO_ESME, 0 4 8 16 24 32",
        "data_sm, 0x34, ESME_TO_MC, 0 8 16",
        "data_sm, 0x34, MC_TO_ESME, 0 4 8 16 24 32",
        "data_sm, 0x50, ESME_TO_MC, 0 4 8 16 24 32"
    })
    void shouldKnowTheTypesOfMessagesByDirection(String command, String version, Direction direction, String types) {
        StringBuilder allowed = new StringBuilder();
        for (int type = 0; type <= EsmClass.TYPE_MASK; type += 4) {
            ByteBuf pdu = with(command(command), Field.ESM_CLASS, type | EsmClass.UDHI | EsmClass.REPLY_PATH | 3);
            if (judge(decode(version), direction, pdu).equals(GOOD)) {
                allowed.append(type).append(' ');
            }
        }
        assertEquals(types, allowed.toString().strip());
    }

    @ParameterizedTest
    @CsvSource({
        "registered_delivery, 0x34, 3, ESME_RINVREGDLVFLG",
        "registered_delivery, 0x34, 0x1E, good",
        "registered_delivery, 0x34, 0x1F, ESME_RINVREGDLVFLG",
        "registered_delivery, 0x34, 0x20, ESME_RINVREGDLVFLG",
        "registered_delivery, 0x34, 0x40, ESME_RINVREGDLVFLG",
        "registered_delivery, 0x50, 0x80, ESME_RINVREGDLVFLG",
        "registered_delivery, 0x33, 0x10, ESME_RINVREGDLVFLG"
    })
    void shouldJudgeTheBitsOfRegisteredDelivery(String field, String version, String value, String expected) {
        Field wanted = Field.valueOf(field.toUpperCase(Locale.ROOT));
        assertEquals(expected, judge(decode(version), with(command("submit_sm"), wanted, Integer.decode(value))));
    }

    @ParameterizedTest
    @CsvSource({"0x33, 160", "0x34, 254", "0x50, 255"})
    void shouldLimitShortMessageByVersion(String version, int max) {
        assertEquals(GOOD, judge(decode(version), submit(max)));
        if (max < 255) {
            assertEquals("ESME_RINVMSGLEN", judge(decode(version), submit(max + 1)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x33, '', good",
        "0x33, 260715120000004+, good",
        "0x33, 000000010000000R, BAD",
        "0x34, 000000010000000R, good",
        "0x34, 000000010000100R, BAD",
        "0x34, 000000010000001R, BAD",
        "0x34, 260715120000004-, good",
        "0x34, 260230120000004+, BAD",
        "0x34, 260715120000004*, BAD",
        "0x34, 260715120000, BAD",
        "0x50, 1, BAD"
    })
    void shouldJudgeTimes(String version, String time, String expected) {
        for (Field field : new Field[] {Field.SCHEDULE_DELIVERY_TIME, Field.VALIDITY_PERIOD}) {
            String bad = field == Field.VALIDITY_PERIOD ? "ESME_RINVEXPIRY" : "ESME_RINVSCHED";
            ByteBuf pdu = encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1).set(field, time));
            assertEquals(expected.equals(GOOD) ? GOOD : bad, judge(decode(version), pdu), field.specName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x33, 260715120000, good",
        "0x33, 2607151200, ESME_RINVCMDLEN",
        "0x34, '', good",
        "0x34, 260715120000004+, good",
        "0x34, 260715120000, ESME_RINVCMDLEN",
        "0x34, 000000010000000R, ESME_RINVCMDLEN"
    })
    void shouldJudgeFinalDate(String version, String date, String expected) {
        ByteBuf pdu = encode(encoder.reset(CommandId.QUERY_SM_RESP, 0, 1).set(Field.FINAL_DATE, date));
        assertEquals(expected, judge(decode(version), Direction.MC_TO_ESME, pdu));
    }

    @Test
    void shouldWantHexadecimalIdsOfEightDigitsBeforeVersion34() {
        ByteBuf digits = encode(encoder.reset(CommandId.QUERY_SM, 0, 1).set(Field.MESSAGE_ID, "0aF9"));
        ByteBuf text = encode(encoder.reset(CommandId.QUERY_SM, 0, 1).set(Field.MESSAGE_ID, "0g"));
        ByteBuf longer = encode(encoder.reset(CommandId.QUERY_SM, 0, 1).set(Field.MESSAGE_ID, "123456789"));
        assertEquals(GOOD, judge(V3_3, digits));
        assertEquals("ESME_RINVMSGID", judge(V3_3, text));
        assertEquals("ESME_RINVMSGID", judge(V3_3, longer));
        assertEquals(GOOD, judge(V3_4, text));
        assertEquals(GOOD, judge(V3_4, longer));
    }

    /** Lengths that the decoders take and the specification does not. */
    @Test
    void shouldJudgeLengthsByTheSpecification() {
        encoder.reset(CommandId.BIND_RECEIVER, 0, 1);
        assertEquals(GOOD, judge(V3_4, encode(encoder.set(Field.PASSWORD, "12345678"))));
        assertEquals("ESME_RINVPASWD", judge(V3_4, encode(encoder.set(Field.PASSWORD, "123456789"))));
        encoder.reset(CommandId.DELIVER_SM, 0, 1);
        assertEquals(GOOD, judge(V3_4, encode(encoder.set(Field.SOURCE_ADDR, "1".repeat(20)))));
        assertEquals("ESME_RINVSRCADR", judge(V3_4, encode(encoder.set(Field.SOURCE_ADDR, "1".repeat(21)))));
    }

    @Test
    void shouldRefuseCommandsThatTheVersionLacks() {
        assertUnknown(V3_3, CommandId.BIND_TRANSCEIVER);
        assertUnknown(V3_3, CommandId.DATA_SM);
        assertUnknown(V3_4, CommandId.BROADCAST_SM);
        assertUnknown(V3_4, CommandId.PARAM_RETRIEVE);
        ByteBuf unheardOf = Unpooled.buffer();
        PduEncoder.headerOnly(unheardOf, 0x0000_00AB, 0, 7);
        assertEquals("ESME_RINVCMDID", judge(V5_0, unheardOf));
        assertEquals(GOOD, judge(0x00, encode(filled(command("param_retrieve")))));
    }

    private void assertUnknown(int version, int commandId) {
        ByteBuf pdu = encode(filled(CommandSpec.of(commandId)));
        NackablePduException e = assertThrows(NackablePduException.class, () -> check(version, pdu));
        assertEquals(CommandStatus.ESME_RINVCMDID, e.commandStatus());
        assertEquals(CommandId.GENERIC_NACK, e.responseCommandId());
        assertEquals(9, e.sequenceNumber());
    }

    @Test
    void shouldJudgeDestinations() {
        assertEquals("ESME_RINVNUMDESTS", judge(V3_4, encode(encoder.reset(CommandId.SUBMIT_MULTI, 0, 1))));
        assertEquals("ESME_RINVNUMDESTS", judge(V3_4, encode(destinations(255))));
        assertEquals(GOOD, judge(V3_4, encode(destinations(254))));
        assertEquals(GOOD, judge(V5_0, encode(destinations(255))));
        assertEquals("ESME_RINVDLNAME", judge(V3_4, encode(destinations(1).addDistributionList(""))));
        assertEquals(GOOD, judge(V3_4, encode(destinations(1).addDistributionList("l"))));
        assertEquals("ESME_RINVDSTTON", judge(V3_4, encode(destinations(1).addDestination(7, 1, "1"))));
        assertEquals("ESME_RINVDSTNPI", judge(V3_4, encode(destinations(1).addDestination(1, 2, "1"))));
    }

    @Test
    void shouldWantWholeBodies() {
        ByteBuf response = encode(encoder.reset(CommandId.SUBMIT_SM_RESP, 0, 1).withoutBody());
        assertEquals("ESME_RINVCMDLEN", judge(V3_4, Direction.MC_TO_ESME, response));
        PduHeader.setCommandStatus(response, 0, 8);
        assertEquals(GOOD, judge(V3_4, Direction.MC_TO_ESME, response));
        ByteBuf cut = encode(encoder.reset(CommandId.QUERY_SM_RESP, 8, 1));
        cut.writerIndex(cut.writerIndex() - 1).setInt(0, cut.writerIndex());
        assertEquals("ESME_RINVCMDLEN", judge(V3_4, Direction.MC_TO_ESME, cut));
        ByteBuf withoutNul =
                encode(encoder.reset(CommandId.SUBMIT_SM_RESP, 0, 1).set(Field.MESSAGE_ID, "id"));
        withoutNul.writerIndex(withoutNul.writerIndex() - 1).setInt(0, withoutNul.writerIndex());
        assertEquals("ESME_RINVCMDLEN", judge(V3_4, Direction.MC_TO_ESME, withoutNul));
        assertEquals(GOOD, judge(V3_3, encode(encoder.reset(CommandId.ENQUIRE_LINK, 0, 1))));
    }

    @Test
    void shouldKnowTheTlvsOfAVendorThatIsConfigured() {
        TlvDictionary dictionary = TlvDictionary.standard().with("tariff", 0x1403, TlvType.INTEGER);
        PduCheck check = new PduCheck(V3_4, Direction.ESME_TO_MC, dictionary);
        ByteBuf good = encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlvNumber(0x1403, 4, -1));
        check.check(good, 0, good.readableBytes());
        ByteBuf bad = encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlv(0x1403, new byte[5]));
        NackablePduException e =
                assertThrows(NackablePduException.class, () -> check.check(bad, 0, bad.readableBytes()));
        assertEquals("submit_sm tariff: 5 octets (expected: 1 to 4)", e.getMessage());
    }

    @Test
    void shouldReturnWhatItRead() {
        ByteBuf pdu = Unpooled.buffer().writeZero(3);
        int length = encoder.reset(CommandId.QUERY_SM, 0, 5)
                .set(Field.MESSAGE_ID, "7")
                .encode(pdu);
        CommandFlyweight read = new PduCheck(V3_4, Direction.ESME_TO_MC).check(pdu, 3, length);
        assertEquals("7", read.string(Field.MESSAGE_ID));
        assertTrue(read.isWhole());
    }

    private static int decode(String version) {
        return Integer.decode(version);
    }

    private static CommandSpec command(String name) {
        return CommandSpec.all().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private CommandEncoder destinations(int count) {
        encoder.reset(CommandId.SUBMIT_MULTI, 0, 1);
        for (int i = 0; i < count; i++) {
            encoder.addDestination(1, 1, "1");
        }
        return encoder;
    }

    private ByteBuf submit(int shortMessageLength) {
        return encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1)
                .set(Field.SHORT_MESSAGE, new byte[shortMessageLength], 0, shortMessageLength));
    }

    private ByteBuf with(CommandSpec spec, Field field, int value) {
        return encode(filled(spec).set(field, value));
    }

    /** Every field 0 or empty, but where the specification wants one more. */
    private CommandEncoder filled(CommandSpec spec) {
        encoder.interfaceVersion(spec.lastVersion()).reset(spec.commandId(), 0, 9);
        if (spec.indexOf(Field.DEST_ADDRESS) >= 0) {
            encoder.addDestination(1, 1, "1");
        }
        if (spec.indexOf(Field.NUM_MESSAGES) >= 0) {
            encoder.set(Field.NUM_MESSAGES, 1);
        }
        assertTrue(spec.fields().stream()
                .noneMatch(field -> field.field().type() == FieldType.GROUPS && field.field() != Field.DEST_ADDRESS));
        return encoder;
    }

    private ByteBuf encode(CommandEncoder from) {
        ByteBuf pdu = Unpooled.buffer();
        from.encode(pdu);
        encoder.interfaceVersion(V5_0);
        return pdu;
    }

    private static void check(int version, ByteBuf pdu) {
        new PduCheck(version, Direction.ESME_TO_MC).check(pdu, 0, pdu.readableBytes());
    }

    private static String judge(int version, ByteBuf pdu) {
        return judge(version, Direction.ESME_TO_MC, pdu);
    }

    /** "good" or the name of the status. */
    static String judge(int version, Direction direction, ByteBuf pdu) {
        try {
            new PduCheck(version, direction).check(pdu, 0, pdu.readableBytes());
            return GOOD;
        } catch (NackablePduException e) {
            return CommandStatus.name(e.commandStatus());
        }
    }
}
