package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalAlphabetTest {
    @ParameterizedTest
    @CsvSource({
        "TURKISH, 127, 17",
        "SPANISH, 127, 19",
        "PORTUGUESE, 127, 37",
        "BENGALI, 114, 82",
        "GUJARATI, 120, 70",
        "HINDI, 127, 88",
        "KANNADA, 120, 73",
        "MALAYALAM, 120, 82",
        "ORIYA, 116, 75",
        "PUNJABI, 110, 76",
        "TAMIL, 102, 77",
        "TELUGU, 120, 78",
        "URDU, 127, 90"
    })
    void shouldHaveTheCellsOfTheStandard(NationalLanguage language, int locking, int single) {
        NationalAlphabet alphabet = NationalAlphabet.of(language.id(), language.id());
        int assigned = 0;
        int assignedAfterEscape = 0;
        for (int septet = 0; septet < 128; septet++) {
            String c = decode(alphabet, septet);
            assigned += septet != 0x1B && (!c.equals(" ") || septet == 0x20) ? 1 : 0;
            String escaped = decode(alphabet, 0x1B, septet);
            assignedAfterEscape += !escaped.equals(septet == 0x1B ? " " : c) ? 1 : 0;
        }
        assertEquals(locking, assigned);
        // A few single shift cells hold what the locking table has there as well.
        assertTrue(assignedAfterEscape <= single && assignedAfterEscape > single / 2, assignedAfterEscape + "");
        assertEquals(single, NationalTables.SINGLE[language.id()].split("\\s+", -1).length);
    }

    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void shouldWriteEveryCharacterItReads(NationalLanguage language) {
        int id = language.id();
        for (NationalAlphabet alphabet : new NationalAlphabet[] {
            NationalAlphabet.of(id, 0), NationalAlphabet.of(0, id), NationalAlphabet.of(id, id)
        }) {
            for (int septet = 0; septet < 128; septet++) {
                for (String text : new String[] {decode(alphabet, septet), decode(alphabet, 0x1B, septet)}) {
                    byte[] octets = encode(alphabet, text);
                    assertEquals(text, alphabet.decode(Unpooled.wrappedBuffer(octets), 0, octets.length));
                }
            }
        }
    }

    /** Cells about which the printed standard and the phones disagree, as docs/protocol.md decides them. */
    @ParameterizedTest
    @CsvSource({
        "BENGALI, 2C, 002C",
        "GUJARATI, 2C, 002C",
        "HINDI, 2C, 002C",
        "KANNADA, 2C, 002C",
        "MALAYALAM, 2C, 002C",
        "ORIYA, 2C, 002C",
        "PUNJABI, 2C, 002C",
        "TAMIL, 2C, 002C",
        "TELUGU, 2C, 002C",
        "URDU, 2C, 002C",
        "KANNADA, 24, 0CA1",
        "KANNADA, 3D, 0CAA",
        "TELUGU, 1B65, 20AC",
        "TAMIL, 1B24, 0BEE",
        "TELUGU, 1B22, 0C6C",
        "TELUGU, 1B23, 0C6D"
    })
    void shouldDecideDisputedCells(NationalLanguage language, String septets, String unicode) {
        NationalAlphabet alphabet = NationalAlphabet.of(language.id(), language.id());
        byte[] octets = io.netty.buffer.ByteBufUtil.decodeHexDump(septets);
        String text = alphabet.decode(Unpooled.wrappedBuffer(octets), 0, octets.length);
        assertEquals(unicode, "%04X".formatted((int) text.charAt(0)));
        assertArrayEquals(octets, encode(alphabet, text));
    }

    @Test
    void shouldShowASpaceForUnassignedAndTheMainTableBehindAnEscape() {
        NationalAlphabet bengali = NationalAlphabet.of(4, 4);
        assertEquals(" ", decode(bengali, 0x0C));
        assertEquals(" ", decode(bengali, 0x1B, 0x1B));
        assertEquals("", decode(bengali, 0x1B));
        assertEquals("a", decode(bengali, 0x80 | 'a'));
        NationalAlphabet turkish = NationalAlphabet.of(1, 0);
        assertEquals("İ", decode(turkish, 0x1B, 0x40).equals("|") ? decode(turkish, 0x40) : "");
        assertEquals("ş", decode(turkish, 0x1B, 0x1D));
        assertArrayEquals(new byte[] {0x20}, encode(bengali, " "));
    }

    @Test
    void shouldTakeTheShorterOfTwoCells() {
        // The euro sign stands in the Turkish locking table and behind the escape.
        assertArrayEquals(new byte[] {0x04}, encode(NationalAlphabet.of(1, 1), "€"));
        assertArrayEquals(new byte[] {0x1B, 0x65}, encode(NationalAlphabet.of(0, 1), "€"));
        // An asterisk stands twice in the Indic single shift tables, and once in the default alphabet.
        assertArrayEquals(new byte[] {0x1B, 0x0B}, encode(NationalAlphabet.of(6, 6), "*"));
        assertArrayEquals(new byte[] {0x2A}, encode(NationalAlphabet.of(0, 6), "*"));
    }

    @Test
    void shouldFallBackToTheDefaultAlphabet() {
        assertSame(NationalAlphabet.of(0, 0), NationalAlphabet.of(14, 255));
        assertSame(NationalAlphabet.of(0, 2), NationalAlphabet.of(2, 2));
        NationalAlphabet none = NationalAlphabet.of(0, 0);
        for (int septet = 0; septet < 128; septet++) {
            assertEquals(GsmAlphabet.decode(buf(septet), 0, 1), decode(none, septet));
            assertEquals(GsmAlphabet.decode(buf(0x1B, septet), 0, 2), decode(none, 0x1B, septet));
        }
    }

    @Test
    void shouldRefuseOtherCharacters() {
        char[] text = {'a', 'ж'};
        assertEquals(GsmAlphabet.NOT_ENCODABLE, NationalAlphabet.of(1, 1).encode(text, 2, new byte[4]));
        assertEquals(1, NationalAlphabet.of(1, 1).encode(text, 1, new byte[4]));
    }

    private static byte[] encode(NationalAlphabet alphabet, String text) {
        byte[] out = new byte[2 * text.length()];
        int septets = alphabet.encode(text.toCharArray(), text.length(), out);
        return Arrays.copyOf(out, septets);
    }

    private static String decode(NationalAlphabet alphabet, int... septets) {
        return alphabet.decode(buf(septets), 0, septets.length);
    }

    private static ByteBuf buf(int... octets) {
        ByteBuf buf = Unpooled.buffer();
        for (int octet : octets) {
            buf.writeByte(octet);
        }
        return buf;
    }
}
