package io.smppproxy.core.deliver;

import org.agrona.DirectBuffer;

/** A bound session that can receive, as the tracker sees it. Tracker only. */
public interface Receiver {
    /** Deliveries that fit into the session's window now; may be a moment old. */
    int credits();

    /**
     * Hands a delivery over; exactly one result comes back for it, whatever becomes of the session.
     *
     * @param deliveryPosition names it in the result
     * @param pdu a whole deliver_sm or data_sm with any sequence_number; copied
     * @return false if there is no room now
     */
    boolean offer(long deliveryPosition, DirectBuffer pdu, int offset, int length);
}
