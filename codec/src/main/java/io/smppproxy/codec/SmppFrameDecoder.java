package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Hands every whole PDU of a connection to {@link #onPdu}, in place: nothing is sliced, retained or allocated. Runs on
 * the channel's I/O loop.
 */
public abstract class SmppFrameDecoder extends ByteToMessageDecoder {
    private final int maxPduLengthBytes;
    private boolean framingLost;

    /**
     * @param maxPduLengthBytes greatest command_length to accept; 70,000 lets a message_payload of 65,535 octets through
     */
    protected SmppFrameDecoder(int maxPduLengthBytes) {
        if (maxPduLengthBytes < PduHeader.LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    "maxPduLengthBytes: " + maxPduLengthBytes + " (expected: at least " + PduHeader.LENGTH_BYTES + ")");
        }
        this.maxPduLengthBytes = maxPduLengthBytes;
    }

    /**
     * One whole PDU, {@code lengthBytes} octets of {@code buf} from {@code offset}, valid during this call only. Must not
     * move the buffer's indices. What it throws reaches exceptionCaught as the cause of a DecoderException; the PDU counts
     * as consumed.
     */
    protected abstract void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes);

    /** Called once, when command_length cannot be true; whatever arrives afterwards is discarded. */
    protected abstract void onFramingLost(ChannelHandlerContext ctx, FatalPduException e);

    @Override
    protected final void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (!framingLost && !ctx.isRemoved()) {
            int offset = in.readerIndex();
            int lengthBytes;
            try {
                lengthBytes = PduFraming.wholePduLength(in, offset, in.readableBytes(), maxPduLengthBytes);
            } catch (FatalPduException e) {
                framingLost = true;
                in.skipBytes(in.readableBytes());
                onFramingLost(ctx, e);
                return;
            }
            if (lengthBytes == PduFraming.NEED_MORE) {
                return;
            }
            // Before the call, so that a handler that throws or closes never sees the same PDU twice.
            in.readerIndex(offset + lengthBytes);
            onPdu(ctx, in, offset, lengthBytes);
        }
        if (framingLost) {
            in.skipBytes(in.readableBytes());
        }
    }
}
