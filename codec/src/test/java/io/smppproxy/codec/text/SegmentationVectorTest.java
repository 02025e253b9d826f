package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.Vectors;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Parts as other splitters and encoders make them, octet by octet, for texts without national language tables. */
class SegmentationVectorTest {
    private final Segmenter segmenter = new Segmenter();

    @Test
    void shouldCutAsOtherSplittersDo() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("segmentation.jsonl")) {
            if (vector.get("locking").asInt() == 0 && vector.get("single").asInt() == 0) {
                checks.add(() -> {
                    try {
                        check(vector);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(vector.get("id").asText() + ": " + e, e);
                    }
                });
            }
        }
        assertTrue(checks.size() >= 163);
        assertAll(checks);
    }

    private void check(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        boolean wideReference = vector.get("ref_bits").asInt() == 16;
        SegmentationRules rules = SegmentationRules.DEFAULT.withMode(wideReference ? Mode.UDH16 : Mode.UDH8);
        boolean tooLong = expected.path("too_many_parts").asBoolean();
        int parts = tooLong ? Segmenter.TOO_LONG : expected.get("parts").asInt();
        assertEquals(parts, analyse(vector, rules));
        assertEquals(expected.get("parts").asInt(), segmenter.partCount());
        String encoding = expected.get("encoding").asText();
        assertEquals(
                encoding.equals("8BIT") ? "BINARY" : encoding,
                segmenter.encoding().name());
        assertEquals(expected.get("symbols").asInt(), segmenter.symbols());
        if (tooLong) {
            return;
        }
        int reference = wideReference ? 0x1234 : 0x2A;
        int unitBytes = segmenter.encoding() == Encoding.UCS2 ? 2 : 1;
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ByteBuf out = Unpooled.buffer();
            assertEquals(segmenter.partLengthBytes(i), segmenter.writePart(i, reference, out));
            int headerBytes = parts == 1 ? 0 : wideReference ? 7 : 6;
            if (expected.has("part_udh")) {
                assertEquals(expected.get("part_udh").get(i).asText(), ByteBufUtil.hexDump(out, 0, headerBytes));
            }
            if (expected.has("part_sizes")) {
                assertEquals(
                        expected.get("part_sizes").get(i).asInt(), (out.readableBytes() - headerBytes) / unitBytes);
            }
            bodies.add(ByteBufUtil.hexDump(out, headerBytes, out.readableBytes() - headerBytes));
        }
        if (expected.has("part_hex")) {
            for (int i = 0; i < parts; i++) {
                assertEquals(expected.get("part_hex").get(i).asText(), bodies.get(i));
            }
        } else {
            assertEquals(expected.get("part_hex_first").asText(), bodies.get(0));
            assertEquals(expected.get("part_hex_last").asText(), bodies.get(parts - 1));
            assertEquals(
                    expected.get("part_hex_sha256").asText(),
                    Vectors.sha256(String.join("|", bodies).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private int analyse(JsonNode vector, SegmentationRules rules) {
        if (vector.has("data_hex")) {
            byte[] data = Vectors.octets(vector.get("data_hex"));
            return segmenter.analyse(data, 0, data.length, rules);
        }
        String text;
        if (vector.hasNonNull("text")) {
            text = vector.get("text").asText();
            if (vector.has("text_rule")) {
                int length = vector.get("text_length_utf16").asInt();
                text = text.repeat(length / text.length() + 1).substring(0, length);
            }
        } else {
            // Not by a charset, which would replace the lone surrogates.
            byte[] octets = Vectors.octets(vector.get("text_utf16be"));
            StringBuilder chars = new StringBuilder();
            for (int i = 0; i < octets.length; i += 2) {
                chars.append((char) ((octets[i] & 0xFF) << 8 | (octets[i + 1] & 0xFF)));
            }
            text = chars.toString();
        }
        return segmenter.analyse(text, rules);
    }
}
