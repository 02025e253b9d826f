package io.smppproxy.simulator.ledger;

import io.smppproxy.simulator.plan.ReceiptOutcome;

/**
 * A receipt left, or its answer came.
 *
 * @param kind sent or answered
 * @param atMs wall clock, milliseconds since 1970
 * @param systemId of the account that gets it
 * @param session number of the connection, from 1
 * @param sequenceNumber of the deliver_sm or data_sm
 * @param messageId as in the answer to the message
 * @param receiptId as the receipt writes it
 * @param outcome what it reports
 * @param status command_status of its answer; 0 for {@link Kind#SENT}
 */
public record ReceiptEvent(
        Kind kind,
        long atMs,
        String systemId,
        long session,
        int sequenceNumber,
        String messageId,
        String receiptId,
        ReceiptOutcome outcome,
        int status) {
    /** What happened. */
    public enum Kind {
        SENT,
        ANSWERED
    }

    /** True when the ESME took it. */
    public boolean isAcknowledged() {
        return kind == Kind.ANSWERED && status == 0;
    }
}
