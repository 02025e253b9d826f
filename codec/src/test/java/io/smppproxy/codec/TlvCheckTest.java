package io.smppproxy.codec;

import static io.smppproxy.codec.InterfaceVersion.V3_3;
import static io.smppproxy.codec.InterfaceVersion.V3_4;
import static io.smppproxy.codec.InterfaceVersion.V5_0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvSpec;
import io.smppproxy.codec.spec.TlvSpec.Range;
import io.smppproxy.codec.spec.TlvTags;
import io.smppproxy.codec.spec.TlvType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlvCheckTest {
    private static final String GOOD = "good";
    private static final String NOT_ALLOWED = "ESME_RTLVNOTALLWD";
    private static final String LENGTH = "ESME_RINVTLVLEN";
    private static final String VALUE = "ESME_RINVTLVVAL";
    private static final String MISSING = "ESME_RMISSINGTLV";

    private final CommandEncoder encoder = new CommandEncoder().interfaceVersion(V5_0);

    @Test
    void shouldJudgeTheLengthAndValueOfEveryTlvWhereItIsAllowed() {
        List<String> unseen = new ArrayList<>();
        for (TlvSpec tlv : TlvDictionary.standard().all()) {
            boolean seen = false;
            for (int version : new int[] {V3_4, V5_0}) {
                for (Direction direction : Direction.values()) {
                    CommandSpec command = carrier(tlv.tag(), version, direction);
                    if (command != null) {
                        seen = true;
                        judgeLengths(tlv, command, version, direction);
                        judgeValues(tlv, command, version, direction);
                    }
                }
            }
            if (!seen) {
                unseen.add(tlv.name());
            }
        }
        assertEquals(List.of(), unseen);
    }

    /** A command that may carry the TLV and needs no other, nor a short_message. */
    private static CommandSpec carrier(int tag, int version, Direction direction) {
        for (CommandSpec spec : CommandSpec.all()) {
            TlvTags allowed = spec.tlvs().allowed(version, direction);
            if (spec.existsIn(version) && allowed.contains(tag) && !needsOthers(tag)) {
                return spec;
            }
        }
        return needsOthers(tag) ? CommandSpec.of(CommandId.SUBMIT_SM) : null;
    }

    private static boolean needsOthers(int tag) {
        return switch (tag) {
            case TlvTag.SAR_MSG_REF_NUM,
                    TlvTag.SAR_TOTAL_SEGMENTS,
                    TlvTag.SAR_SEGMENT_SEQNUM,
                    TlvTag.SOURCE_NETWORK_ID,
                    TlvTag.DEST_NETWORK_ID -> true;
            default -> false;
        };
    }

    private void judgeLengths(TlvSpec tlv, CommandSpec command, int version, Direction direction) {
        if (needsOthers(tlv.tag()) || tlv.maxOctets() == 65_535) {
            return;
        }
        for (int length = 0; length <= tlv.maxOctets() + 5; length++) {
            String outcome = judge(version, direction, with(command, tlv, validValue(tlv, length, version)));
            String expected = tlv.allowsLength(length, version) ? GOOD : LENGTH;
            assertEquals(expected, outcome, tlv.name() + " of " + length + " in " + command + " " + version);
        }
    }

    private void judgeValues(TlvSpec tlv, CommandSpec command, int version, Direction direction) {
        if (needsOthers(tlv.tag()) || tlv.type() == TlvType.C_OCTET_STRING || tlv.maxOctets() == 65_535) {
            return;
        }
        int length = tlv.minOctets() > 0 ? tlv.minOctets() : 1;
        if (!tlv.allowsLength(length, version)) {
            return;
        }
        List<Range> ranges = version == V5_0 ? tlv.values() : tlv.valuesV34();
        for (int value = 0; value < 256; value++) {
            int number = value;
            boolean allowed = ranges.isEmpty() || ranges.stream().anyMatch(r -> number >= r.min() && number <= r.max());
            byte[] octets = new byte[length];
            octets[0] = (byte) value;
            assertEquals(
                    allowed ? GOOD : VALUE,
                    judge(version, direction, with(command, tlv, octets)),
                    tlv.name() + " " + value + " in " + command + " " + version);
        }
    }

    private static byte[] validValue(TlvSpec tlv, int length, int version) {
        byte[] value = new byte[length];
        List<Range> ranges = version == V5_0 ? tlv.values() : tlv.valuesV34();
        if (tlv.type() == TlvType.C_OCTET_STRING) {
            Arrays.fill(value, (byte) 'a');
            if (length > 0) {
                value[length - 1] = 0;
            }
        } else if (length > 0 && !ranges.isEmpty()) {
            value[0] = (byte) ranges.get(0).min();
        }
        return value;
    }

    /** The TLV after those that its command may not do without. */
    private ByteBuf with(CommandSpec command, TlvSpec tlv, byte[] value) {
        encoder.reset(command.commandId(), 0, 1);
        if (command.indexOf(Field.DEST_ADDRESS) >= 0) {
            encoder.addDestination(1, 1, "1");
        }
        TlvTags mandatory = command.tlvs().mandatory();
        for (int i = 0; i < mandatory.size(); i++) {
            TlvSpec needed = TlvDictionary.standard().byTag(mandatory.get(i));
            if (needed.tag() != tlv.tag()) {
                encoder.tlv(needed.tag(), validValue(needed, needed.minOctets(), V5_0));
            }
        }
        return encode(encoder.tlv(tlv.tag(), value));
    }

    @Test
    void shouldWantTextWithOneNulAtItsEnd() {
        assertEquals(GOOD, judgeReceiptId('a', 0));
        assertEquals(GOOD, judgeReceiptId(0));
        assertEquals(VALUE, judgeReceiptId('a', 'b'));
        assertEquals(VALUE, judgeReceiptId(0, 0));
        assertEquals(VALUE, judgeReceiptId('a', 0, 'b', 0));
    }

    private String judgeReceiptId(int... value) {
        byte[] octets = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            octets[i] = (byte) value[i];
        }
        ByteBuf pdu = encode(encoder.reset(CommandId.DELIVER_SM, 0, 1).tlv(TlvTag.RECEIPTED_MESSAGE_ID, octets));
        return judge(V3_4, Direction.MC_TO_ESME, pdu);
    }

    @Test
    void shouldRefuseWhatCommandVersionOrDirectionDoesNotHave() {
        ByteBuf submit = encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlvNumber(TlvTag.SET_DPF, 1, 1));
        assertEquals(NOT_ALLOWED, judge(V3_4, Direction.ESME_TO_MC, submit));
        assertEquals(GOOD, judge(V5_0, Direction.ESME_TO_MC, submit));
        ByteBuf data = encode(encoder.reset(CommandId.DATA_SM, 0, 1).tlvNumber(TlvTag.MESSAGE_STATE, 1, 2));
        assertEquals(GOOD, judge(V3_4, Direction.ESME_TO_MC, data));
        assertEquals(NOT_ALLOWED, judge(V5_0, Direction.ESME_TO_MC, data));
        assertEquals(GOOD, judge(V5_0, Direction.MC_TO_ESME, data));
        ByteBuf unbind = encode(encoder.reset(CommandId.UNBIND, 0, 1).tlvNumber(TlvTag.CONGESTION_STATE, 1, 1));
        assertEquals(NOT_ALLOWED, judge(V5_0, Direction.ESME_TO_MC, unbind));
        assertEquals("ESME_RINVCMDLEN", judge(V3_3, Direction.ESME_TO_MC, unbind));
    }

    @Test
    void shouldLetUnknownTlvsPass() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlv(0x0000, new byte[0]).tlv(0x1400, new byte[9]);
        ByteBuf pdu = encode(encoder.tlv(0x4001, new byte[2]).tlv(0x1400, new byte[1]));
        assertEquals(GOOD, judge(V3_4, Direction.ESME_TO_MC, pdu));
        assertEquals("ESME_RINVCMDLEN", judge(V3_3, Direction.ESME_TO_MC, pdu));
    }

    @Test
    void shouldRefuseOctetsThatAreNoTlv() {
        ByteBuf submit = encode(encoder.reset(CommandId.SUBMIT_SM, 0, 1));
        submit.writeZero(2).setInt(0, submit.readableBytes());
        assertEquals("ESME_RINVTLVSTREAM", judge(V3_4, Direction.ESME_TO_MC, submit));
        ByteBuf enquire = encode(encoder.reset(CommandId.ENQUIRE_LINK, 0, 1));
        enquire.writeZero(1).setInt(0, enquire.readableBytes());
        assertEquals("ESME_RINVCMDLEN", judge(V3_4, Direction.ESME_TO_MC, enquire));
    }

    @Test
    void shouldRefuseRepetitionUnlessTheTlvIsMadeForIt() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlvNumber(TlvTag.USER_MESSAGE_REFERENCE, 2, 1);
        assertEquals(
                NOT_ALLOWED,
                judge(V3_4, Direction.ESME_TO_MC, encode(encoder.tlvNumber(TlvTag.USER_MESSAGE_REFERENCE, 2, 1))));
        byte[] number = {1, 1, 1, '7'};
        encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlv(TlvTag.CALLBACK_NUM, number);
        assertEquals(GOOD, judge(V3_4, Direction.ESME_TO_MC, encode(encoder.tlv(TlvTag.CALLBACK_NUM, number))));
    }

    @Test
    void shouldWantTheMandatoryTlvsUnlessItIsAnError() {
        TlvTags mandatory = CommandSpec.of(CommandId.BROADCAST_SM).tlvs().mandatory();
        assertEquals(4, mandatory.size());
        for (int missing = 0; missing <= mandatory.size(); missing++) {
            encoder.reset(CommandId.BROADCAST_SM, 0, 1);
            for (int i = 0; i < mandatory.size(); i++) {
                TlvSpec tlv = TlvDictionary.standard().byTag(mandatory.get(i));
                if (i != missing) {
                    encoder.tlv(tlv.tag(), validValue(tlv, tlv.minOctets(), V5_0));
                }
            }
            String expected = missing == mandatory.size() ? GOOD : MISSING;
            assertEquals(expected, judge(V5_0, Direction.ESME_TO_MC, encode(encoder)));
        }
        ByteBuf response = encode(encoder.reset(CommandId.QUERY_BROADCAST_SM_RESP, 0, 1));
        assertEquals(MISSING, judge(V5_0, Direction.MC_TO_ESME, response));
        PduHeader.setCommandStatus(response, 0, CommandStatus.ESME_RBCASTQUERYFAIL);
        assertEquals(GOOD, judge(V5_0, Direction.MC_TO_ESME, response));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, good",
        "1, 255, 255, good",
        "1, 2, 3, ESME_RINVTLVVAL",
        "1, 0, 0, ESME_RINVTLVVAL",
        "1, 2, 0, ESME_RINVTLVVAL",
        "1, -1, 1, ESME_RMISSINGTLV",
        "1, 1, -1, ESME_RMISSINGTLV",
        "-1, 1, 1, ESME_RMISSINGTLV",
        "-1, 1, -1, ESME_RMISSINGTLV",
        "-1, -1, 1, ESME_RMISSINGTLV",
        "-1, -1, -1, good"
    })
    void shouldWantWholeSegments(int reference, int total, int number, String expected) {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1);
        if (reference >= 0) {
            encoder.tlvNumber(TlvTag.SAR_MSG_REF_NUM, 2, reference);
        }
        if (number >= 0) {
            encoder.tlvNumber(TlvTag.SAR_SEGMENT_SEQNUM, 1, number);
        }
        if (total >= 0) {
            encoder.tlvNumber(TlvTag.SAR_TOTAL_SEGMENTS, 1, total);
        }
        assertEquals(expected, judge(V3_4, Direction.ESME_TO_MC, encode(encoder)));
    }

    @Test
    void shouldRefuseSegmentsBesideAUserDataHeader() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1)
                .set(Field.ESM_CLASS, EsmClass.UDHI)
                .tlvNumber(TlvTag.SAR_MSG_REF_NUM, 2, 1)
                .tlvNumber(TlvTag.SAR_TOTAL_SEGMENTS, 1, 2)
                .tlvNumber(TlvTag.SAR_SEGMENT_SEQNUM, 1, 1);
        assertEquals(NOT_ALLOWED, judge(V3_4, Direction.ESME_TO_MC, encode(encoder)));
        encoder.set(Field.ESM_CLASS, EsmClass.REPLY_PATH);
        assertEquals(GOOD, judge(V3_4, Direction.ESME_TO_MC, encode(encoder)));
    }

    @Test
    void shouldRefuseTwoTexts() {
        encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlv(TlvTag.MESSAGE_PAYLOAD, new byte[300]);
        assertEquals(GOOD, judge(V3_4, Direction.ESME_TO_MC, encode(encoder)));
        encoder.set(Field.SHORT_MESSAGE, new byte[1], 0, 1);
        assertEquals(NOT_ALLOWED, judge(V3_4, Direction.ESME_TO_MC, encode(encoder)));
    }

    @Test
    void shouldWantTheNodeOfANetwork() {
        int[][] pairs = {
            {TlvTag.SOURCE_NETWORK_ID, TlvTag.SOURCE_NODE_ID}, {TlvTag.DEST_NETWORK_ID, TlvTag.DEST_NODE_ID}
        };
        for (int[] pair : pairs) {
            encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlvCString(pair[0], "network");
            assertEquals(MISSING, judge(V5_0, Direction.ESME_TO_MC, encode(encoder)));
            assertEquals(GOOD, judge(V5_0, Direction.ESME_TO_MC, encode(encoder.tlv(pair[1], new byte[6]))));
            encoder.reset(CommandId.SUBMIT_SM, 0, 1).tlv(pair[1], new byte[6]);
            assertEquals(GOOD, judge(V5_0, Direction.ESME_TO_MC, encode(encoder)));
        }
    }

    private static String judge(int version, Direction direction, ByteBuf pdu) {
        return PduCheckTest.judge(version, direction, pdu);
    }

    private static ByteBuf encode(CommandEncoder from) {
        ByteBuf pdu = Unpooled.buffer();
        assertTrue(from.encode(pdu) >= PduHeader.LENGTH_BYTES);
        return pdu;
    }
}
