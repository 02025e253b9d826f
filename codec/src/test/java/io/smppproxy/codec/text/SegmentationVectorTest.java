package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.Vectors;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.UserDataHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Parts as other splitters, encoders and packers make them, octet by octet. */
class SegmentationVectorTest {
    private static final int REFERENCE_8 = 0x2A;
    private static final int REFERENCE_16 = 0x1234;

    private final Segmenter segmenter = new Segmenter();

    @Test
    void shouldCutAsOtherSplittersDo() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("segmentation.jsonl")) {
            checks.add(named(vector, () -> check(vector)));
        }
        assertTrue(checks.size() >= 193);
        assertAll(checks);
    }

    /** As {@link #shouldCutAsOtherSplittersDo}, with the septets of each part packed behind its header. */
    @Test
    void shouldPackAsOtherPackersDo() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("segmentation.jsonl")) {
            if (vector.get("expected").has("part_packed")) {
                checks.add(named(vector, () -> checkPacked(vector)));
            }
        }
        assertTrue(checks.size() >= 105);
        assertAll(checks);
    }

    private static Executable named(JsonNode vector, Executable check) {
        return () -> {
            try {
                check.execute();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(vector.get("id").asText() + ": " + e, e);
            }
        };
    }

    private void check(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        SegmentationRules rules = rules(vector);
        boolean tooLong = expected.path("too_many_parts").asBoolean();
        int parts = tooLong ? Segmenter.TOO_LONG : expected.get("parts").asInt();
        assertEquals(parts, analyse(vector, rules));
        assertEquals(expected.get("parts").asInt(), segmenter.partCount());
        String encoding = expected.get("encoding").asText();
        assertEquals(
                encoding.equals("8BIT") ? "BINARY" : encoding,
                segmenter.encoding().name());
        assertEquals(expected.get("symbols").asInt(), segmenter.symbols());
        checkCapacities(vector, rules);
        if (tooLong) {
            return;
        }
        int unitBytes = segmenter.encoding() == Encoding.UCS2 ? 2 : 1;
        List<String> headers = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ByteBuf out = write(i, vector);
            int headerBytes = segmenter.headerBytes();
            headers.add(ByteBufUtil.hexDump(out, 0, headerBytes));
            bodies.add(ByteBufUtil.hexDump(out, headerBytes, out.readableBytes() - headerBytes));
        }
        if (expected.has("part_sizes")) {
            assertEquals(
                    strings(expected.get("part_sizes")),
                    bodies.stream()
                            .map(body -> String.valueOf(body.length() / 2 / unitBytes))
                            .toList());
        }
        if (expected.has("part_udh")) {
            assertEquals(strings(expected.get("part_udh")), headers);
        }
        if (expected.has("part_hex")) {
            assertEquals(strings(expected.get("part_hex")), bodies);
        } else {
            assertEquals(expected.get("part_hex_first").asText(), bodies.get(0));
            assertEquals(expected.get("part_hex_last").asText(), bodies.get(parts - 1));
            assertEquals(
                    expected.get("part_hex_sha256").asText(),
                    Vectors.sha256(String.join("|", bodies).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void checkPacked(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        SegmentationRules rules = rules(vector);
        int parts = analyse(vector, rules.withDataCodings(DataCodingRules.DEFAULT.withPacked(true)));
        assertEquals(expected.get("parts").asInt(), parts);
        for (int i = 0; i < parts; i++) {
            ByteBuf out = write(i, vector);
            int headerBytes = segmenter.headerBytes();
            byte[] body = Vectors.octets(expected.get("part_packed").get(i));
            int septets = Vectors.octets(expected.get("part_hex").get(i)).length;
            boolean sevenSpareBits = ((headerBytes * 8 + 6) / 7 + septets) % 8 == 7;
            if (sevenSpareBits) {
                // The vectors have zeros here, for a receiver that knows the number of septets.
                assertEquals(0, body[body.length - 1] & 0xFE);
                body[body.length - 1] |= (byte) (0x0D << 1);
            }
            assertEquals(
                    ByteBufUtil.hexDump(body),
                    ByteBufUtil.hexDump(out, headerBytes, out.readableBytes() - headerBytes));
        }
    }

    private static void checkCapacities(JsonNode vector, SegmentationRules rules) {
        JsonNode expected = vector.get("expected");
        Encoding encoding = Encoding.valueOf(expected.get("encoding").asText().replace("8BIT", "BINARY"));
        int languageBytes = (vector.get("locking").asInt() == 0 ? 0 : 3)
                + (vector.get("single").asInt() == 0 ? 0 : 3);
        int unitBytes = encoding == Encoding.UCS2 ? 2 : 1;
        assertEquals(
                expected.get("single_capacity").asInt(),
                rules.capacity(encoding, languageBytes == 0 ? 0 : 1 + languageBytes) / unitBytes);
        assertEquals(
                expected.get("part_capacity").asInt(),
                rules.capacity(encoding, 1 + rules.mode().elementBytes() + languageBytes) / unitBytes);
    }

    private static SegmentationRules rules(JsonNode vector) {
        return SegmentationRules.DEFAULT.withMode(is16Bit(vector) ? Mode.UDH16 : Mode.UDH8);
    }

    private static boolean is16Bit(JsonNode vector) {
        return vector.get("ref_bits").asInt() == 16;
    }

    private ByteBuf write(int index, JsonNode vector) {
        ByteBuf out = Unpooled.buffer();
        int reference = is16Bit(vector) ? REFERENCE_16 : REFERENCE_8;
        assertEquals(segmenter.partLengthBytes(index), segmenter.writePart(index, reference, out));
        assertEquals(segmenter.partLengthBytes(index), out.readableBytes());
        return out;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
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
        int locking = vector.get("locking").asInt();
        int single = vector.get("single").asInt();
        if (locking == 0 && single == 0) {
            return segmenter.analyse(text, rules);
        }
        ByteBuf stated = Unpooled.wrappedBuffer(new byte[] {6, 0x24, 1, (byte) single, 0x25, 1, (byte) locking});
        return segmenter.analyse(text, DataCoding.DEFAULT, rules, new UserDataHeader().wrap(stated, 0, 7));
    }
}
