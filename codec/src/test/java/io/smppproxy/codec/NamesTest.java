package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every number has the specification's name, as a constant and where it is shown, and there is no other. */
class NamesTest {
    @Test
    void shouldNameEveryCommand() throws ReflectiveOperationException {
        Map<String, Integer> constants = constants(CommandId.class);
        for (List<String> row : Facts.of("commands")) {
            int commandId = Facts.number(row.get(0));
            assertEquals(row.get(1), CommandId.name(commandId));
            assertEquals(commandId, constants.remove(row.get(1).toUpperCase(Locale.ROOT)), row.get(1));
            assertEquals(row.get(1).endsWith("_resp") || row.get(1).equals("generic_nack"), commandId < 0);
        }
        assertEquals(Map.of(), constants);
    }

    @Test
    void shouldNameEveryStatus() throws ReflectiveOperationException {
        Map<String, Integer> constants = constants(CommandStatus.class);
        for (List<String> row : Facts.of("statuses")) {
            int status = Facts.number(row.get(0));
            assertEquals(row.get(1), CommandStatus.name(status));
            assertEquals(status, constants.remove(row.get(1)), row.get(1));
        }
        // What is left has a name only in v3.3.
        constants.forEach((name, status) -> assertEquals(name, CommandStatus.name(status)));
        assertTrue(constants.size() <= 12, constants.toString());
    }

    @Test
    void shouldNameEveryTlv() throws ReflectiveOperationException {
        Map<String, Integer> constants = constants(TlvTag.class);
        for (List<String> row : Facts.of("tlvs")) {
            int tag = Facts.number(row.get(0));
            assertEquals(row.get(1), TlvTag.name(tag));
            assertEquals(tag, constants.remove(row.get(1).toUpperCase(Locale.ROOT)), row.get(1));
        }
        assertEquals(Map.of(), constants);
    }

    @Test
    void shouldNameMessageStates() {
        List<String> names = new ArrayList<>();
        for (int state = -1; state <= 10; state++) {
            names.add(MessageState.name(state));
        }
        assertEquals(
                List.of(
                        "state -1",
                        "SCHEDULED",
                        "ENROUTE",
                        "DELIVERED",
                        "EXPIRED",
                        "DELETED",
                        "UNDELIVERABLE",
                        "ACCEPTED",
                        "UNKNOWN",
                        "REJECTED",
                        "SKIPPED",
                        "state 10"),
                names);
    }

    @Test
    void shouldShowNumbersWithoutName() {
        assertEquals("command 0x000000AB", CommandId.name(0xAB));
        assertEquals("command 0x80010200", CommandId.name(0x8001_0200));
        assertEquals("status 0x00000401", CommandStatus.name(0x401));
        assertEquals("status 0x00000010", CommandStatus.name(0x10));
        assertEquals("tag 0x1400", TlvTag.name(0x1400));
        assertEquals("tag 0x0001", TlvTag.name(1));
        assertEquals("0x40", InterfaceVersion.name(0x40));
    }

    private static Map<String, Integer> constants(Class<?> owner) throws IllegalAccessException {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : owner.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                constants.put(field.getName(), field.getInt(null));
            }
        }
        return constants;
    }
}
