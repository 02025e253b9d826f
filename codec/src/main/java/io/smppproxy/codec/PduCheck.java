package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.time.SmppTime;

/**
 * Judges a PDU by the letter of one version: what it may carry, how long and with which values. The decoders are lenient and do
 * not call this; it is for who wants to tell a peer what is wrong with its PDUs. Reusable, not thread safe, allocates nothing for
 * what it finds right.
 *
 * <p>Not judged, because it takes a session to know: whether the command fits the bind state, and whether a sequence_number was
 * used before.
 */
public final class PduCheck {
    private static final int MAX_TON = 6;

    /** NPI values 0, 1, 3, 4, 6, 8, 9, 10, 14 and 18 (SMPP v3.4 §5.2.6), a bit each. */
    private static final int NPIS = 0b100_0100_0111_0101_1011;

    /** Types in bits 5-2 of esm_class, a bit each: default, delivery and manual acknowledgement (SMPP v3.4 §5.2.12). */
    private static final int TYPES_FROM_ESME = 0b1_0101;

    /** The same with receipt, conversation abort and intermediate notification; v5.0 lets both sides use them. */
    private static final int TYPES_FROM_MC = 0b1_0101_0111;

    private static final int REGISTERED_DELIVERY_RESERVED = 0xE0;

    private final int interfaceVersion;
    private final boolean beforeV34;
    private final boolean beforeV50;
    private final Direction direction;
    private final TlvCheck tlvCheck;
    private final CommandFlyweight pdu = new CommandFlyweight();
    private final SmppTime time = new SmppTime();

    /** A check that knows the standard TLVs. */
    public PduCheck(int interfaceVersion, Direction direction) {
        this(interfaceVersion, direction, TlvDictionary.standard());
    }

    /**
     * A check of the PDUs of one direction of a session.
     *
     * @param interfaceVersion what both sides speak, a value of {@link InterfaceVersion}
     * @param tlvs those whose length and value are judged; others are let pass (SMPP v3.4 §3.3)
     */
    public PduCheck(int interfaceVersion, Direction direction, TlvDictionary tlvs) {
        this.interfaceVersion = interfaceVersion;
        this.beforeV34 = interfaceVersion < InterfaceVersion.V3_4;
        this.beforeV50 = interfaceVersion < InterfaceVersion.V5_0;
        this.direction = direction;
        this.tlvCheck = new TlvCheck(interfaceVersion, direction, tlvs);
    }

    /**
     * Judges the PDU at {@code offset}.
     *
     * @return the PDU as it was read, valid until the next call
     * @throws NackablePduException with the status for the first fault: the command, its fields in wire order, its TLVs
     */
    public CommandFlyweight check(ByteBuf buf, int offset, int lengthBytes) {
        CommandSpec spec = CommandSpec.of(PduHeader.commandId(buf, offset));
        if (spec == null || !spec.existsIn(interfaceVersion)) {
            throw NackablePduException.unknownCommand(
                    PduHeader.commandId(buf, offset), PduHeader.sequenceNumber(buf, offset));
        }
        pdu.wrap(buf, offset, lengthBytes);
        checkBody(spec);
        for (int i = 0; i < spec.fields().size(); i++) {
            FieldSpec field = spec.fields().get(i);
            if (pdu.has(field.field())) {
                checkField(field);
            }
        }
        tlvCheck.check(pdu);
        return pdu;
    }

    /** A body is whole, or, in the response to a failed request, absent. */
    private void checkBody(CommandSpec spec) {
        if (spec.fields().isEmpty()) {
            return;
        }
        Field last = spec.fields().get(spec.fields().size() - 1).field();
        boolean absent = pdu.lengthBytes() == PduHeader.LENGTH_BYTES;
        if (!pdu.isWhole() && !(absent && pdu.commandStatus() != CommandStatus.ESME_ROK)) {
            throw pdu.nack(CommandStatus.ESME_RINVCMDLEN, last.specName() + ": the body ends before its end");
        }
    }

