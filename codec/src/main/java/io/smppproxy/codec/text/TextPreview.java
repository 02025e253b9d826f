package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * How a text would be sent: for people who write one.
 *
 * @param encoding alphabet of all parts
 * @param parts how many there are, also when these are more than the rules allow
 * @param charsLeft letters of the Latin alphabet that may follow without one more part
 * @param segments each part as its receiver reads it; empty when there are more than the rules allow
 */
public record TextPreview(Encoding encoding, int parts, int charsLeft, List<Segment> segments) {
    private static final int MOST_CHARS_LEFT = 160;

    public TextPreview {
        segments = List.copyOf(segments);
    }

    /**
     * One part.
     *
     * @param text of the part alone
     * @param lengthBytes of its payload, without header
     */
    public record Segment(String text, int lengthBytes) {}

    /** @param text without lone surrogates, at least one character */
    public static TextPreview of(String text, SegmentationRules rules) {
        Segmenter segmenter = new Segmenter();
        boolean isTooLong = segmenter.analyse(text, rules) == Segmenter.TOO_LONG;
        Encoding encoding = segmenter.encoding();
        int parts = segmenter.partCount();
        List<Segment> segments = isTooLong ? List.of() : segments(segmenter, rules);
        return new TextPreview(encoding, parts, charsLeft(text, rules, parts), segments);
    }

    private static List<Segment> segments(Segmenter segmenter, SegmentationRules rules) {
        UserDataText reader = new UserDataText(rules.dataCodings());
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < segmenter.partCount(); i++) {
            ByteBuf part = Unpooled.buffer();
            int lengthBytes = segmenter.writePart(i, 0, part);
            String text = reader.of(segmenter.partEsmClass(i), segmenter.dataCoding(), part, 0, lengthBytes);
            segments.add(new Segment(text, lengthBytes - segmenter.headerBytes()));
        }
        return segments;
    }

    private static int charsLeft(String text, SegmentationRules rules, int parts) {
        Segmenter segmenter = new Segmenter();
        StringBuilder longer = new StringBuilder(text);
        for (int left = 0; left < MOST_CHARS_LEFT; left++) {
            longer.append('a');
            segmenter.analyse(longer, rules);
            if (segmenter.partCount() > parts) {
                return left;
            }
        }
        return MOST_CHARS_LEFT;
    }
}
