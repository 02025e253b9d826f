package io.smppproxy.codec;

import io.smppproxy.codec.spec.CommandSpec;

/**
 * One PDU is malformed, the stream is not: answer it with {@link #commandStatus()} in a {@link #responseCommandId()} without a
 * body, if it {@link #isAnswerable()}, and go on.
 */
public final class NackablePduException extends PduException {
    private static final long serialVersionUID = 1L;

    public NackablePduException(String message, int commandStatus, int commandId, int sequenceNumber) {
        super(message, commandStatus, commandId, sequenceNumber);
    }

    /** The PDU has a command_id that the receiver does not know, or not in the session's version. */
    public static NackablePduException unknownCommand(int commandId, int sequenceNumber) {
        return new NackablePduException(
                CommandId.name(commandId) + ": unknown or not supported here",
                CommandStatus.ESME_RINVCMDID,
                commandId,
                sequenceNumber);
    }

    /**
     * False for a response, known or not: only requests are answered, and a generic_nack could be taken for the
     * answer to a request of ours that has the same sequence_number.
     */
    public boolean isAnswerable() {
        return !CommandId.isResponse(commandId());
    }

    /**
     * command_id of the answer: the request's own response; generic_nack for a command that is not known (SMPP v3.4 §4.3) and for
     * one that has no response, outbind and alert_notification. Of no use unless {@link #isAnswerable()}.
     */
    public int responseCommandId() {
        CommandSpec spec = CommandSpec.of(commandId());
        boolean ownResponse = commandStatus() != CommandStatus.ESME_RINVCMDID && spec != null && spec.hasResponse();
        return ownResponse ? CommandId.responseOf(commandId()) : CommandId.GENERIC_NACK;
    }
}
