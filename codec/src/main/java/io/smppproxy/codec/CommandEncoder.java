package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import java.util.Arrays;

/**
 * Encodes any command of any version, field by field as {@link CommandSpec} lists them. The encoders of single commands are
 * faster; this one knows all. Reusable, not thread safe, allocates nothing once warm.
 *
 * <p>Setters copy their argument at once. Fields that are not set are 0 or empty; those that count what follows, sm_length and
 * number_of_dests among them, are counted. Text becomes Latin-1 octets. A value that its field cannot carry is an
 * IllegalArgumentException naming field, value and expectation, from the setter or, when it depends on the version, from encode.
 */
public final class CommandEncoder {
    private static final int MAX_OCTET = 255;

    private final int[] numbers = new int[CommandSpec.MAX_FIELDS];
    private final byte[][] strings = new byte[CommandSpec.MAX_FIELDS][];
    private final int[] lengths = new int[CommandSpec.MAX_FIELDS];
    private final ByteBuf groups = Unpooled.buffer();
    private final TlvOctets tlvs = new TlvOctets();
    private final ByteBuf body = Unpooled.buffer();
    private CommandSpec spec;
    private int interfaceVersion = InterfaceVersion.V3_4;
    private int commandStatus;
    private int sequenceNumber;
    private int groupCount;
    private boolean hasFields;
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
        Arrays.fill(numbers, 0);
        Arrays.fill(lengths, 0);
        groups.clear();
        groupCount = 0;
        tlvs.clear();
        hasFields = false;
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
        int index = spec.indexOf(field);
        if (field.type() != FieldType.INTEGER || index < 0) {
            throw noSuchField(field, value);
        }
        if (counted(index) != null) {
            throw new IllegalArgumentException(
                    field.specName() + ": " + value + " (expected: not set, it counts what follows)");
        }
        if (value < 0 || value > MAX_OCTET) {
            throw new IllegalArgumentException(field.specName() + ": " + value + " (expected: 0 to 255)");
        }
        numbers[index] = value;
        hasFields = true;
        return this;
    }

    /** Text, without its NUL. */
    public CommandEncoder set(Field field, CharSequence value) {
        int index = spec.indexOf(field);
        if (field.type() != FieldType.C_OCTET_STRING || index < 0) {
            throw noSuchField(field, value);
        }
        return setLength(index, CStrings.copy(field.specName(), value, MAX_OCTET, room(index)));
    }

    /** A C-octet string without its NUL, or short_message. */
    public CommandEncoder set(Field field, byte[] value, int offset, int length) {
        int index = indexOfString(field, length);
        if (field.type() == FieldType.C_OCTET_STRING) {
            CStrings.check(field.specName(), value, offset, length, MAX_OCTET);
        }
        System.arraycopy(value, offset, room(index), 0, length);
        return setLength(index, length);
    }

    /** As {@link #set(Field, byte[], int, int)}. */
    public CommandEncoder set(Field field, ByteBuf value, int offset, int length) {
        int index = indexOfString(field, length);
        byte[] to = room(index);
        value.getBytes(offset, to, 0, length);
        if (field.type() == FieldType.C_OCTET_STRING) {
            CStrings.check(field.specName(), to, 0, length, MAX_OCTET);
        }
        return setLength(index, length);
    }

    /** Adds an address to dest_address. */
    public CommandEncoder addDestination(int ton, int npi, CharSequence address) {
        requireGroups(Field.DEST_ADDRESS, address);
        CStrings.check(
                "destination_addr",
                address,
                FieldSpec.of(Field.DESTINATION_ADDR).maxLength());
        groups.writeByte(GroupCursor.SME_ADDRESS).writeByte(ton).writeByte(npi);
        CStrings.write(groups, address);
        groupCount++;
        hasFields = true;
        return this;
    }

    /** Adds the name of a distribution list to dest_address. */
    public CommandEncoder addDistributionList(CharSequence name) {
        requireGroups(Field.DEST_ADDRESS, name);
        CStrings.check("dl_name", name, FieldSpec.of(Field.DL_NAME).maxLength());
        groups.writeByte(GroupCursor.DISTRIBUTION_LIST);
        CStrings.write(groups, name);
        groupCount++;
        hasFields = true;
        return this;
    }

    /** Adds an address and why it failed to unsuccess_sme. */
    public CommandEncoder addUnsuccess(int ton, int npi, CharSequence address, int errorStatusCode) {
        requireGroups(Field.UNSUCCESS_SME, address);
        CStrings.check(
                "destination_addr",
                address,
                FieldSpec.of(Field.DESTINATION_ADDR).maxLength());
        groups.writeByte(ton).writeByte(npi);
        CStrings.write(groups, address);
        groups.writeInt(errorStatusCode);
        groupCount++;
        hasFields = true;
        return this;
    }

    /** Adds an id to the message_details of v3.3's query_last_msgs_resp. */
    public CommandEncoder addMessageId(CharSequence messageId) {
        requireGroups(Field.MESSAGE_DETAILS, messageId);
        CStrings.check("msgid", messageId, FieldSpec.of(Field.MSGID).maxLength());
        CStrings.write(groups, messageId);
        groupCount++;
        hasFields = true;
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
        for (int i = 0; i < spec.fields().size(); i++) {
            Field field = spec.fields().get(i).field();
            if (from.has(field)) {
                copy(i, field, from);
            }
        }
        withoutBody = !hasFields;
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
        boolean hasBody = hasFields || commandStatus == 0 || spec.hasBodyOnError(interfaceVersion);
        if (hasBody && !withoutBody) {
            for (int i = 0; i < spec.fields().size(); i++) {
                write(i);
            }
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

    private void write(int index) {
        FieldSpec field = spec.fields().get(index);
        switch (field.field().type()) {
            case INTEGER -> {
                FieldSpec counted = counted(index);
                body.writeByte(counted == null ? numbers[index] : count(index, counted.field()));
            }
            case C_OCTET_STRING -> {
                writeString(index, field);
                body.writeByte(0);
            }
            case OCTET_STRING -> writeString(index, field);
            case GROUPS -> body.writeBytes(groups, 0, groups.writerIndex());
        }
    }

    private void writeString(int index, FieldSpec field) {
        int length = lengths[index];
        int max = field.sendableLength(interfaceVersion);
        if (length > max) {
            throw new IllegalArgumentException(
                    field.field().specName() + ": " + length + " octets (expected: at most " + max + ")");
        }
        if (length > 0) {
            body.writeBytes(strings[index], 0, length);
        }
    }

    /** The field whose length or number the field at {@code index} tells, or null. */
    private FieldSpec counted(int index) {
        if (index + 1 >= spec.fields().size()) {
            return null;
        }
        FieldSpec following = spec.fields().get(index + 1);
        FieldType type = following.field().type();
        return type == FieldType.OCTET_STRING || type == FieldType.GROUPS ? following : null;
    }

    /** What the field at {@code index} says of the field after it. */
    private int count(int index, Field following) {
        if (following.type() == FieldType.OCTET_STRING) {
            return lengths[index + 1];
        }
        int max = following == Field.DEST_ADDRESS ? InterfaceVersion.maxDestinations(interfaceVersion) : MAX_OCTET;
        if (groupCount > max) {
            throw new IllegalArgumentException(spec.fields().get(index).field().specName() + ": " + groupCount
                    + " (expected: at most " + max + ")");
        }
        return groupCount;
    }

    private void copy(int index, Field field, CommandFlyweight from) {
        switch (field.type()) {
            case INTEGER -> numbers[index] = from.number(field);
            case C_OCTET_STRING, OCTET_STRING -> set(field, from.buffer(), from.offsetOf(field), from.lengthOf(field));
            case GROUPS -> {
                GroupCursor cursor = from.groups(field);
                while (cursor.next()) {
                    groupCount++;
                }
                groups.writeBytes(from.buffer(), from.offsetOf(field), from.lengthOf(field));
            }
        }
        hasFields = true;
    }

    private int indexOfString(Field field, int length) {
        int index = spec.indexOf(field);
        boolean isString = field.type() == FieldType.C_OCTET_STRING || field.type() == FieldType.OCTET_STRING;
        if (!isString || index < 0) {
            throw noSuchField(field, length + " octets");
        }
        if (length > MAX_OCTET) {
            throw new IllegalArgumentException(
                    field.specName() + ": " + length + " octets (expected: at most " + MAX_OCTET + ")");
        }
        return index;
    }

    private void requireGroups(Field field, CharSequence value) {
        if (spec.indexOf(field) < 0) {
            throw noSuchField(field, value);
        }
    }

    private IllegalArgumentException noSuchField(Field field, Object value) {
        return new IllegalArgumentException(field.specName() + ": " + value + " (expected: a field of " + spec.name()
                + " that takes such a value)");
    }

    private byte[] room(int index) {
        if (strings[index] == null) {
            strings[index] = new byte[MAX_OCTET];
        }
        return strings[index];
    }

    private CommandEncoder setLength(int index, int length) {
        lengths[index] = length;
        hasFields = true;
        return this;
    }
}
