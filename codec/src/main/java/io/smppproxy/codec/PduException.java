package io.smppproxy.codec;

/**
 * Octets that are no valid PDU. Nothing else leaves the decoders. Carries no stack trace, because a hostile peer could
 * otherwise make each of its PDUs cost one.
 */
public abstract sealed class PduException extends RuntimeException permits NackablePduException, FatalPduException {
    private static final long serialVersionUID = 1L;

    private final int commandStatus;
    private final int commandId;
    private final int sequenceNumber;

    PduException(String message, int commandStatus, int commandId, int sequenceNumber) {
        super(message, null, false, false);
        this.commandStatus = commandStatus;
        this.commandId = commandId;
        this.sequenceNumber = sequenceNumber;
    }

    /** command_status to answer with, a value of {@link CommandStatus}. */
    public final int commandStatus() {
        return commandStatus;
    }

    /** command_id of the offending PDU; 0 when its header could not be read. */
    public final int commandId() {
        return commandId;
    }

    /** sequence_number of the offending PDU; 0 when its header could not be read. */
    public final int sequenceNumber() {
        return sequenceNumber;
    }
}
