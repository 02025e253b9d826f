package io.smppproxy.codec.spec;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.InterfaceVersion;
import java.util.List;

/** What the specification says of one command; {@link CommandTable} says it. */
public final class CommandSpec {
    /** No command has more mandatory fields. */
    public static final int MAX_FIELDS = 20;

    private final int commandId;
    private final String name;
    private final int firstVersion;
    private final int lastVersion;
    private final boolean hasResponse;
    private final boolean bodyOnError;
    private final List<FieldSpec> fields;
    private final TlvRules tlvs;

    CommandSpec(
            int commandId,
            String name,
            int firstVersion,
            int lastVersion,
            boolean hasResponse,
            boolean bodyOnError,
            List<FieldSpec> fields,
            TlvRules tlvs) {
        this.commandId = commandId;
        this.name = name;
        this.firstVersion = firstVersion;
        this.lastVersion = lastVersion;
        this.hasResponse = hasResponse;
        this.bodyOnError = bodyOnError;
        this.fields = List.copyOf(fields);
        this.tlvs = tlvs;
    }

    /** The command with this number in any version, or null. Allocates nothing. */
    public static CommandSpec of(int commandId) {
        return CommandTable.find(commandId);
    }

    /** Every command of every version, requests before their responses. */
    public static List<CommandSpec> all() {
        return CommandTable.COMMANDS;
    }

    public int commandId() {
        return commandId;
    }

    public String name() {
        return name;
    }

    public boolean isResponse() {
        return CommandId.isResponse(commandId);
    }

    /** False for responses, and for outbind and alert_notification, which nobody answers. */
    public boolean hasResponse() {
        return hasResponse;
    }

    /** The mandatory fields in wire order. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** Its place in {@link #fields}, or -1 when this command has no such field. Allocates nothing. */
    public int indexOf(Field field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).field() == field) {
                return i;
            }
        }
        return -1;
    }

    public boolean existsIn(int interfaceVersion) {
        return interfaceVersion >= InterfaceVersion.V3_4
                ? firstVersion <= interfaceVersion && lastVersion >= InterfaceVersion.V3_4
                : firstVersion <= InterfaceVersion.V3_3;
    }

    /** The version with which it came: 0x33, 0x34 or 0x50. */
    public int firstVersion() {
        return firstVersion;
    }

    /** The last version that has it: 0x33 for the three queries that v3.4 dropped, else 0x50. */
    public int lastVersion() {
        return lastVersion;
    }

    /**
     * True when the response to a failed request has its mandatory fields. The bodies of submit_sm_resp and of two bind
     * responses are left out then (SMPP v3.4 §4.1.2, §4.1.4, §4.4.2); of the others, and in v5.0, nothing of the kind is said.
     */
    public boolean hasBodyOnError(int interfaceVersion) {
        return bodyOnError || interfaceVersion >= InterfaceVersion.V5_0;
    }

    public TlvRules tlvs() {
        return tlvs;
    }

    @Override
    public String toString() {
        return name;
    }
}
