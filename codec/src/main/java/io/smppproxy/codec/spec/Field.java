package io.smppproxy.codec.spec;

import io.smppproxy.codec.CommandStatus;
import java.util.Locale;

/**
 * Every mandatory field of every command (SMPP v3.4 §5.2, v5.0 §4.7; v3.3 for the commands that only it has), with the limit
 * that holds in most commands; {@link FieldSpec} has the exceptions.
 */
public enum Field {
    SYSTEM_ID(15, CommandStatus.ESME_RINVSYSID),
    PASSWORD(8, CommandStatus.ESME_RINVPASWD),
    SYSTEM_TYPE(12, CommandStatus.ESME_RINVSYSTYP),
    INTERFACE_VERSION,
    ADDR_TON,
    ADDR_NPI,
    ADDRESS_RANGE(40, CommandStatus.ESME_RINVCMDLEN),
    SERVICE_TYPE(5, CommandStatus.ESME_RINVSERTYP),
    SOURCE_ADDR_TON,
    SOURCE_ADDR_NPI,
    SOURCE_ADDR(20, CommandStatus.ESME_RINVSRCADR),
    DEST_ADDR_TON,
    DEST_ADDR_NPI,
    DESTINATION_ADDR(20, CommandStatus.ESME_RINVDSTADR),
    ESME_ADDR_TON,
    ESME_ADDR_NPI,
    ESME_ADDR(64, CommandStatus.ESME_RINVCMDLEN),
    NUMBER_OF_DESTS,
    /** One SME address or distribution list per group: {@link #DEST_FLAG} and what it announces. */
    DEST_ADDRESS(FieldType.GROUPS),
    DEST_FLAG,
    DL_NAME(20, CommandStatus.ESME_RINVDLNAME),
    ESM_CLASS,
    PROTOCOL_ID,
    PRIORITY_FLAG,
    SCHEDULE_DELIVERY_TIME(16, CommandStatus.ESME_RINVSCHED),
    VALIDITY_PERIOD(16, CommandStatus.ESME_RINVEXPIRY),
    REGISTERED_DELIVERY,
    REPLACE_IF_PRESENT_FLAG,
    DATA_CODING,
    SM_DEFAULT_MSG_ID,
    SM_LENGTH,
    SHORT_MESSAGE(FieldType.OCTET_STRING),
    MESSAGE_ID(64, CommandStatus.ESME_RINVMSGID),
    FINAL_DATE(16, CommandStatus.ESME_RINVCMDLEN),
    MESSAGE_STATE,
    ERROR_CODE,
    NO_UNSUCCESS,
    /** One address and its error_status_code per group. */
    UNSUCCESS_SME(FieldType.GROUPS),
    ERROR_STATUS_CODE,

    /** v3.3 only, as all that follow. */
    PARAM_NAME(31, CommandStatus.ESME_EINVPARAMLEN),
    PARAM_VALUE(100, CommandStatus.ESME_RINVCMDLEN),
    NUM_MESSAGES,
    NUMBER_MSGS,
    /** One message_id per group. */
    MESSAGE_DETAILS(FieldType.GROUPS),
    ORIGINAL_MESSAGE_ID(8, CommandStatus.ESME_RINVMSGID),
    REGISTERED_DELIVERY_FLAG,
    MSGID(8, CommandStatus.ESME_RINVMSGID),
    MESSAGE_STATUS;

    private static final int MAX_OCTET_STRING = 255;

    private final String specName = name().toLowerCase(Locale.ROOT);
    private final FieldType type;
    private final int maxLength;
    private final int tooLongStatus;

    Field() {
        this(FieldType.INTEGER);
    }

    Field(FieldType type) {
        this(type, type == FieldType.OCTET_STRING ? MAX_OCTET_STRING : 1, CommandStatus.ESME_RINVMSGLEN);
    }

    Field(int maxLength, int tooLongStatus) {
        this(FieldType.C_OCTET_STRING, maxLength, tooLongStatus);
    }

    Field(FieldType type, int maxLength, int tooLongStatus) {
        this.type = type;
        this.maxLength = maxLength;
        this.tooLongStatus = tooLongStatus;
    }

    /** The specification's name, "source_addr_ton". */
    public String specName() {
        return specName;
    }

    public FieldType type() {
        return type;
    }

    /** Greatest length of a string in octets, without NUL, where a command has no other. */
    int maxLength() {
        return maxLength;
    }

    /** command_status that refuses a request in which this string is too long. */
    public int tooLongStatus() {
        return tooLongStatus;
    }
}
