package io.smppproxy.codec.print;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.Vectors;
import io.smppproxy.codec.text.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every PDU that other implementations made is printed with the fields they stated; no octets at all are too much. */
class PduPrinterVectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UDHI = 0x40;

    /** Header, or told in another form. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "command_length", "command_id", "command_status", "sequence_number", "sm_length", "tlvs", "short_message");

    private final PduPrinter printer = new PduPrinter(PrintOptions.DEFAULT.withPasswords(true));
    private final StringBuilder out = new StringBuilder();

    @Test
    void shouldPrintTheStatedFields() {
        forEach(Vectors.pdus(), 470, vector -> {
            ByteBuf buf = Vectors.buffer(vector.get("hex"));
            printer.read(buf, 0, buf.readableBytes());
            assertFalse(printer.isMalformed(), printer::problem);
            JsonNode printed = json();
            JsonNode fields = vector.get("fields");
            assertEquals(
                    number(fields, "command_id"),
                    printed.at("/Header/command_id").longValue());
            assertEquals(
                    number(fields, "command_status"),
                    printed.at("/Header/command_status").longValue());
            assertEquals(
                    number(fields, "sequence_number"),
                    printed.at("/Header/sequence_number").longValue());
            fields.properties().stream()
                    .filter(field -> !NOT_COMPARED.contains(field.getKey()))
                    .forEach(field -> compare(field.getKey(), field.getValue(), printed));
            if (fields.has("short_message")) {
                compareText(fields, printed.get("message"));
            }
            compareTlvs(fields.get("tlvs"), printed.path("tlvs"));
            checkLine();
        });
    }

    @Test
    void shouldPrintWhatIsMalformed() {
        forEach(Vectors.of("malformed.jsonl"), 334, vector -> {
            if (!vector.hasNonNull("hex")) {
                return;
            }
            ByteBuf buf = Vectors.buffer(vector.get("hex"));
            int length = buf.readableBytes();
            printer.read(buf, 0, length);
            assertEquals(length >= 16, json().has("Header"));
            assertEquals(printer.isMalformed(), json().has("malformed"));
            assertEquals(printer.isMalformed(), !printer.problem().isEmpty());
            checkLine();
            out.setLength(0);
            printer.hex(out);
            assertEquals(ByteBufUtil.hexDump(buf), out.toString());
        });
    }

    private static void compare(String name, JsonNode stated, JsonNode printed) {
        if (name.equals("dest_addresses")) {
            assertEquals(stated, printed.get("dest_address"));
        } else if (name.equals("unsuccess_smes")) {
            assertEquals(stated.size(), printed.get("unsuccess_sme").size());
            for (int i = 0; i < stated.size(); i++) {
                JsonNode group = printed.get("unsuccess_sme").get(i);
                assertEquals(stated.get(i).get("destination_addr"), group.get("destination_addr"));
                assertEquals(number(stated.get(i), "error_status_code"), number(group, "error_status_code"));
            }
        } else {
            JsonNode value = printed.has(name)
                    ? printed.get(name)
                    : printed.path("message").get(name);
            assertNotNull(value, name);
            if (name.equals("replace_if_present_flag")) {
                assertEquals(stated.intValue() != 0, value.booleanValue());
            } else {
                assertEquals(stated, value, name);
            }
        }
    }

    private static void compareText(JsonNode fields, JsonNode message) {
        byte[] octets = Vectors.octets(fields.get("short_message"));
        if ((fields.path("esm_class").intValue() & UDHI) != 0 && octets.length > 0) {
            assertEquals(
                    ByteBufUtil.hexDump(octets, 0, Math.min(octets.length, 1 + octets[0])),
                    message.get("udh_hex").textValue());
            return;
        }
        Encoding encoding = Encoding.ofDataCoding(fields.path("data_coding").intValue());
        if (encoding == Encoding.BINARY) {
            assertEquals(fields.get("short_message"), message.get("short_message_hex"));
        } else {
            ByteBuf buf = Vectors.buffer(fields.get("short_message"));
            assertEquals(
                    encoding.decode(buf, 0, octets.length),
                    message.get("short_message").textValue());
        }
    }

    private static void compareTlvs(JsonNode stated, JsonNode printed) {
        assertEquals(stated.size(), printed.size());
        for (int i = 0; i < stated.size(); i++) {
            JsonNode tlv = printed.get(i);
            assertEquals(number(stated.get(i), "tag"), tlv.get("tag").longValue());
            if (tlv.has("value_hex") && stated.get(i).has("value")) {
                assertEquals(stated.get(i).get("value"), tlv.get("value_hex"));
            } else if (tlv.path("value").isNumber()) {
                assertEquals(
                        Long.parseLong(stated.get(i).get("value").textValue(), 16),
                        tlv.get("value").longValue());
            }
        }
    }

    private void checkLine() {
        out.setLength(0);
        printer.line(out);
        for (int i = 0; i < out.length(); i++) {
            assertTrue(Printable.isSafe(out.charAt(i)), out::toString);
        }
    }

    private JsonNode json() {
        out.setLength(0);
        printer.json(out);
        try {
            return JSON.readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }

    private static long number(JsonNode of, String name) {
        JsonNode value = of.get(name);
        return value.isTextual() ? Long.decode(value.textValue()) : value.longValue();
    }

    private static void forEach(List<JsonNode> vectors, int atLeast, Consumer<JsonNode> check) {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : vectors) {
            checks.add(() -> {
                try {
                    check.accept(vector);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(vector.get("id").asText() + ": " + e, e);
                }
            });
        }
        assertTrue(checks.size() >= atLeast, checks.size() + " vectors");
        assertAll(checks);
    }
}
