package io.smppproxy.core.account;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.EsmeMetrics;

/** Why a bind is refused, and what the ESME is told (SMPP v3.4 §5.1.3). */
public enum BindRefusal {
    WRONG_PASSWORD("wrong password", CommandStatus.ESME_RINVPASWD),
    UNKNOWN_SYSTEM_ID("unknown system_id", CommandStatus.ESME_RINVSYSID),
    ADDRESS_NOT_ALLOWED("address not allowed", CommandStatus.ESME_RBINDFAIL),
    DISABLED("account disabled", CommandStatus.ESME_RBINDFAIL),
    TLS_REQUIRED("the account requires TLS", CommandStatus.ESME_RBINDFAIL),
    TOO_MANY_BINDS("too many binds", CommandStatus.ESME_RALYBND),
    /** Nobody looked at the password: too many attempts have failed. */
    GUARDED("too many failed attempts", CommandStatus.ESME_RBINDFAIL),
    /** The verifiers have more to do than they can. */
    BUSY("too many binds at once", CommandStatus.ESME_RSYSERR),
    STOPPING("stopping", CommandStatus.ESME_RSYSERR),
    /** Its command_status is that of the field that is wrong. */
    MALFORMED("malformed bind", CommandStatus.ESME_RBINDFAIL);

    private final String words;
    private final int commandStatus;

    BindRefusal(String words, int commandStatus) {
        this.words = words;
        this.commandStatus = commandStatus;
    }

    public String words() {
        return words;
    }

    public int commandStatus() {
        return commandStatus;
    }

    /** Where it is counted. */
    public Counter counter(EsmeMetrics metrics) {
        return switch (this) {
            case WRONG_PASSWORD -> metrics.refusedPassword;
            case UNKNOWN_SYSTEM_ID -> metrics.refusedSystemId;
            case ADDRESS_NOT_ALLOWED -> metrics.refusedAddress;
            case DISABLED -> metrics.refusedDisabled;
            case TLS_REQUIRED -> metrics.refusedWithoutTls;
            case TOO_MANY_BINDS -> metrics.refusedTooMany;
            case GUARDED -> metrics.refusedGuarded;
            case MALFORMED -> metrics.refusedMalformed;
            case BUSY, STOPPING -> metrics.refusedBusy;
        };
    }
}
