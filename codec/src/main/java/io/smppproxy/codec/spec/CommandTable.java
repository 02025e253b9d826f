package io.smppproxy.codec.spec;

import static io.smppproxy.codec.InterfaceVersion.V3_3;
import static io.smppproxy.codec.InterfaceVersion.V3_4;
import static io.smppproxy.codec.InterfaceVersion.V5_0;
import static io.smppproxy.codec.spec.Field.ADDRESS_RANGE;
import static io.smppproxy.codec.spec.Field.ADDR_NPI;
import static io.smppproxy.codec.spec.Field.ADDR_TON;
import static io.smppproxy.codec.spec.Field.DATA_CODING;
import static io.smppproxy.codec.spec.Field.DESTINATION_ADDR;
import static io.smppproxy.codec.spec.Field.DEST_ADDRESS;
import static io.smppproxy.codec.spec.Field.DEST_ADDR_NPI;
import static io.smppproxy.codec.spec.Field.DEST_ADDR_TON;
import static io.smppproxy.codec.spec.Field.ERROR_CODE;
import static io.smppproxy.codec.spec.Field.ESME_ADDR;
import static io.smppproxy.codec.spec.Field.ESME_ADDR_NPI;
import static io.smppproxy.codec.spec.Field.ESME_ADDR_TON;
import static io.smppproxy.codec.spec.Field.ESM_CLASS;
import static io.smppproxy.codec.spec.Field.FINAL_DATE;
import static io.smppproxy.codec.spec.Field.INTERFACE_VERSION;
import static io.smppproxy.codec.spec.Field.MESSAGE_DETAILS;
import static io.smppproxy.codec.spec.Field.MESSAGE_ID;
import static io.smppproxy.codec.spec.Field.MESSAGE_STATE;
import static io.smppproxy.codec.spec.Field.MESSAGE_STATUS;
import static io.smppproxy.codec.spec.Field.MSGID;
import static io.smppproxy.codec.spec.Field.NO_UNSUCCESS;
import static io.smppproxy.codec.spec.Field.NUMBER_MSGS;
import static io.smppproxy.codec.spec.Field.NUMBER_OF_DESTS;
import static io.smppproxy.codec.spec.Field.NUM_MESSAGES;
import static io.smppproxy.codec.spec.Field.ORIGINAL_MESSAGE_ID;
import static io.smppproxy.codec.spec.Field.PARAM_NAME;
import static io.smppproxy.codec.spec.Field.PARAM_VALUE;
import static io.smppproxy.codec.spec.Field.PASSWORD;
import static io.smppproxy.codec.spec.Field.PRIORITY_FLAG;
import static io.smppproxy.codec.spec.Field.PROTOCOL_ID;
import static io.smppproxy.codec.spec.Field.REGISTERED_DELIVERY;
import static io.smppproxy.codec.spec.Field.REGISTERED_DELIVERY_FLAG;
import static io.smppproxy.codec.spec.Field.REPLACE_IF_PRESENT_FLAG;
import static io.smppproxy.codec.spec.Field.SCHEDULE_DELIVERY_TIME;
import static io.smppproxy.codec.spec.Field.SERVICE_TYPE;
import static io.smppproxy.codec.spec.Field.SHORT_MESSAGE;
import static io.smppproxy.codec.spec.Field.SM_DEFAULT_MSG_ID;
import static io.smppproxy.codec.spec.Field.SM_LENGTH;
import static io.smppproxy.codec.spec.Field.SOURCE_ADDR;
import static io.smppproxy.codec.spec.Field.SOURCE_ADDR_NPI;
import static io.smppproxy.codec.spec.Field.SOURCE_ADDR_TON;
import static io.smppproxy.codec.spec.Field.SYSTEM_ID;
import static io.smppproxy.codec.spec.Field.SYSTEM_TYPE;
import static io.smppproxy.codec.spec.Field.UNSUCCESS_SME;
import static io.smppproxy.codec.spec.Field.VALIDITY_PERIOD;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.TlvTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All commands of SMPP v3.3, v3.4 (§4) and v5.0 (§4) with their fields in wire order. The v3.3 text prints no numbers for
 * param_retrieve, query_last_msgs and query_msg_details; theirs are those that are in use.
 */
final class CommandTable {
    private static final int MAX_ADDRESS = 20;
    private static final int MAX_LONG_ADDRESS = 64;

    /** v3.4 says 8, but longer passwords are in use; who knows the password decides. */
    private static final int ACCEPTED_PASSWORD = 32;

    private static final FieldSpec PASSWORD_FIELD = FieldSpec.of(PASSWORD).acceptedUpTo(ACCEPTED_PASSWORD);

