package io.smppproxy.core.pdulog;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import io.smppproxy.core.metrics.Counter;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What one I/O loop has to say in PDU logs and nobody has written yet. The loop offers and never waits; the writer drains.
 *
 * <pre>
 * 0 time, ms:8 | 8 connection:16 | 24 log:4 | 28 flags:4 | 32 the PDU
 * </pre>
 */
final class PduLogRing {
    private static final int TYPE = 1;
    private static final int CONNECTION_HI = 8;
    private static final int CONNECTION_LO = 16;
    private static final int LOG = 24;
    private static final int FLAGS = 28;
    private static final int PDU = 32;
    private static final int SENT = 1;
    private static final int MASKED = 2;

    /** Takes what {@link #drain} hands out. */
    interface Consumer {
        /** @param octets valid during the call only */
        void onPdu(
                int log,
                long atMs,
                long connectionHi,
                long connectionLo,
                Direction direction,
                boolean isMasked,
                ByteBuf octets,
                int offset,
                int lengthBytes);
    }

    private final OneToOneRingBuffer ring;
    private final LongSupplier clockMs;
    /** The ring's memory, as the loop writes PDUs into it and as the writer reads them. */
    private final ByteBuffer in;

    private final ByteBuf out;
    private final Counter dropped = new Counter();
    private final MessageHandler onRecord = this::onRecord;
    private Consumer consumer;

    /** @param capacityBytes a power of two; the eighth of it is the longest PDU with 32 octets more */
    PduLogRing(int capacityBytes, LongSupplier clockMs) {
        ByteBuffer memory = BufferUtil.allocateDirectAligned(
                capacityBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH);
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
        this.in = memory.duplicate();
        this.out = Unpooled.wrappedBuffer(memory.duplicate());
        this.clockMs = clockMs;
    }

    /** Copies one PDU, or counts it as dropped. Owning loop only. */
    void offer(
            int log,
            long connectionHi,
            long connectionLo,
            Direction direction,
            boolean isMasked,
            ByteBuf buf,
            int offset,
            int lengthBytes) {
        int claimed = ring.tryClaim(TYPE, PDU + lengthBytes);
        if (claimed < 0) {
            dropped.increment();
            return;
        }
        UnsafeBuffer record = (UnsafeBuffer) ring.buffer();
        record.putLong(claimed, clockMs.getAsLong());
        record.putLong(claimed + CONNECTION_HI, connectionHi);
        record.putLong(claimed + CONNECTION_LO, connectionLo);
        record.putInt(claimed + LOG, log);
        record.putInt(claimed + FLAGS, (direction == Direction.SENT ? SENT : 0) | (isMasked ? MASKED : 0));
        in.limit(claimed + PDU + lengthBytes).position(claimed + PDU);
        buf.getBytes(offset, in);
        ring.commit(claimed);
    }

    /** PDUs that found no room; any thread. */
    long dropped() {
        return dropped.get();
    }

    /**
     * Writer only.
     *
     * @return how many there were
     */
    int drain(Consumer newConsumer, int limit) {
        consumer = newConsumer;
        return ring.read(onRecord, limit);
    }

    private void onRecord(int type, MutableDirectBuffer record, int at, int length) {
        int flags = record.getInt(at + FLAGS);
        consumer.onPdu(
                record.getInt(at + LOG),
                record.getLong(at),
                record.getLong(at + CONNECTION_HI),
                record.getLong(at + CONNECTION_LO),
                (flags & SENT) == 0 ? Direction.RECEIVED : Direction.SENT,
                (flags & MASKED) != 0,
                out,
                at + PDU,
                length - PDU);
    }
}
