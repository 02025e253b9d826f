package io.smppproxy.codec;

/**
 * command_status values (SMPP v3.4 §5.1.3, v5.0 §4.7.6). Unlisted values are passed on unchanged. v3.3 names statuses without
 * numbers; those of which the number is in use and means nothing else in v3.4 are at the end.
 */
public final class CommandStatus {
    /** Success. */
    public static final int ESME_ROK = 0x0000;

    /** The message is too long or otherwise has an unacceptable length. */
    public static final int ESME_RINVMSGLEN = 0x0001;

    /** The PDU length does not fit its command. */
    public static final int ESME_RINVCMDLEN = 0x0002;

    /** The command is unknown or not supported. */
    public static final int ESME_RINVCMDID = 0x0003;

    /** The command is not permitted in the present session state. */
    public static final int ESME_RINVBNDSTS = 0x0004;

    /** A bind was sent on a session that is bound already. */
    public static final int ESME_RALYBND = 0x0005;

    /** priority_flag has an unacceptable value. */
    public static final int ESME_RINVPRTFLG = 0x0006;

    /** registered_delivery has an unacceptable value. */
    public static final int ESME_RINVREGDLVFLG = 0x0007;

    /** Internal failure at the message centre. */
    public static final int ESME_RSYSERR = 0x0008;

    /** Source address rejected. */
    public static final int ESME_RINVSRCADR = 0x000A;

    /** Destination address rejected. */
    public static final int ESME_RINVDSTADR = 0x000B;

    /** message_id is unknown or malformed. */
    public static final int ESME_RINVMSGID = 0x000C;

    /** Bind refused, no closer reason given. */
    public static final int ESME_RBINDFAIL = 0x000D;

    /** Password malformed or wrong. */
    public static final int ESME_RINVPASWD = 0x000E;

    /** system_id malformed or unknown. */
    public static final int ESME_RINVSYSID = 0x000F;

    /** The message could not be cancelled. */
    public static final int ESME_RCANCELFAIL = 0x0011;

    /** The message could not be replaced. */
    public static final int ESME_RREPLACEFAIL = 0x0013;

    /** A queue limit was reached. */
    public static final int ESME_RMSGQFUL = 0x0014;

    /** service_type not accepted. */
    public static final int ESME_RINVSERTYP = 0x0015;

    /** number_of_dests is out of range. */
    public static final int ESME_RINVNUMDESTS = 0x0033;

    /** Distribution list name not accepted. */
    public static final int ESME_RINVDLNAME = 0x0034;

    /** dest_flag is neither 1 nor 2. */
    public static final int ESME_RINVDESTFLAG = 0x0040;

    /** Replace requested where it cannot be used. */
    public static final int ESME_RINVSUBREP = 0x0042;

    /** esm_class has an unacceptable value. */
    public static final int ESME_RINVESMCLASS = 0x0043;

    /** Submission to distribution lists is not available. */
    public static final int ESME_RCNTSUBDL = 0x0044;

    /** The submission failed, no closer reason given. */
    public static final int ESME_RSUBMITFAIL = 0x0045;

    /** source_addr_ton not accepted. */
    public static final int ESME_RINVSRCTON = 0x0048;

    /** source_addr_npi not accepted. */
    public static final int ESME_RINVSRCNPI = 0x0049;

    /** dest_addr_ton not accepted. */
    public static final int ESME_RINVDSTTON = 0x0050;

    /** dest_addr_npi not accepted. */
    public static final int ESME_RINVDSTNPI = 0x0051;

    /** system_type not accepted. */
    public static final int ESME_RINVSYSTYP = 0x0053;

    /** replace_if_present_flag has an unacceptable value. */
    public static final int ESME_RINVREPFLAG = 0x0054;

    /** number_of_messages is out of range. */
    public static final int ESME_RINVNUMMSGS = 0x0055;

    /** The sender exceeds its permitted rate. */
    public static final int ESME_RTHROTTLED = 0x0058;

    /** schedule_delivery_time cannot be used. */
    public static final int ESME_RINVSCHED = 0x0061;

    /** validity_period cannot be used. */
    public static final int ESME_RINVEXPIRY = 0x0062;

    /** The canned message does not exist. */
    public static final int ESME_RINVDFTMSGID = 0x0063;

    /** Receiving ESME: temporary problem, try again. */
    public static final int ESME_RX_T_APPN = 0x0064;

    /** Receiving ESME: permanent problem, do not repeat. */
    public static final int ESME_RX_P_APPN = 0x0065;

    /** Receiving ESME refuses this message. */
    public static final int ESME_RX_R_APPN = 0x0066;

    /** The query could not be answered. */
    public static final int ESME_RQUERYFAIL = 0x0067;

    /** The TLV section cannot be parsed. */
    public static final int ESME_RINVTLVSTREAM = 0x00C0;

