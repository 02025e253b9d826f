package io.smppproxy.codec.receipt;

import io.smppproxy.codec.MessageState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a receipt, "id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…" (SMPP v3.4 Appendix B), read
 * as leniently as the shapes seen from message centres ask for: keys in any order and case, space, underscore or nothing
 * in "submit date", spaces around the colon, an equals sign in its place, commas or line ends between fields, fields
 * missing or doubled (the first one counts), and keys inside the quoted message ignored.
 */
final class ReceiptText {
    static final int ID = 0;
    static final int STAT = 1;
    static final int ERR = 2;
    static final int SUBMIT_DATE = 3;
    static final int DONE_DATE = 4;
    static final int SUB = 5;
    static final int DLVRD = 6;
    static final int TEXT = 7;
    private static final int KEYS = 8;
    private static final int NONE = -1;

    /** Far beyond any receipt; what comes after is the quoted message. */
    private static final int MAX_TEXT = 1024;

    /** '_' as a GSM septet, which is how data_coding 0 carries it. */
    private static final byte GSM_UNDERSCORE = 0x11;

    /** stat by its first letters, so that spelled-out and shortened names read alike. */
    private static final String[] STAT_PREFIXES = {
        "DELIV", "UNDEL", "EXPIR", "REJEC", "ACCEP", "ENROU", "UNKNO", "DELET", "SKIPP", "SCHED", "FAIL", "BUFFE",
        "INVAL"
    };

    private static final int[] STATES = {
        MessageState.DELIVERED,
        MessageState.UNDELIVERABLE,
        MessageState.EXPIRED,
        MessageState.REJECTED,
        MessageState.ACCEPTED,
        MessageState.ENROUTE,
        MessageState.UNKNOWN,
        MessageState.DELETED,
        MessageState.SKIPPED,
        MessageState.SCHEDULED,
        MessageState.UNDELIVERABLE,
        MessageState.ENROUTE,
        MessageState.UNKNOWN
    };

    /** The octet at the lowest offset is the least significant one. */
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long COLONS = ':' * 0x0101_0101_0101_0101L;
    private static final long EQUALS_SIGNS = '=' * 0x0101_0101_0101_0101L;

    private final byte[] octets = new byte[MAX_TEXT];
    private int length;
    private final int[] starts = new int[KEYS];
    private final int[] ends = new int[KEYS];

    /** Set by {@link #keyBefore}: where the key that it found starts. */
    private int keyStart;

    /** Empties the text and makes room for {@code wantedLength} octets, or as many as it takes. */
    void begin(int wantedLength) {
        length = Math.min(wantedLength, MAX_TEXT);
        Arrays.fill(starts, NONE);
    }

    int length() {
        return length;
    }

    byte[] octets() {
        return octets;
    }

    void set(int index, byte octet) {
        octets[index] = octet;
    }

    /** Finds the fields. */
    void index() {
        int open = NONE;
        for (int i = nextSeparator(0); i < length; i = nextSeparator(i + 1)) {
            int key = keyBefore(i);
            if (key == NONE) {
                continue;
            }
            if (open != NONE) {
                ends[open] = trimmedEnd(open, keyStart);
                open = NONE;
            }
            if (starts[key] == NONE) {
                starts[key] = i + 1;
                open = key;
            }
            if (key == TEXT && (starts[ID] != NONE || starts[STAT] != NONE)) {
                break;
            }
        }
        if (open != NONE) {
            ends[open] = trimmedEnd(open, length);
        }
    }

