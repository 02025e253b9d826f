package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmppFrameDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A stream in any chunks gives the PDUs that its command_lengths say, then at most one loss of framing; and no leak. */
final class FrameFuzz {
    private static final int MAX_PDU_LENGTH_BYTES = 2_000;
    private static final String LOST = "lost";

    private FrameFuzz() {}

    static void run(byte[] input) {
        if (input.length > 0) {
            // A chunk of one octet costs a buffer object.
            Oracle.requireBoundedAllocation(2_000L * input.length, () -> decode(input));
        }
    }

    private static void decode(byte[] input) {
        ByteBuffer stream = ByteBuffer.wrap(input, 1, input.length - 1).slice();
        List<String> expected = expected(stream.duplicate());
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator((input[0] & 1) == 0, true);
        Recorder recorder = new Recorder();
        EmbeddedChannel channel = new EmbeddedChannel(recorder);
        channel.config().setAllocator(allocator);
        feed(channel, stream, input[0] & 0xFF);
        channel.finishAndReleaseAll();
        Oracle.requireEqual(expected, recorder.seen, "PDUs of the stream");
        Oracle.requireEqual(0L, allocator.metric().usedHeapMemory(), "heap octets in use at the end");
        Oracle.requireEqual(0L, allocator.metric().usedDirectMemory(), "direct octets in use at the end");
    }

    private static void feed(EmbeddedChannel channel, ByteBuffer stream, int chunks) {
        SplittableRandom random = new SplittableRandom(chunks);
        while (stream.hasRemaining()) {
            int length = Math.min(stream.remaining(), 1 + random.nextInt(1 + chunks / 2));
            ByteBuffer chunk = stream.slice(stream.position(), length);
            stream.position(stream.position() + length);
            channel.writeInbound(channel.alloc().buffer(length).writeBytes(chunk));
        }
    }

    private static List<String> expected(ByteBuffer stream) {
        List<String> expected = new ArrayList<>();
        while (stream.remaining() >= Integer.BYTES) {
            int length = stream.getInt(stream.position());
            if (length < PduHeader.LENGTH_BYTES || length > MAX_PDU_LENGTH_BYTES) {
                expected.add(LOST);
                break;
            }
            if (stream.remaining() < length) {
                break;
            }
            byte[] pdu = new byte[length];
            stream.get(pdu);
            expected.add(ByteBufUtil.hexDump(pdu));
        }
        return expected;
    }

    private static final class Recorder extends SmppFrameDecoder {
        private final List<String> seen = new ArrayList<>();

        Recorder() {
            super(MAX_PDU_LENGTH_BYTES);
        }

        @Override
        protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
            seen.add(ByteBufUtil.hexDump(buf, offset, lengthBytes));
        }

        @Override
        protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
            seen.add(LOST);
        }
    }
}
