package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
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
     * Writes the septets of {@code chars[0, length)} to {@code out}, which needs room for twice as many.
     *
     * @return the number of septets, or {@link #NOT_ENCODABLE}
     */
    static int encode(char[] chars, int length, byte[] out) {
        byte[] septets = SEPTETS;
        int end = 0;
        for (int i = 0; i < length; i++) {
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
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int septet = buf.getByte(offset + i) & 0x7F;
            if (septet != ESCAPE) {
                text.append(CHARS[septet]);
            } else if (++i < length) {
                text.append(CHARS_AFTER_ESCAPE[buf.getByte(offset + i) & 0x7F]);
            }
        }
        return text.toString();
    }
}
