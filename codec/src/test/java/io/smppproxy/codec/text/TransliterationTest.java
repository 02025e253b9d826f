package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransliterationTest {
    private static final SegmentationRules RULES = SegmentationRules.DEFAULT.withTransliterate(true);

    private final Segmenter segmenter = new Segmenter();

    @ParameterizedTest
    @CsvSource({
        "“Quoted” – it’s…, \"Quoted\" - it's...",
        "Crème brûlée à la carte, Crème brulée à la carte",
        "Ça va garçon, Ça va garcon",
        "cœur Œuvre, coeur OEuvre",
        "ΚΑΛΗΜΕΡΑ, KAΛHMEPA",
        "МОСКВА, MOCKBA",
        "Москва, ''",
        "ТЕСТ РАКЕТА, TECT PAKETA",
        "Łódź, Lodz"
    })
    void shouldReplaceLookAlikesWhereTheWholeTextThenFits(String text, String replaced) {
        boolean fits = !replaced.isEmpty();
        segmenter.analyse(text, RULES);
        assertEquals(fits ? Encoding.GSM7 : Encoding.UCS2, segmenter.encoding());
        if (fits) {
            ByteBuf out = Unpooled.buffer();
            segmenter.writePart(0, 0, out);
            assertEquals(replaced, GsmAlphabet.decode(out, 0, out.readableBytes()));
            assertEquals(GsmAlphabet.encode(replaced).length, segmenter.symbols());
        }
    }

    @Test
    void shouldReplaceInvisibleCharacters() {
        assertEquals(" ", Transliteration.of('\u00A0'));
        assertEquals(" ", Transliteration.of('\t'));
        assertEquals(" ", Transliteration.of('\u2003'));
        assertEquals(" ", Transliteration.of('\u3000'));
        assertEquals("", Transliteration.of('\u00AD'));
        assertEquals("", Transliteration.of('\uFEFF'));
        assertEquals("z", Transliteration.of('ž'));
        assertNull(Transliteration.of('ж'));
        assertNull(Transliteration.of('中'));
    }

    @Test
    void shouldStandForNothingThatTheAlphabetHas() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String written = Transliteration.of((char) c);
            if (written != null) {
                assertEquals(0, GsmAlphabet.septetsOf((char) c), () -> "U+" + written);
                assertTrue(GsmAlphabet.canEncode(written));
                assertTrue(written.length() <= Transliteration.MAX_GROWTH);
            }
        }
    }

    @Test
    void shouldLeaveTheTextAloneWhereTheOptionIsOffOrSomethingElseCarriesIt() {
        segmenter.analyse("“a”", SegmentationRules.DEFAULT);
        assertEquals(Encoding.UCS2, segmenter.encoding());
        segmenter.analyse("ê", RULES.withLatin1(true));
        assertEquals(Encoding.LATIN1, segmenter.encoding());
        assertEquals(3, segmenter.dataCoding());
        assertEquals(
                1, segmenter.analyse("“a” …".repeat(10), 0, SegmentationRules.DEFAULT.withTransliterate(true), null));
        assertEquals(70, segmenter.symbols());
        assertEquals(Segmenter.NOT_ENCODABLE, segmenter.analyse("“a”", 0, SegmentationRules.DEFAULT, null));
        assertEquals(Segmenter.NOT_ENCODABLE, segmenter.analyse("“ж”", 0, RULES, null));
    }

    @Test
    void shouldFindRoomForWhatGrows() {
        assertEquals(20, segmenter.analyse("…".repeat(1_000), RULES));
        assertEquals(3_000, segmenter.symbols());
    }
}
