package io.smppproxy.core.lane;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One link's inbound ring and the only way into it. Any thread may offer; only the loop that owns the link may take. A ring per
 * link, not per loop, so that one full window never stalls its neighbours (docs/decisions/0004-one-lane-per-link.md).
 */
public final class Lane {
    /** Smallest ring: a message of 255 parts must fit the ring's record limit of an eighth. */
    public static final int MIN_BYTES = 1 << 20;

    private static final int RECORD_TYPE = 1;

    private final ManyToOneRingBuffer ring;
    private final Runnable wakeUp;

    /**
     * @param sizeBytes a power of two, at least {@link #MIN_BYTES}
     * @param wakeUp called after each successful offer; must be cheap while the loop is awake
     */
    public Lane(int sizeBytes, Runnable wakeUp) {
        if (!BitUtil.isPowerOfTwo(sizeBytes) || sizeBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "lane bytes: " + sizeBytes + " (expected: a power of two, at least " + MIN_BYTES + ")");
        }
        this.ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(sizeBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.wakeUp = wakeUp;
    }

    /** Copies one record in; any thread, lock-free. */
    public Pressure offer(DirectBuffer source, int offset, int lengthBytes) {
        if (lengthBytes > ring.maxMsgLength()) {
            return Pressure.TOO_LARGE;
        }
        int index = ring.tryClaim(RECORD_TYPE, lengthBytes);
        if (index <= 0) {
            return Pressure.FULL;
        }
        ring.buffer().putBytes(index, source, offset, lengthBytes);
        ring.commit(index);
        wakeUp.run();
        return Pressure.NONE;
    }

    /** Hands the oldest record to the handler, which may leave it there with ABORT; the owning loop only. */
    public int take(ControlledMessageHandler handler) {
        long position = ring.consumerPosition();
        int taken = ring.controlledRead(handler, 1);
        // The padding before the ring's end is a read of its own that finds nothing.
        return taken == 0 && ring.consumerPosition() != position ? ring.controlledRead(handler, 1) : taken;
    }

    /** Octets in use; any thread, a moment old. */
    public int usedBytes() {
        return ring.size();
    }

    public int sizeBytes() {
        return ring.capacity();
    }

    /** True when another record of ordinary size would be refused; any thread. */
    public boolean isNearlyFull() {
        return ring.size() > ring.capacity() - (ring.capacity() >> 3);
    }
}