    /** A TLV is not allowed in this PDU. */
    public static final int ESME_RTLVNOTALLWD = 0x00C1;

    /** A parameter has the wrong length. */
    public static final int ESME_RINVTLVLEN = 0x00C2;

    /** A required TLV is absent. */
    public static final int ESME_RMISSINGTLV = 0x00C3;

    /** A TLV carries an unacceptable value. */
    public static final int ESME_RINVTLVVAL = 0x00C4;

    /** Transaction-mode delivery failed. */
    public static final int ESME_RDELIVERYFAILURE = 0x00FE;

    /** Unspecified failure. */
    public static final int ESME_RUNKNOWNERR = 0x00FF;

    /** This service_type is not permitted for the sender. */
    public static final int ESME_RSERTYPUNAUTH = 0x0100;

    /** The operation is barred for the sender. */
    public static final int ESME_RPROHIBITED = 0x0101;

    /** The service_type is temporarily out of use. */
    public static final int ESME_RSERTYPUNAVAIL = 0x0102;

    /** The service_type was refused for this request. */
    public static final int ESME_RSERTYPDENIED = 0x0103;

    /** data_coding not accepted. */
    public static final int ESME_RINVDCS = 0x0104;

    /** source_addr_subunit not accepted. */
    public static final int ESME_RINVSRCADDRSUBUNIT = 0x0105;

    /** dest_addr_subunit not accepted. */
    public static final int ESME_RINVDSTADDRSUBUNIT = 0x0106;

    /** broadcast_frequency_interval not accepted. */
    public static final int ESME_RINVBCASTFREQINT = 0x0107;

    /** Broadcast area alias unknown. */
    public static final int ESME_RINVBCASTALIAS_NAME = 0x0108;

    /** Broadcast area format not accepted. */
    public static final int ESME_RINVBCASTAREAFMT = 0x0109;

    /** Too many or too few broadcast areas. */
    public static final int ESME_RINVNUMBCAST_AREAS = 0x010A;

    /** broadcast_content_type not accepted. */
    public static final int ESME_RINVBCASTCNTTYPE = 0x010B;

    /** broadcast_message_class not accepted. */
    public static final int ESME_RINVBCASTMSGCLASS = 0x010C;

    /** The broadcast was not accepted, no closer reason given. */
    public static final int ESME_RBCASTFAIL = 0x010D;

    /** The broadcast query failed. */
    public static final int ESME_RBCASTQUERYFAIL = 0x010E;

    /** The broadcast could not be cancelled. */
    public static final int ESME_RBCASTCANCELFAIL = 0x010F;

    /** broadcast_rep_num not accepted. */
    public static final int ESME_RINVBCAST_REP = 0x0110;

    /** broadcast_service_group not accepted. */
    public static final int ESME_RINVBCASTSRVGRP = 0x0111;

    /** broadcast_channel_indicator not accepted. */
    public static final int ESME_RINVBCASTCHANIND = 0x0112;

    /** A parameter is not valid (v3.3). */
    public static final int ESME_RINVPAR = 0x0009;

    /** A date has the wrong format (v3.3). */
    public static final int ESME_RINVDATFMT = 0x0012;

    /** param_retrieve: the parameter cannot be retrieved (v3.3). */
    public static final int ESME_RCNTRETRPARAM = 0x0031;

    /** param_name has the wrong length (v3.3). */
    public static final int ESME_EINVPARAMLEN = 0x0032;

    /** source_addr has the wrong length (v3.3). */
    public static final int ESME_RINVSRCADDRLEN = 0x0046;

    /** destination_addr has the wrong length (v3.3). */
    public static final int ESME_RINVDSTADDRLEN = 0x0047;

    /** The type in esm_class is wrong (v3.3). */
    public static final int ESME_RINVESMTYPE = 0x0052;

    /** The session has exceeded its number of transactions (v3.3). */
    public static final int ESME_RLIMITEXCEED = 0x0056;

    /** The transaction is not allowed (v3.3). */
    public static final int ESME_RTXNOTALLOWD = 0x0057;

    /** The limit of this operation is exceeded (v3.3). */
    public static final int ESME_RTXEXCEED = 0x005A;

    private CommandStatus() {}

    /** The specification's name, that of v5.0 where versions differ, or the number in hexadecimal for a status it does not know. */
    public static String name(int commandStatus) {
        return CommandStatusNames.of(commandStatus);
    }

    /** As {@link #name}, but the five that v5.0 renamed have their v3.4 name. */
    public static String nameInV34(int commandStatus) {
        return CommandStatusNames.inV34(commandStatus);
    }

    /** The status with this name in any version, or -1. Slow. */
    public static int byName(String name) {
        for (int status = 0; status <= ESME_RINVBCASTCHANIND; status++) {
            if (name(status).equals(name) || nameInV34(status).equals(name)) {
                return status;
            }
        }
        return -1;
    }
}
