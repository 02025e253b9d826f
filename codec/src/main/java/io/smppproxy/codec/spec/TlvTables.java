package io.smppproxy.codec.spec;

import io.smppproxy.codec.TlvTag;

/** Which TLVs the specification lists for which kinds of command. */
final class TlvTables {
    /** SMPP v3.4 §4.4.1. */
    static final TlvTags SUBMIT_SM_V3_4 = TlvTags.of(
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.DESTINATION_PORT,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.MORE_MESSAGES_TO_SEND,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.USER_RESPONSE_CODE,
            TlvTag.DISPLAY_TIME,
            TlvTag.SMS_SIGNAL,
            TlvTag.MS_VALIDITY,
            TlvTag.MS_MSG_WAIT_FACILITIES,
            TlvTag.NUMBER_OF_MESSAGES,
            TlvTag.ALERT_ON_MESSAGE_DELIVERY,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.ITS_REPLY_TYPE,
            TlvTag.ITS_SESSION_INFO,
            TlvTag.USSD_SERVICE_OP);

    /** SMPP v3.4 §4.5.1, the printed table; libsmpp34 accepts six more. */
    static final TlvTags SUBMIT_MULTI_V3_4 = TlvTags.of(
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.DESTINATION_PORT,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.DISPLAY_TIME,
            TlvTag.SMS_SIGNAL,
            TlvTag.MS_VALIDITY,
            TlvTag.MS_MSG_WAIT_FACILITIES,
            TlvTag.ALERT_ON_MESSAGE_DELIVERY,
            TlvTag.LANGUAGE_INDICATOR);

    /** SMPP v3.4 §4.6.1, the printed table; libsmpp34 accepts two more. */
    static final TlvTags DELIVER_SM_V3_4 = TlvTags.of(
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.SOURCE_PORT,
            TlvTag.DESTINATION_PORT,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.USER_RESPONSE_CODE,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.CALLBACK_NUM,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.ITS_SESSION_INFO,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.MESSAGE_STATE,
            TlvTag.RECEIPTED_MESSAGE_ID);

    /** SMPP v3.4 §4.7.1. */
    static final TlvTags DATA_SM_V3_4 = TlvTags.of(
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.SOURCE_NETWORK_TYPE,
            TlvTag.SOURCE_BEARER_TYPE,
            TlvTag.SOURCE_TELEMATICS_ID,
            TlvTag.DESTINATION_PORT,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.DEST_NETWORK_TYPE,
            TlvTag.DEST_BEARER_TYPE,
            TlvTag.DEST_TELEMATICS_ID,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.MORE_MESSAGES_TO_SEND,
            TlvTag.QOS_TIME_TO_LIVE,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.SET_DPF,
            TlvTag.RECEIPTED_MESSAGE_ID,
            TlvTag.MESSAGE_STATE,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.USER_RESPONSE_CODE,
            TlvTag.DISPLAY_TIME,
            TlvTag.SMS_SIGNAL,
            TlvTag.MS_VALIDITY,
            TlvTag.MS_MSG_WAIT_FACILITIES,
            TlvTag.NUMBER_OF_MESSAGES,
            TlvTag.ALERT_ON_MESSAGE_DELIVERY,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.ITS_REPLY_TYPE,
            TlvTag.ITS_SESSION_INFO);

    /** SMPP v3.4 §4.7.2. */
    static final TlvTags DATA_SM_RESP_V3_4 = TlvTags.of(
            TlvTag.DELIVERY_FAILURE_REASON,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.ADDITIONAL_STATUS_INFO_TEXT,
            TlvTag.DPF_RESULT);

    /** What an ESME may add to a message (SMPP v5.0 §4.2.4). */
    static final TlvTags MESSAGE_SUBMISSION_REQUEST = TlvTags.of(
            TlvTag.ALERT_ON_MESSAGE_DELIVERY,
            TlvTag.BILLING_IDENTIFICATION,
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.DEST_ADDR_NP_COUNTRY,
            TlvTag.DEST_ADDR_NP_INFORMATION,
            TlvTag.DEST_ADDR_NP_RESOLUTION,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.DEST_BEARER_TYPE,
            TlvTag.DEST_NETWORK_ID,
            TlvTag.DEST_NETWORK_TYPE,
            TlvTag.DEST_NODE_ID,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.DEST_TELEMATICS_ID,
            TlvTag.DESTINATION_PORT,
            TlvTag.DISPLAY_TIME,
            TlvTag.ITS_REPLY_TYPE,
            TlvTag.ITS_SESSION_INFO,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.MORE_MESSAGES_TO_SEND,
            TlvTag.MS_MSG_WAIT_FACILITIES,
            TlvTag.MS_VALIDITY,
            TlvTag.NUMBER_OF_MESSAGES,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.QOS_TIME_TO_LIVE,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SET_DPF,
            TlvTag.SMS_SIGNAL,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.SOURCE_BEARER_TYPE,
            TlvTag.SOURCE_NETWORK_ID,
            TlvTag.SOURCE_NETWORK_TYPE,
            TlvTag.SOURCE_NODE_ID,
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.SOURCE_TELEMATICS_ID,
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.USER_RESPONSE_CODE,
            TlvTag.USSD_SERVICE_OP);

