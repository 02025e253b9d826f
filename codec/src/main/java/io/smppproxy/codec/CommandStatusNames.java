package io.smppproxy.codec;

/** The names of {@link CommandStatus}. */
final class CommandStatusNames {
    private CommandStatusNames() {}

    static String of(int commandStatus) {
        return switch (commandStatus) {
            case CommandStatus.ESME_ROK -> "ESME_ROK";
            case CommandStatus.ESME_RINVMSGLEN -> "ESME_RINVMSGLEN";
            case CommandStatus.ESME_RINVCMDLEN -> "ESME_RINVCMDLEN";
            case CommandStatus.ESME_RINVCMDID -> "ESME_RINVCMDID";
            case CommandStatus.ESME_RINVBNDSTS -> "ESME_RINVBNDSTS";
            case CommandStatus.ESME_RALYBND -> "ESME_RALYBND";
            case CommandStatus.ESME_RINVPRTFLG -> "ESME_RINVPRTFLG";
            case CommandStatus.ESME_RINVREGDLVFLG -> "ESME_RINVREGDLVFLG";
            case CommandStatus.ESME_RSYSERR -> "ESME_RSYSERR";
            case CommandStatus.ESME_RINVSRCADR -> "ESME_RINVSRCADR";
            case CommandStatus.ESME_RINVDSTADR -> "ESME_RINVDSTADR";
            case CommandStatus.ESME_RINVMSGID -> "ESME_RINVMSGID";
            case CommandStatus.ESME_RBINDFAIL -> "ESME_RBINDFAIL";
            case CommandStatus.ESME_RINVPASWD -> "ESME_RINVPASWD";
            case CommandStatus.ESME_RINVSYSID -> "ESME_RINVSYSID";
            case CommandStatus.ESME_RCANCELFAIL -> "ESME_RCANCELFAIL";
            case CommandStatus.ESME_RREPLACEFAIL -> "ESME_RREPLACEFAIL";
            case CommandStatus.ESME_RMSGQFUL -> "ESME_RMSGQFUL";
            case CommandStatus.ESME_RINVSERTYP -> "ESME_RINVSERTYP";
            case CommandStatus.ESME_RINVNUMDESTS -> "ESME_RINVNUMDESTS";
            case CommandStatus.ESME_RINVDLNAME -> "ESME_RINVDLNAME";
            case CommandStatus.ESME_RINVDESTFLAG -> "ESME_RINVDESTFLAG";
            case CommandStatus.ESME_RINVSUBREP -> "ESME_RINVSUBREP";
            case CommandStatus.ESME_RINVESMCLASS -> "ESME_RINVESMCLASS";
            case CommandStatus.ESME_RCNTSUBDL -> "ESME_RCNTSUBDL";
            case CommandStatus.ESME_RSUBMITFAIL -> "ESME_RSUBMITFAIL";
            case CommandStatus.ESME_RINVSRCTON -> "ESME_RINVSRCTON";
            case CommandStatus.ESME_RINVSRCNPI -> "ESME_RINVSRCNPI";
            case CommandStatus.ESME_RINVDSTTON -> "ESME_RINVDSTTON";
            case CommandStatus.ESME_RINVDSTNPI -> "ESME_RINVDSTNPI";
            case CommandStatus.ESME_RINVSYSTYP -> "ESME_RINVSYSTYP";
            case CommandStatus.ESME_RINVREPFLAG -> "ESME_RINVREPFLAG";
            case CommandStatus.ESME_RINVNUMMSGS -> "ESME_RINVNUMMSGS";
            case CommandStatus.ESME_RTHROTTLED -> "ESME_RTHROTTLED";
            case CommandStatus.ESME_RINVSCHED -> "ESME_RINVSCHED";
            case CommandStatus.ESME_RINVEXPIRY -> "ESME_RINVEXPIRY";
            case CommandStatus.ESME_RINVDFTMSGID -> "ESME_RINVDFTMSGID";
            case CommandStatus.ESME_RX_T_APPN -> "ESME_RX_T_APPN";
            case CommandStatus.ESME_RX_P_APPN -> "ESME_RX_P_APPN";
            case CommandStatus.ESME_RX_R_APPN -> "ESME_RX_R_APPN";
            case CommandStatus.ESME_RQUERYFAIL -> "ESME_RQUERYFAIL";
            case CommandStatus.ESME_RINVTLVSTREAM -> "ESME_RINVTLVSTREAM";
            case CommandStatus.ESME_RTLVNOTALLWD -> "ESME_RTLVNOTALLWD";
            case CommandStatus.ESME_RINVTLVLEN -> "ESME_RINVTLVLEN";
            case CommandStatus.ESME_RMISSINGTLV -> "ESME_RMISSINGTLV";
            case CommandStatus.ESME_RINVTLVVAL -> "ESME_RINVTLVVAL";
            case CommandStatus.ESME_RDELIVERYFAILURE -> "ESME_RDELIVERYFAILURE";
            case CommandStatus.ESME_RUNKNOWNERR -> "ESME_RUNKNOWNERR";
            case CommandStatus.ESME_RSERTYPUNAUTH -> "ESME_RSERTYPUNAUTH";
            case CommandStatus.ESME_RPROHIBITED -> "ESME_RPROHIBITED";
            case CommandStatus.ESME_RSERTYPUNAVAIL -> "ESME_RSERTYPUNAVAIL";
            case CommandStatus.ESME_RSERTYPDENIED -> "ESME_RSERTYPDENIED";
            case CommandStatus.ESME_RINVDCS -> "ESME_RINVDCS";
            case CommandStatus.ESME_RINVSRCADDRSUBUNIT -> "ESME_RINVSRCADDRSUBUNIT";
            case CommandStatus.ESME_RINVDSTADDRSUBUNIT -> "ESME_RINVDSTADDRSUBUNIT";
            case CommandStatus.ESME_RINVBCASTFREQINT -> "ESME_RINVBCASTFREQINT";
            case CommandStatus.ESME_RINVBCASTALIAS_NAME -> "ESME_RINVBCASTALIAS_NAME";
            case CommandStatus.ESME_RINVBCASTAREAFMT -> "ESME_RINVBCASTAREAFMT";
            case CommandStatus.ESME_RINVNUMBCAST_AREAS -> "ESME_RINVNUMBCAST_AREAS";
            case CommandStatus.ESME_RINVBCASTCNTTYPE -> "ESME_RINVBCASTCNTTYPE";
            case CommandStatus.ESME_RINVBCASTMSGCLASS -> "ESME_RINVBCASTMSGCLASS";
            case CommandStatus.ESME_RBCASTFAIL -> "ESME_RBCASTFAIL";
            case CommandStatus.ESME_RBCASTQUERYFAIL -> "ESME_RBCASTQUERYFAIL";
            case CommandStatus.ESME_RBCASTCANCELFAIL -> "ESME_RBCASTCANCELFAIL";
            case CommandStatus.ESME_RINVBCAST_REP -> "ESME_RINVBCAST_REP";
            case CommandStatus.ESME_RINVBCASTSRVGRP -> "ESME_RINVBCASTSRVGRP";
            case CommandStatus.ESME_RINVBCASTCHANIND -> "ESME_RINVBCASTCHANIND";
            case CommandStatus.ESME_RINVPAR -> "ESME_RINVPAR";
            case CommandStatus.ESME_RINVDATFMT -> "ESME_RINVDATFMT";
            case CommandStatus.ESME_RCNTRETRPARAM -> "ESME_RCNTRETRPARAM";
            case CommandStatus.ESME_EINVPARAMLEN -> "ESME_EINVPARAMLEN";
            case CommandStatus.ESME_RINVSRCADDRLEN -> "ESME_RINVSRCADDRLEN";
            case CommandStatus.ESME_RINVDSTADDRLEN -> "ESME_RINVDSTADDRLEN";
            case CommandStatus.ESME_RINVESMTYPE -> "ESME_RINVESMTYPE";
            case CommandStatus.ESME_RLIMITEXCEED -> "ESME_RLIMITEXCEED";
            case CommandStatus.ESME_RTXNOTALLOWD -> "ESME_RTXNOTALLOWD";
            case CommandStatus.ESME_RTXEXCEED -> "ESME_RTXEXCEED";
            default -> String.format("status 0x%08X", commandStatus);
        };
    }

    static String inV34(int commandStatus) {
        return switch (commandStatus) {
            case CommandStatus.ESME_RINVTLVSTREAM -> "ESME_RINVOPTPARSTREAM";
            case CommandStatus.ESME_RTLVNOTALLWD -> "ESME_ROPTPARNOTALLWD";
            case CommandStatus.ESME_RINVTLVLEN -> "ESME_RINVPARLEN";
            case CommandStatus.ESME_RMISSINGTLV -> "ESME_RMISSINGOPTPARAM";
            case CommandStatus.ESME_RINVTLVVAL -> "ESME_RINVOPTPARAMVAL";
            default -> of(commandStatus);
        };
    }
}
