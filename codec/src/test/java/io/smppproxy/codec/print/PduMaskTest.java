package io.smppproxy.codec.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.SmEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked is in none of the forms that a PDU is printed in. */
class PduMaskTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());
    private static final String PASSWORD = "S3cr3t-pw";
    private static final PrintOptions NO_TEXT = PrintOptions.DEFAULT.withText(false);

    private final SmEncoder encoder = new SmEncoder().reset(CommandId.SUBMIT_SM).destinationAddr(1, 1, "380991234567");

    @ParameterizedTest
    @ValueSource(
            ints = {CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER, CommandId.OUTBIND})
    void shouldMaskPasswords(int commandId) {
        ByteBuf buf = login(commandId);
        String shown = everything(PrintOptions.DEFAULT, buf, buf.readableBytes());
        assertNone(PASSWORD, shown);
        assertTrue(shown.contains("password=\"*********\""), shown);
        assertTrue(shown.contains("\"password\": \"*********\""), shown);
        assertTrue(shown.contains("system_id=\"esme01\""), shown);
        shown = everything(PrintOptions.DEFAULT.withPasswords(true), buf, buf.readableBytes());
        assertTrue(shown.contains("password=\"" + PASSWORD + "\""), shown);
        assertTrue(shown.contains(hex(PASSWORD)), shown);
        assertEquals(PASSWORD, buf.toString(23, PASSWORD.length(), StandardCharsets.US_ASCII));
    }

    @Test
    void shouldKeepMaskedBindsReadable() {
        ByteBuf buf = login(CommandId.BIND_TRANSCEIVER);
        StringBuilder out = new StringBuilder();
        new PduPrinter(PrintOptions.DEFAULT).read(buf, 0, buf.readableBytes()).hex(out);
        ByteBuf masked = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(out));
        BindFlyweight bind = new BindFlyweight().wrap(masked, 0, masked.readableBytes());
        assertEquals("esme01", bind.systemId());
        assertEquals("*********", bind.password());
        assertEquals("VMS", bind.systemType());
    }

    @Test
    void shouldMaskPasswordsOfBindsThatBreakOff() {
        ByteBuf buf = login(CommandId.BIND_TRANSMITTER);
        for (int length = 0; length <= buf.readableBytes(); length++) {
            buf.setInt(0, length);
            assertNoPart(length, everything(PrintOptions.DEFAULT, buf, length));
            buf.setInt(0, length + 1);
            assertNoPart(length, everything(PrintOptions.DEFAULT, buf, length));
        }
    }

    @Test
    void shouldMaskPasswordsOfDamagedBinds() {
        for (int i = 0; i < 5_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            ByteBuf buf = login(CommandId.BIND_TRANSCEIVER);
            int end = 23 + PASSWORD.length();
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                int at = random.nextInt(buf.readableBytes());
                // Another command has no password, and without the NUL before it a password is part of system_id.
                if ((at < 4 || at >= 8) && at != 22 && (at < 23 || at >= end)) {
                    buf.setByte(at, random.nextInt(4) == 0 ? 1 + random.nextInt(255) : 'x');
                }
            }
            String shown = everything(PrintOptions.DEFAULT, buf, buf.readableBytes());
            assertFalse(shown.contains(PASSWORD) || shown.contains(hex(PASSWORD)), () -> "with -Dsmpp.seed=" + SEED);
        }
    }

    @Test
    void shouldMaskTheWholeBodyOfABindWithoutAnyNul() {
        ByteBuf buf = header(CommandId.BIND_TRANSMITTER);
        buf.writeCharSequence("esme01" + PASSWORD, StandardCharsets.US_ASCII);
        buf.setInt(0, buf.readableBytes());
        String shown = everything(PrintOptions.DEFAULT, buf, buf.readableBytes());
        assertNone(PASSWORD, shown);
        assertNone("esme01", shown);
    }

    @ParameterizedTest
    @CsvSource({"0, US-ASCII", "3, ISO-8859-1", "8, UTF-16BE", "4, US-ASCII"})
    void shouldMaskTexts(int dataCoding, String charset) {
        byte[] text = "secret words".getBytes(Charset.forName(charset));
        encoder.dataCoding(dataCoding).shortMessage(text, 0, text.length);
        checkTextMask(encoder, text, dataCoding);
        encoder.shortMessage(text, 0, 0).messagePayload(text, 0, text.length);
        checkTextMask(encoder, text, dataCoding);
        ByteBuf out = Unpooled.buffer();
        new DataSmEncoder()
                .dataCoding(dataCoding)
                .messagePayload(text, 0, text.length)
                .encode(out);
        assertNone("secret", everything(NO_TEXT, out, out.readableBytes()));
        assertNone(ByteBufUtil.hexDump(text), everything(NO_TEXT, out, out.readableBytes()));
    }

    @Test
    void shouldMaskBothTextsAndKeepTheUserDataHeader() {
        byte[] text = "\5\0\3\52\2\1secret words".getBytes(StandardCharsets.US_ASCII);
        encoder.esmClass(0x40).shortMessage(text, 0, text.length).messagePayload(text, 0, text.length);
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        String shown = everything(NO_TEXT, out, out.readableBytes());
        assertNone("secret", shown);
        assertTrue(shown.contains("udh=0x0500032a0201 short_message=\"************\""), shown);
        encoder.shortMessage(text, 0, 0);
        out.clear();
        encoder.encode(out);
        shown = everything(NO_TEXT, out, out.readableBytes());
        assertTrue(shown.contains("udh=0x0500032a0201 message_payload=\"************\""), shown);
    }

    @Test
    void shouldMaskAnOddOctetOfUcs2() {
        encoder.dataCoding(8).shortMessage(new byte[] {4, 0x16, 5}, 0, 3);
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        assertTrue(everything(NO_TEXT, out, out.readableBytes()).contains("002a2a"));
    }

    @Test
    void shouldMaskTextsOfMalformedMessages() {
        byte[] text = "secret words".getBytes(StandardCharsets.US_ASCII);
        encoder.shortMessage(text, 0, text.length);
        ByteBuf out = Unpooled.buffer();
        int length = encoder.encode(out);
        for (int cut = 1; cut < length; cut++) {
            out.setInt(0, length - cut);
            assertNone("secret", everything(NO_TEXT, out, length - cut));
            out.setInt(0, length);
            assertNone("secret", everything(NO_TEXT, out, length - cut));
        }
        // Nor does text hide behind what is read: in a header-only command, or after the fields of a response.
        for (int commandId : new int[] {CommandId.ENQUIRE_LINK, CommandId.SUBMIT_SM_RESP, 0x0001_0200}) {
            ByteBuf other = header(commandId);
            other.writeCharSequence("id\0\0secret words", StandardCharsets.US_ASCII);
            other.setInt(0, other.readableBytes());
            assertNone("secret", everything(NO_TEXT, other, other.readableBytes()));
        }
    }

    private static void checkTextMask(SmEncoder encoder, byte[] text, int dataCoding) {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        String shown = everything(NO_TEXT, out, out.readableBytes());
        assertNone("secret", shown);
        assertNone(ByteBufUtil.hexDump(text), shown);
        String stars = dataCoding == 8 ? "002a".repeat(12) : "2a".repeat(12);
        assertTrue(shown.contains(stars), shown);
        assertTrue(dataCoding == 4 || shown.contains("\"************\""), shown);
        assertTrue(everything(PrintOptions.DEFAULT, out, out.readableBytes()).contains(ByteBufUtil.hexDump(text)));
    }

    private static void assertNoPart(int length, String shown) {
        int octets = Math.min(PASSWORD.length(), length - 23);
        // One character alone is in other words too.
        if (octets >= 2) {
            assertNone(PASSWORD.substring(0, octets), shown);
        }
    }

    private static void assertNone(String secret, String shown) {
        assertFalse(shown.contains(secret), () -> secret + " in " + shown);
        assertFalse(secret.length() > 2 && shown.contains(hex(secret)), () -> secret + " in hexadecimal in " + shown);
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuf login(int commandId) {
        ByteBuf buf = header(commandId);
        buf.writeCharSequence("esme01\0" + PASSWORD + "\0", StandardCharsets.US_ASCII);
        if (commandId != CommandId.OUTBIND) {
            buf.writeCharSequence("VMS\0\64\0\0\0", StandardCharsets.US_ASCII);
        }
        return buf.setInt(0, buf.readableBytes());
    }

    private static ByteBuf header(int commandId) {
        return Unpooled.buffer().writeInt(0).writeInt(commandId).writeInt(0).writeInt(1);
    }

    private static String everything(PrintOptions options, ByteBuf buf, int length) {
        PduPrinter printer = new PduPrinter(options).read(buf, 0, length);
        StringBuilder out = new StringBuilder();
        printer.line(out);
        printer.json(out);
        printer.hex(out);
        return out.toString();
    }
}
