package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PduPropertyTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    @Test
    void shouldDecodeWhatWasEncoded() {
        repeat(3_000, pdus -> {
            ByteBuf out = Unpooled.buffer();
            out.writeZero(pdus.random.nextInt(5));
            int offset = out.writerIndex();
            int length = pdus.sm().encode(out);
            SmFlyweight sm = new SmFlyweight().wrap(out, offset, length);
            ByteBuf again = Unpooled.buffer();
            SmEncoder copy = new SmEncoder().copyOf(sm).sequenceNumber(sm.sequenceNumber());
            // v5.0, so that a short_message of 255 octets passes too.
            assertEquals(length, copy.interfaceVersion(InterfaceVersion.V5_0).encode(again));
            assertEquals(out.slice(offset, length), again);
        });
    }

    @Test
    void shouldReadStreamInAnyChunks() {
        repeat(60, pdus -> {
            ByteBuf stream = Unpooled.buffer();
            List<String> sent = new ArrayList<>();
            for (int i = 1 + pdus.random.nextInt(12); i > 0; i--) {
                int offset = stream.writerIndex();
                int length = pdus.append(stream);
                sent.add(ByteBufUtil.hexDump(stream, offset, length));
            }
            int maxChunk = pdus.random.nextBoolean() ? 1 : 1 + pdus.random.nextInt(300);
            Collector collector = new Collector();
            EmbeddedChannel channel = new EmbeddedChannel(collector);
            while (stream.isReadable()) {
                int chunk = Math.min(stream.readableBytes(), 1 + pdus.random.nextInt(maxChunk));
                byte[] octets = new byte[chunk];
                stream.readBytes(octets);
                channel.writeInbound(Unpooled.wrappedBuffer(octets));
            }
            assertFalse(channel.finish());
            assertEquals(sent, collector.pdus);
            stream.release();
        });
    }

    @Test
    void shouldThrowNothingButPduExceptionsForRandomOctets() {
        repeat(8_000, pdus -> {
            ByteBuf buf = Unpooled.wrappedBuffer(pdus.octets(pdus.random.nextInt(120)));
            if (buf.readableBytes() >= 8 && pdus.random.nextBoolean()) {
                buf.setInt(0, 16 + pdus.random.nextInt(100));
                int[] commands = {1, 4, 5, 9, 0x103, 0x8000_0004, 0x8000_0009};
                buf.setInt(4, commands[pdus.random.nextInt(commands.length)]);
            }
            AnyPdu.readAll(buf);
        });
    }

    @Test
    void shouldThrowNothingButPduExceptionsForMutatedPdus() {
        DeliveryReceipt receipt = new DeliveryReceipt();
        repeat(8_000, pdus -> {
            ByteBuf buf = Unpooled.buffer();
            int length = pdus.append(buf);
            for (int i = 1 + pdus.random.nextInt(4); i > 0; i--) {
                buf.setByte(pdus.random.nextInt(length), pdus.octet());
            }
            AnyPdu.readAll(buf);
            if (PduHeader.commandId(buf, 0) == CommandId.DELIVER_SM) {
                buf.setInt(0, length);
                try {
                    receipt.parse(new SmFlyweight().wrap(buf, 0, length));
                } catch (NackablePduException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
            }
        });
    }

    private interface Property {
        void check(RandomPdus pdus);
    }

    private static void repeat(int times, Property property) {
        for (int i = 0; i < times; i++) {
            long seed = SEED + i;
            try {
                property.check(new RandomPdus(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dsmpp.seed=" + seed + ": " + e, e);
            }
        }
    }

    private static final class Collector extends SmppFrameDecoder {
        private final List<String> pdus = new ArrayList<>();

        Collector() {
            super(AnyPdu.MAX_PDU_LENGTH_BYTES);
        }

        @Override
        protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
            pdus.add(ByteBufUtil.hexDump(buf, offset, lengthBytes));
        }

        @Override
        protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
            throw e;
        }
    }
}