    private void checkField(FieldSpec spec) {
        Field field = spec.field();
        if (field.type() == FieldType.C_OCTET_STRING) {
            checkString(spec, field);
        } else if (field.type() == FieldType.INTEGER) {
            checkNumber(field, pdu.number(field));
        } else if (field == Field.DEST_ADDRESS) {
            checkDestinations();
        }
    }

    private void checkString(FieldSpec spec, Field field) {
        int length = pdu.lengthOf(field);
        int max = spec.maxLength(interfaceVersion);
        if (length > max) {
            throw pdu.nack(
                    field.tooLongStatus(),
                    field.specName() + ": " + length + " octets (expected: at most " + max + ")");
        }
        switch (field) {
            case SCHEDULE_DELIVERY_TIME, VALIDITY_PERIOD -> checkTime(field);
            case FINAL_DATE -> checkFinalDate();
            case MESSAGE_ID, ORIGINAL_MESSAGE_ID, MSGID -> checkMessageId(field);
            default -> {
                // Any octets will do.
            }
        }
    }

    private void checkTime(Field field) {
        SmppTime.Kind kind = time.parse(pdu.buffer(), pdu.offsetOf(field), pdu.lengthOf(field));
        boolean relativeTooEarly = beforeV34 && kind == SmppTime.Kind.RELATIVE;
        if (kind == SmppTime.Kind.INVALID || relativeTooEarly || time.hasIgnoredDigits()) {
            throw pdu.nack(
                    field.tooLongStatus(),
                    field.specName() + ": \"" + pdu.string(field)
                            + "\" (expected: nothing, or YYMMDDhhmmsstnnp with p of +, -"
                            + (beforeV34 ? ")" : " or R)"));
        }
    }

    private void checkFinalDate() {
        Field field = Field.FINAL_DATE;
        SmppTime.Kind kind = beforeV34
                ? time.parseFinalDate(pdu.buffer(), pdu.offsetOf(field), pdu.lengthOf(field))
                : time.parse(pdu.buffer(), pdu.offsetOf(field), pdu.lengthOf(field));
        if (kind == SmppTime.Kind.INVALID || kind == SmppTime.Kind.RELATIVE) {
            throw pdu.nack(
                    CommandStatus.ESME_RINVCMDLEN,
                    "final_date: \"" + pdu.string(field) + "\" (expected: nothing, or an absolute time)");
        }
    }

    /** Hexadecimal digits before v3.4, any text since. */
    private void checkMessageId(Field field) {
        if (!beforeV34) {
            return;
        }
        int offset = pdu.offsetOf(field);
        for (int i = 0; i < pdu.lengthOf(field); i++) {
            if (Character.digit(pdu.buffer().getByte(offset + i), 16) < 0) {
                throw pdu.nack(
                        CommandStatus.ESME_RINVMSGID,
                        field.specName() + ": \"" + pdu.string(field) + "\" (expected: hexadecimal digits)");
            }
        }
    }

