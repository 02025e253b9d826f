package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import java.util.List;

/**
 * Any command of any version, read field by field as {@link CommandSpec} lists them. The flyweights of single commands are
 * faster; this one knows all, and agrees with them. Allocates nothing, but for strings.
 *
 * <p>A request has all fields of its command. A response has those that its sender wrote, down to none: nobody can refuse a
 * response, so what cannot be read is taken for absent.
 */
public final class CommandFlyweight extends PduFlyweight {
    private static final int ABSENT = -1;
    private static final FieldSpec LIST_NAME = FieldSpec.of(Field.DL_NAME);
    private static final FieldSpec ADDRESS = FieldSpec.of(Field.DESTINATION_ADDR);

    private final int[] offsets = new int[CommandSpec.MAX_FIELDS];
    private final int[] lengths = new int[CommandSpec.MAX_FIELDS];
    private final GroupCursor groups = new GroupCursor();
    private CommandSpec spec;

    /** How many of the command's fields the PDU carries, from the first on. */
    private int fieldCount;

    /** Where the next field starts. */
    private int next;

    /** The INTEGER read last, which says how long or how many the next field is. */
    private int number;

    /** True when a response ends within its mandatory fields. */
    private boolean cut;

    /**
     * Indexes the PDU at {@code offset}.
     *
     * @throws NackablePduException when no version has this command, or when a request is too short, a field of it too long,
     *     sm_length wrong, a dest_flag unknown or a TLV malformed
     */
    public CommandFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        spec = CommandSpec.of(commandId());
        if (spec == null) {
            throw NackablePduException.unknownCommand(commandId(), sequenceNumber());
        }
        fieldCount = 0;
        next = offset + PduHeader.LENGTH_BYTES;
        cut = false;
        if (spec.isResponse()) {
            indexResponse();
        } else {
            indexRequest();
        }
        return this;
    }

    public CommandSpec spec() {
        return spec;
    }

    /** True when the PDU carries every field of its command, each whole. */
    public boolean isWhole() {
        return !cut && fieldCount == spec.fields().size();
    }

    /** True when the PDU carries this field, be it empty. */
    public boolean has(Field field) {
        return indexOf(field) != ABSENT;
    }

    /** The value of a FieldType.INTEGER, 0 to 255, or -1 when the PDU does not carry it. */
    public int number(Field field) {
        int index = indexOf(field);
        return index == ABSENT ? -1 : buf.getUnsignedByte(offsets[index]);
    }

    /** A string as Latin-1, "" when the PDU does not carry it. Allocates. */
    public String string(Field field) {
        return string(offsetOf(field), lengthOf(field));
    }

    /** Absolute offset of the field's octets, or -1 when the PDU does not carry it. */
    public int offsetOf(Field field) {
        int index = indexOf(field);
        return index == ABSENT ? -1 : offsets[index];
    }

    /** Length of the field in octets, without the NUL of a string; 0 when the PDU does not carry it. */
    public int lengthOf(Field field) {
        int index = indexOf(field);
        return index == ABSENT ? 0 : lengths[index];
    }

    /**
     * The groups of DEST_ADDRESS, UNSUCCESS_SME or MESSAGE_DETAILS, rewound; none when the PDU does not carry them. The one
     * cursor of this flyweight: a second call moves the first caller's cursor too.
     */
    public GroupCursor groups(Field field) {
        int from = offsetOf(field);
        return groups.wrap(buf, field, from, from + lengthOf(field));
    }

    private int indexOf(Field field) {
        int index = spec.indexOf(field);
        return index < fieldCount ? index : ABSENT;
    }

    private void indexRequest() {
        List<FieldSpec> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            FieldSpec field = fields.get(i);
            switch (field.field().type()) {
                case INTEGER -> indexNumber(field.field());
                case C_OCTET_STRING -> indexCString(field);
                case OCTET_STRING -> indexOctets();
                case GROUPS -> indexDestinations();
            }
        }
        if (fields.isEmpty()) {
            // A body that no version gives to unbind and enquire_link does no harm.
            indexResponseTlvs(next);
        } else {
            indexRequestTlvs(next);
        }
    }

    private void indexNumber(Field field) {
        require(next, 1, field.specName());
        number = buf.getUnsignedByte(next);
        put(1, next + 1);
    }

    private void indexCString(FieldSpec field) {
        int nul = endOfCString(field);
        put(nul - next, nul + 1);
    }

    private int endOfCString(FieldSpec field) {
        Field name = field.field();
        return endOfCString(name.specName(), next, field.acceptedLength(), name.tooLongStatus());
    }

    private void indexOctets() {
        if (number > end - next) {
            throw nack(
                    CommandStatus.ESME_RINVMSGLEN,
                    "sm_length: " + number + " (expected: at most the " + (end - next) + " octets that follow)");
        }
        put(number, next + number);
    }

    private void indexDestinations() {
        int first = next;
        for (int i = 0; i < number; i++) {
            require(next, 1, "dest_flag");
            int flag = buf.getUnsignedByte(next++);
            if (flag == GroupCursor.SME_ADDRESS) {
                require(next, 2, "dest_addr_ton, dest_addr_npi");
                next += 2;
                next = endOfCString(ADDRESS) + 1;
            } else if (flag == GroupCursor.DISTRIBUTION_LIST) {
                next = endOfCString(LIST_NAME) + 1;
            } else {
                throw nack(
                        CommandStatus.ESME_RINVDESTFLAG,
                        "dest_flag: " + flag + " (expected: 1 for an address, 2 for a distribution list)");
            }
        }
        put(first, next - first, next);
    }

    private void indexResponse() {
        List<FieldSpec> fields = spec.fields();
        for (int i = 0; i < fields.size() && !cut; i++) {
            Field field = fields.get(i).field();
            if (next == end && needsOctets(field)) {
                cut = true;
            } else {
                indexWhatIsThere(field);
            }
        }
        if (!cut) {
            indexResponseTlvs(next);
        }
        if ((cut || tlvEnd != end) && indexTlvsWithoutFields()) {
            fieldCount = 0;
        }
    }

    private boolean needsOctets(Field field) {
        return number > 0 || field.type() == FieldType.INTEGER || field.type() == FieldType.C_OCTET_STRING;
    }

    private void indexWhatIsThere(Field field) {
        switch (field.type()) {
            case INTEGER -> indexNumber(field);
            case C_OCTET_STRING -> {
                int nul = OctetSearch.indexOfNul(buf, next, end);
                cut = nul < 0;
                put((nul < 0 ? end : nul) - next, nul < 0 ? end : nul + 1);
            }
            case OCTET_STRING -> {
                int length = Math.min(number, end - next);
                cut = length < number;
                put(length, next + length);
            }
            case GROUPS -> {
                groups.wrap(buf, field, next, end);
                int left = number;
                while (left > 0 && groups.next()) {
                    left--;
                }
                cut = left > 0;
                put(groups.nextOffset() - next, groups.nextOffset());
            }
        }
    }

    private void put(int length, int nextField) {
        put(next, length, nextField);
    }

    private void put(int from, int length, int nextField) {
        offsets[fieldCount] = from;
        lengths[fieldCount] = length;
        fieldCount++;
        next = nextField;
    }
}