    /** What a message centre may add to a message (SMPP v5.0 §4.3). */
    static final TlvTags MESSAGE_DELIVERY_REQUEST = TlvTags.of(
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.DEST_ADDR_NP_COUNTRY,
            TlvTag.DEST_ADDR_NP_INFORMATION,
            TlvTag.DEST_ADDR_NP_RESOLUTION,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.DEST_NETWORK_ID,
            TlvTag.DEST_NODE_ID,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.DESTINATION_PORT,
            TlvTag.DPF_RESULT,
            TlvTag.ITS_REPLY_TYPE,
            TlvTag.ITS_SESSION_INFO,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.MESSAGE_STATE,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.RECEIPTED_MESSAGE_ID,
            TlvTag.SAR_MSG_REF_NUM,
            TlvTag.SAR_SEGMENT_SEQNUM,
            TlvTag.SAR_TOTAL_SEGMENTS,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.SOURCE_NETWORK_ID,
            TlvTag.SOURCE_NODE_ID,
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.USER_MESSAGE_REFERENCE,
            TlvTag.USER_RESPONSE_CODE,
            TlvTag.USSD_SERVICE_OP);

    /** What a message centre may add to its answer (SMPP v5.0 §4.2.5). */
    static final TlvTags MESSAGE_SUBMISSION_RESPONSE = TlvTags.of(
            TlvTag.ADDITIONAL_STATUS_INFO_TEXT,
            TlvTag.DELIVERY_FAILURE_REASON,
            TlvTag.DPF_RESULT,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.CONGESTION_STATE);

    /** What an ESME may add to its answer (SMPP v5.0 §4.3). */
    static final TlvTags MESSAGE_DELIVERY_RESPONSE = TlvTags.of(
            TlvTag.ADDITIONAL_STATUS_INFO_TEXT,
            TlvTag.DELIVERY_FAILURE_REASON,
            TlvTag.NETWORK_ERROR_CODE,
            TlvTag.CONGESTION_STATE);

    /** SMPP v5.0 §4.4. */
    static final TlvTags BROADCAST_MANDATORY = TlvTags.of(
            TlvTag.BROADCAST_AREA_IDENTIFIER,
            TlvTag.BROADCAST_CONTENT_TYPE,
            TlvTag.BROADCAST_REP_NUM,
            TlvTag.BROADCAST_FREQUENCY_INTERVAL);

    /** SMPP v5.0 §4.4. */
    static final TlvTags BROADCAST_OPTIONAL = TlvTags.of(
            TlvTag.ALERT_ON_MESSAGE_DELIVERY,
            TlvTag.BROADCAST_CHANNEL_INDICATOR,
            TlvTag.BROADCAST_CONTENT_TYPE_INFO,
            TlvTag.BROADCAST_MESSAGE_CLASS,
            TlvTag.BROADCAST_SERVICE_GROUP,
            TlvTag.CALLBACK_NUM,
            TlvTag.CALLBACK_NUM_ATAG,
            TlvTag.CALLBACK_NUM_PRES_IND,
            TlvTag.DEST_ADDR_SUBUNIT,
            TlvTag.DEST_SUBADDRESS,
            TlvTag.DESTINATION_PORT,
            TlvTag.DISPLAY_TIME,
            TlvTag.LANGUAGE_INDICATOR,
            TlvTag.MESSAGE_PAYLOAD,
            TlvTag.MS_VALIDITY,
            TlvTag.PAYLOAD_TYPE,
            TlvTag.PRIVACY_INDICATOR,
            TlvTag.SMS_SIGNAL,
            TlvTag.SOURCE_ADDR_SUBUNIT,
            TlvTag.SOURCE_PORT,
            TlvTag.SOURCE_SUBADDRESS,
            TlvTag.USER_MESSAGE_REFERENCE);

    private TlvTables() {}
}
