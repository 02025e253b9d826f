package io.smppproxy.core.esme;

import org.agrona.DirectBuffer;

/** Carries deliveries out over sessions and their outcomes back. One per {@link EsmeLoop}; called on its I/O loop only. */
public interface EsmeDeliveryHandler {
    /**
     * A delivery that was offered to the session's {@link SessionGate}.
     *
     * @param session null if it is closed meanwhile
     * @param accountId of the session
     * @param pdu a whole deliver_sm or data_sm, valid during the call only
     */
    void onDelivery(
            EsmeSession session, long accountId, long deliveryPosition, DirectBuffer pdu, int offset, int length);

    /** The ESME answered one of our requests: deliver_sm_resp, data_sm_resp or generic_nack. */
    void onResponse(EsmeSession session, int commandId, int commandStatus, int sequence);

    /** Runs the timers of a session's deliveries; called about once a second. */
    void onTick(EsmeSession session, long nowNs);

    /** The session can take no delivery and answer none any more. */
    void onClosed(EsmeSession session);
}
