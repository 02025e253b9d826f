package io.smppproxy.core.esme;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Deliveries on their way to one loop's sessions. The tracker offers, the loop drains. */
public final class DeliveryRing {
    private static final int MSG_TYPE_ID = 1;
    private static final int SESSION_ID = 0;
    private static final int ACCOUNT_ID = 8;
    private static final int POSITION = 16;
    private static final int PDU = 24;

    /** Takes what {@link #drain} hands out. */
    interface Consumer {
        void onDelivery(
                long sessionId, long accountId, long deliveryPosition, DirectBuffer pdu, int offset, int length);
    }

    private final OneToOneRingBuffer ring;
    private final Runnable wakeUp;
    private final MessageHandler onRecord = this::onRecord;
    private Consumer consumer;

    /**
     * @param capacityBytes a power of two; the eighth of it is the longest delivery
     * @param wakeUp gets the loop to {@link #drain}; called by the tracker
     */
    DeliveryRing(int capacityBytes, Runnable wakeUp) {
        this.ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.wakeUp = wakeUp;
    }

    /**
     * Tracker only.
     *
     * @return false if there is no room now
     */
    boolean offer(long sessionId, long accountId, long deliveryPosition, DirectBuffer pdu, int offset, int length) {
        int claimed = ring.tryClaim(MSG_TYPE_ID, PDU + length);
        if (claimed < 0) {
            return false;
        }
        ring.buffer().putLong(claimed + SESSION_ID, sessionId);
        ring.buffer().putLong(claimed + ACCOUNT_ID, accountId);
        ring.buffer().putLong(claimed + POSITION, deliveryPosition);
        ring.buffer().putBytes(claimed + PDU, pdu, offset, length);
        ring.commit(claimed);
        wakeUp.run();
        return true;
    }

    /**
     * Owning loop only.
     *
     * @return how many there were
     */
    int drain(Consumer newConsumer, int limit) {
        consumer = newConsumer;
        return ring.read(onRecord, limit);
    }

    private void onRecord(int type, MutableDirectBuffer buffer, int index, int length) {
        consumer.onDelivery(
                buffer.getLong(index + SESSION_ID),
                buffer.getLong(index + ACCOUNT_ID),
                buffer.getLong(index + POSITION),
                buffer,
                index + PDU,
                length - PDU);
    }
}
