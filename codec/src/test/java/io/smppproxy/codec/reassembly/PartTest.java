package io.smppproxy.codec.reassembly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.reassembly.Part.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a part's place is read from, and which numbers are none. */
class PartTest {
    private static final ByteBuf WITH_HEADER = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("050003aa030261"));

    private final Part part = new Part();

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, SAR",
        "65535, 255, 255, SAR",
        "65536, 2, 1, NONE",
        "-1, 2, 1, NONE",
        "1, 256, 1, NONE",
        "1, 2, 0, NONE",
        "1, 2, 3, NONE",
        "1, -1, 1, NONE",
        "1, 2, -1, NONE"
    })
    void shouldTakeNumbersThatArePossible(int reference, int total, int number, Kind expected) {
        part.userData(0, 0, Unpooled.EMPTY_BUFFER, 0, 0).sar(reference, total, number);
        assertEquals(expected, part.kind());
        boolean isPart = expected == Kind.SAR;
        assertEquals(isPart ? reference : -1, part.reference());
        assertEquals(isPart ? total : -1, part.totalParts());
        assertEquals(isPart ? number : -1, part.partNumber());
    }

    @Test
    void shouldPreferTheHeaderToSar() {
        part.userData(EsmClass.UDHI, 0, WITH_HEADER, 0, 7).sar(1, 9, 8);
        assertEquals(Kind.UDH8, part.kind());
        assertEquals(0xAA, part.reference());
        assertEquals(3, part.totalParts());
        assertEquals(2, part.partNumber());
    }

    @Test
    void shouldReadNoHeaderThatIsNotAnnounced() {
        part.userData(0, 0, WITH_HEADER, 0, 7);
        assertEquals(Kind.NONE, part.kind());
    }

    @Test
    void shouldReadSarTlvsAmongOthers() {
        SmEncoder encoder = new SmEncoder()
                .sourceAddr(1, 1, "1".repeat(20))
                .destinationAddr(1, 1, "2".repeat(20))
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 77)
                .tlvShort(TlvTag.SAR_MSG_REF_NUM, 0xABCD)
                .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 4)
                .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, 3);
        part.of(wrap(encoder));
        assertEquals(Kind.SAR, part.kind());
        assertEquals(0xABCD, part.reference());
        assertEquals(4, part.totalParts());
        assertEquals(3, part.partNumber());
    }

    @Test
    void shouldJoinSegmentsOfSarWithoutHeaders() {
        List<JoinedMessage> whole = new ArrayList<>();
        Reassembler reassembler = new Reassembler(ReassemblyLimits.DEFAULT, new ReassemblyHandler() {
            @Override
            public void complete(JoinedMessage message) {
                whole.add(message);
            }

            @Override
            public void incomplete(JoinedMessage message, Cause cause) {
                throw new AssertionError(cause);
            }
        });
        for (int number = 2; number >= 1; number--) {
            byte[] text = {(byte) ('a' + number), 'x'};
            SmEncoder encoder = new SmEncoder()
                    .sourceAddr(1, 1, "123")
                    .shortMessage(text, 0, 2)
                    .tlvShort(TlvTag.SAR_MSG_REF_NUM, 5)
                    .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 2)
                    .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, number);
            reassembler.offer(part.of(wrap(encoder)).token(number), 7);
        }
        JoinedMessage message = whole.get(0);
        assertArrayEquals(new byte[] {'b', 'x', 'c', 'x'}, message.data());
        assertArrayEquals(new byte[] {'c', 'x'}, message.userData(2));
        assertEquals("123", message.source());
        assertEquals("", message.destination());
        assertEquals(Kind.SAR, message.kind());
        assertEquals(5, message.reference());
        assertEquals(7, message.firstMs());
        assertEquals(1, message.token(1));
        assertEquals(0, reassembler.openOctets());
    }

    private static SmFlyweight wrap(SmEncoder encoder) {
        ByteBuf out = Unpooled.buffer();
        return new SmFlyweight().wrap(out, 0, encoder.encode(out));
    }
}
