package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedSeptetsTest {
    @ParameterizedTest
    @CsvSource({
        // TS 23.038 §6.1.2.1.1: one, two, three and seven characters; the last with a CR in its seven spare bits.
        "0, 31, 31",
        "0, 3132, 3119",
        "0, 313233, 31d90c",
        "0, 31323334353637, 31d98c56b3dd1a",
        "0, 3132333435363738, 31d98c56b3dd70",
        "0, 313233343536370d, 31d98c56b3dd1a0d",
        "0, 3132333435360d, 31d98c56b3351a",
        "0, '', ''",
        // TS 23.040 §9.2.3.24: fill bits behind a header of 6, 7 and 4 octets.
        "6, 41, 82",
        "7, 41, 41",
        "4, 41, 0802",
        "6, '', ''",
        "6, 0d, 1a0d"
    })
    void shouldPack(int headerBytes, String septets, String packed) {
        byte[] from = ByteBufUtil.decodeHexDump(septets);
        byte[] to = new byte[16];
        int length = PackedSeptets.pack(headerBytes, from, 0, from.length, to, 1);
        assertEquals(packed, ByteBufUtil.hexDump(to, 1, length));
        assertEquals(length, PackedSeptets.lengthBytes(headerBytes, from, 0, from.length));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 31d98c56b3dd1a, 31323334353637",
        "0, 31d98c56b3dd70, 3132333435363738",
        // Seven zero bits are an "@" to whoever knows only the number of octets.
        "0, 31d98c56b3dd00, 3132333435363700",
        "0, 31d98c56b3dd1a0d, 313233343536370d0d",
        "0, 31d90c, 313233",
        "6, 82, 41",
        "7, 41, 41",
        "4, 0802, 41",
        "4, 08, ''",
        "6, '', ''",
        "0, '', ''"
    })
    void shouldUnpack(int headerBytes, String packed, String septets) {
        ByteBuf buf = Unpooled.wrappedBuffer(new byte[] {0x7F}, ByteBufUtil.decodeHexDump(packed));
        byte[] unpacked = PackedSeptets.unpack(headerBytes, buf, 1, packed.length() / 2);
        int length = PackedSeptets.textLength(headerBytes, unpacked);
        assertEquals(septets, ByteBufUtil.hexDump(Arrays.copyOf(unpacked, length)));
    }

    @Test
    void shouldReadWhatItWritesForEveryLengthAndHeader() {
        for (int headerBytes = 0; headerBytes < 15; headerBytes++) {
            for (int count = 0; count < 40; count++) {
                byte[] septets = new byte[count];
                for (int i = 0; i < count; i++) {
                    septets[i] = (byte) (127 - 3 * i);
                }
                byte[] packed = new byte[60];
                int length = PackedSeptets.pack(headerBytes, septets, 0, count, packed, 0);
                byte[] read = PackedSeptets.unpack(headerBytes, Unpooled.wrappedBuffer(packed), 0, length);
                assertEquals(
                        ByteBufUtil.hexDump(septets),
                        ByteBufUtil.hexDump(Arrays.copyOf(read, PackedSeptets.textLength(headerBytes, read))),
                        headerBytes + ", " + count);
            }
        }
    }
}
