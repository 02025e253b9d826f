package io.smppproxy.codec.reassembly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.reassembly.Part.Kind;
import io.smppproxy.codec.reassembly.Reassembler.Result;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReassemblerTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    private final List<JoinedMessage> complete = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();
    private final ReassemblyHandler handler = new ReassemblyHandler() {
        @Override
        public void complete(JoinedMessage message) {
            assertTrue(message.isComplete());
            complete.add(message);
        }

        @Override
        public void incomplete(JoinedMessage message, Cause cause) {
            assertFalse(message.isComplete());
            incomplete.add(cause + " " + message.text(DataCodingRules.DEFAULT));
        }
    };
    private final Reassembler reassembler = new Reassembler(new ReassemblyLimits(1_000, 3, 1_000), handler);
    private final Part part = new Part();

    @Test
    void shouldJoinPartsInAnyOrder() {
        assertEquals(Result.KEPT, offer("a", "b", udh8(7, 3, 2), "two ", 0));
        assertEquals(Result.KEPT, offer("a", "b", udh8(7, 3, 3), "three", 1));
        assertEquals(1, reassembler.openMessages());
        assertTrue(reassembler.openOctets() >= 21);
        assertEquals(Result.COMPLETED, offer("a", "b", udh8(7, 3, 1), "one ", 2));
        JoinedMessage message = complete.get(0);
        assertEquals("one two three", message.text(DataCodingRules.DEFAULT));
        assertArrayEquals("one two three".getBytes(StandardCharsets.US_ASCII), message.data());
        assertEquals("a", message.source());
        assertEquals("b", message.destination());
        assertEquals(Kind.UDH8, message.kind());
        assertEquals(7, message.reference());
        assertEquals(3, message.totalParts());
        assertEquals(3, message.receivedParts());
        assertEquals(0, message.firstMs());
        assertEquals(0, message.dataCoding(3));
        assertEquals(EsmClass.UDHI, message.esmClass(1));
        assertEquals(2, message.token(1));
        assertEquals(1, message.token(3));
        assertArrayEquals(octets(udh8(7, 3, 2), "two "), message.userData(2));
        assertEquals(0, reassembler.openMessages());
        assertEquals(0, reassembler.openOctets());
        assertEquals(List.of(), incomplete);
    }

    @Test
    void shouldHandBackMessagesOfTheirOwn() {
        assertEquals(Result.SINGLE, offer("a", "b", new int[0], "text", 0));
        assertEquals(Result.SINGLE, offer("a", "b", new int[] {5, 0, 3, 7, 2, 3}, "text", 0));
        assertEquals(Kind.NONE, part.kind());
        assertEquals(Result.COMPLETED, offer("a", "b", udh8(7, 1, 1), "text", 0));
        assertEquals("text", complete.get(0).text(DataCodingRules.DEFAULT));
    }

    @Test
    void shouldKeepMessagesApart() {
        Reassembler roomy = new Reassembler(ReassemblyLimits.DEFAULT, handler);
        String[][] pairs = {{"a", "bc"}, {"ab", "c"}, {"", "abc"}, {"a", "bd"}, {"x".repeat(64), "y".repeat(64)}};
        for (int round = 1; round <= 2; round++) {
            for (String[] pair : pairs) {
                for (int[] udh : new int[][] {
                    udh8(7, 2, round),
                    udh8(8, 2, round),
                    udh8(7, 3, round),
                    {6, 8, 4, 0, 7, 2, round},
                    {6, 8, 4, 1, 7, 2, round}
                }) {
                    fill(pair[0], pair[1], udh, round + ";");
                    roomy.offer(part, 0);
                }
                part.addresses(pair[0], pair[1])
                        .userData(0, 0, Unpooled.wrappedBuffer(new byte[] {'s'}), 0, 1)
                        .sar(7, 2, round);
                roomy.offer(part, 0);
            }
        }
        assertEquals(5 * pairs.length, complete.size());
        assertEquals(pairs.length, roomy.openMessages());
        for (JoinedMessage message : complete) {
            assertTrue(List.of("1;2;", "ss").contains(message.text(DataCodingRules.DEFAULT)));
        }
        roomy.flush();
        assertEquals(pairs.length, incomplete.size());
        assertEquals("FLUSHED 1;2;", incomplete.get(0));
        assertEquals(0, roomy.openOctets());
    }

    @Test
    void shouldIgnoreTheSamePartTwiceAndGiveWayToAnother() {
        offer("a", "b", udh8(7, 2, 1), "one", 0);
        assertEquals(Result.DUPLICATE, offer("a", "b", udh8(7, 2, 1), "one", 0));
        assertEquals(List.of(), incomplete);
        assertEquals(Result.KEPT, offer("a", "b", udh8(7, 2, 1), "new", 5));
        assertEquals(Result.KEPT, offer("a", "b", udh8(7, 2, 1), "newer", 5));
        fill("a", "b", udh8(7, 2, 1), "newer");
        part.userData(EsmClass.UDHI, 3, part.buffer(), part.offset(), part.length());
        assertEquals(Result.KEPT, reassembler.offer(part, 5));
        assertEquals(List.of("REPLACED one", "REPLACED new", "REPLACED newer"), incomplete);
        offer("a", "b", udh8(7, 2, 2), "!", 6);
        assertEquals("newer!", complete.get(0).text(DataCodingRules.DEFAULT));
        assertEquals(3, complete.get(0).dataCoding(1));
    }

    @Test
    void shouldGiveUpWhatWaitsTooLong() {
        offer("a", "b", udh8(1, 2, 1), "one", 100);
        offer("a", "b", udh8(2, 2, 1), "two", 600);
        reassembler.expire(1_099);
        assertEquals(List.of(), incomplete);
        reassembler.expire(1_100);
        assertEquals(List.of("EXPIRED one"), incomplete);
        // A part that comes too late begins anew.
        assertEquals(Result.KEPT, offer("a", "b", udh8(2, 2, 2), "late", 1_600));
        assertEquals(List.of("EXPIRED one", "EXPIRED two"), incomplete);
        assertEquals(1, reassembler.openMessages());
    }

    @Test
    void shouldEvictTheOldestWhenThereAreTooMany() {
        for (int reference = 1; reference <= 4; reference++) {
            offer("a", "b", udh8(reference, 2, 1), "m" + reference, 0);
        }
        assertEquals(List.of("EVICTED m1"), incomplete);
        assertEquals(3, reassembler.openMessages());
    }

    @Test
    void shouldEvictTheOldestWhenTheyAreTooLarge() {
        offer("a", "b", udh8(1, 200, 1), "x".repeat(394), 0);
        assertEquals(800, reassembler.openOctets());
        offer("a", "b", udh8(2, 2, 1), "y".repeat(94), 0);
        assertEquals(1_000, reassembler.openOctets());
        assertEquals(List.of(), incomplete);
        offer("a", "b", udh8(3, 2, 1), "z", 0);
        assertEquals(1, incomplete.size());
        assertEquals(2, reassembler.openMessages());
        // One that is too large by itself is handed out at once.
        offer("a", "b", udh8(4, 3, 1), "w".repeat(1_000), 0);
        assertEquals(4, incomplete.size());
        assertEquals(0, reassembler.openMessages());
        assertEquals(0, reassembler.openOctets());
    }

    @Test
    void shouldShowWhatIsThere() {
        offer("a", "b", udh8(1, 4, 2), "two", 0);
        offer("a", "b", udh8(1, 4, 4), "four", 0);
        List<JoinedMessage> left = new ArrayList<>();
        Reassembler other = new Reassembler(ReassemblyLimits.DEFAULT, new ReassemblyHandler() {
            @Override
            public void complete(JoinedMessage message) {
                throw new AssertionError(message);
            }

            @Override
            public void incomplete(JoinedMessage message, Cause cause) {
                left.add(message);
            }
        });
        fill("a", "b", udh8(1, 4, 2), "two");
        other.offer(part, 0);
        fill("a", "b", udh8(1, 4, 4), "four");
        other.offer(part, 0);
        other.flush();
        JoinedMessage message = left.get(0);
        assertEquals(2, message.receivedParts());
        assertFalse(message.hasPart(1));
        assertTrue(message.hasPart(2));
        assertFalse(message.hasPart(3));
        assertArrayEquals("twofour".getBytes(StandardCharsets.US_ASCII), message.data());
        assertEquals("twofour", message.text(DataCodingRules.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, SAR, 2",
        "0, 1, 1, SAR, 1",
        "65535, 255, 255, SAR, 255",
        "-1, 2, 1, NONE, -1",
        "65536, 2, 1, NONE, -1",
        "1, 2, 3, NONE, -1",
        "1, 2, 0, NONE, -1",
        "1, 256, 1, NONE, -1",
        "1, -1, -1, NONE, -1"
    })
    void shouldReadSar(int reference, int total, int sequence, Kind kind, int partNumber) {
        part.addresses("a", "b").userData(0, 0, Unpooled.EMPTY_BUFFER, 0, 0).sar(reference, total, sequence);
        assertEquals(kind, part.kind());
        assertEquals(partNumber, part.partNumber());
        assertEquals(kind == Kind.SAR ? reference : -1, part.reference());
        assertEquals(kind == Kind.SAR ? total : -1, part.totalParts());
    }

    @Test
    void shouldLetTheHeaderGoBeforeSar() {
        byte[] octets = octets(udh8(7, 2, 1), "a");
        SmEncoder encoder = new SmEncoder().esmClass(EsmClass.UDHI).userData(octets, 0, octets.length);
        encoder.tlvShort(TlvTag.SAR_MSG_REF_NUM, 9)
                .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 3)
                .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, 3);
        part.of(read(encoder));
        assertEquals(Kind.UDH8, part.kind());
        assertEquals(7, part.reference());
        part.of(read(encoder.esmClass(0)));
        assertEquals(Kind.SAR, part.kind());
        assertEquals(9, part.reference());
    }

    @Test
    void shouldRefuseImpossibleLimits() {
        assertThrows(IllegalArgumentException.class, () -> new ReassemblyLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReassemblyLimits(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReassemblyLimits(1, 1, 0));
        assertEquals(1, new ReassemblyLimits(1, 1, 1).maxMessages());
    }

    /** Many messages at once, their parts shuffled and some of them doubled, through PDUs. */
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"UDH8", "UDH16", "SAR"})
    void shouldMakeEveryTextAgain(Mode mode) {
        for (int run = 0; run < 20; run++) {
            long seed = SEED + run;
            SplittableRandom random = new SplittableRandom(seed);
            SegmentationRules rules = SegmentationRules.DEFAULT
                    .withMode(mode)
                    .withDataCodings(DataCodingRules.DEFAULT.withPacked(random.nextBoolean()));
            List<String> texts = new ArrayList<>();
            List<SmFlyweight> pdus = new ArrayList<>();
            for (int reference = 0; reference < 20; reference++) {
                String text =
                        reference + (random.nextBoolean() ? "{€} text " : "Привет 😀 ").repeat(20 + random.nextInt(40));
                texts.add(text);
                pdus.addAll(parts(text, rules, reference));
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                pdus.add(pdus.get(random.nextInt(pdus.size())));
            }
            for (int i = pdus.size() - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                SmFlyweight other = pdus.get(i);
                pdus.set(i, pdus.get(j));
                pdus.set(j, other);
            }
            complete.clear();
            Reassembler roomy = new Reassembler(ReassemblyLimits.DEFAULT, handler);
            for (SmFlyweight pdu : pdus) {
                roomy.offer(part.of(pdu), run);
            }
            List<String> read = complete.stream()
                    .map(message -> message.text(rules.dataCodings()))
                    .sorted()
                    .toList();
            assertEquals(texts.stream().sorted().toList(), read, "with -Dsmpp.seed=" + seed);
        }
    }

    private static List<SmFlyweight> parts(String text, SegmentationRules rules, int reference) {
        Segmenter segmenter = new Segmenter();
        List<SmFlyweight> pdus = new ArrayList<>();
        int parts = segmenter.analyse(text, rules);
        for (int i = 0; i < parts; i++) {
            SmEncoder encoder = new SmEncoder().sourceAddr(5, 0, "Bank").destinationAddr(1, 1, "491700000001");
            segmenter.encodePart(i, reference, encoder);
            pdus.add(read(encoder));
        }
        return pdus;
    }

    private static SmFlyweight read(SmEncoder encoder) {
        ByteBuf out = Unpooled.buffer();
        return new SmFlyweight().wrap(out, 0, encoder.encode(out));
    }

    private Result offer(String source, String destination, int[] udh, String text, long nowMs) {
        fill(source, destination, udh, text);
        assertEquals(EsmClass.UDHI, udh.length == 0 ? EsmClass.UDHI : part.esmClass());
        return reassembler.offer(part.token(nowMs), nowMs);
    }

    private void fill(String source, String destination, int[] udh, String text) {
        byte[] octets = octets(udh, text);
        part.addresses(source, destination)
                .userData(udh.length == 0 ? 0 : EsmClass.UDHI, 0, Unpooled.wrappedBuffer(octets), 0, octets.length);
    }

    private static byte[] octets(int[] udh, String text) {
        ByteBuf buf = Unpooled.buffer();
        for (int octet : udh) {
            buf.writeByte(octet);
        }
        buf.writeCharSequence(text, StandardCharsets.US_ASCII);
        byte[] octets = new byte[buf.readableBytes()];
        buf.readBytes(octets);
        return octets;
    }

    private static int[] udh8(int reference, int total, int part) {
        return new int[] {5, 0, 3, reference, total, part};
    }
}
