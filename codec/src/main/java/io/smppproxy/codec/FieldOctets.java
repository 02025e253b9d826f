package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import java.util.Arrays;

/** The mandatory fields that a {@link CommandEncoder} holds between its setters and encode. */
final class FieldOctets {
    private static final int MAX_OCTET = 255;
    private static final int MAX_ADDRESS = FieldSpec.of(Field.DESTINATION_ADDR).maxLength();
    private static final int MAX_LIST_NAME = FieldSpec.of(Field.DL_NAME).maxLength();
    private static final int MAX_MSGID = FieldSpec.of(Field.MSGID).maxLength();

    private final int[] numbers = new int[CommandSpec.MAX_FIELDS];
    private final byte[][] strings = new byte[CommandSpec.MAX_FIELDS][];
    private final int[] lengths = new int[CommandSpec.MAX_FIELDS];
    private final ByteBuf groups = Unpooled.buffer();
    private CommandSpec spec;
    private int groupCount;
    private boolean isSet;

    void reset(CommandSpec command) {
        spec = command;
        Arrays.fill(numbers, 0);
        Arrays.fill(lengths, 0);
        groups.clear();
        groupCount = 0;
        isSet = false;
    }

    /** True when a field was set since the reset. */
    boolean isSet() {
        return isSet;
    }

    void set(Field field, int value) {
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
        isSet = true;
    }

    void set(Field field, CharSequence value) {
        int index = spec.indexOf(field);
        if (field.type() != FieldType.C_OCTET_STRING || index < 0) {
            throw noSuchField(field, value);
        }
        setLength(index, CStrings.copy(field.specName(), value, MAX_OCTET, room(index)));
    }

    void set(Field field, byte[] value, int offset, int length) {
        int index = indexOfString(field, length);
        if (field.type() == FieldType.C_OCTET_STRING) {
            CStrings.check(field.specName(), value, offset, length, MAX_OCTET);
        }
        System.arraycopy(value, offset, room(index), 0, length);
        setLength(index, length);
    }

    void set(Field field, ByteBuf value, int offset, int length) {
        int index = indexOfString(field, length);
        byte[] to = room(index);
        value.getBytes(offset, to, 0, length);
        if (field.type() == FieldType.C_OCTET_STRING) {
            CStrings.check(field.specName(), to, 0, length, MAX_OCTET);
        }
        setLength(index, length);
    }

    void addDestination(int ton, int npi, CharSequence address) {
        require(Field.DEST_ADDRESS, address);
        CStrings.check("destination_addr", address, MAX_ADDRESS);
        groups.writeByte(GroupCursor.SME_ADDRESS).writeByte(ton).writeByte(npi);
        endGroup(address);
    }

    void addDistributionList(CharSequence name) {
        require(Field.DEST_ADDRESS, name);
        CStrings.check("dl_name", name, MAX_LIST_NAME);
        groups.writeByte(GroupCursor.DISTRIBUTION_LIST);
        endGroup(name);
    }

    void addUnsuccess(int ton, int npi, CharSequence address, int errorStatusCode) {
        require(Field.UNSUCCESS_SME, address);
        CStrings.check("destination_addr", address, MAX_ADDRESS);
        groups.writeByte(ton).writeByte(npi);
        endGroup(address);
        groups.writeInt(errorStatusCode);
    }

    void addMessageId(CharSequence messageId) {
        require(Field.MESSAGE_DETAILS, messageId);
        CStrings.check("msgid", messageId, MAX_MSGID);
        endGroup(messageId);
    }

    /** Takes every field that the PDU carries; its command must be that of the reset. */
    void copyOf(CommandFlyweight from) {
        for (int i = 0; i < spec.fields().size(); i++) {
            Field field = spec.fields().get(i).field();
            if (from.has(field)) {
                copy(i, field, from);
            }
        }
    }

    /** Appends all fields in wire order. */
    void write(ByteBuf out, int interfaceVersion) {
        for (int i = 0; i < spec.fields().size(); i++) {
            FieldSpec field = spec.fields().get(i);
            switch (field.field().type()) {
                case INTEGER -> {
                    FieldSpec counted = counted(i);
                    out.writeByte(counted == null ? numbers[i] : count(i, counted.field(), interfaceVersion));
                }
                case C_OCTET_STRING -> {
                    writeString(i, field, out, interfaceVersion);
                    out.writeByte(0);
                }
                case OCTET_STRING -> writeString(i, field, out, interfaceVersion);
                case GROUPS -> out.writeBytes(groups, 0, groups.writerIndex());
            }
        }
    }

    private void writeString(int index, FieldSpec field, ByteBuf out, int interfaceVersion) {
        int length = lengths[index];
        int max = field.sendableLength(interfaceVersion);
        if (length > max) {
            throw new IllegalArgumentException(
                    field.field().specName() + ": " + length + " octets (expected: at most " + max + ")");
        }
        if (length > 0) {
            out.writeBytes(strings[index], 0, length);
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
    private int count(int index, Field following, int interfaceVersion) {
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
        isSet = true;
    }

    private void endGroup(CharSequence text) {
        CStrings.write(groups, text);
        groupCount++;
        isSet = true;
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

    private void require(Field groupField, CharSequence value) {
        if (spec.indexOf(groupField) < 0) {
            throw noSuchField(groupField, value);
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

    private void setLength(int index, int length) {
        lengths[index] = length;
        isSet = true;
    }
}
