package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Collects the PDUs of one session until they are flushed together. Used on the session's loop only. */
public final class WriteBatch {
    private static final int MIN_BYTES = 512;
    private static final int MAX_BYTES = 1 << 16;

    private final ChannelHandlerContext ctx;
    private ByteBuf buf;
    private int lastBytes;

    /** Writes by {@code ctx}, on whose loop everything happens. */
    public WriteBatch(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Where the next PDU is appended. */
    public ByteBuf out() {
        if (buf != null && buf.writerIndex() > MAX_BYTES - MIN_BYTES) {
            hand();
        }
        if (buf == null) {
            buf = ctx.alloc().directBuffer(Math.max(MIN_BYTES, Math.min(MAX_BYTES, lastBytes + lastBytes / 2)));
        }
        return buf;
    }

    /** Sends what was appended. */
    public void flush() {
        if (buf != null) {
            hand();
            ctx.flush();
        }
    }

    private void hand() {
        ByteBuf full = buf;
        buf = null;
        lastBytes = full.writerIndex();
        ctx.write(full, ctx.voidPromise());
    }
}
