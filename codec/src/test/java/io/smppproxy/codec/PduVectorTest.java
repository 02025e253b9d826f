package io.smppproxy.codec;

import static io.smppproxy.codec.Vectors.number;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import io.smppproxy.codec.spec.TlvDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every PDU that other implementations made decodes to the fields they stated and encodes back to their octets. */
class PduVectorTest {
    /** Distinct PDUs among the test resources; a folder of vectors adds to them. */
    private static final int VECTORS = 529;

    /** All but query_sm, and the three commands of v3.3 alone with their responses, of which nobody made a vector. */
    private static final int COMMANDS = 32;

    private final CommandFlyweight pdu = new CommandFlyweight();
    private final CommandEncoder encoder = new CommandEncoder();
    private final AnyPdu anyPdu = new AnyPdu();

    @Test
    void shouldDecodeToTheStatedFields() {
        forEachVector(this::decode);
    }

    @Test
    void shouldEncodeTheStatedFieldsToTheSameOctets() {
        forEachVector(this::encode);
    }

    @Test
    void shouldEncodeWhatWasDecodedToTheSameOctets() {
        forEachVector(vector -> {
            ByteBuf buf = Vectors.buffer(vector.get("hex"));
            encoder.copyOf(pdu.wrap(buf, 0, buf.readableBytes())).interfaceVersion(versionOf(pdu.spec()));
            assertEquals(ByteBufUtil.hexDump(buf), encoded());
        });
    }

    @Test
    void shouldHaveVectorsOfNearlyEveryCommand() {
        Set<String> commands = new TreeSet<>();
        for (JsonNode vector : Vectors.pdus()) {
            commands.add(CommandId.name(number(vector.get("fields").get("command_id"))));
        }
        assertTrue(commands.size() >= COMMANDS, commands::toString);
    }

    private static void forEachVector(Consumer<JsonNode> check) {
        List<Executable> checks = new ArrayList<>();
        Set<String> wrong = Vectors.heldWrong();
        for (JsonNode vector : Vectors.pdus()) {
            String id = vector.get("id").asText();
            if (!wrong.contains(id)) {
                checks.add(() -> {
                    try {
                        check.accept(vector);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(id + ": " + e, e);
                    }
                });
            }
        }
        assertTrue(checks.size() + wrong.size() >= VECTORS, checks.size() + " vectors");
        assertAll(checks);
    }

    private void decode(JsonNode vector) {
        ByteBuf buf = Vectors.buffer(vector.get("hex"));
        int length = buf.readableBytes();
        JsonNode fields = vector.get("fields");
        assertEquals(AnyPdu.ACCEPT, anyPdu.read(buf, 0, length));
        pdu.wrap(buf, 0, length);
        assertEquals(vector.get("command").asText(), pdu.spec().name());
        assertEquals(fields.has("command_length") ? number(fields.get("command_length")) : length, pdu.lengthBytes());
        assertEquals(number(fields.get("command_id")), pdu.commandId());
        assertEquals(number(fields.get("command_status")), pdu.commandStatus());
        assertEquals(number(fields.get("sequence_number")), pdu.sequenceNumber());
        for (FieldSpec spec : pdu.spec().fields()) {
            decodeField(spec.field(), fields.get(nameInVectors(spec.field())));
        }
        decodeTlvs(fields.get("tlvs"));
    }

    private void decodeField(Field field, JsonNode stated) {
        assertEquals(stated != null, pdu.has(field), field.specName());
        if (stated == null) {
            assertEquals(-1, pdu.offsetOf(field));
            assertEquals(0, pdu.lengthOf(field));
            return;
        }
        switch (field.type()) {
            case INTEGER -> assertEquals(number(stated), pdu.number(field), field.specName());
            case C_OCTET_STRING -> assertEquals(stated.asText(), pdu.string(field), field.specName());
            case OCTET_STRING ->
                assertEquals(
                        stated.asText(),
                        ByteBufUtil.hexDump(pdu.buffer(), pdu.offsetOf(field), pdu.lengthOf(field)),
                        field.specName());
            case GROUPS -> decodeGroups(field, stated);
        }
    }

    private void decodeGroups(Field field, JsonNode stated) {
        GroupCursor groups = pdu.groups(field);
        for (JsonNode group : stated) {
            assertTrue(groups.next(), () -> "missing " + group);
            boolean list = group.has("dl_name");
            assertEquals(list, groups.isDistributionList());
            assertEquals(group.get(list ? "dl_name" : "destination_addr").asText(), groups.text());
            if (!list) {
                assertEquals(number(group.get("dest_addr_ton")), groups.ton());
                assertEquals(number(group.get("dest_addr_npi")), groups.npi());
            }
            if (group.has("error_status_code")) {
                assertEquals(number(group.get("error_status_code")), groups.errorStatusCode());
            }
        }
        assertFalse(groups.next());
    }

