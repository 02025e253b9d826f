package io.smppproxy.core.esme;

import java.nio.ByteBuffer;
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
    /** It was not answered: no answer in time, or the session is gone. */
    public static final int RETURNED = 3;

    private static final int MSG_TYPE_ID = 1;
    private static final int POSITION = 0;
    private static final int OUTCOME = 8;
    private static final int COMMAND_STATUS = 12;
    private static final int LENGTH = 16;

    /** Takes what {@link #drain} hands out. */
    public interface Consumer {
        void onResult(long deliveryPosition, int outcome, int commandStatus);
    }

    private final ManyToOneRingBuffer ring;

    /** @param capacityBytes a power of two; a result takes 24 octets of it */
    public DeliveryResults(int capacityBytes) {
        this.ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /**
     * Any thread.
     *
     * @param outcome {@link #DONE}, {@link #REFUSED}, {@link #RETRY} or {@link #RETURNED}
     * @return false if there is no room now; the caller keeps it and offers it again
     */
    public boolean offer(long deliveryPosition, int outcome, int commandStatus) {
        int claimed = ring.tryClaim(MSG_TYPE_ID, LENGTH);
        if (claimed < 0) {
            return false;
        }
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
    public int drain(Consumer consumer, int limit) {
        return ring.read(
                (type, buffer, index, length) -> consumer.onResult(
                        buffer.getLong(index + POSITION),
                        buffer.getInt(index + OUTCOME),
                        buffer.getInt(index + COMMAND_STATUS)),
                limit);
    }
}
