package io.smppproxy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PduCommandTest {
    private static final String ENQUIRE_LINK = "00000010000000150000000000000001";
    private static final String UNBIND = "00000010000000060000000000000002";
    private static final String SUBMIT_SM =
            "000000450000000400000000000000080005004d7953656e6465720001013338303939313233"
                    + "343536370000000000000100000110486176652061206e6963652064617921";
    private static final String BIND = "0000002500000001000000000000000165736d653031007365637265743038000034000000";

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000010000000150000000000000001",
                "00 00 00 10 00 00 00 15 00 00 00 00 00 00 00 01",
                "00:00:00:10:00:00:00:15:00:00:00:00:00:00:00:01",
                "0x00, 0X00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x15, 0x00000000, 0x00000001",
                "00000010-00000015-00000000-00000001",
                "00000010\n00000015\r\n00000000\t00000001\n",
                "INFO[2024-07-29 21:02:05][abc]: <<<<< 00000010000000150000000000000001"
            })
    void shouldReadHexadecimalAsPeopleCopyIt(String hex) {
        assertEquals(0, pdu(hex), err::toString);
        assertEquals("enquire_link ESME_ROK seq=1", out.toString().strip());
    }

    @Test
    void shouldReadSeveralPdus() {
        assertEquals(0, pdu(ENQUIRE_LINK.substring(0, 10), ENQUIRE_LINK.substring(10) + UNBIND), err::toString);
        assertEquals(
                "enquire_link ESME_ROK seq=1\nunbind ESME_ROK seq=2",
                out.toString().strip().replace("\r", ""));
    }

    @Test
    void shouldReadPduLogs() throws IOException {
        Path log = Files.writeString(dir.resolve("pdu.log"), """
                INFO[2024-07-29 21:02:05][1beb339d]: <<<<< %s
                SUBMIT_SM:
                {
                "Header": {
                "command_length": 69
                }
                }
                INFO[2024-07-29 21:02:06][1beb339d]: >>>>> %s
                ENQUIRE_LINK:
                """.formatted(SUBMIT_SM, ENQUIRE_LINK));
        assertEquals(0, pdu("--file", log.toString()), err::toString);
        assertEquals(2, out.toString().lines().count());
        assertTrue(out.toString().contains("short_message=\"Have a nice day!\""), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--file=-"})
    void shouldReadStandardInput(String option) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((ENQUIRE_LINK + "\n").getBytes(StandardCharsets.US_ASCII)));
        try {
            assertEquals(0, option.isEmpty() ? pdu() : pdu(option), err::toString);
        } finally {
            System.setIn(before);
        }
        assertEquals("enquire_link ESME_ROK seq=1", out.toString().strip());
    }

    @Test
    void shouldPrintJson() {
        assertEquals(0, pdu("--json", SUBMIT_SM), err::toString);
        assertTrue(out.toString().startsWith("{\n  \"Header\": {\n    \"command_length\": 69,"), out::toString);
        assertTrue(out.toString().contains("\"replace_if_present_flag\": false"), out::toString);
    }

    @Test
    void shouldMaskPasswordsAndOnDemandTexts() {
        assertEquals(0, pdu(BIND));
        assertTrue(out.toString().contains("password=\"********\""), out::toString);
        assertEquals(0, pdu("--show-secrets", BIND));
        assertTrue(out.toString().contains("password=\"secret08\""), out::toString);
        assertEquals(0, pdu("--hide-text", SUBMIT_SM));
        assertFalse(out.toString().contains("nice"), out::toString);
    }

    @Test
    void shouldNameVendorTlvs() throws IOException {
        Path file = Files.writeString(
                dir.resolve("c.conf"), "vendor-tlvs = [{ name = acme_price, tag = 0x1401, type = integer }]");
        String resp = "00000017800000040000000000000001" + "6100" + "1401000107";
        assertEquals(0, pdu("-c", file.toString(), resp), err::toString);
        assertEquals(
                "submit_sm_resp ESME_ROK seq=1 message_id=\"a\" acme_price=7",
                out.toString().strip());
    }

    @Test
    void shouldTellWhatAStrictReceiverSays() {
        assertEquals(0, pdu("--check", "3.4", ENQUIRE_LINK, SUBMIT_SM), err::toString);
        assertEquals(2, out.toString().lines().filter("  3.4: accepted"::equals).count(), out::toString);
        // replace_if_present_flag 2
        String wrong = SUBMIT_SM.replace("0100000110", "0102000110");
        assertEquals(1, pdu("--check", "3.4", "--from", "esme", wrong));
        assertTrue(
                out.toString().contains("  3.4: ESME_RINVREPFLAG, submit_sm replace_if_present_flag"), out::toString);
        assertEquals(1, pdu("--check=3.3", "00000010000000090000000000000001"));
    }

    @Test
    void shouldAcceptWhatEitherSideMaySend() {
        // data_sm of v5.0 with receipted_message_id, which only a message centre sends.
        String dataSm = "00000022000001030000000000000001" + "00" + "01013100" + "01013200" + "040000" + "001e00026100";
        assertEquals(0, pdu("--check", "5.0", dataSm), () -> out.toString() + err);
        assertEquals(0, pdu("--check", "5.0", "--from", "mc", dataSm), () -> out.toString() + err);
        assertEquals(1, pdu("--check", "5.0", "--from", "esme", dataSm), () -> out.toString() + err);
        assertTrue(out.toString().contains("  5.0: ESME_RTLVNOTALLWD"), out::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 'octets malformed=\"2 octets (expected: a header of 16)\" refused_as=ESME_RINVCMDLEN hex=0000'",
        "00000011000000150000000000000001, 'enquire_link ESME_ROK seq=1 malformed=\"command_length: 17 (expected: 16, the octets that there are)\" refused_as=ESME_RINVCMDLEN hex=00000011000000150000000000000001'",
        "0000000f000000150000000000000001, 'enquire_link ESME_ROK seq=1 malformed=\"command_length: 15 (expected: 16, the octets that there are)\" refused_as=ESME_RINVCMDLEN hex=0000000f000000150000000000000001'"
    })
    void shouldShowWhatIsMalformedAndExit1(String hex, String line) {
        assertEquals(1, pdu(ENQUIRE_LINK, hex));
        assertEquals(
                "enquire_link ESME_ROK seq=1\n" + line, out.toString().strip().replace("\r", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00zz | arguments, column 3: \"z\" (expected: hexadecimal digits, spaces, colons, commas, hyphens, 0x)",
                "00é | arguments, column 3: \"U+00E9\" (expected: hexadecimal digits",
                "1x00 | arguments, column 2: \"x\" (expected: hexadecimal digits",
                "000 | arguments: ends with a single digit (expected: two for each octet)",
                "0 00 | arguments, column 1: a single digit (expected: two for each octet)",
                "--check=4.0 00 | --check: \"4.0\" (expected: 3.3, 3.4 or 5.0)",
                "--check=3.4 --json 00 | --check: with --json (expected: one of them)",
                "--from=mc 00 | --from: without --check (expected: both)",
                "--file=/nowhere/x | --file: /nowhere/x cannot be read",
                "--file=x 00 | --file: with octets as arguments (expected: one of them)",
                ": | no octets (expected: hexadecimal as arguments, in --file or on standard input)"
            })
    void shouldExplainWrongUse(String arguments, String message) {
        assertEquals(64, pdu(arguments.split(" (?=[-0])")));
        assertTrue(err.toString().startsWith(message), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void shouldNameTheLineOfAnError() throws IOException {
        Path file = Files.writeString(dir.resolve("x.hex"), "00\n0g\n");
        assertEquals(64, pdu("-f", file.toString()));
        assertTrue(err.toString().startsWith(file + ", line 2, column 2: \"g\""), err::toString);
    }

    private int pdu(String... arguments) {
        out.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 1];
        all[0] = "pdu";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine commandLine = SmppProxyCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(all);
    }
}
