package io.smppproxy.bench.compare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.SmppFrameDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The smallest message centre made of our codec: takes every bind, decodes every submit_sm and answers ESME_ROK, one flush per batch
 * that was read. Owned by its channel's event loop.
 */
final class McSide extends SmppFrameDecoder {
    private static final int MAX_PDU_BYTES = 70_000;
    private static final int OUT_BYTES = 16 * 1024;

    private final SmFlyweight sm = new SmFlyweight();
    private final byte[] messageId = Sample.SMSC_ID.getBytes(StandardCharsets.ISO_8859_1);
    private ByteBuf out;

    McSide() {
        super(MAX_PDU_BYTES);
    }

    @Override
    protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
        if (out == null) {
            out = ctx.alloc().ioBuffer(OUT_BYTES);
        }
        int commandId = PduHeader.commandId(buf, offset);
        int sequenceNumber = PduHeader.sequenceNumber(buf, offset);
        if (commandId == CommandId.SUBMIT_SM) {
            sm.wrap(buf, offset, lengthBytes);
            PduEncoder.messageIdResp(
                    out, CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_ROK, sm.sequenceNumber(), messageId);
        } else if (commandId == CommandId.BIND_TRANSCEIVER) {
            PduEncoder.bindResp(
                    out,
                    CommandId.BIND_TRANSCEIVER_RESP,
                    CommandStatus.ESME_ROK,
                    sequenceNumber,
                    "mc",
                    InterfaceVersion.V3_4);
        } else {
            PduEncoder.headerOnly(out, CommandId.responseOf(commandId), CommandStatus.ESME_ROK, sequenceNumber);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        if (out != null) {
            ctx.writeAndFlush(out, ctx.voidPromise());
            out = null;
        }
    }

    @Override
    protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
        ctx.close();
    }
}
