package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConstantsTest {
    @Test
    void shouldNameWhatTheSpecificationNames() {
        assertEquals("submit_sm", CommandId.name(CommandId.SUBMIT_SM));
        assertEquals("generic_nack", CommandId.name(CommandId.GENERIC_NACK));
        assertEquals("command 0x000000AB", CommandId.name(0xAB));
        assertEquals("ESME_RTHROTTLED", CommandStatus.name(0x58));
        assertEquals("status 0x00000401", CommandStatus.name(0x401));
        assertEquals("message_payload", TlvTag.name(0x0424));
        assertEquals("tag 0x1400", TlvTag.name(0x1400));
        assertEquals("DELIVERED", MessageState.name(2));
        assertEquals("state 10", MessageState.name(10));
        assertEquals("5.0", InterfaceVersion.name(0x50));
    }

    @Test
    void shouldKnowTheNamesOfEveryVersion() {
        assertEquals("ESME_RINVTLVSTREAM", CommandStatus.name(0xC0));
        assertEquals("ESME_RINVOPTPARSTREAM", CommandStatus.nameInV34(0xC0));
        assertEquals("ESME_ROPTPARNOTALLWD", CommandStatus.nameInV34(0xC1));
        assertEquals("ESME_RINVPARLEN", CommandStatus.nameInV34(0xC2));
        assertEquals("ESME_RMISSINGOPTPARAM", CommandStatus.nameInV34(0xC3));
        assertEquals("ESME_RINVOPTPARAMVAL", CommandStatus.nameInV34(0xC4));
        assertEquals("ESME_RTHROTTLED", CommandStatus.nameInV34(0x58));
        assertEquals(0xC4, CommandStatus.byName("ESME_RINVOPTPARAMVAL"));
        assertEquals(0xC4, CommandStatus.byName("ESME_RINVTLVVAL"));
        assertEquals(0, CommandStatus.byName("ESME_ROK"));
        assertEquals(0x112, CommandStatus.byName("ESME_RINVBCASTCHANIND"));
        assertEquals(0x09, CommandStatus.byName("ESME_RINVPAR"));
        assertEquals(-1, CommandStatus.byName("ESME_RNOSUCH"));
    }

    @Test
    void shouldTellResponsesFromRequests() {
        assertTrue(CommandId.isResponse(CommandId.GENERIC_NACK));
        assertFalse(CommandId.isResponse(CommandId.DATA_SM));
        assertEquals(CommandId.DATA_SM_RESP, CommandId.responseOf(CommandId.DATA_SM));
    }

    @Test
    void shouldTakeTheTypeOfEsmClassForOneField() {
        assertTrue(EsmClass.isReceipt(0x04));
        assertTrue(EsmClass.isReceipt(0x07 | EsmClass.UDHI));
        assertTrue(EsmClass.isReceipt(0x20));
        assertTrue(EsmClass.isIntermediate(0x20));
        assertFalse(EsmClass.isReceipt(0x08));
        assertFalse(EsmClass.isReceipt(0x24));
        assertFalse(EsmClass.isReceipt(0x43));
    }
}
