package io.smppproxy.codec;

/**
 * The framing is lost, because command_length cannot be true: where the next PDU starts is unknown. Send a generic_nack
 * with {@link #commandStatus()} if the peer is worth it, and close.
 */
public final class FatalPduException extends PduException {
    private static final long serialVersionUID = 1L;

    public FatalPduException(String message, int commandId, int sequenceNumber) {
        super(message, CommandStatus.ESME_RINVCMDLEN, commandId, sequenceNumber);
    }
}