    private void checkNumber(Field field, int value) {
        switch (field) {
            case SOURCE_ADDR_TON -> checkRange(field, value, 0, MAX_TON, CommandStatus.ESME_RINVSRCTON);
            case DEST_ADDR_TON -> checkRange(field, value, 0, MAX_TON, CommandStatus.ESME_RINVDSTTON);
            case SOURCE_ADDR_NPI -> checkNpi(field, value, CommandStatus.ESME_RINVSRCNPI);
            case DEST_ADDR_NPI -> checkNpi(field, value, CommandStatus.ESME_RINVDSTNPI);
            case NUMBER_OF_DESTS ->
                checkRange(
                        field,
                        value,
                        1,
                        InterfaceVersion.maxDestinations(interfaceVersion),
                        CommandStatus.ESME_RINVNUMDESTS);
            case ESM_CLASS -> checkEsmClass(value);
            case PRIORITY_FLAG -> checkRange(field, value, 0, maxPriority(), CommandStatus.ESME_RINVPRTFLG);
            case REGISTERED_DELIVERY, REGISTERED_DELIVERY_FLAG -> checkRegisteredDelivery(field, value);
            case REPLACE_IF_PRESENT_FLAG -> checkRange(field, value, 0, 1, CommandStatus.ESME_RINVREPFLAG);
            case SM_DEFAULT_MSG_ID -> checkRange(field, value, 0, maxDefaultMessage(), CommandStatus.ESME_RINVDFTMSGID);
            case SM_LENGTH ->
                checkRange(
                        field,
                        value,
                        0,
                        InterfaceVersion.maxShortMessageBytes(interfaceVersion),
                        CommandStatus.ESME_RINVMSGLEN);
            case NUM_MESSAGES -> checkRange(field, value, 1, 100, CommandStatus.ESME_RINVNUMMSGS);
            default -> {
                // Every value has a meaning, or its meaning is the network's.
            }
        }
    }

    private void checkDestinations() {
        GroupCursor destinations = pdu.groups(Field.DEST_ADDRESS);
        while (destinations.next()) {
            if (!destinations.isDistributionList()) {
                checkNumber(Field.DEST_ADDR_TON, destinations.ton());
                checkNumber(Field.DEST_ADDR_NPI, destinations.npi());
            } else if (destinations.textLength() == 0) {
                throw pdu.nack(CommandStatus.ESME_RINVDLNAME, "dl_name: empty (expected: 1 to 20 octets)");
            }
        }
    }

    private void checkEsmClass(int esmClass) {
        boolean fromMc = pdu.commandId() == CommandId.DELIVER_SM
                || (pdu.commandId() == CommandId.DATA_SM && direction == Direction.MC_TO_ESME);
        int types = fromMc || !beforeV50 ? TYPES_FROM_MC : TYPES_FROM_ESME;
        int type = (esmClass & EsmClass.TYPE_MASK) >>> 2;
        boolean allowed = (beforeV34 && !fromMc) ? esmClass == 0 : ((types >>> type) & 1) != 0;
        if (!allowed) {
            throw refused("esm_class", esmClass, "one that the version defines", CommandStatus.ESME_RINVESMCLASS);
        }
    }

    private void checkRegisteredDelivery(Field field, int value) {
        boolean reserved = (value & REGISTERED_DELIVERY_RESERVED) != 0;
        boolean onSuccess = (value & RegisteredDelivery.RECEIPT_MASK) == RegisteredDelivery.RECEIPT_ON_SUCCESS;
        if (beforeV34 ? value > 1 : reserved || (onSuccess && beforeV50)) {
            throw refused(field.specName(), value, "one that the version defines", CommandStatus.ESME_RINVREGDLVFLG);
        }
    }

    private void checkNpi(Field field, int value, int status) {
        if (value >= Integer.SIZE || ((NPIS >>> value) & 1) == 0) {
            throw refused(field.specName(), value, "one that the specification defines", status);
        }
    }

    private void checkRange(Field field, int value, int min, int max, int status) {
        if (value < min || value > max) {
            throw refused(field.specName(), value, min + " to " + max, status);
        }
    }

    private NackablePduException refused(String field, int value, String expected, int status) {
        return pdu.nack(status, field + ": " + value + " (expected: " + expected + ")");
    }

    /** SMPP v3.3: normal and high; v3.4 §5.2.14: four levels; v5.0: one more for cell broadcasts. */
    private int maxPriority() {
        return beforeV34 ? 1 : (beforeV50 ? 3 : 4);
    }

    /** SMPP v3.4 §5.2.20 reserves 255. */
    private int maxDefaultMessage() {
        return beforeV34 ? 100 : (beforeV50 ? 254 : 255);
    }
}
