package io.smppproxy.simulator.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.text.DataCodingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedMessagesTest {
    private static ReceivedPart part(int esmClass, int dataCoding, byte[] userData, int... sar) {
        return part("4917012345678", 0, esmClass, dataCoding, userData, sar);
    }

    private static ReceivedPart part(
            String destination, int status, int esmClass, int dataCoding, byte[] userData, int... sar) {
        return new ReceivedPart(
                0,
                "alice",
                1,
                4,
                1,
                5,
                0,
                "INFO",
                1,
                1,
                destination,
                esmClass,
                0,
                dataCoding,
                userData,
                sar.length == 0 ? -1 : sar[0],
                sar.length == 0 ? -1 : sar[1],
                sar.length == 0 ? -1 : sar[2],
                -1,
                "1",
                status,
                false);
    }

    private static byte[] withUdh(byte[] body, int... udh) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int octet : udh) {
            out.write(octet);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ucs2(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    @Test
    void shouldDecodeSingleMessages() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0, 0, new byte[] {0x1B, 0x65, ' ', 0x00, 0x02}),
                part(0, 8, ucs2("Привет 😀")),
                part(0, 3, new byte[] {(byte) 0xE9})));
        assertEquals(List.of("€ @$", "Привет 😀", "é"), result.texts());
    }

    @Test
    void shouldJoinPartsByEightBitAndSixteenBitReferenceInAnyOrder() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0x40, 0, withUdh(ascii("world"), 5, 0, 3, 7, 2, 2)),
                part(0x40, 8, withUdh(ucs2("мир"), 6, 8, 4, 1, 7, 2, 2)),
                part(0x40, 0, withUdh(ascii("hello "), 5, 0, 3, 7, 2, 1)),
                part(0x40, 8, withUdh(ucs2("привет "), 6, 8, 4, 1, 7, 2, 1))));
        assertEquals(List.of("hello world", "привет мир"), result.texts());
        assertEquals(List.of(), result.incomplete());
    }

    @Test
    void shouldFindTheConcatenationBehindOtherElements() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0x40, 0, withUdh(ascii("a"), 11, 5, 4, 0, 1, 0, 2, 0, 3, 9, 2, 1)),
                part(0x40, 0, withUdh(ascii("b"), 5, 0, 3, 9, 2, 2))));
        assertEquals(List.of("ab"), result.texts());
    }

    @Test
    void shouldJoinPartsBySar() {
        ReceivedMessages result = ReceivedMessages.reassemble(
                List.of(part(0, 0, ascii("one "), 300, 2, 1), part(0, 0, ascii("two"), 300, 2, 2)));
        assertEquals(List.of("one two"), result.texts());
    }

    @Test
    void shouldKeepReceiversApartAndLeaveRefusedPartsOut() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part("491", 0, 0x40, 0, withUdh(ascii("a1"), 5, 0, 3, 7, 2, 1)),
                part("492", 0, 0x40, 0, withUdh(ascii("b1"), 5, 0, 3, 7, 2, 1)),
                part("491", 0x58, 0x40, 0, withUdh(ascii("a2"), 5, 0, 3, 7, 2, 2)),
                part("492", 0, 0x40, 0, withUdh(ascii("b2"), 5, 0, 3, 7, 2, 2))));
        assertEquals(List.of("b1b2"), result.texts());
        assertEquals(1, result.incomplete().size());
    }

    @Test
    void shouldShowAPartThatCameTwice() {
        List<ReceivedPart> parts = new ArrayList<>(List.of(
                part(0x40, 0, withUdh(ascii("a"), 5, 0, 3, 7, 2, 1)),
                part(0x40, 0, withUdh(ascii("a"), 5, 0, 3, 7, 2, 1)),
                part(0x40, 0, withUdh(ascii("b"), 5, 0, 3, 7, 2, 2))));
        ReceivedMessages result = ReceivedMessages.reassemble(parts);
        assertEquals(List.of("ab"), result.texts());
        assertEquals(1, result.incomplete().size());
    }

    @Test
    void shouldHealATornPair() {
        byte[] emoji = ucs2("😀");
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0x40, 8, withUdh(new byte[] {emoji[0], emoji[1]}, 5, 0, 3, 7, 2, 1)),
                part(0x40, 8, withUdh(new byte[] {emoji[2], emoji[3]}, 5, 0, 3, 7, 2, 2))));
        assertEquals(List.of("😀"), result.texts());
    }

    @Test
    void shouldReadLanguageTablesAndPackedSeptets() {
        ReceivedPart turkish = part(0x40, 0, withUdh(new byte[] {0x1B, 's', 'a'}, 3, 0x24, 1, 1));
        assertEquals(
                List.of("şa"), ReceivedMessages.reassemble(List.of(turkish)).texts());
        ReceivedPart packed =
                part(0, 0, new byte[] {0x31, (byte) 0xD9, (byte) 0x8C, 0x56, (byte) 0xB3, (byte) 0xDD, 0x1A});
        assertEquals(
                List.of("1234567"),
                ReceivedMessages.reassemble(List.of(packed), DataCodingRules.DEFAULT.withPacked(true))
                        .texts());
    }

    @Test
    void shouldLeaveAMessageForANewOneWithItsReference() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0x40, 0, withUdh(ascii("old"), 5, 0, 3, 7, 2, 1)),
                part(0x40, 0, withUdh(ascii("new "), 5, 0, 3, 7, 2, 1)),
                part(0x40, 0, withUdh(ascii("text"), 5, 0, 3, 7, 2, 2))));
        assertEquals(List.of("new text"), result.texts());
        assertEquals("old", new String(result.incomplete().get(0).userData(), 6, 3, StandardCharsets.US_ASCII));
    }

    @Test
    void shouldTakeNonsenseForAMessageOfItsOwn() {
        ReceivedMessages result = ReceivedMessages.reassemble(List.of(
                part(0x40, 0, withUdh(ascii("x"), 5, 0, 3, 7, 2, 3)),
                part(0x40, 0, new byte[] {0x20}),
                part(0x40, 0, new byte[0]),
                part(0x40, 0, withUdh(ascii("y"), 5, 0, 9, 7, 2, 1))));
        assertEquals(4, result.messages().size());
    }
}