    /** Index of the first colon or equals sign from {@code from} on, or the text's length. Looks at eight octets at once. */
    private int nextSeparator(int from) {
        int i = from;
        for (; length - i >= Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(octets, i);
            long found = zeroOctets(word ^ COLONS) | zeroOctets(word ^ EQUALS_SIGNS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < length && octets[i] != ':' && octets[i] != '=') {
            i++;
        }
        return i;
    }

    /** Bit 7 of each octet is set if and only if that octet of {@code word} is zero. */
    private static long zeroOctets(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /** Start of a field's first word. */
    int tokenStart(int key) {
        int start = starts[key];
        if (start == NONE) {
            return 0;
        }
        while (start < ends[key] && isSpace(octets[start])) {
            start++;
        }
        return start;
    }

    int tokenLength(int key) {
        if (starts[key] == NONE) {
            return 0;
        }
        int start = tokenStart(key);
        int end = start;
        while (end < ends[key] && !isSpace(octets[end])) {
            end++;
        }
        return end - start;
    }

    /** A whole field, words and all. */
    String field(int key) {
        int start = tokenStart(key);
        return starts[key] == NONE ? "" : new String(octets, start, ends[key] - start, StandardCharsets.ISO_8859_1);
    }

    String all() {
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    String token(int key) {
        return new String(octets, tokenStart(key), tokenLength(key), StandardCharsets.ISO_8859_1);
    }

    /** A field of one to nine decimal digits as a number, else {@link DeliveryReceipt#NO_NUMBER}. */
    int number(int key) {
        int start = tokenStart(key);
        int digits = tokenLength(key);
        if (digits < 1 || digits > 9) {
            return DeliveryReceipt.NO_NUMBER;
        }
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9) {
                return DeliveryReceipt.NO_NUMBER;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    int state() {
        int start = tokenStart(STAT);
        int tokenLength = tokenLength(STAT);
        for (int i = 0; i < STAT_PREFIXES.length; i++) {
            String prefix = STAT_PREFIXES[i];
            if (tokenLength >= prefix.length() && matches(prefix, start)) {
                return STATES[i];
            }
        }
        if (tokenLength == 1 && octets[start] >= '0' && octets[start] <= '9') {
            return octets[start] - '0';
        }
        return DeliveryReceipt.NO_STATE;
    }

    long date(int key) {
        return starts[key] == NONE ? DeliveryReceipt.NO_DATE : ReceiptDate.parse(octets, starts[key], ends[key]);
    }

    /** The key whose name ends before the separator at {@code separator}, spaces aside, or NONE. */
    private int keyBefore(int separator) {
        int end = separator;
        while (end > 0 && octets[end - 1] == ' ') {
            end--;
        }
        if (end < 2) {
            return NONE;
        }
        return switch (octets[end - 1] | 0x20) {
            case 'd' -> endsWith("DLVRD", end) ? DLVRD : endsWith("ID", end) ? ID : NONE;
            case 't' -> endsWith("STAT", end) ? STAT : endsWith("TEXT", end) ? TEXT : NONE;
            case 'r' -> endsWith("ERR", end) ? ERR : NONE;
            case 'b' -> endsWith("SUB", end) ? SUB : NONE;
            case 'e' -> dateKeyBefore(end);
            default -> NONE;
        };
    }

    private int dateKeyBefore(int end) {
        int word = end - 4;
        if (word < 4 || !matches("DATE", word)) {
            return NONE;
        }
        while (word > 0 && (octets[word - 1] == ' ' || octets[word - 1] == '_' || octets[word - 1] == GSM_UNDERSCORE)) {
            word--;
        }
        return endsWith("DONE", word) ? DONE_DATE : endsWith("SUBMIT", word) ? SUBMIT_DATE : NONE;
    }

    private boolean endsWith(String key, int end) {
        int start = end - key.length();
        if (start < 0 || !matches(key, start) || (start > 0 && !isBetweenFields(octets[start - 1]))) {
            return false;
        }
        keyStart = start;
        return true;
    }

    /** Compares letters without case; {@code word} is in capitals. */
    private boolean matches(String word, int start) {
        for (int i = 0; i < word.length(); i++) {
            if ((octets[start + i] & 0xDF) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A comma may stand between fields; in the quoted message it belongs to the quote. */
    private int trimmedEnd(int key, int end) {
        int trimmed = end;
        while (trimmed > starts[key]
                && (key == TEXT ? isSpace(octets[trimmed - 1]) : isBetweenFields(octets[trimmed - 1]))) {
            trimmed--;
        }
        return trimmed;
    }

    private static boolean isSpace(byte c) {
        return c >= 0 && c <= ' ';
    }

    private static boolean isBetweenFields(byte c) {
        return isSpace(c) || c == ',' || c == ';' || c == '|' || c == '&';
    }
}
