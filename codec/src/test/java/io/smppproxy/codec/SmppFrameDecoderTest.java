package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmppFrameDecoderTest {
    private final Recorder recorder = new Recorder();
    private final EmbeddedChannel channel = new EmbeddedChannel(recorder);

    @Test
    void shouldHandOverEveryPduOfOneRead() {
        ByteBuf in = ByteBufAllocator.DEFAULT.directBuffer();
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 1);
        PduEncoder.headerOnly(in, CommandId.UNBIND, 0, 2);
        channel.writeInbound(in);
        assertEquals(List.of("enquire_link 1", "unbind 2"), recorder.seen);
        channel.finish();
        assertEquals(0, in.refCnt());
    }

    @Test
    void shouldHandOverTheCumulationItself() {
        ByteBuf in = ByteBufAllocator.DEFAULT.directBuffer();
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 1);
        channel.writeInbound(in);
        assertSame(in, recorder.lastBuffer);
        channel.finish();
    }

    @Test
    void shouldWaitForTheWholePdu() {
        ByteBuf whole = Unpooled.buffer();
        PduEncoder.headerOnly(whole, CommandId.ENQUIRE_LINK, 0, 7);
        channel.writeInbound(whole.readBytes(15));
        assertEquals(List.of(), recorder.seen);
        channel.writeInbound(whole.readBytes(1));
        assertEquals(List.of("enquire_link 7"), recorder.seen);
        channel.finish();
    }

    @Test
    void shouldRefuseLengthByItsFirstFourOctets() {
        channel.writeInbound(Unpooled.buffer().writeInt(1_001));
        assertEquals(List.of("lost 0 0"), recorder.seen);
        channel.finish();
    }

    @Test
    void shouldRefuseLengthBelowHeader() {
        ByteBuf in = Unpooled.buffer();
        PduHeader.write(in, 15, CommandId.ENQUIRE_LINK, 0, 9);
        channel.writeInbound(in);
        assertEquals(List.of("lost 21 9"), recorder.seen);
        channel.finish();
    }

    @Test
    void shouldDiscardWhatFollowsLostFraming() {
        ByteBuf in = Unpooled.buffer().writeInt(-1);
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 1);
        channel.writeInbound(in);
        ByteBuf more = Unpooled.buffer();
        PduEncoder.headerOnly(more, CommandId.ENQUIRE_LINK, 0, 2);
        channel.writeInbound(more);
        assertEquals(1, recorder.seen.size(), recorder.seen.toString());
        channel.finish();
        assertEquals(0, more.refCnt());
    }

    @Test
    void shouldNotRepeatPduWhoseHandlerThrew() {
        recorder.throwOnce = true;
        ByteBuf in = Unpooled.buffer();
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 1);
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 2);
        assertThrows(DecoderException.class, () -> channel.writeInbound(in));
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        channel.finish();
        assertEquals(List.of("enquire_link 1", "enquire_link 2"), recorder.seen);
    }

    @Test
    void shouldLeaveTheRestToOthersOnceRemoved() {
        recorder.removeOnce = true;
        ByteBuf in = Unpooled.buffer();
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 1);
        PduEncoder.headerOnly(in, CommandId.ENQUIRE_LINK, 0, 2);
        channel.writeInbound(in);
        assertEquals(List.of("enquire_link 1"), recorder.seen);
        ByteBuf rest = channel.readInbound();
        assertEquals(PduHeader.LENGTH_BYTES, rest.readableBytes());
        rest.release();
        channel.finish();
    }

    @Test
    void shouldRefuseMaximumBelowHeader() {
        assertThrows(IllegalArgumentException.class, () -> new Recorder(15));
    }

    private static final class Recorder extends SmppFrameDecoder {
        private final List<String> seen = new ArrayList<>();
        private ByteBuf lastBuffer;
        private boolean throwOnce;
        private boolean removeOnce;

        Recorder() {
            this(1_000);
        }

        Recorder(int maxPduLengthBytes) {
            super(maxPduLengthBytes);
        }

        @Override
        protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
            seen.add(CommandId.name(PduHeader.commandId(buf, offset)) + " " + PduHeader.sequenceNumber(buf, offset));
            lastBuffer = buf;
            if (removeOnce) {
                removeOnce = false;
                ctx.pipeline().remove(this);
            }
            if (throwOnce) {
                throwOnce = false;
                throw new IllegalStateException("thrown by the test");
            }
        }

        @Override
        protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
            seen.add("lost " + e.commandId() + " " + e.sequenceNumber());
        }
    }
}
