package io.smppproxy.codec.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvType;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PduPrinterTest {
    private static final String SUBMIT_MULTI =
            "0000006600000021000000000000011100010134343737303039303031323300030101013439313730303030303030310002"
                    + "6c6973742d776974682d32302d63686172732d7800010101343931373030303030303032000000000000000000000548656c6c6f";

    private final SmEncoder encoder = new SmEncoder()
            .reset(CommandId.SUBMIT_SM)
            .sequenceNumber(8)
            .sourceAddr(5, 0, "MySender")
            .destinationAddr(1, 1, "380991234567");

    @Test
    void shouldPrintOneLine() {
        byte[] text = "Have a nice day!".getBytes(StandardCharsets.US_ASCII);
        encoder.registeredDelivery(1)
                .smDefaultMsgId(1)
                .shortMessage(text, 0, text.length)
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 300)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, "a\"b")
                .tlvByte(TlvTag.MESSAGE_STATE, 2)
                .tlvByte(TlvTag.MESSAGE_STATE, 10)
                .tlv(TlvTag.NETWORK_ERROR_CODE, new byte[] {3, 0, 7})
                .tlvByte(0x1401, 255);
        assertEquals(
                "submit_sm ESME_ROK seq=8 service_type=\"\" source_addr_ton=5 source_addr_npi=0 source_addr=\"MySender\" "
                        + "dest_addr_ton=1 dest_addr_npi=1 destination_addr=\"380991234567\" esm_class=0x00 protocol_id=0x00 "
                        + "priority_flag=0 schedule_delivery_time=\"\" validity_period=\"\" registered_delivery=0x01 "
                        + "replace_if_present_flag=0 data_coding=0x00 sm_default_msg_id=1 sm_length=16 "
                        + "short_message=\"Have a nice day!\" user_message_reference=300 receipted_message_id=\"a\\\"b\" "
                        + "message_state=2/DELIVERED message_state=10 network_error_code=0x030007 tlv_0x1401=0xff",
                line(PrintOptions.DEFAULT, encoded()));
    }

    @Test
    void shouldPrintGroupsOnOneLine() {
        String line = line(PrintOptions.DEFAULT, hex(SUBMIT_MULTI));
        assertTrue(
                line.contains("number_of_dests=3 dest_address=[{dest_flag=1 dest_addr_ton=1 dest_addr_npi=1 "
                        + "destination_addr=\"491700000001\"} {dest_flag=2 dl_name=\"list-with-20-chars-x\"} "
                        + "{dest_flag=1 dest_addr_ton=1 dest_addr_npi=1 destination_addr=\"491700000002\"}] esm_class"),
                line);
        ByteBuf failed = hex("000000220000802100000000000000016d6964000101013439310000000058" + "000000")
                .setInt(4, 0x80000021);
        failed.setInt(0, 0x1f).writerIndex(0x1f);
        assertEquals(
                "submit_multi_resp ESME_ROK seq=1 message_id=\"mid\" no_unsuccess=1 unsuccess_sme=[{dest_addr_ton=1 "
                        + "dest_addr_npi=1 destination_addr=\"491\" error_status_code=ESME_RTHROTTLED}]",
                line(PrintOptions.DEFAULT, failed));
    }

    @ParameterizedTest
    @CsvSource({
        // Header-only responses, unknown status, greatest numbers.
        "00000010800000040000045800000008, submit_sm_resp status 0x00000458 seq=8",
        "0000001080000000000000030FFFFFFF, generic_nack ESME_RINVCMDID seq=268435455",
        "000000108000000000000003FFFFFFFF, generic_nack ESME_RINVCMDID seq=4294967295",
        // A body that no version gives to enquire_link, a response that breaks off.
        "00000012000000150000000000000001abcd, enquire_link ESME_ROK seq=1 unread=0xabcd",
        "00000014800000030000000000000001 61626300, query_sm_resp ESME_ROK seq=1 message_id=\"abc\"",
        "00000013800000040000000000000001616263, submit_sm_resp ESME_ROK seq=1 message_id=\"abc\""
    })
    void shouldPrintWhatIsThere(String hex, String line) {
        assertEquals(line, line(PrintOptions.DEFAULT, hex(hex.replace(" ", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "'', octets malformed=\"0 octets (expected: a header of 16)\" refused_as=ESME_RINVCMDLEN hex=",
        "000000100000001500000000000000, octets malformed=\"15 octets (expected: a header of 16)\" refused_as=ESME_RINVCMDLEN hex=000000100000001500000000000000",
        "00000011000000150000000000000001, 'enquire_link ESME_ROK seq=1 malformed=\"command_length: 17 (expected: 16, the octets that there are)\" refused_as=ESME_RINVCMDLEN hex=00000011000000150000000000000001'",
        "FFFFFFFF000000150000000000000001, 'enquire_link ESME_ROK seq=1 malformed=\"command_length: 4294967295 (expected: 16, the octets that there are)\" refused_as=ESME_RINVCMDLEN hex=ffffffff000000150000000000000001'"
    })
    void shouldPrintWhatIsNoPdu(String hex, String line) {
        assertEquals(line, line(PrintOptions.DEFAULT, hex(hex)));
    }

    @Test
    void shouldSayWhatIsWrong() {
        PduPrinter printer = new PduPrinter(PrintOptions.DEFAULT);
        printer.read(hex("00000010000000990000000000000001"), 0, 16);
        assertTrue(printer.isMalformed());
        assertTrue(print(printer).startsWith("command 0x00000099 ESME_ROK seq=1 malformed=\""));
        assertTrue(print(printer).contains(" refused_as=ESME_RINVCMDID hex=00000010"));
        assertFalse(printer.problem().isEmpty());
        printer.read(hex("00000010000000150000000000000001"), 0, 16);
        assertFalse(printer.isMalformed());
        assertEquals("", printer.problem());
        assertEquals("enquire_link ESME_ROK seq=1", print(printer));
    }

    @Test
    void shouldReadFromAnOffsetAndReuseItsBuffer() {
        PduPrinter printer = new PduPrinter(PrintOptions.DEFAULT);
        printer.read(hex(SUBMIT_MULTI), 0, SUBMIT_MULTI.length() / 2);
        ByteBuf buf = hex("ffff00000010000000150000000000000001ff");
        assertEquals("enquire_link ESME_ROK seq=1", print(printer.read(buf, 2, 16)));
        assertEquals(
                "unbind ESME_ROK seq=2",
                print(printer.read(ByteBufUtil.decodeHexDump("ff00000010000000060000000000000002"), 1, 16)));
        printer.read(buf, 2, 16);
        StringBuilder out = new StringBuilder();
        printer.hex(out);
        assertEquals("00000010000000150000000000000001", out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 41004200, 'A@B@', ''",
        "3, 41E90A0D09, 'A\u00E9\\n\\r\\t', ''",
        "3, 22001B7F859B, '\\\"\\u0000\\u001b\\u007f\\u0085\\u009b', ''",
        "8, 0416202E20282029FEFF200D0041, '\u0416\\u202e\\u2028\\u2029\\ufeff\u200DA', ''",
        "8, D83DDE00, '\uD83D\uDE00', ''",
        "4, 000102, '', 0x000102"
    })
    void shouldEscapeWhatCouldForgeALine(int dataCoding, String hex, String text, String octets) {
        byte[] shortMessage = ByteBufUtil.decodeHexDump(hex);
        encoder.dataCoding(dataCoding).shortMessage(shortMessage, 0, shortMessage.length);
        String shown = octets.isEmpty() ? '"' + text + '"' : octets;
        assertTrue(
                line(PrintOptions.DEFAULT, encoded()).endsWith(" short_message=" + shown),
                () -> line(PrintOptions.DEFAULT, encoded()));
        String json = json(PrintOptions.DEFAULT, encoded());
        String inJson = text.replace("\\u001b", "\\u001B").replace("\\u007f", "\\u007F");
        String expected = octets.isEmpty()
                ? "\"short_message\": \"" + inJson + '"'
                : "\"short_message_hex\": \"" + octets.substring(2) + '"';
        assertTrue(json.contains(expected), json);
    }

    @Test
    void shouldShowTheUserDataHeaderApart() {
        byte[] data = ByteBufUtil.decodeHexDump("0500032a02014142");
        encoder.esmClass(0x40).shortMessage(data, 0, data.length);
        assertTrue(
                line(PrintOptions.DEFAULT, encoded()).endsWith(" sm_length=8 udh=0x0500032a0201 short_message=\"AB\""));
        encoder.shortMessage(data, 0, 0).messagePayload(data, 0, data.length);
        assertTrue(line(PrintOptions.DEFAULT, encoded())
                .endsWith(" short_message=\"\" udh=0x0500032a0201 message_payload=\"AB\""));
        assertTrue(json(PrintOptions.DEFAULT, encoded()).contains("\"udh_hex\": \"0500032a0201\""));
        // Two texts: only the first has the header.
        encoder.shortMessage(data, 0, 7);
        assertTrue(line(PrintOptions.DEFAULT, encoded())
                .contains("udh=0x0500032a0201 short_message=\"A\" message_payload="));
        // A header that says it is longer than the text.
        data[0] = (byte) 200;
        encoder.shortMessage(data, 0, 3);
        assertTrue(line(PrintOptions.DEFAULT, encoded()).contains(" udh=0xc80003 short_message=\"\" "));
    }

    @Test
    void shouldReadTextAsThePeerMeansIt() {
        byte[] packed = ByteBufUtil.decodeHexDump("C8329BFD06");
        encoder.shortMessage(packed, 0, packed.length);
        PrintOptions options = PrintOptions.DEFAULT.withDataCodings(DataCodingRules.DEFAULT.withPacked(true));
        assertTrue(line(options, encoded()).endsWith(" short_message=\"Hello\""));
        assertTrue(line(options.withText(false), encoded()).endsWith(" short_message=\"*****\""));
        byte[] utf8 = "Жук".getBytes(StandardCharsets.UTF_8);
        encoder.shortMessage(utf8, 0, utf8.length);
        options = options.withDataCodings(DataCodingRules.DEFAULT.withDefaultAlphabet(Encoding.UTF8));
        assertTrue(line(options, encoded()).endsWith(" short_message=\"Жук\""));
    }

    @Test
    void shouldDecodePayloadByDataCoding() {
        byte[] text = "Жук".getBytes(StandardCharsets.UTF_16BE);
        DataSmEncoder dataSm = new DataSmEncoder().dataCoding(8).messagePayload(text, 0, text.length);
        ByteBuf out = Unpooled.buffer();
        dataSm.encode(out);
        assertTrue(line(PrintOptions.DEFAULT, out).endsWith(" data_coding=0x08 message_payload=\"Жук\""));
        out.clear();
        dataSm.dataCoding(4).encode(out);
        assertTrue(line(PrintOptions.DEFAULT, out).endsWith(" message_payload=0x041604430" + "43a"));
    }

    @Test
    void shouldShowTlvsThatAreNotWhatTheirTypeSays() {
        encoder.tlv(TlvTag.USER_MESSAGE_REFERENCE, new byte[5])
                .tlv(TlvTag.USER_MESSAGE_REFERENCE, new byte[0])
                .tlv(TlvTag.RECEIPTED_MESSAGE_ID, new byte[] {'a', 'b'})
                .tlv(TlvTag.RECEIPTED_MESSAGE_ID, new byte[] {'a', 0, 'b'})
                .tlv(TlvTag.RECEIPTED_MESSAGE_ID, new byte[0])
                .tlv(TlvTag.ALERT_ON_MESSAGE_DELIVERY, new byte[0]);
        assertTrue(line(PrintOptions.DEFAULT, encoded())
                .endsWith(" short_message=\"\" user_message_reference=0x0000000000 user_message_reference=0x "
                        + "receipted_message_id=\"ab\" receipted_message_id=0x610062 receipted_message_id=\"\" "
                        + "alert_on_message_delivery=0x"));
    }

    @Test
    void shouldNameVendorTlvs() {
        TlvDictionary tlvs = TlvDictionary.standard()
                .with("acme_price", 0x1401, TlvType.INTEGER)
                .with("acme_operator", 0x1402, TlvType.C_OCTET_STRING)
                .with("acme_blob", 0x1403, TlvType.OCTET_STRING);
        encoder.tlvInt(0x1401, 70_000)
                .tlvCString(0x1402, "26201")
                .tlvByte(0x1403, 7)
                .tlvByte(0x1404, 8);
        PrintOptions options = PrintOptions.DEFAULT.withTlvs(tlvs);
        assertTrue(line(options, encoded())
                .endsWith(" acme_price=70000 acme_operator=\"26201\" acme_blob=0x07 tlv_0x1404=0x08"));
        String json = json(options, encoded());
        String expected = """
                  "tlvs": [
                    {
                      "name": "acme_price",
                      "tag": 5121,
                      "value": 70000
                    },
                    {
                      "name": "acme_operator",
                      "tag": 5122,
                      "value": "26201"
                    },
                    {
                      "name": "acme_blob",
                      "tag": 5123,
                      "value_hex": "07"
                    },
                    {
                      "tag": 5124,
                      "value_hex": "08"
                    }
                  ]
                }""";
        assertTrue(json.endsWith(expected), json);
    }

    @Test
    void shouldPrintMalformedJson() {
        String json = json(PrintOptions.DEFAULT, hex("00000010000000040000000000000007"));
        assertEquals("""
                {
                  "Header": {
                    "command_length": 16,
                    "command_id": 4,
                    "command_status": 0,
                    "sequence_number": 7
                  },
                  "malformed": {
                    "reason": "submit_sm service_type: not ended by NUL within the PDU",
                    "command_status": 2,
                    "hex": "00000010000000040000000000000007"
                  }
                }""", json);
        assertTrue(
                json(PrintOptions.DEFAULT, hex("00")).startsWith("{\n  \"malformed\": {\n    \"reason\": \"1 octets"));
    }

    @Test
    void shouldTellTheFaultThatAStrictReceiverFinds() {
        byte[] enquireLink = ByteBufUtil.decodeHexDump("ff00000010000000150000000000000001");
        byte[] bindTransceiver = ByteBufUtil.decodeHexDump("00000010000000090000000000000001");
        StrictReceiver receiver =
                new StrictReceiver(InterfaceVersion.V3_3, Direction.ESME_TO_MC, TlvDictionary.standard());
        assertNull(receiver.faultOf(enquireLink, 1, 16));
        assertEquals(
                CommandStatus.ESME_RINVCMDID,
                receiver.faultOf(bindTransceiver, 0, 16).commandStatus());
    }

    private ByteBuf encoded() {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        PduHeader.setCommandStatus(out, 0, CommandStatus.ESME_ROK);
        return out;
    }

    private static String line(PrintOptions options, ByteBuf buf) {
        return print(new PduPrinter(options).read(buf, 0, buf.readableBytes()));
    }

    private static String print(PduPrinter printer) {
        StringBuilder out = new StringBuilder();
        printer.line(out);
        return out.toString();
    }

    private static String json(PrintOptions options, ByteBuf buf) {
        StringBuilder out = new StringBuilder();
        new PduPrinter(options).read(buf, 0, buf.readableBytes()).json(out);
        return out.toString();
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
