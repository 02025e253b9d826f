package io.smppproxy.codec.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.Facts;
import io.smppproxy.codec.InterfaceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables of commands and TLVs, cell by cell, against the facts. */
class SpecFactsTest {
    private static final List<Integer> VERSIONS =
            List.of(InterfaceVersion.V3_3, InterfaceVersion.V3_4, InterfaceVersion.V5_0);

    @Test
    void shouldKnowEveryCommand() {
        List<List<String>> rows = Facts.of("commands");
        assertEquals(rows.size(), CommandSpec.all().size());
        for (List<String> row : rows) {
            String name = row.get(1);
            CommandSpec spec = CommandSpec.of(Facts.number(row.get(0)));
            assertEquals(name, spec.name());
            assertEquals(name, spec.toString());
            assertEquals(Facts.number(row.get(0)), spec.commandId());
            assertEquals(spec.commandId() < 0, spec.isResponse());
            assertEquals(row.get(3).equals("answered"), spec.hasResponse(), name);
            List<String> versions = VERSIONS.stream()
                    .filter(spec::existsIn)
                    .map(InterfaceVersion::name)
                    .toList();
            assertEquals(Facts.list(row.get(2)), versions, name);
            assertEquals(versions.get(0), InterfaceVersion.name(spec.firstVersion()), name);
            assertEquals(versions.get(versions.size() - 1), InterfaceVersion.name(spec.lastVersion()), name);
            assertTrue(CommandSpec.all().contains(spec), name);
        }
        assertNull(CommandSpec.of(0x0A));
        assertNull(CommandSpec.of(0x8000_000B));
    }

    @Test
    void shouldListMandatoryFieldsInWireOrder() {
        for (List<String> row : Facts.of("commands")) {
            CommandSpec spec = CommandSpec.of(Facts.number(row.get(0)));
            List<String> fields = new ArrayList<>();
            for (FieldSpec field : spec.fields()) {
                assertEquals(fields.size(), spec.indexOf(field.field()));
                fields.add(shown(field));
                assertTrue(field.acceptedLength() >= field.maxLength(), field.toString());
            }
            assertEquals(Facts.list(row.get(4)), fields, spec.name());
            assertTrue(fields.size() <= CommandSpec.MAX_FIELDS);
        }
        assertEquals(-1, CommandSpec.of(CommandId.QUERY_SM).indexOf(Field.SHORT_MESSAGE));
    }

    @Test
    void shouldListTlvsOfEveryCommand() {
        for (List<String> row : Facts.of("commands")) {
            CommandSpec spec = CommandSpec.of(Facts.number(row.get(0)));
            TlvRules tlvs = spec.tlvs();
            for (Direction direction : Direction.values()) {
                assertEquals(List.of(), names(tlvs.allowed(InterfaceVersion.V3_3, direction)));
                assertEquals(
                        Facts.list(row.get(5)), names(tlvs.allowed(InterfaceVersion.V3_4, direction)), spec.name());
                assertEquals(
                        Facts.list(row.get(direction == Direction.ESME_TO_MC ? 6 : 7)),
                        names(tlvs.allowed(InterfaceVersion.V5_0, direction)),
                        spec.name() + " " + direction);
            }
            assertEquals(Facts.list(row.get(8)), names(tlvs.mandatory()), spec.name());
        }
    }

    @Test
    void shouldKnowEveryTlv() {
        List<List<String>> rows = Facts.of("tlvs");
        assertEquals(rows.size(), TlvDictionary.standard().all().size());
        for (List<String> row : rows) {
            TlvSpec tlv = TlvDictionary.standard().byTag(Facts.number(row.get(0)));
            assertNotNull(tlv, row.get(1));
            assertEquals(row.get(1), tlv.name());
            assertEquals(tlv, TlvDictionary.standard().byName(row.get(1)));
            assertEquals(
                    row.get(2).replace('-', '_').toUpperCase(Locale.ROOT),
                    tlv.type().name(),
                    tlv.name());
            assertLengths(row.get(3), tlv, InterfaceVersion.V3_4);
            assertLengths(row.get(4), tlv, InterfaceVersion.V5_0);
            assertEquals(row.get(5), InterfaceVersion.name(tlv.firstVersion()), tlv.name());
            assertEquals(row.get(6).equals("repeatable"), tlv.repeatable(), tlv.name());
        }
        assertNull(TlvDictionary.standard().byName("no_such_tlv"));
        assertNull(TlvDictionary.standard().byTag(0x1400));
    }

    private static String shown(FieldSpec field) {
        String name = field.field().specName();
        return switch (field.field().type()) {
            case INTEGER -> name + ":integer";
            case C_OCTET_STRING -> name + ":string:" + field.maxLength();
            case OCTET_STRING -> name + ":octets";
            case GROUPS -> name + ":groups";
        };
    }

    private static List<String> names(TlvTags tags) {
        List<String> names = IntStream.range(0, tags.size())
                .map(tags::get)
                .peek(tag -> assertTrue(tags.contains(tag)))
                .mapToObj(TlvDictionary.standard()::name)
                .sorted()
                .collect(Collectors.toList());
        assertFalse(tags.contains(0x1400));
        return names;
    }

    /** Lengths like "3", "1..65" or "0,1". */
    private static void assertLengths(String lengths, TlvSpec tlv, int version) {
        for (String range : lengths.split(",", -1)) {
            String[] ends = range.split("\\.\\.", -1);
            int min = Integer.parseInt(ends[0]);
            int max = Integer.parseInt(ends[ends.length - 1]);
            assertTrue(tlv.allowsLength(min, version), tlv.name() + " of " + min);
            assertTrue(tlv.allowsLength(max, version), tlv.name() + " of " + max);
            boolean belowIsListed = min == 0 || isListed(lengths, min - 1);
            assertEquals(belowIsListed, min == 0 || tlv.allowsLength(min - 1, version), tlv.name() + " below " + min);
            assertEquals(isListed(lengths, max + 1), tlv.allowsLength(max + 1, version), tlv.name() + " above " + max);
        }
    }

    private static boolean isListed(String lengths, int length) {
        return List.of(lengths.split(",", -1)).contains(String.valueOf(length));
    }
}
