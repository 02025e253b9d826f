package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextPreviewTest {
    private static TextPreview preview(String text) {
        return TextPreview.of(text, SegmentationRules.DEFAULT);
    }

    @Test
    void shouldTellWhatIsLeftOfOnePart() {
        TextPreview preview = preview("Have a nice day!");
        assertEquals(Encoding.GSM7, preview.encoding());
        assertEquals(1, preview.parts());
        assertEquals(144, preview.charsLeft());
        assertEquals("Have a nice day!", preview.segments().get(0).text());
        assertEquals(16, preview.segments().get(0).lengthBytes());
    }

    @Test
    void shouldCutLongTextsAsTheyAreSent() {
        String text = "a".repeat(159) + "€" + "b";
        TextPreview preview = preview(text);
        assertEquals(2, preview.parts());
        assertEquals(153, preview.segments().get(0).lengthBytes());
        assertEquals(153 - 9, preview.charsLeft());
        assertEquals(
                text, preview.segments().stream().map(TextPreview.Segment::text).collect(Collectors.joining()));
    }

    @Test
    void shouldCountInUcs2Too() {
        TextPreview preview = preview("Ж".repeat(70));
        assertEquals(Encoding.UCS2, preview.encoding());
        assertEquals(0, preview.charsLeft());
        assertEquals(140, preview.segments().get(0).lengthBytes());
        assertEquals(2, preview("Ж".repeat(71)).parts());
    }

    @Test
    void shouldShowNoSegmentsOfWhatIsTooLong() {
        TextPreview preview = TextPreview.of("a".repeat(400), SegmentationRules.DEFAULT.withMaxParts(2));
        assertEquals(3, preview.parts());
        assertEquals(0, preview.segments().size());
    }

    @Test
    void shouldNotCountBeyondAPart() {
        SegmentationRules payload = SegmentationRules.DEFAULT.withMode(SegmentationRules.Mode.PAYLOAD);
        assertEquals(160, TextPreview.of("a".repeat(500), payload).charsLeft());
    }
}
