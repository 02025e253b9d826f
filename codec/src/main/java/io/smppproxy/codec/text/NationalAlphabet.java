package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * GSM text of which a user data header says that it uses national language tables (3GPP TS 23.038 §6.2.1.2): a locking shift
 * table in the place of the default alphabet, a single shift table in the place of the extension table, or both. Immutable.
 */
final class NationalAlphabet {
    private static final int LANGUAGES = NationalLanguage.COUNT + 1;
    private static final int SEPTETS = 128;
    private static final int PAGE = 256;
    private static final int EXTENSION_BIT = 0x80;
    /** An escape after an escape, which no table assigns. */
    private static final byte UNMAPPED = (byte) (EXTENSION_BIT | GsmAlphabet.ESCAPE);

    private static final byte[] EMPTY_PAGE = new byte[PAGE];
    /** Made when first asked for; whoever loses a race makes the same once more. */
    private static final NationalAlphabet[] MADE = new NationalAlphabet[LANGUAGES * LANGUAGES];

    static {
        Arrays.fill(EMPTY_PAGE, UNMAPPED);
    }

    private final int lockingId;
    private final int singleId;
    private final char[] chars = new char[SEPTETS];
    private final char[] charsAfterEscape;
    /** Per char, in pages of 256: its septet; with bit 7 set its septet after an escape; or UNMAPPED. */
    private final byte[][] pages = new byte[PAGE][];

    /**
     * The tables that two identifiers choose.
     *
     * @param lockingId of the locking shift table; 0, and every number without a table, for the default alphabet, which a
     *     receiver falls back to (TS 23.038 §6.2.1.2.4)
     * @param singleId of the single shift table; 0, and every number without a table, for the extension table
     */
    static NationalAlphabet of(int lockingId, int singleId) {
        int locking = lockingId < LANGUAGES && !NationalTables.LOCKING[lockingId].isEmpty() ? lockingId : 0;
        int single = singleId < LANGUAGES ? singleId : 0;
        int index = locking * LANGUAGES + single;
        NationalAlphabet alphabet = MADE[index];
        if (alphabet == null) {
            alphabet = new NationalAlphabet(locking, single);
            MADE[index] = alphabet;
        }
        return alphabet;
    }

    private NationalAlphabet(int lockingId, int singleId) {
        this.lockingId = lockingId;
        this.singleId = singleId;
        Arrays.fill(pages, EMPTY_PAGE);
        Arrays.fill(chars, ' ');
        if (lockingId == 0) {
            for (int septet = 0; septet < SEPTETS; septet++) {
                assign(septet, GsmAlphabet.DEFAULT_TABLE.charAt(septet));
            }
        } else {
            String[] cells = NationalTables.LOCKING[lockingId].split("\\s+", -1);
            for (int septet = 0; septet < SEPTETS; septet++) {
                if (!cells[septet].equals("----")) {
                    assign(septet, (char) Integer.parseInt(cells[septet], 16));
                }
            }
        }
        // A receiver shows the character of the main table for a septet that the extension lacks (TS 23.038 §6.2.1.1).
        charsAfterEscape = chars.clone();
        if (singleId == 0) {
            for (int i = 0; i < GsmAlphabet.EXTENSION_SEPTETS.length; i++) {
                assignAfterEscape(GsmAlphabet.EXTENSION_SEPTETS[i], GsmAlphabet.EXTENSION_CHARS.charAt(i));
            }
        } else {
            for (String cell : NationalTables.SINGLE[singleId].split("\\s+", -1)) {
                assignAfterEscape(
                        Integer.parseInt(cell, 0, 2, 16), (char) Integer.parseInt(cell, 3, cell.length(), 16));
            }
        }
    }

    /** Identifier of the locking shift table, 0 for none. */
    int lockingId() {
        return lockingId;
    }

    /** Identifier of the single shift table, 0 for none. */
    int singleId() {
        return singleId;
    }

    /** As {@link GsmAlphabet#encode(char[], int, byte[])}. */
    int encode(char[] text, int length, byte[] out) {
        int end = 0;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            byte septet = pages[c >>> 8][c & 0xFF];
            if (septet < 0) {
                if (septet == UNMAPPED) {
                    return GsmAlphabet.NOT_ENCODABLE;
                }
                out[end++] = GsmAlphabet.ESCAPE;
                septet &= 0x7F;
            }
            out[end++] = septet;
        }
        return end;
    }

    /** As {@link GsmAlphabet#decode}; an unassigned septet shows a space. Allocates. */
    String decode(ByteBuf buf, int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int septet = buf.getByte(offset + i) & 0x7F;
            if (septet != GsmAlphabet.ESCAPE) {
                text.append(chars[septet]);
            } else if (++i < length) {
                text.append(charsAfterEscape[buf.getByte(offset + i) & 0x7F]);
            }
        }
        return text.toString();
    }

    private void assign(int septet, char c) {
        if (septet != GsmAlphabet.ESCAPE) {
            chars[septet] = c;
            page(c)[c & 0xFF] = (byte) septet;
        }
    }

    /** The main table, which takes one septet, and of two cells the first are what a sender writes. */
    private void assignAfterEscape(int septet, char c) {
        charsAfterEscape[septet] = c;
        byte[] page = page(c);
        if (page[c & 0xFF] == UNMAPPED) {
            page[c & 0xFF] = (byte) (septet | EXTENSION_BIT);
        }
    }

    private byte[] page(char c) {
        int high = c >>> 8;
        if (pages[high] == EMPTY_PAGE) {
            pages[high] = EMPTY_PAGE.clone();
        }
        return pages[high];
    }
}
