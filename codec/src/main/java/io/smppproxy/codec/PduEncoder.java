package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/**
 * Writes the small PDUs. Each method appends one PDU at the writer index and returns its length in octets. Text fields
 * become Latin-1 octets; a character that has none, a NUL or a field too long is an IllegalArgumentException that names
 * the field, and nothing is written.
 */
public final class PduEncoder {
    /** Longest message_id, without NUL (SMPP v3.4 §5.2.23). */
    public static final int MAX_MESSAGE_ID = 64;

    private PduEncoder() {}

    /**
     * Appends a bind of the kind that {@code commandId} names.
     *
     * @param interfaceVersion a value of {@link InterfaceVersion}
     * @throws IllegalArgumentException when {@code commandId} is no bind, or bind_transceiver with v3.3, which has none
     */
    public static int bind(
            ByteBuf out,
            int commandId,
            int sequenceNumber,
            CharSequence systemId,
            CharSequence password,
            CharSequence systemType,
            int interfaceVersion,
            int addrTon,
            int addrNpi,
            CharSequence addressRange) {
        if (!CommandId.isBind(commandId)) {
            throw new IllegalArgumentException(
                    "command_id: " + CommandId.name(commandId) + " (expected: one of the binds)");
        }
        if (commandId == CommandId.BIND_TRANSCEIVER && interfaceVersion == InterfaceVersion.V3_3) {
            throw new IllegalArgumentException("interface_version: " + InterfaceVersion.name(interfaceVersion)
                    + " (expected: 3.4 or later for bind_transceiver)");
        }
        CStrings.check("system_id", systemId, BindFlyweight.MAX_SYSTEM_ID);
        CStrings.check("password", password, BindFlyweight.MAX_PASSWORD);
        CStrings.check("system_type", systemType, BindFlyweight.MAX_SYSTEM_TYPE);
        CStrings.check("address_range", addressRange, BindFlyweight.MAX_ADDRESS_RANGE);
        int lengthBytes = PduHeader.LENGTH_BYTES
                + systemId.length()
                + password.length()
                + systemType.length()
                + addressRange.length()
                + 7;
        out.ensureWritable(lengthBytes);
        PduHeader.write(out, lengthBytes, commandId, CommandStatus.ESME_ROK, sequenceNumber);
        CStrings.write(out, systemId);
        CStrings.write(out, password);
        CStrings.write(out, systemType);
        out.writeByte(interfaceVersion);
        out.writeByte(addrTon);
        out.writeByte(addrNpi);
        CStrings.write(out, addressRange);
        return lengthBytes;
    }

    /**
     * Appends the response {@code commandId}. A non-zero status is sent without a body (SMPP v3.4 §4.1.2, §4.1.4).
     *
     * @param scInterfaceVersionOrMinus1 value of the sc_interface_version TLV; -1 leaves it out, as towards a v3.3 peer
     */
    public static int bindResp(
            ByteBuf out,
            int commandId,
            int commandStatus,
            int sequenceNumber,
            CharSequence systemId,
            int scInterfaceVersionOrMinus1) {
        if (commandStatus != CommandStatus.ESME_ROK) {
            return headerOnly(out, commandId, commandStatus, sequenceNumber);
        }
        CStrings.check("system_id", systemId, BindFlyweight.MAX_SYSTEM_ID);
        boolean hasTlv = scInterfaceVersionOrMinus1 >= 0;
        int lengthBytes = PduHeader.LENGTH_BYTES + systemId.length() + 1 + (hasTlv ? TlvCursor.HEADER_BYTES + 1 : 0);
        out.ensureWritable(lengthBytes);
        PduHeader.write(out, lengthBytes, commandId, commandStatus, sequenceNumber);
        CStrings.write(out, systemId);
        if (hasTlv) {
            out.writeShort(TlvTag.SC_INTERFACE_VERSION);
            out.writeShort(1);
            out.writeByte(scInterfaceVersionOrMinus1);
        }
        return lengthBytes;
    }

    /** Appends a PDU without a body: enquire_link, unbind, their responses, generic_nack, any refusal. */
    public static int headerOnly(ByteBuf out, int commandId, int commandStatus, int sequenceNumber) {
        out.ensureWritable(PduHeader.LENGTH_BYTES);
        PduHeader.write(out, commandId, commandStatus, sequenceNumber);
        return PduHeader.LENGTH_BYTES;
    }

    /**
     * Appends a submit_sm_resp, data_sm_resp or deliver_sm_resp; deliver_sm_resp takes an empty id (SMPP v3.4 §4.6.2). A
     * refusing submit_sm_resp with an empty id has no body (SMPP v3.4 §4.4.2); the others keep theirs, because jSMPP,
     * gosmpp and OpenSMPP cannot read them without. {@link CommandEncoder} writes every other form.
     */
    public static int messageIdResp(
            ByteBuf out, int commandId, int commandStatus, int sequenceNumber, CharSequence messageId) {
        if (messageId.isEmpty() && goesWithoutBody(commandId, commandStatus)) {
            return headerOnly(out, commandId, commandStatus, sequenceNumber);
        }
        CStrings.check("message_id", messageId, MAX_MESSAGE_ID);
        int lengthBytes = PduHeader.LENGTH_BYTES + messageId.length() + 1;
        out.ensureWritable(lengthBytes);
        PduHeader.write(out, lengthBytes, commandId, commandStatus, sequenceNumber);
        CStrings.write(out, messageId);
        return lengthBytes;
    }

    /** As {@link #messageIdResp(ByteBuf, int, int, int, CharSequence)}, with the id as octets. */
    public static int messageIdResp(
            ByteBuf out, int commandId, int commandStatus, int sequenceNumber, byte[] messageId) {
        return messageIdResp(out, commandId, commandStatus, sequenceNumber, messageId, 0, messageId.length);
    }

    /** As {@link #messageIdResp(ByteBuf, int, int, int, CharSequence)}, with the id as a range of octets. */
    public static int messageIdResp(
            ByteBuf out,
            int commandId,
            int commandStatus,
            int sequenceNumber,
            byte[] messageId,
            int idOffset,
            int idLength) {
        if (idLength == 0 && goesWithoutBody(commandId, commandStatus)) {
            return headerOnly(out, commandId, commandStatus, sequenceNumber);
        }
        CStrings.check("message_id", messageId, idOffset, idLength, MAX_MESSAGE_ID);
        int lengthBytes = PduHeader.LENGTH_BYTES + idLength + 1;
        out.ensureWritable(lengthBytes);
        PduHeader.write(out, lengthBytes, commandId, commandStatus, sequenceNumber);
        out.writeBytes(messageId, idOffset, idLength);
        out.writeByte(0);
        return lengthBytes;
    }

    private static boolean goesWithoutBody(int commandId, int commandStatus) {
        return commandId == CommandId.SUBMIT_SM_RESP && commandStatus != CommandStatus.ESME_ROK;
    }
}