    private void decodeTlvs(JsonNode tlvsStated) {
        TlvCursor tlvs = pdu.tlvs();
        for (JsonNode stated : tlvsStated) {
            assertTrue(tlvs.next(), () -> "missing " + stated);
            assertEquals(number(stated.get("tag")), tlvs.tag());
            assertEquals(number(stated.get("length")), tlvs.valueLength());
            if (TlvDictionary.standard().byTag(tlvs.tag()) != null) {
                assertEquals(stated.get("name").asText(), TlvTag.name(tlvs.tag()));
            }
            byte[] value = ByteBufUtil.getBytes(pdu.buffer(), tlvs.valueOffset(), tlvs.valueLength());
            if (stated.has("value_sha256")) {
                assertEquals(stated.get("value_sha256").asText(), Vectors.sha256(value));
            } else {
                assertEquals(stated.get("value").asText(), ByteBufUtil.hexDump(value));
            }
            if (stated.has("int") && tlvs.valueLength() <= 4) {
                assertEquals(stated.get("int").asLong(), tlvs.asUnsigned());
            }
            if (stated.has("string")) {
                assertEquals(stated.get("string").asText(), tlvs.asString());
            }
        }
        assertFalse(tlvs.next());
        assertEquals(pdu.offset() + pdu.lengthBytes(), pdu.tlvOffset() + pdu.tlvLength());
    }

    private void encode(JsonNode vector) {
        ByteBuf buf = Vectors.buffer(vector.get("hex"));
        JsonNode fields = vector.get("fields");
        CommandSpec spec = CommandSpec.of(number(fields.get("command_id")));
        encoder.reset(spec.commandId(), number(fields.get("command_status")), number(fields.get("sequence_number")));
        encoder.interfaceVersion(versionOf(spec));
        boolean hasFields = false;
        for (int i = 0; i < spec.fields().size(); i++) {
            Field field = spec.fields().get(i).field();
            JsonNode stated = fields.get(nameInVectors(field));
            if (stated != null) {
                hasFields = true;
                boolean counts = i + 1 < spec.fields().size()
                        && isCounted(spec.fields().get(i + 1).field());
                encodeField(field, stated, counts);
            }
        }
        if (!hasFields) {
            encoder.withoutBody();
        }
        encodeTlvs(fields.get("tlvs"), pdu.wrap(buf, 0, buf.readableBytes()).tlvs(), buf);
        assertEquals(ByteBufUtil.hexDump(buf), encoded());
    }

    private void encodeField(Field field, JsonNode stated, boolean counts) {
        switch (field.type()) {
            case INTEGER -> {
                if (!counts) {
                    encoder.set(field, number(stated));
                }
            }
            case C_OCTET_STRING -> {
                byte[] octets = stated.asText().getBytes(StandardCharsets.ISO_8859_1);
                encoder.set(field, "unset").set(field, octets, 0, octets.length);
                encoder.set(field, stated.asText());
            }
            case OCTET_STRING -> {
                byte[] octets = Vectors.octets(stated);
                encoder.set(field, octets, 0, octets.length);
            }
            case GROUPS -> {
                for (JsonNode group : stated) {
                    encodeGroup(group);
                }
            }
        }
    }

    private void encodeGroup(JsonNode group) {
        if (group.has("dl_name")) {
            encoder.addDistributionList(group.get("dl_name").asText());
            return;
        }
        int ton = number(group.get("dest_addr_ton"));
        int npi = number(group.get("dest_addr_npi"));
        String address = group.get("destination_addr").asText();
        if (group.has("error_status_code")) {
            encoder.addUnsuccess(ton, npi, address, number(group.get("error_status_code")));
        } else {
            encoder.addDestination(ton, npi, address);
        }
    }

    private void encodeTlvs(JsonNode tlvsStated, TlvCursor decoded, ByteBuf original) {
        for (JsonNode stated : tlvsStated) {
            assertTrue(decoded.next());
            // Long values are stated by their digest only, which the decoding test compares.
            if (stated.has("value")) {
                encoder.tlv(number(stated.get("tag")), Vectors.octets(stated.get("value")));
            } else {
                encoder.tlv(number(stated.get("tag")), original, decoded.valueOffset(), decoded.valueLength());
            }
        }
    }

    private String encoded() {
        ByteBuf out = Unpooled.buffer(16);
        assertEquals(encoder.encode(out), out.readableBytes());
        return ByteBufUtil.hexDump(out);
    }

    private static int versionOf(CommandSpec spec) {
        return spec.lastVersion();
    }

    private static boolean isCounted(Field field) {
        return field.type() == FieldType.OCTET_STRING || field.type() == FieldType.GROUPS;
    }

    private static String nameInVectors(Field field) {
        return switch (field) {
            case DEST_ADDRESS -> "dest_addresses";
            case UNSUCCESS_SME -> "unsuccess_smes";
            default -> field.specName();
        };
    }
}
