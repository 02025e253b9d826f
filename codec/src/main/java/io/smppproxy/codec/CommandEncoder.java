package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;

/**
 * Encodes any command of any version, field by field as {@link CommandSpec} lists them. The encoders of single commands are
 * faster; this one knows all. Reusable, not thread safe, allocates nothing once warm.
 *
 * <p>Setters copy their argument at once. Fields that are not set are 0 or empty; those that count what follows, sm_length and
 * number_of_dests among them, are counted. Text becomes Latin-1 octets. A value that its field cannot carry is an
 * IllegalArgumentException naming field, value and expectation, from the setter or, when it depends on the version, from encode.
 */
public final class CommandEncoder {
    private final FieldOctets fields = new FieldOctets();
    private final TlvOctets tlvs = new TlvOctets();
    private final ByteBuf body = Unpooled.buffer();
    private CommandSpec spec;
    private int interfaceVersion = InterfaceVersion.V3_4;
    private int commandStatus;
    private int sequenceNumber;
    private boolean withoutBody;

    /**
     * Chooses the command and clears every field and TLV; the version stays.
     *
     * @throws IllegalArgumentException when no version has such a command
     */
    public CommandEncoder reset(int commandId, int status, int sequence) {
        spec = CommandSpec.of(commandId);
        if (spec == null) {
            throw new IllegalArgumentException(
                    "command_id: " + CommandId.name(commandId) + " (expected: one that the specification has)");
        }
        commandStatus = status;
        sequenceNumber = sequence;
        fields.reset(spec);
        tlvs.clear();
        withoutBody = false;
        return this;
    }

    /**
     * What the receiver speaks, {@link InterfaceVersion#V3_4} at first. Decides whether the command can be sent, how long fields
     * may be, and leaves TLVs out for v3.3.
     */
    public CommandEncoder interfaceVersion(int version) {
        interfaceVersion = version;
        return this;
    }

    /** A number, 0 to 255. */
    public CommandEncoder set(Field field, int value) {
        fields.set(field, value);
        return this;
    }

    /** Text, without its NUL. */
    public CommandEncoder set(Field field, CharSequence value) {
        fields.set(field, value);
        return this;
    }

    /** A C-octet string without its NUL, or short_message. */
    public CommandEncoder set(Field field, byte[] value, int offset, int length) {
        fields.set(field, value, offset, length);
        return this;
    }

    /** As {@link #set(Field, byte[], int, int)}. */
    public CommandEncoder set(Field field, ByteBuf value, int offset, int length) {
        fields.set(field, value, offset, length);
        return this;
    }

    /** Adds an address to dest_address. */
    public CommandEncoder addDestination(int ton, int npi, CharSequence address) {
        fields.addDestination(ton, npi, address);
        return this;
    }

    /** Adds the name of a distribution list to dest_address. */
    public CommandEncoder addDistributionList(CharSequence name) {
        fields.addDistributionList(name);
        return this;
    }

    /** Adds an address and why it failed to unsuccess_sme. */
    public CommandEncoder addUnsuccess(int ton, int npi, CharSequence address, int errorStatusCode) {
        fields.addUnsuccess(ton, npi, address, errorStatusCode);
        return this;
    }

    /** Adds an id to the message_details of v3.3's query_last_msgs_resp. */
    public CommandEncoder addMessageId(CharSequence messageId) {
        fields.addMessageId(messageId);
        return this;
    }

    /** Adds a TLV after those added before. */
    public CommandEncoder tlv(int tag, byte[] value, int offset, int length) {
        tlvs.add(tag, value, offset, length);
        return this;
    }

    public CommandEncoder tlv(int tag, byte[] value) {
        return tlv(tag, value, 0, value.length);
    }

    public CommandEncoder tlv(int tag, ByteBuf value, int offset, int length) {
        tlvs.add(tag, value, offset, length);
        return this;
    }

    /** Adds a number of one, two or four octets. */
    public CommandEncoder tlvNumber(int tag, int octets, int value) {
        tlvs.addNumber(tag, octets, value);
        return this;
    }

    /** Adds a C-octet string with its NUL. */
    public CommandEncoder tlvCString(int tag, CharSequence value) {
        tlvs.addCString(tag, value);
        return this;
    }

    /** Adds all TLVs of a PDU, in their order, unknown ones too. */
    public CommandEncoder tlvsOf(PduFlyweight from) {
        tlvs.addAll(from.buffer(), from.tlvOffset(), from.tlvLength());
        return this;
    }

    /**
     * Leaves the mandatory fields out. Without this call a response has them unless it is an error that
     * {@link CommandSpec#hasBodyOnError} says to send without, and of which no field was set.
     */
    public CommandEncoder withoutBody() {
        withoutBody = true;
        return this;
    }

    /** Takes command, status, sequence_number, fields and TLVs of a PDU; a response without any field stays so. */
    public CommandEncoder copyOf(CommandFlyweight from) {
        reset(from.commandId(), from.commandStatus(), from.sequenceNumber());
        fields.copyOf(from);
        withoutBody = !fields.isSet();
        return tlvsOf(from);
    }

    /**
     * Appends the PDU at the writer index.
     *
     * @return its length in octets
     * @throws IllegalArgumentException when the version has no such command, or a field is too long for it; nothing is written
     *     then
     */
    public int encode(ByteBuf out) {
        boolean hasTlvs = InterfaceVersion.hasTlvs(interfaceVersion);
        checkVersion(hasTlvs);
        body.clear();
        boolean hasBody = fields.isSet() || commandStatus == 0 || spec.hasBodyOnError(interfaceVersion);
        if (hasBody && !withoutBody) {
            fields.write(body, interfaceVersion);
        }
        int lengthBytes = PduHeader.LENGTH_BYTES + body.readableBytes() + (hasTlvs ? tlvs.length() : 0);
        out.ensureWritable(lengthBytes);
        PduHeader.write(out, lengthBytes, spec.commandId(), commandStatus, sequenceNumber);
        out.writeBytes(body);
        if (hasTlvs) {
            tlvs.write(out);
        }
        return lengthBytes;
    }

    private void checkVersion(boolean hasTlvs) {
        if (!spec.existsIn(interfaceVersion)) {
            throw new IllegalArgumentException("interface_version: " + InterfaceVersion.name(interfaceVersion)
                    + " (expected: " + InterfaceVersion.name(spec.firstVersion()) + " to "
                    + InterfaceVersion.name(spec.lastVersion()) + " for " + spec.name() + ")");
        }
        if (!hasTlvs && tlvs.hasPayload()) {
            throw new IllegalArgumentException("message_payload: present (expected: absent in a PDU of version "
                    + InterfaceVersion.name(interfaceVersion) + ", which has no TLVs)");
        }
    }
}
