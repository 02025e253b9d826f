package io.smppproxy.core.esme;

import io.smppproxy.core.deliver.DeliveryResults;
import io.smppproxy.core.deliver.Receiver;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/** The tracker's end of a session that can receive: how many deliveries it may still be given, and the way to it. */
public final class SessionGate implements Receiver {
    private final long sessionId;
    private final long accountId;
    private final DeliveryRing ring;
    private final AtomicInteger credits;

    SessionGate(long sessionId, long accountId, int credits, DeliveryRing ring) {
        this.sessionId = sessionId;
        this.accountId = accountId;
        this.credits = new AtomicInteger(credits);
        this.ring = ring;
    }

    public long sessionId() {
        return sessionId;
    }

    public long accountId() {
        return accountId;
    }

    /** Deliveries that fit into the session's window; any thread, may be a moment old. */
    @Override
    public int credits() {
        return credits.get();
    }

    /**
     * Sends a delivery to the session; its outcome comes through {@link DeliveryResults}, whatever becomes of the session. Tracker only.
     *
     * @param pdu a whole deliver_sm or data_sm with any sequence_number
     * @return false if the session's window or the loop's ring is full
     */
    @Override
    public boolean offer(long deliveryPosition, DirectBuffer pdu, int offset, int length) {
        if (credits.get() <= 0 || !ring.offer(sessionId, accountId, deliveryPosition, pdu, offset, length)) {
            return false;
        }
        credits.getAndDecrement();
        return true;
    }

    /** A delivery is answered or returned. Owning loop only. */
    void giveBackCredit() {
        credits.getAndIncrement();
    }
}
