package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.SmppFrameDecoder;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a session's pipeline: frames in, events out. Runs on the session's I/O loop. */
public final class SessionHandler extends SmppFrameDecoder {
    /** A message_payload of 65,535 octets with addresses and other TLVs fits. */
    public static final int MAX_PDU_BYTES = 70_000;

    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    private final FramedSession session;

    public SessionHandler(FramedSession session) {
        this(session, MAX_PDU_BYTES);
    }

    /** @param maxPduBytes longer PDUs end the connection */
    public SessionHandler(FramedSession session, int maxPduBytes) {
        super(maxPduBytes);
        this.session = session;
    }

    @Override
    protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
        session.onPdu(buf, offset, lengthBytes, System.nanoTime());
    }

    @Override
    protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
        ByteBuf nack = ctx.alloc().ioBuffer();
        PduEncoder.headerOnly(nack, CommandId.GENERIC_NACK, e.commandStatus(), e.sequenceNumber());
        session.onNack(nack);
        ctx.writeAndFlush(nack);
        session.close("framing lost: " + e.getMessage());
    }

    /** Not as Netty's decoders do it: they read on, whatever auto-read says, when no message was passed on, and here none ever is. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        session.onReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.onWritabilityChanged(ctx.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        session.onChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof IOException) {
            session.close(root.getMessage() == null ? root.toString() : root.getMessage());
        } else {
            LOG.error("session closed by an internal error", cause);
            session.close("internal error");
        }
    }
}
