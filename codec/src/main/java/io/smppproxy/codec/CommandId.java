package io.smppproxy.codec;

import io.smppproxy.codec.spec.CommandSpec;

/**
 * command_id values (SMPP v3.4 §5.1.2.1, v5.0 §4.7.5) and what their bits say. {@link CommandSpec} tells what belongs to each.
 */
public final class CommandId {
    private static final int RESPONSE_BIT = 0x8000_0000;

    public static final int GENERIC_NACK = 0x8000_0000;
    public static final int BIND_RECEIVER = 0x0000_0001;
    public static final int BIND_RECEIVER_RESP = 0x8000_0001;
    public static final int BIND_TRANSMITTER = 0x0000_0002;
    public static final int BIND_TRANSMITTER_RESP = 0x8000_0002;
    public static final int QUERY_SM = 0x0000_0003;
    public static final int QUERY_SM_RESP = 0x8000_0003;
    public static final int SUBMIT_SM = 0x0000_0004;
    public static final int SUBMIT_SM_RESP = 0x8000_0004;
    public static final int DELIVER_SM = 0x0000_0005;
    public static final int DELIVER_SM_RESP = 0x8000_0005;
    public static final int UNBIND = 0x0000_0006;
    public static final int UNBIND_RESP = 0x8000_0006;
    public static final int REPLACE_SM = 0x0000_0007;
    public static final int REPLACE_SM_RESP = 0x8000_0007;
    public static final int CANCEL_SM = 0x0000_0008;
    public static final int CANCEL_SM_RESP = 0x8000_0008;
    public static final int BIND_TRANSCEIVER = 0x0000_0009;
    public static final int BIND_TRANSCEIVER_RESP = 0x8000_0009;
    public static final int OUTBIND = 0x0000_000B;
    public static final int ENQUIRE_LINK = 0x0000_0015;
    public static final int ENQUIRE_LINK_RESP = 0x8000_0015;
    public static final int SUBMIT_MULTI = 0x0000_0021;
    public static final int SUBMIT_MULTI_RESP = 0x8000_0021;
    public static final int PARAM_RETRIEVE = 0x0000_0022;
    public static final int PARAM_RETRIEVE_RESP = 0x8000_0022;
    public static final int QUERY_LAST_MSGS = 0x0000_0023;
    public static final int QUERY_LAST_MSGS_RESP = 0x8000_0023;
    public static final int QUERY_MSG_DETAILS = 0x0000_0024;
    public static final int QUERY_MSG_DETAILS_RESP = 0x8000_0024;
    public static final int ALERT_NOTIFICATION = 0x0000_0102;
    public static final int DATA_SM = 0x0000_0103;
    public static final int DATA_SM_RESP = 0x8000_0103;
    public static final int BROADCAST_SM = 0x0000_0111;
    public static final int BROADCAST_SM_RESP = 0x8000_0111;
    public static final int QUERY_BROADCAST_SM = 0x0000_0112;
    public static final int QUERY_BROADCAST_SM_RESP = 0x8000_0112;
    public static final int CANCEL_BROADCAST_SM = 0x0000_0113;
    public static final int CANCEL_BROADCAST_SM_RESP = 0x8000_0113;

    private CommandId() {}

    /** True for every response, generic_nack among them (bit 31). */
    public static boolean isResponse(int commandId) {
        return (commandId & RESPONSE_BIT) != 0;
    }

    /** The command_id that answers {@code requestCommandId}; {@link #GENERIC_NACK} has the number that 0 would get. */
    public static int responseOf(int requestCommandId) {
        return requestCommandId | RESPONSE_BIT;
    }

    /** True for bind_receiver, bind_transmitter and bind_transceiver. */
    public static boolean isBind(int commandId) {
        return commandId == BIND_TRANSCEIVER || commandId == BIND_TRANSMITTER || commandId == BIND_RECEIVER;
    }

    /** The name the specification uses, or the number in hexadecimal for a command it does not know. */
    public static String name(int commandId) {
        CommandSpec spec = CommandSpec.of(commandId);
        return spec == null ? String.format("command 0x%08X", commandId) : spec.name();
    }
}