    private static final List<FieldSpec> BIND = join(
            fields(SYSTEM_ID),
            List.of(PASSWORD_FIELD),
            fields(SYSTEM_TYPE, INTERFACE_VERSION, ADDR_TON, ADDR_NPI, ADDRESS_RANGE));
    private static final List<FieldSpec> SOURCE = fields(SOURCE_ADDR_TON, SOURCE_ADDR_NPI, SOURCE_ADDR);
    private static final List<FieldSpec> TIMES = fields(SCHEDULE_DELIVERY_TIME, VALIDITY_PERIOD);
    private static final List<FieldSpec> TEXT = fields(SM_LENGTH, SHORT_MESSAGE);
    private static final List<FieldSpec> AFTER_DESTINATION = join(
            fields(ESM_CLASS, PROTOCOL_ID, PRIORITY_FLAG),
            TIMES,
            fields(REGISTERED_DELIVERY, REPLACE_IF_PRESENT_FLAG, DATA_CODING, SM_DEFAULT_MSG_ID),
            TEXT);

    static final List<CommandSpec> COMMANDS = List.of(
            command("generic_nack", CommandId.GENERIC_NACK, V3_3).build(),
            command("bind_receiver", CommandId.BIND_RECEIVER, V3_3).fields(BIND).build(),
            bindResp("bind_receiver_resp", CommandId.BIND_RECEIVER_RESP, V3_3)
                    .noBodyOnError()
                    .build(),
            command("bind_transmitter", CommandId.BIND_TRANSMITTER, V3_3)
                    .fields(BIND)
                    .build(),
            bindResp("bind_transmitter_resp", CommandId.BIND_TRANSMITTER_RESP, V3_3)
                    .noBodyOnError()
                    .build(),
            command("query_sm", CommandId.QUERY_SM, V3_3)
                    .fields(fields(MESSAGE_ID), SOURCE)
                    .build(),
            resp("query_sm_resp", CommandId.QUERY_SM_RESP, V3_3)
                    .fields(fields(MESSAGE_ID, FINAL_DATE, MESSAGE_STATE, ERROR_CODE))
                    .build(),
            command("submit_sm", CommandId.SUBMIT_SM, V3_3)
                    .fields(addresses(MAX_ADDRESS, MAX_ADDRESS), AFTER_DESTINATION)
                    .tlvsV34(TlvTables.SUBMIT_SM_V3_4)
                    .tlvsV50(TlvTables.MESSAGE_SUBMISSION_REQUEST)
                    .build(),
            resp("submit_sm_resp", CommandId.SUBMIT_SM_RESP, V3_3)
                    .fields(fields(MESSAGE_ID))
                    .noBodyOnError()
                    .tlvsV50(TlvTables.MESSAGE_SUBMISSION_RESPONSE)
                    .build(),
            // A long address is accepted, because a refused deliver_sm would be an incoming message lost.
            command("deliver_sm", CommandId.DELIVER_SM, V3_3)
                    .fields(addresses(MAX_ADDRESS, MAX_LONG_ADDRESS), AFTER_DESTINATION)
                    .tlvsV34(TlvTables.DELIVER_SM_V3_4)
                    .tlvsV50(TlvTables.MESSAGE_DELIVERY_REQUEST)
                    .build(),
            resp("deliver_sm_resp", CommandId.DELIVER_SM_RESP, V3_3)
                    .fields(fields(MESSAGE_ID))
                    .tlvsV50(TlvTables.MESSAGE_DELIVERY_RESPONSE)
                    .build(),
            command("unbind", CommandId.UNBIND, V3_3).build(),
            resp("unbind_resp", CommandId.UNBIND_RESP, V3_3).build(),
            command("replace_sm", CommandId.REPLACE_SM, V3_3)
                    .fields(fields(MESSAGE_ID), SOURCE, TIMES, fields(REGISTERED_DELIVERY, SM_DEFAULT_MSG_ID), TEXT)
                    .tlvsV50(TlvTags.of(TlvTag.MESSAGE_PAYLOAD))
                    .build(),
            resp("replace_sm_resp", CommandId.REPLACE_SM_RESP, V3_3).build(),
            command("cancel_sm", CommandId.CANCEL_SM, V3_3)
                    .fields(
                            fields(SERVICE_TYPE, MESSAGE_ID),
                            SOURCE,
                            fields(DEST_ADDR_TON, DEST_ADDR_NPI, DESTINATION_ADDR))
                    .build(),
            resp("cancel_sm_resp", CommandId.CANCEL_SM_RESP, V3_3).build(),
            command("bind_transceiver", CommandId.BIND_TRANSCEIVER, V3_4)
                    .fields(BIND)
                    .build(),
            bindResp("bind_transceiver_resp", CommandId.BIND_TRANSCEIVER_RESP, V3_4)
                    .build(),
            command("outbind", CommandId.OUTBIND, V3_4)
                    .fields(fields(SYSTEM_ID), List.of(PASSWORD_FIELD))
                    .noResponse()
                    .build(),
            command("enquire_link", CommandId.ENQUIRE_LINK, V3_3).build(),
            resp("enquire_link_resp", CommandId.ENQUIRE_LINK_RESP, V3_3).build(),
            command("submit_multi", CommandId.SUBMIT_MULTI, V3_3)
                    .fields(fields(SERVICE_TYPE), SOURCE, fields(NUMBER_OF_DESTS, DEST_ADDRESS), AFTER_DESTINATION)
                    .tlvsV34(TlvTables.SUBMIT_MULTI_V3_4)
                    .tlvsV50(TlvTables.MESSAGE_SUBMISSION_REQUEST)
                    .build(),
            resp("submit_multi_resp", CommandId.SUBMIT_MULTI_RESP, V3_3)
                    .fields(fields(MESSAGE_ID, NO_UNSUCCESS, UNSUCCESS_SME))
                    .tlvsV50(TlvTables.MESSAGE_SUBMISSION_RESPONSE)
                    .build(),
            command("alert_notification", CommandId.ALERT_NOTIFICATION, V3_4)
                    .fields(
                            fields(SOURCE_ADDR_TON, SOURCE_ADDR_NPI),
                            List.of(FieldSpec.of(SOURCE_ADDR).upTo(MAX_LONG_ADDRESS)),
                            fields(ESME_ADDR_TON, ESME_ADDR_NPI, ESME_ADDR))
                    .noResponse()
                    .tlvsV34(TlvTags.of(TlvTag.MS_AVAILABILITY_STATUS))
                    .tlvsV50(TlvTags.of(TlvTag.MS_AVAILABILITY_STATUS))
                    .build(),
            command("data_sm", CommandId.DATA_SM, V3_4)
                    .fields(
                            addresses(MAX_LONG_ADDRESS, MAX_LONG_ADDRESS),
                            fields(ESM_CLASS, REGISTERED_DELIVERY, DATA_CODING))
                    .tlvsV34(TlvTables.DATA_SM_V3_4)
                    .tlvsV50(TlvTables.MESSAGE_SUBMISSION_REQUEST, TlvTables.MESSAGE_DELIVERY_REQUEST)
                    .build(),
            resp("data_sm_resp", CommandId.DATA_SM_RESP, V3_4)
                    .fields(fields(MESSAGE_ID))
                    .tlvsV34(TlvTables.DATA_SM_RESP_V3_4)
                    .tlvsV50(TlvTables.MESSAGE_DELIVERY_RESPONSE, TlvTables.MESSAGE_SUBMISSION_RESPONSE)
                    .build(),
            command("broadcast_sm", CommandId.BROADCAST_SM, V5_0)
                    .fields(
                            fields(SERVICE_TYPE),
                            SOURCE,
                            fields(MESSAGE_ID, PRIORITY_FLAG),
                            TIMES,
                            fields(REPLACE_IF_PRESENT_FLAG, DATA_CODING, SM_DEFAULT_MSG_ID))
                    .tlvsV50(TlvTables.BROADCAST_OPTIONAL)
                    .mandatoryTlvs(TlvTables.BROADCAST_MANDATORY)
                    .build(),
            resp("broadcast_sm_resp", CommandId.BROADCAST_SM_RESP, V5_0)
                    .fields(fields(MESSAGE_ID))
                    .tlvsV50(TlvTags.of(
                            TlvTag.BROADCAST_ERROR_STATUS, TlvTag.BROADCAST_AREA_IDENTIFIER, TlvTag.CONGESTION_STATE))
                    .build(),
            command("query_broadcast_sm", CommandId.QUERY_BROADCAST_SM, V5_0)
                    .fields(fields(MESSAGE_ID), SOURCE)
                    .tlvsV50(TlvTags.of(TlvTag.USER_MESSAGE_REFERENCE))
                    .build(),
            resp("query_broadcast_sm_resp", CommandId.QUERY_BROADCAST_SM_RESP, V5_0)
                    .fields(fields(MESSAGE_ID))
                    .tlvsV50(TlvTags.of(
                            TlvTag.BROADCAST_END_TIME, TlvTag.USER_MESSAGE_REFERENCE, TlvTag.CONGESTION_STATE))
                    .mandatoryTlvs(TlvTags.of(
                            TlvTag.MESSAGE_STATE, TlvTag.BROADCAST_AREA_IDENTIFIER, TlvTag.BROADCAST_AREA_SUCCESS))
                    .build(),
            command("cancel_broadcast_sm", CommandId.CANCEL_BROADCAST_SM, V5_0)
                    .fields(fields(SERVICE_TYPE, MESSAGE_ID), SOURCE)
                    .tlvsV50(TlvTags.of(TlvTag.BROADCAST_CONTENT_TYPE, TlvTag.USER_MESSAGE_REFERENCE))
                    .build(),
            resp("cancel_broadcast_sm_resp", CommandId.CANCEL_BROADCAST_SM_RESP, V5_0)
                    .build(),
            command("param_retrieve", CommandId.PARAM_RETRIEVE, V3_3)
                    .fields(fields(PARAM_NAME))
                    .onlyV33()
                    .build(),
            command("param_retrieve_resp", CommandId.PARAM_RETRIEVE_RESP, V3_3)
                    .fields(fields(PARAM_VALUE))
                    .onlyV33()
                    .build(),
            command("query_last_msgs", CommandId.QUERY_LAST_MSGS, V3_3)
                    .fields(SOURCE, fields(NUM_MESSAGES))
                    .onlyV33()
                    .build(),
            command("query_last_msgs_resp", CommandId.QUERY_LAST_MSGS_RESP, V3_3)
                    .fields(fields(NUMBER_MSGS, MESSAGE_DETAILS))
                    .onlyV33()
                    .build(),
            command("query_msg_details", CommandId.QUERY_MSG_DETAILS, V3_3)
                    .fields(fields(ORIGINAL_MESSAGE_ID), SOURCE, fields(SM_LENGTH))
                    .onlyV33()
                    .build(),
            command("query_msg_details_resp", CommandId.QUERY_MSG_DETAILS_RESP, V3_3)
                    .fields(
                            fields(SERVICE_TYPE),
                            SOURCE,
                            fields(NUMBER_OF_DESTS, DEST_ADDRESS, PROTOCOL_ID, PRIORITY_FLAG),
                            TIMES,
                            fields(REGISTERED_DELIVERY_FLAG, DATA_CODING),
                            TEXT,
                            fields(MSGID, FINAL_DATE, MESSAGE_STATUS, ERROR_CODE))
                    .onlyV33()
                    .build());

