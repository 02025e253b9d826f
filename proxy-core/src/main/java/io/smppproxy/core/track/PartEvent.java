package io.smppproxy.core.track;

/** What can happen to a part. */
public enum PartEvent {
    /** It is about to be written. */
    WRITTEN,
    /** The SMSC said "not now" (throttled, queue full): certainly not taken, tried again later. */
    RETRY,
    /** ESME_ROK. */
    ANSWERED_OK,
    /** Any other final answer. */
    ANSWERED_ERROR,
    /** The answer can no longer arrive. */
    ANSWER_LOST,
    /** Given up before it was written. */
    DROPPED,
    /** Receipts by their message_state (SMPP v3.4 §5.2.28). */
    RECEIPT_DELIVERED,
    RECEIPT_UNDELIVERABLE,
    RECEIPT_EXPIRED,
    RECEIPT_REJECTED,
    /** ENROUTE, ACCEPTED and other states that are not final. */
    RECEIPT_INTERMEDIATE,
    /** A receipt with the final state UNKNOWN. */
    RECEIPT_UNKNOWN,
    /** No receipt came in time. */
    TIME_OVER
}
