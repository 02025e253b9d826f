package io.smppproxy.core.edge;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The way back to an edge: any thread offers, one thread drains. Replies travel as bytes, so nothing is allocated per reply.
 *
 * <p>The draining thread alternates {@link #drain} and, when that found nothing, {@link #trySleep}. Once trySleep has answered true,
 * the next offer calls the wake-up, exactly once; an offer to a ring that is awake costs one volatile read for it.
 */
public final class ReplyRing implements ReplySink {
    /** So that the longest reply, 255 parts with ids of 65 octets, is within the eighth that one record may take. */
    public static final int MIN_CAPACITY_BYTES = 256 * 1024;

    private static final int MSG_TYPE_ID = 1;

    private static final int HANDLE = 0;
    private static final int MESSAGE_ID_HI = 8;
    private static final int MESSAGE_ID_LO = 16;
    private static final int LINK_ID = 24;
    private static final int COMMAND_STATUS = 32;
    private static final int OUTCOME = 36;
    private static final int CAUSE = 37;
    private static final int PART_COUNT = 38;
    private static final int ID_LENGTHS = 40;

    private static final ReplyOutcome[] OUTCOMES = ReplyOutcome.values();
    private static final NotSentCause[] CAUSES = NotSentCause.values();

    private final ManyToOneRingBuffer ring;
    private final Runnable wakeUp;
    private final LongPredicate cancelled;
    private final AtomicBoolean asleep = new AtomicBoolean(true);
    private final Reply reply = new Reply();
    private final MessageHandler onRecord = this::onRecord;
    private volatile boolean isClosed;
    private byte[] idBytes = new byte[256];
    private ReplyHandler handler;

    /**
     * A ring that sleeps, so the first offer wakes it up.
     *
     * @param capacityBytes a power of two, {@value #MIN_CAPACITY_BYTES} or more
     * @param wakeUp gets {@link #drain} going again; called on an offering thread, must return at once and not throw
     * @param cancelled answers {@link #isCancelled} by handle, for any thread
     */
    public ReplyRing(int capacityBytes, Runnable wakeUp, LongPredicate cancelled) {
        if (capacityBytes < MIN_CAPACITY_BYTES || !BitUtil.isPowerOfTwo(capacityBytes)) {
            throw new IllegalArgumentException("capacityBytes: " + capacityBytes + " (expected: a power of two, "
                    + MIN_CAPACITY_BYTES + " or more)");
        }
        this.ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.wakeUp = wakeUp;
        this.cancelled = cancelled;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // a record never leaves this process
    public boolean offer(Reply source) {
        int parts = source.partCount();
        int idsLength = parts == 0 ? 0 : source.idEnd(parts - 1);
        int claimed = ring.tryClaim(MSG_TYPE_ID, ID_LENGTHS + parts * Short.BYTES + idsLength);
        if (claimed < 0) {
            return isClosed;
        }
        // Between claim and commit nothing may throw, or the ring stops for ever.
        var buffer = ring.buffer();
        buffer.putLong(claimed + HANDLE, source.handle());
        buffer.putLong(claimed + MESSAGE_ID_HI, source.messageIdHi());
        buffer.putLong(claimed + MESSAGE_ID_LO, source.messageIdLo());
        buffer.putLong(claimed + LINK_ID, source.linkId());
        buffer.putInt(claimed + COMMAND_STATUS, source.commandStatus());
        buffer.putByte(claimed + OUTCOME, (byte) source.outcome().ordinal());
        buffer.putByte(claimed + CAUSE, (byte) source.cause().ordinal());
        buffer.putShort(claimed + PART_COUNT, (short) parts);
        int at = claimed + ID_LENGTHS;
        for (int part = 0; part < parts; part++) {
            buffer.putShort(at, (short) (source.idEnd(part) - source.idStart(part)));
            at += Short.BYTES;
        }
        buffer.putBytes(at, source.idBytes(), 0, idsLength);
        ring.commit(claimed);
        // The claim moved the tail with a compare-and-set, a full fence that stands before this read; trySleep writes
        // the flag before it
        // reads the tail. So one of the two sees the other.
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            wakeUp.run();
        }
        return true;
    }

    @Override
    public boolean isCancelled(long handle) {
        return cancelled.test(handle);
    }

    /**
     * Hands out replies in the order in which they were offered. Draining thread only.
     *
     * @param limit how many at most
     * @return how many there were
     */
    public int drain(ReplyHandler handler, int limit) {
        this.handler = handler;
        return ring.read(onRecord, limit);
    }

    private void onRecord(int msgTypeId, MutableDirectBuffer buffer, int index, int length) {
        int parts = buffer.getShort(index + PART_COUNT) & 0xFFFF;
        reply.begin(
                        buffer.getLong(index + HANDLE),
                        buffer.getLong(index + MESSAGE_ID_HI),
                        buffer.getLong(index + MESSAGE_ID_LO),
                        buffer.getLong(index + LINK_ID),
                        OUTCOMES[buffer.getByte(index + OUTCOME)])
                .commandStatus(buffer.getInt(index + COMMAND_STATUS))
                .cause(CAUSES[buffer.getByte(index + CAUSE)]);
        int lengthsAt = index + ID_LENGTHS;
        int idsAt = lengthsAt + parts * Short.BYTES;
        for (int part = 0; part < parts; part++) {
            int idLength = buffer.getShort(lengthsAt + part * Short.BYTES) & 0xFFFF;
            if (idLength > idBytes.length) {
                idBytes = new byte[Integer.highestOneBit(idLength) * 2];
            }
            buffer.getBytes(idsAt, idBytes, 0, idLength);
            reply.addSmscId(idBytes, 0, idLength);
            idsAt += idLength;
        }
        handler.onReply(reply);
    }

    /**
     * Goes to sleep if nothing was offered meanwhile. Draining thread only.
     *
     * @return true if the next offer will call the wake-up, or one has just done so; false if there is, or is about to be, something to drain
     */
    public boolean trySleep() {
        asleep.set(true);
        // The claimed tail, not the committed one: see offer.
        boolean isEmpty = ring.producerPosition() == ring.consumerPosition();
        return isEmpty || !asleep.compareAndSet(true, false);
    }

    /** Nobody drains any more: once the ring is full, offers succeed and are dropped, so that nobody offers for ever. Any thread. */
    public void close() {
        isClosed = true;
    }

    /** Bytes that are claimed and not drained yet; for gauges. */
    public int sizeBytes() {
        return ring.size();
    }
}
