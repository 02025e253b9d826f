package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetTest {
    @Test
    void shouldWriteEverySeptetItReads() {
        for (int septet = 0; septet < 128; septet++) {
            if (septet != GsmAlphabet.ESCAPE) {
                String text = decode(septet);
                assertArrayEquals(new byte[] {(byte) septet}, GsmAlphabet.encode(text), text);
                assertEquals(1, GsmAlphabet.septetsOf(text.charAt(0)));
            }
        }
    }

    @Test
    void shouldHaveAHundredThirtySevenCharacters() {
        int characters = 0;
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            int septets = GsmAlphabet.septetsOf((char) c);
            characters += septets == 0 ? 0 : 1;
            assertEquals(septets != 0, GsmAlphabet.canEncode(String.valueOf((char) c)));
        }
        assertEquals(127 + 10, characters);
    }

    @Test
    void shouldReadExtensionTable() {
        assertEquals("€[]", decode(0x1B, 0x65, 0x1B, 0x3C, 0x1B, 0x3E));
        assertArrayEquals(new byte[] {0x1B, 0x65}, GsmAlphabet.encode("€"));
        assertEquals(2, GsmAlphabet.septetsOf('€'));
    }

    @Test
    void shouldShowDefaultCharacterForUnassignedPair() {
        assertEquals("a", decode(0x1B, 'a'));
        assertEquals(" ", decode(0x1B, 0x1B));
        assertEquals("a", decode('a', 0x1B));
    }

    @Test
    void shouldRefuseWhatTheAlphabetLacks() {
        assertNull(GsmAlphabet.encode("ç"));
        assertFalse(GsmAlphabet.canEncode("`"));
        assertTrue(GsmAlphabet.canEncode("Ç"));
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, GSM7",
        "0x01, LATIN5",
        "0x02, BINARY",
        "0x03, LATIN1",
        "0x04, BINARY",
        "0x05, SHIFT_JIS",
        "0x06, CYRILLIC",
        "0x07, HEBREW",
        "0x08, UCS2",
        "0x09, BINARY",
        "0x0A, ISO_2022_JP",
        "0x0B, BINARY",
        "0x0D, EXTENDED_JIS",
        "0x0E, KS_C_5601",
        "0x0F, BINARY",
        "0x10, GSM7",
        "0x14, BINARY",
        "0x18, UCS2",
        "0xC8, GSM7",
        "0xE0, UCS2",
        "0xF0, GSM7",
        "0xF5, BINARY",
        "0x80, BINARY"
    })
    void shouldReadDataCoding(String dataCoding, Encoding encoding) {
        assertEquals(encoding, Encoding.ofDataCoding(Integer.decode(dataCoding)));
    }

    @Test
    void shouldReadEveryAlphabet() {
        ByteBuf buf = Unpooled.wrappedBuffer(new byte[] {0x04, 0x16, (byte) 0xE9});
        assertEquals("Ж", Encoding.UCS2.decode(buf, 0, 2));
        assertEquals("é", Encoding.LATIN1.decode(buf, 2, 1));
        assertEquals("è", Encoding.GSM7.decode(buf, 0, 1));
        assertEquals(3, Encoding.BINARY.decode(buf, 0, 3).length());
    }

    private static String decode(int... septets) {
        ByteBuf buf = Unpooled.buffer();
        for (int septet : septets) {
            buf.writeByte(septet);
        }
        return GsmAlphabet.decode(buf, 0, septets.length);
    }
}
