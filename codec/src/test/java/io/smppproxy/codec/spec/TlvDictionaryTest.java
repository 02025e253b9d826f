package io.smppproxy.codec.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TlvDictionaryTest {
    private final TlvDictionary standard = TlvDictionary.standard();

    @Test
    void shouldAddAVendorsTlv() {
        TlvDictionary own = standard.with("campaign", 0x1400, TlvType.C_OCTET_STRING)
                .with("Tariff_2", 0x3FFF, TlvType.INTEGER)
                .with("blob", 0x2000, TlvType.OCTET_STRING);
        assertEquals("campaign", own.name(0x1400));
        assertEquals(0x3FFF, own.byName("Tariff_2").tag());
        assertEquals(67, own.all().size());
        assertTrue(own.byTag(0x1400).repeatable());
        assertLengths(own.byTag(0x1400), 1, 65_535);
        assertLengths(own.byTag(0x3FFF), 1, 4);
        assertLengths(own.byTag(0x2000), 0, 65_535);
        assertTrue(own.byTag(0x3FFF).allowsValue(0xFFFF_FFFFL, InterfaceVersion.V3_4));
        assertNotNull(own.byTag(0x0424), "the standard ones stay");
        assertNull(standard.byTag(0x1400), "the other dictionary is as it was");
        assertEquals("tag 0x1400", standard.name(0x1400));
        for (int i = 1; i < own.all().size(); i++) {
            assertTrue(own.all().get(i - 1).tag() < own.all().get(i).tag());
        }
    }

    private static void assertLengths(TlvSpec tlv, int min, int max) {
        assertEquals(min, tlv.minOctets());
        assertEquals(max, tlv.maxOctets());
    }

    @Test
    void shouldRefuseWhatIsTakenOrNotForVendors() {
        assertRefused(
                "TLV x, tag: 0x13FF (expected: 0x1400 to 0x3FFF, which SMPP leaves to vendors)",
                () -> standard.with("x", 0x13FF, TlvType.INTEGER));
        assertRefused(
                "TLV x, tag: 0x4000 (expected: 0x1400 to 0x3FFF, which SMPP leaves to vendors)",
                () -> standard.with("x", 0x4000, TlvType.INTEGER));
        TlvDictionary own = standard.with("campaign", 0x1400, TlvType.OCTET_STRING);
        assertRefused(
                "TLV other, tag: 0x1400 (expected: none that is known, as that of campaign is)",
                () -> own.with("other", 0x1400, TlvType.INTEGER));
        assertRefused(
                "TLV name: \"campaign\" (expected: none that is known, as that of 0x1400 is)",
                () -> own.with("campaign", 0x1401, TlvType.INTEGER));
        assertRefused(
                "TLV name: \"message_payload\" (expected: none that is known, as that of 0x0424 is)",
                () -> standard.with("message_payload", 0x1401, TlvType.INTEGER));
        for (String name : new String[] {"", "a b", "a-b", "x".repeat(65)}) {
            assertRefused(
                    "TLV name: \"" + name + "\" (expected: 1 to 64 letters, digits and underscores)",
                    () -> standard.with(name, 0x1400, TlvType.INTEGER));
        }
    }

    @Test
    void shouldTellLengthsAndValuesByVersion() {
        TlvSpec validity = standard.byName("ms_validity");
        assertTrue(validity.allowsLength(4, InterfaceVersion.V5_0));
        assertEquals(false, validity.allowsLength(4, InterfaceVersion.V3_4));
        assertEquals(false, validity.allowsLength(3, InterfaceVersion.V5_0));
        assertTrue(validity.allowsLength(1, InterfaceVersion.V3_4));
        TlvSpec state = standard.byName("message_state");
        assertEquals(false, state.allowsValue(9, InterfaceVersion.V3_4));
        assertTrue(state.allowsValue(9, InterfaceVersion.V5_0));
        assertEquals(false, state.allowsValue(10, InterfaceVersion.V5_0));
        assertTrue(standard.byName("source_port").allowsValue(65_535, InterfaceVersion.V5_0));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
