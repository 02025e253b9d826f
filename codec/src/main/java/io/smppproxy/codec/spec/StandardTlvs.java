package io.smppproxy.codec.spec;

import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.TlvSpec.Range;
import java.util.List;

/**
 * All TLVs of SMPP v3.4 (§5.3.2) and v5.0 (§4.8.4), by tag. Reserved values are left out where the specification lists all
 * others; a TLV without a list takes any value.
 */
final class StandardTlvs {
    static final List<TlvSpec> ALL = List.of(
            integer("dest_addr_subunit", TlvTag.DEST_ADDR_SUBUNIT, 1).values(range(0, 4)),
            integer("dest_network_type", TlvTag.DEST_NETWORK_TYPE, 1).values(range(0, 8)),
            integer("dest_bearer_type", TlvTag.DEST_BEARER_TYPE, 1).values(range(0, 8)),
            integer("dest_telematics_id", TlvTag.DEST_TELEMATICS_ID, 2),
            integer("source_addr_subunit", TlvTag.SOURCE_ADDR_SUBUNIT, 1).values(range(0, 4)),
            integer("source_network_type", TlvTag.SOURCE_NETWORK_TYPE, 1).values(range(0, 8)),
            integer("source_bearer_type", TlvTag.SOURCE_BEARER_TYPE, 1).values(range(0, 8)),
            integer("source_telematics_id", TlvTag.SOURCE_TELEMATICS_ID, 1),
            integer("qos_time_to_live", TlvTag.QOS_TIME_TO_LIVE, 4),
            integer("payload_type", TlvTag.PAYLOAD_TYPE, 1).values(range(0, 1)),
            cString("additional_status_info_text", TlvTag.ADDITIONAL_STATUS_INFO_TEXT, 1, 256),
            cString("receipted_message_id", TlvTag.RECEIPTED_MESSAGE_ID, 1, 65),
            integer("ms_msg_wait_facilities", TlvTag.MS_MSG_WAIT_FACILITIES, 1).values(range(0, 3), range(0x80, 0x83)),
            integer("privacy_indicator", TlvTag.PRIVACY_INDICATOR, 1).values(range(0, 3)),
            octets("source_subaddress", TlvTag.SOURCE_SUBADDRESS, 2, 23)
                    .values(range(0x80, 0x80), range(0x88, 0x88), range(0xA0, 0xA0)),
            octets("dest_subaddress", TlvTag.DEST_SUBADDRESS, 2, 23)
                    .values(range(0x80, 0x80), range(0x88, 0x88), range(0xA0, 0xA0)),
            integer("user_message_reference", TlvTag.USER_MESSAGE_REFERENCE, 2),
            integer("user_response_code", TlvTag.USER_RESPONSE_CODE, 1),
            integer("source_port", TlvTag.SOURCE_PORT, 2),
            integer("destination_port", TlvTag.DESTINATION_PORT, 2),
            integer("sar_msg_ref_num", TlvTag.SAR_MSG_REF_NUM, 2),
            integer("language_indicator", TlvTag.LANGUAGE_INDICATOR, 1),
            integer("sar_total_segments", TlvTag.SAR_TOTAL_SEGMENTS, 1).values(range(1, 255)),
            integer("sar_segment_seqnum", TlvTag.SAR_SEGMENT_SEQNUM, 1).values(range(1, 255)),
            integer("sc_interface_version", TlvTag.SC_INTERFACE_VERSION, 1),
            integer("callback_num_pres_ind", TlvTag.CALLBACK_NUM_PRES_IND, 1)
                    .values(range(0, 15))
                    .repeated(),
            octets("callback_num_atag", TlvTag.CALLBACK_NUM_ATAG, 1, 65).repeated(),
            integer("number_of_messages", TlvTag.NUMBER_OF_MESSAGES, 1).values(range(0, 99)),
            octets("callback_num", TlvTag.CALLBACK_NUM, 4, 19)
                    .values(range(0, 1))
                    .repeated(),
            integer("dpf_result", TlvTag.DPF_RESULT, 1).values(range(0, 1)),
            integer("set_dpf", TlvTag.SET_DPF, 1).values(range(0, 1)),
            integer("ms_availability_status", TlvTag.MS_AVAILABILITY_STATUS, 1).values(range(0, 2)),
            octets("network_error_code", TlvTag.NETWORK_ERROR_CODE, 3, 3)
                    .valuesV34(range(1, 3))
                    .valuesV50(range(1, 8)),
            octets("message_payload", TlvTag.MESSAGE_PAYLOAD, 0, 65535),
            integer("delivery_failure_reason", TlvTag.DELIVERY_FAILURE_REASON, 1)
                    .values(range(0, 3)),
            integer("more_messages_to_send", TlvTag.MORE_MESSAGES_TO_SEND, 1).values(range(0, 1)),
            integer("message_state", TlvTag.MESSAGE_STATE, 1)
                    .valuesV34(range(1, 8))
                    .valuesV50(range(0, 9)),
            integer("congestion_state", TlvTag.CONGESTION_STATE, 1)
                    .values(range(0, 100))
                    .since50(),
            octets("ussd_service_op", TlvTag.USSD_SERVICE_OP, 1, 1).values(range(0, 3), range(16, 19), range(32, 255)),
            integer("broadcast_channel_indicator", TlvTag.BROADCAST_CHANNEL_INDICATOR, 1)
                    .values(range(0, 1))
                    .since50(),
            octets("broadcast_content_type", TlvTag.BROADCAST_CONTENT_TYPE, 3, 3)
                    .since50(),
            octets("broadcast_content_type_info", TlvTag.BROADCAST_CONTENT_TYPE_INFO, 1, 255)
                    .since50(),
            integer("broadcast_message_class", TlvTag.BROADCAST_MESSAGE_CLASS, 1)
                    .values(range(0, 3))
                    .since50(),
            integer("broadcast_rep_num", TlvTag.BROADCAST_REP_NUM, 2).since50(),
            octets("broadcast_frequency_interval", TlvTag.BROADCAST_FREQUENCY_INTERVAL, 3, 3)
                    .values(range(0, 0), range(8, 14))
                    .since50(),
            octets("broadcast_area_identifier", TlvTag.BROADCAST_AREA_IDENTIFIER, 1, 101)
                    .values(range(0, 2))
                    .repeated()
                    .since50(),
            integer("broadcast_error_status", TlvTag.BROADCAST_ERROR_STATUS, 4)
                    .repeated()
                    .since50(),
            integer("broadcast_area_success", TlvTag.BROADCAST_AREA_SUCCESS, 1)
                    .values(range(0, 100), range(255, 255))
                    .repeated()
                    .since50(),
            cString("broadcast_end_time", TlvTag.BROADCAST_END_TIME, 17, 17).since50(),
            octets("broadcast_service_group", TlvTag.BROADCAST_SERVICE_GROUP, 1, 255)
                    .since50(),
            octets("billing_identification", TlvTag.BILLING_IDENTIFICATION, 1, 1024)
                    .since50(),
            cString("source_network_id", TlvTag.SOURCE_NETWORK_ID, 7, 65).since50(),
            cString("dest_network_id", TlvTag.DEST_NETWORK_ID, 7, 65).since50(),
            octets("source_node_id", TlvTag.SOURCE_NODE_ID, 6, 6).since50(),
            octets("dest_node_id", TlvTag.DEST_NODE_ID, 6, 6).since50(),
            integer("dest_addr_np_resolution", TlvTag.DEST_ADDR_NP_RESOLUTION, 1)
                    .values(range(0, 2))
                    .since50(),
            octets("dest_addr_np_information", TlvTag.DEST_ADDR_NP_INFORMATION, 10, 10)
                    .since50(),
            octets("dest_addr_np_country", TlvTag.DEST_ADDR_NP_COUNTRY, 1, 5).since50(),
            integer("display_time", TlvTag.DISPLAY_TIME, 1).values(range(0, 2)),
            integer("sms_signal", TlvTag.SMS_SIGNAL, 2),
            octets("ms_validity", TlvTag.MS_VALIDITY, 1, 1)
                    .alsoIn50(4)
                    .valuesV34(range(0, 3))
                    .valuesV50(range(0, 4)),
            octets("alert_on_message_delivery", TlvTag.ALERT_ON_MESSAGE_DELIVERY, 0, 0)
                    .alsoIn50(1)
                    .values(range(0, 3)),
            integer("its_reply_type", TlvTag.ITS_REPLY_TYPE, 1).values(range(0, 8)),
            octets("its_session_info", TlvTag.ITS_SESSION_INFO, 2, 2));

    private StandardTlvs() {}

    private static TlvSpec integer(String name, int tag, int octets) {
        return TlvSpec.of(name, tag, TlvType.INTEGER, octets, octets);
    }

    private static TlvSpec octets(String name, int tag, int minOctets, int maxOctets) {
        return TlvSpec.of(name, tag, TlvType.OCTET_STRING, minOctets, maxOctets);
    }

    private static TlvSpec cString(String name, int tag, int minOctets, int maxOctets) {
        return TlvSpec.of(name, tag, TlvType.C_OCTET_STRING, minOctets, maxOctets);
    }

    private static Range range(int min, int max) {
        return new Range(min, max);
    }
}
