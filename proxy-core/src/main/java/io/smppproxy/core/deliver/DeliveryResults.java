package io.smppproxy.core.deliver;

import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** What became of deliveries, on its way back. Every I/O loop offers, the tracker drains. */
public final class DeliveryResults {
    /** The ESME took it. */
    public static final int DONE = 0;
    /** The ESME refused it for good. */
    public static final int REFUSED = 1;
    /** The ESME cannot take it now. */
    public static final int RETRY = 2;
    /** The session is gone. */
    public static final int RETURNED = 3;
    /** No answer in time; the session is still there. */
    public static final int UNANSWERED = 4;
    /** The ESME took it after it had been called {@link #UNANSWERED}: comes in addition to that. */
    public static final int LATE_DONE = 5;

    private static final int MSG_TYPE_ID = 1;
    private static final int ACCOUNT_ID = 0;
    private static final int POSITION = 8;
    private static final int OUTCOME = 16;
    private static final int COMMAND_STATUS = 20;
    private static final int LENGTH = 24;
    private static final int RECORD_BYTES = 32;

    /** Takes what {@link #drain} hands out. */
    public interface Consumer {
        void onResult(long accountId, long deliveryPosition, int outcome, int commandStatus);
    }

    private final ManyToOneRingBuffer ring;
    private final MessageHandler onRecord = this::onRecord;
    private Consumer consumer;

    /** @param maxInFlight deliveries that may be without a result, a power of two: it has room for one of each, and as many late ones */
    public DeliveryResults(int maxInFlight) {
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(
                ByteBuffer.allocateDirect(2 * maxInFlight * RECORD_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /**
     * The one result of a delivery; any thread.
     *
     * @param outcome {@link #DONE} to {@link #UNANSWERED}
     */
    public void offer(long accountId, long deliveryPosition, int outcome, int commandStatus) {
        if (!tryOffer(accountId, deliveryPosition, outcome, commandStatus)) {
            throw new IllegalStateException("more results than deliveries in flight");
        }
    }

    /** A delivery that was {@link #UNANSWERED} has been taken after all; any thread. Without room it is not told, and sent again. */
    public void offerLate(long accountId, long deliveryPosition) {
        if (ring.size() < ring.capacity() / 2) {
            tryOffer(accountId, deliveryPosition, LATE_DONE, 0);
        }
    }

    private boolean tryOffer(long accountId, long deliveryPosition, int outcome, int commandStatus) {
        int claimed = ring.tryClaim(MSG_TYPE_ID, LENGTH);
        if (claimed < 0) {
            return false;
        }
        ring.buffer().putLong(claimed + ACCOUNT_ID, accountId);
        ring.buffer().putLong(claimed + POSITION, deliveryPosition);
        ring.buffer().putInt(claimed + OUTCOME, outcome);
        ring.buffer().putInt(claimed + COMMAND_STATUS, commandStatus);
        ring.commit(claimed);
        return true;
    }

    /**
     * Tracker only.
     *
     * @return how many there were
     */
    public int drain(Consumer newConsumer, int limit) {
        consumer = newConsumer;
        return ring.read(onRecord, limit);
    }

    private void onRecord(int type, MutableDirectBuffer buffer, int index, int length) {
        consumer.onResult(
                buffer.getLong(index + ACCOUNT_ID),
                buffer.getLong(index + POSITION),
                buffer.getInt(index + OUTCOME),
                buffer.getInt(index + COMMAND_STATUS));
    }
}
