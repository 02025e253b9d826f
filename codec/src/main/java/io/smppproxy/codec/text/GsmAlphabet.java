package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1), unpacked: one septet per octet, as
 * nearly every message centre takes data_coding 0.
 */
public final class GsmAlphabet {
    /** Announces that the next septet is one of the extension table. */
    public static final byte ESCAPE = 0x1B;

    /** What {@link #encode} answers for text with a character outside the alphabet. */
    public static final int NOT_ENCODABLE = -1;

    static final String DEFAULT_TABLE = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ"
            + " !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    static final String EXTENSION_CHARS = "\f^{}\\[~]|€";
    static final byte[] EXTENSION_SEPTETS = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    /** Per char its septet; with bit 7 set its septet after an escape; or UNMAPPED, which is no extension septet. */
    private static final byte[] SEPTETS = new byte[1 << Character.SIZE];

    private static final byte UNMAPPED = (byte) 0xFF;
    private static final int EXTENSION_BIT = 0x80;
    private static final char[] CHARS = DEFAULT_TABLE.toCharArray();
    private static final char[] CHARS_AFTER_ESCAPE = CHARS.clone();

    /** The octet at the lowest offset is the least significant one. */
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SEPTET_BITS = ~HIGH_BITS;
    private static final long ESCAPES = ESCAPE * 0x0101_0101_0101_0101L;

    static {
        Arrays.fill(SEPTETS, UNMAPPED);
        for (int septet = 0; septet < CHARS.length; septet++) {
            if (septet != ESCAPE) {
                SEPTETS[CHARS[septet]] = (byte) septet;
            }
        }
        for (int i = 0; i < EXTENSION_SEPTETS.length; i++) {
            SEPTETS[EXTENSION_CHARS.charAt(i)] = (byte) (EXTENSION_SEPTETS[i] | EXTENSION_BIT);
            CHARS_AFTER_ESCAPE[EXTENSION_SEPTETS[i]] = EXTENSION_CHARS.charAt(i);
        }
        // A second escape is reserved for another table; a receiver that knows none shows a space (TS 23.038 §6.2.1.1).
        CHARS_AFTER_ESCAPE[ESCAPE] = ' ';
        CHARS[ESCAPE] = ' ';
    }

    private GsmAlphabet() {}

    /** Septets that {@code c} takes: 1, 2 with the escape, 0 when the alphabet has no such character. */
    public static int septetsOf(char c) {
        byte septet = SEPTETS[c];
        if (septet >= 0) {
            return 1;
        }
        return septet == UNMAPPED ? 0 : 2;
    }

    public static boolean canEncode(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (SEPTETS[text.charAt(i)] == UNMAPPED) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the unpacked septets of {@code chars[0, length)} to {@code out}, which needs room for twice as many.
     *
     * @return the number of septets, or {@link #NOT_ENCODABLE}, and then {@code out} is undefined
     */
    public static int encode(char[] chars, int length, byte[] out) {
        byte[] septets = SEPTETS;
        int end = 0;
        int i = 0;
        while (i < length) {
            // Eight characters of the default table at once: one test and one store instead of eight.
            while (length - i >= Long.BYTES) {
                long word = septets[chars[i]]
                        | (long) septets[chars[i + 1]] << 8
                        | (long) septets[chars[i + 2]] << 16
                        | (long) septets[chars[i + 3]] << 24
                        | (long) septets[chars[i + 4]] << 32
                        | (long) septets[chars[i + 5]] << 40
                        | (long) septets[chars[i + 6]] << 48
                        | (long) septets[chars[i + 7]] << 56;
                if ((word & HIGH_BITS) != 0) {
                    break;
                }
                WORD.set(out, end, word);
                end += Long.BYTES;
                i += Long.BYTES;
            }
            int stop = Math.min(length, i + Long.BYTES);
            for (; i < stop; i++) {
                byte septet = septets[chars[i]];
                if (septet < 0) {
                    if (septet == UNMAPPED) {
                        return NOT_ENCODABLE;
                    }
                    out[end++] = ESCAPE;
                    septet &= 0x7F;
                }
                out[end++] = septet;
            }
        }
        return end;
    }

    /** The unpacked septets of {@code text}, or null when it has a character outside the alphabet. Allocates. */
    public static byte[] encode(CharSequence text) {
        byte[] out = new byte[2 * text.length()];
        int septets = encode(text.toString().toCharArray(), text.length(), out);
        return septets == NOT_ENCODABLE ? null : Arrays.copyOf(out, septets);
    }

    /**
     * The text of unpacked septets; bit 7 is ignored, an escape at the end dropped, and an escape before a septet that
     * the extension table lacks shows that septet's own character (TS 23.038 §6.2.1.1). Allocates.
     */
    public static String decode(ByteBuf buf, int offset, int length) {
        byte[] octets = new byte[length];
        buf.getBytes(offset, octets);
        char[] chars = new char[length];
        return new String(chars, 0, decode(octets, 0, length, chars));
    }

    /**
     * As {@link #decode(ByteBuf, int, int)}, into {@code to}, which needs room for {@code length} characters.
     *
     * @return the number of characters
     */
    public static int decode(byte[] octets, int offset, int length, char[] to) {
        char[] table = CHARS;
        int end = 0;
        int i = offset;
        int stop = offset + length;
        while (i < stop) {
            // Eight septets without an escape at once.
            while (stop - i >= Long.BYTES) {
                long word = (long) WORD.get(octets, i) & SEPTET_BITS;
                // Bit 7 of an octet stays clear if and only if the septet is an escape.
                if ((((word ^ ESCAPES) + SEPTET_BITS) & HIGH_BITS) != HIGH_BITS) {
                    break;
                }
                to[end] = table[(int) word & 0x7F];
                to[end + 1] = table[(int) (word >>> 8) & 0x7F];
                to[end + 2] = table[(int) (word >>> 16) & 0x7F];
                to[end + 3] = table[(int) (word >>> 24) & 0x7F];
                to[end + 4] = table[(int) (word >>> 32) & 0x7F];
                to[end + 5] = table[(int) (word >>> 40) & 0x7F];
                to[end + 6] = table[(int) (word >>> 48) & 0x7F];
                to[end + 7] = table[(int) (word >>> 56)];
                end += Long.BYTES;
                i += Long.BYTES;
            }
            int blockEnd = Math.min(stop, i + Long.BYTES);
            while (i < blockEnd) {
                int septet = octets[i++] & 0x7F;
                if (septet != ESCAPE) {
                    to[end++] = table[septet];
                } else if (i < stop) {
                    to[end++] = CHARS_AFTER_ESCAPE[octets[i++] & 0x7F];
                }
            }
        }
        return end;
    }
}
