package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Octets that are no PDU, or an odd one: a nack with a fitting status, a fatal error, a wait or a whole decode. */
class MalformedVectorTest {
    private static final Set<String> NEED_MORE = Set.of("need more");
    private static final Set<String> FATAL = Set.of("fatal");
    private static final String LENGTH = "nack 0x02";
    private static final String TLVS = "nack 0xc0";

    @Test
    void shouldAnswerEveryVectorWithinItsExpectation() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("malformed.jsonl")) {
            checks.add(() -> {
                ByteBuf buf = Vectors.buffer(vector.get("hex"));
                String outcome = AnyPdu.read(buf, 0, buf.readableBytes());
                Set<String> allowed = allowed(
                        vector.get("category").asText(),
                        vector.get("expectation").asText(),
                        buf);
                assertTrue(
                        allowed.isEmpty() || allowed.contains(outcome),
                        () -> vector.get("id").asText() + ": " + outcome + ", expected one of " + allowed + " ("
                                + vector.get("expectation").asText() + ")");
            });
        }
        assertTrue(checks.size() >= 334);
        assertAll(checks);
    }

    @Test
    void shouldGoOnAfterNackAndStopAfterLostFraming() {
        List<String> seen = new ArrayList<>();
        for (JsonNode vector : Vectors.of("malformed.jsonl")) {
            if (vector.get("category").asText().equals("multi_pdu")) {
                ByteBuf buf = Vectors.buffer(vector.get("hex"));
                seen.add(String.join(", ", AnyPdu.readAll(buf)));
            }
        }
        assertEquals(
                List.of("accept, accept", "accept, fatal", "unknown, accept", "nack 0xc0, accept"), seen.subList(0, 4));
    }

    /** The outcomes that an expectation allows; none listed means any, as long as only a PduException was thrown. */
    private static Set<String> allowed(String category, String expectation, ByteBuf buf) {
        boolean whole = buf.readableBytes() >= 8;
        int commandId = whole ? buf.getInt(4) : 0;
        // Responses are read as far as they go, and commands without a flyweight by their header alone.
        boolean lenient = CommandId.isResponse(commandId) || !AnyPdu.hasBodyDecoder(commandId);
        if (expectation.startsWith("nothing to decode") || expectation.startsWith("frame incomplete")) {
            return NEED_MORE;
        }
        switch (category) {
            case "length_lt_16", "length_huge" -> {
                return FATAL;
            }
            case "garbage" -> {
                return Set.of("fatal", "need more");
            }
            case "short_body", "missing_nul" -> {
                return lenient
                        ? Set.of("accept", "unknown")
                        : Set.of(LENGTH, "nack 0x01", "nack 0x0f", "nack 0x0e", "nack 0x61", "nack 0x62");
            }
            case "overlong_length" -> {
                return lenient || expectation.contains("ignore")
                        ? Set.of("accept", "unknown")
                        : Set.of(TLVS, LENGTH, "accept");
            }
            case "header_only_with_body", "odd_response", "string_charset", "udh", "header" -> {
                return Set.of("accept", "unknown");
            }
            case "string_too_long" -> {
                return lenient
                        ? Set.of("accept", "unknown")
                        : Set.of(
                                LENGTH,
                                "nack 0x0e",
                                "nack 0x0f",
                                "nack 0x53",
                                "nack 0x15",
                                "nack 0x0a",
                                "nack 0x0b",
                                "nack 0x62");
            }
            case "sm_length" -> {
                return expectation.startsWith("undetectable") ? Set.of("accept") : Set.of("nack 0x01", LENGTH, TLVS);
            }
            case "tlv" -> {
                return expectation.equals("0xC0")
                        ? Set.of(TLVS)
                        : Set.of("accept", "nack 0xc2", "nack 0xc4", "nack 0xc1");
            }
            case "unknown_command" -> {
                return Set.of("unknown");
            }
            default -> {
                return Set.of();
            }
        }
    }
}