    private static final int REQUEST_BITS = 0x1FF;
    private static final CommandSpec[] REQUESTS = new CommandSpec[REQUEST_BITS + 1];
    private static final CommandSpec[] RESPONSES = new CommandSpec[REQUEST_BITS + 1];

    static {
        for (CommandSpec command : COMMANDS) {
            (command.isResponse() ? RESPONSES : REQUESTS)[command.commandId() & REQUEST_BITS] = command;
        }
    }

    private CommandTable() {}

    static CommandSpec find(int commandId) {
        CommandSpec found = (CommandId.isResponse(commandId) ? RESPONSES : REQUESTS)[commandId & REQUEST_BITS];
        return found != null && found.commandId() == commandId ? found : null;
    }

    private static CommandSpecBuilder command(String name, int commandId, int firstVersion) {
        return new CommandSpecBuilder(name, commandId, firstVersion);
    }

    /** A response of v5.0, to which a message centre may add how busy it is (SMPP v5.0 §4.8.4.18). */
    private static CommandSpecBuilder resp(String name, int commandId, int firstVersion) {
        return command(name, commandId, firstVersion).tlvsV50(TlvTags.of(TlvTag.CONGESTION_STATE));
    }

    private static CommandSpecBuilder bindResp(String name, int commandId, int firstVersion) {
        return command(name, commandId, firstVersion)
                .fields(fields(SYSTEM_ID))
                .tlvsV34(TlvTags.of(TlvTag.SC_INTERFACE_VERSION))
                .tlvsV50(TlvTags.of(TlvTag.SC_INTERFACE_VERSION, TlvTag.CONGESTION_STATE));
    }

    private static List<FieldSpec> addresses(int maxLength, int acceptedLength) {
        FieldSpec source = FieldSpec.of(SOURCE_ADDR).upTo(maxLength).acceptedUpTo(acceptedLength);
        FieldSpec destination = FieldSpec.of(DESTINATION_ADDR).upTo(maxLength).acceptedUpTo(acceptedLength);
        return join(
                fields(SERVICE_TYPE, SOURCE_ADDR_TON, SOURCE_ADDR_NPI),
                List.of(source),
                fields(DEST_ADDR_TON, DEST_ADDR_NPI),
                List.of(destination));
    }

    private static List<FieldSpec> fields(Field... fields) {
        return Arrays.stream(fields).map(FieldSpec::of).toList();
    }

    @SafeVarargs
    private static List<FieldSpec> join(List<FieldSpec>... parts) {
        List<FieldSpec> all = new ArrayList<>();
        for (List<FieldSpec> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
