package io.smppproxy.simulator.plan;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How a message id is written. One message has one number; answer and receipt may write it differently. */
public enum MessageIdForm {
    DECIMAL,
    /** Lower case, no prefix. */
    HEX,
    /** Derived from the number, so that answer and receipt agree. */
    UUID;

    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    public String format(long id) {
        return switch (this) {
            case DECIMAL -> Long.toString(id);
            case HEX -> Long.toHexString(id);
            case UUID ->
                new UUID((mix(id) & ~0xF000L) | 0x4000L, (mix(id + GOLDEN_GAMMA) >>> 2) | (1L << 63)).toString();
        };
    }

    /** Appends the octets of {@link #format}. Allocates for UUID only. */
    public void write(ByteBuf out, long id) {
        switch (this) {
            case DECIMAL -> writeDecimal(out, id);
            case HEX -> writeHex(out, id);
            case UUID -> out.writeCharSequence(format(id), StandardCharsets.US_ASCII);
        }
    }

    private static void writeDecimal(ByteBuf out, long id) {
        int digits = 1;
        for (long rest = id / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int start = out.writerIndex();
        out.writeZero(digits);
        long rest = id;
        for (int i = start + digits - 1; i >= start; i--) {
            out.setByte(i, '0' + (int) (rest % 10));
            rest /= 10;
        }
    }

    private static void writeHex(ByteBuf out, long id) {
        int shift = Math.max(0, 60 - (Long.numberOfLeadingZeros(id) & ~3));
        for (; shift >= 0; shift -= 4) {
            int nibble = (int) (id >>> shift) & 0xF;
            out.writeByte(nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
        }
    }

    /** The finaliser of SplitMix64: a bijection, so ids stay distinct. */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
