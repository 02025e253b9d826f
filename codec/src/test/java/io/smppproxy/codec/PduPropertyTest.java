package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for any PDU and for any octets. */
class PduPropertyTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    /** Inputs for each of the two tests of what is no PDU; fewer where every mutant runs them. */
    private static final int HOSTILE_INPUTS =
            Boolean.getBoolean("smpp.mutation") ? 2_000 : Boolean.getBoolean("nightly") ? 5_500_000 : 110_000;

    /** One of so many hostile inputs also comes through a channel, in chunks. */
    private static final int CHANNEL_EVERY = 64;

    /** An exception with its message, and the strings of an AnyPdu. */
    private static final long SPARE_BYTES = 16_384;

    private static final long BYTES_PER_OCTET = 64;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AnyPdu anyPdu = new AnyPdu();
    private final List<PduCheck> checks = List.of(
            new PduCheck(InterfaceVersion.V3_3, Direction.ESME_TO_MC),
            new PduCheck(InterfaceVersion.V3_4, Direction.ESME_TO_MC),
            new PduCheck(InterfaceVersion.V5_0, Direction.MC_TO_ESME));

    @Test
    void shouldBeTheSameAfterDecodingAndEncodingForEveryCommand() {
        CommandFlyweight pdu = new CommandFlyweight();
        ByteBuf out = Unpooled.buffer();
        ByteBuf again = Unpooled.buffer();
        repeat(300, pdus -> {
            for (CommandSpec spec : CommandSpec.all()) {
                out.clear().writeZero(pdus.random.nextInt(5));
                int offset = out.writerIndex();
                int length = pdus.append(spec, out);
                assertEquals(length, out.writerIndex() - offset);
                assertEquals(AnyPdu.ACCEPT, anyPdu.read(out, offset, length));
                pdus.encoder.copyOf(pdu.wrap(out, offset, length)).encode(again.clear());
                assertEquals(ByteBufUtil.hexDump(out, offset, length), ByteBufUtil.hexDump(again));
            }
        });
    }

    @Test
    void shouldBeValidByTheLetterOfItsVersion() {
        ByteBuf out = Unpooled.buffer();
        repeat(100, pdus -> {
            for (CommandSpec spec : CommandSpec.all()) {
                int length = pdus.append(spec, out.clear());
                new PduCheck(pdus.version, pdus.direction).check(out, 0, length);
            }
        });
    }

    @Test
    void shouldBeTheSameAfterDecodingAndEncodingByTheEncodersOfMessages() {
        repeat(3_000, pdus -> {
            ByteBuf out = Unpooled.buffer();
            out.writeZero(pdus.random.nextInt(5));
            int offset = out.writerIndex();
            int length = pdus.sm().encode(out);
            assertEquals(AnyPdu.ACCEPT, anyPdu.read(out, offset, length));
            SmFlyweight sm = new SmFlyweight().wrap(out, offset, length);
            ByteBuf again = Unpooled.buffer();
            SmEncoder copy = new SmEncoder().copyOf(sm).sequenceNumber(sm.sequenceNumber());
            // v5.0, so that a short_message of 255 octets passes too.
            assertEquals(length, copy.interfaceVersion(InterfaceVersion.V5_0).encode(again));
            assertEquals(out.slice(offset, length), again);
            int dataLength = pdus.dataSm().encode(out.clear());
            assertEquals(AnyPdu.ACCEPT, anyPdu.read(out, 0, dataLength));
        });
    }

    @Test
    void shouldReadStreamInAnyChunks() {
        repeat(100, pdus -> {
            ByteBuf stream = Unpooled.buffer();
            List<String> sent = new ArrayList<>();
            for (int i = 1 + pdus.random.nextInt(12); i > 0; i--) {
                int offset = stream.writerIndex();
                int length = pdus.append(stream);
                sent.add(ByteBufUtil.hexDump(stream, offset, length));
            }
            assertEquals(sent, throughChannel(stream, pdus, 1));
            assertEquals(sent, throughChannel(stream, pdus, 1 + pdus.random.nextInt(300)));
        });
    }

    @Test
    void shouldThrowNothingElseForRandomOctets() {
        ByteBuf buf = Unpooled.buffer(256);
        repeat(HOSTILE_INPUTS, pdus -> {
            buf.clear().writeBytes(pdus.octets(pdus.random.nextInt(120)));
            if (buf.readableBytes() >= 8 && pdus.random.nextInt(8) != 0) {
                buf.setInt(0, 16 + pdus.random.nextInt(100));
                List<CommandSpec> all = CommandSpec.all();
                buf.setInt(4, all.get(pdus.random.nextInt(all.size())).commandId());
            }
            readHostile(buf, pdus);
        });
    }

    @Test
    void shouldThrowNothingElseForMutatedPdus() {
        DeliveryReceipt receipt = new DeliveryReceipt();
        SmFlyweight sm = new SmFlyweight();
        ByteBuf buf = Unpooled.buffer(4_096);
        repeat(HOSTILE_INPUTS, pdus -> {
            int length = pdus.append(buf.clear());
            for (int i = 1 + pdus.random.nextInt(4); i > 0; i--) {
                buf.setByte(pdus.random.nextInt(length), pdus.octet());
            }
            readHostile(buf, pdus);
            if (PduHeader.commandId(buf, 0) == CommandId.DELIVER_SM) {
                buf.setInt(0, length);
                try {
                    receipt.parse(sm.wrap(buf, 0, length));
                } catch (NackablePduException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
            }
        });
    }

    private void readHostile(ByteBuf buf, RandomPdus pdus) {
        long bound = SPARE_BYTES + BYTES_PER_OCTET * buf.readableBytes();
        long allocated = allocatedByReading(buf);
        if (allocated > bound) {
            // The first call of all loads classes.
            allocated = allocatedByReading(buf);
        }
        long bytes = allocated;
        assertTrue(bytes <= bound, () -> bytes + " octets allocated for " + ByteBufUtil.hexDump(buf));
        if (pdus.random.nextInt(CHANNEL_EVERY) == 0) {
            throughChannel(buf.copy(), pdus, 40);
        }
    }

    private long allocatedByReading(ByteBuf buf) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        List<String> outcomes = anyPdu.readAll(buf);
        int offset = 0;
        for (int i = 0; i < outcomes.size() && isFramed(outcomes.get(i)); i++) {
            int length = PduHeader.commandLength(buf, offset);
            for (int c = 0; c < checks.size(); c++) {
                try {
                    checks.get(c).check(buf, offset, length);
                } catch (NackablePduException e) {
                    assertEquals(PduHeader.sequenceNumber(buf, offset), e.sequenceNumber());
                    assertEquals(PduHeader.commandId(buf, offset), e.commandId());
                }
            }
            offset += length;
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static boolean isFramed(String outcome) {
        return !outcome.equals(AnyPdu.NEED_MORE) && !outcome.equals(AnyPdu.FATAL);
    }

    /** The PDUs of the stream in hexadecimal, in chunks of at most {@code maxChunk} octets. */
    private static List<String> throughChannel(ByteBuf stream, RandomPdus pdus, int maxChunk) {
        Collector collector = new Collector();
        EmbeddedChannel channel = new EmbeddedChannel(collector);
        int at = 0;
        while (at < stream.readableBytes()) {
            int chunk = Math.min(stream.readableBytes() - at, 1 + pdus.random.nextInt(maxChunk));
            channel.writeInbound(Unpooled.copiedBuffer(stream.slice(at, chunk)));
            at += chunk;
        }
        assertFalse(channel.finish());
        return collector.pdus;
    }

    private interface Property {
        void check(RandomPdus pdus);
    }

    private static void repeat(int times, Property property) {
        RandomPdus pdus = new RandomPdus(SEED);
        for (int i = 0; i < times; i++) {
            long seed = SEED + i;
            pdus.reseed(seed);
            try {
                property.check(pdus);
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
            pdus.add(AnyPdu.FATAL);
        }
    }
}
