package io.smppproxy.codec;

/**
 * One PDU is malformed, the stream is not: answer it with {@link #commandStatus()} in its own response or in a
 * generic_nack, and go on.
 */
public final class NackablePduException extends PduException {
    private static final long serialVersionUID = 1L;

    public NackablePduException(String message, int commandStatus, int commandId, int sequenceNumber) {
        super(message, commandStatus, commandId, sequenceNumber);
    }
}
