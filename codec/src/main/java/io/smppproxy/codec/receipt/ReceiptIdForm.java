package io.smppproxy.codec.receipt;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * How a message centre writes one message's id in submit_sm_resp and in the receipt. Vendors write the same number in
 * another base, with leading zeros or in other case; SMPP v3.3 has ids in hexadecimal. Both spellings become one key:
 * hexadecimal digits in lower case without leading zeros, of any length. An id that is no number of its base is its own
 * key, octet by octet. Pure functions, for any thread.
 */
public enum ReceiptIdForm {
    /** The same octets in both. */
    AS_IS(0, 0),
    /** Hexadecimal in both, case and leading zeros aside. */
    HEX(16, 16),
    /** Decimal in both, leading zeros aside. */
    DECIMAL(10, 10),
    /** Hexadecimal in the receipt, decimal in the response. */
    HEX_TO_DECIMAL(10, 16),
    /** Decimal in the receipt, hexadecimal in the response. */
    DECIMAL_TO_HEX(16, 10);

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final int LONG_DECIMAL_DIGITS = 18;

    private final int responseRadix;
    private final int receiptRadix;

    ReceiptIdForm(int responseRadix, int receiptRadix) {
        this.responseRadix = responseRadix;
        this.receiptRadix = receiptRadix;
    }

    /**
     * Writes the key of an id from submit_sm_resp or data_sm_resp.
     *
     * @param key needs room for {@code length} octets from {@code keyOffset}; may be the same array at the same offset
     * @return length of the key in octets, at most {@code length}
     */
    public int responseKey(byte[] id, int offset, int length, byte[] key, int keyOffset) {
        return key(responseRadix, id, offset, length, key, keyOffset);
    }

    /** Writes the key of an id from a receipt; as {@link #responseKey(byte[], int, int, byte[], int)}. */
    public int receiptKey(byte[] id, int offset, int length, byte[] key, int keyOffset) {
        return key(receiptRadix, id, offset, length, key, keyOffset);
    }

    /** The key of an id from submit_sm_resp or data_sm_resp. Allocates. */
    public String responseKey(String id) {
        return key(responseRadix, id);
    }

    /** The key of an id from a receipt. Allocates. */
    public String receiptKey(String id) {
        return key(receiptRadix, id);
    }

    private static String key(int radix, String id) {
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        int length = key(radix, octets, 0, octets.length, octets, 0);
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static int key(int radix, byte[] id, int offset, int length, byte[] key, int keyOffset) {
        int start = offset;
        int end = offset + length;
        if (radix == 16 && length > 2 && id[start] == '0' && (id[start + 1] | 0x20) == 'x') {
            start += 2;
        }
        if (radix == 0 || !isNumber(radix, id, start, end)) {
            System.arraycopy(id, offset, key, keyOffset, length);
            return length;
        }
        while (start < end - 1 && id[start] == '0') {
            start++;
        }
        return radix == 16 ? lowerCase(id, start, end, key, keyOffset) : decimalToHex(id, start, end, key, keyOffset);
    }

    private static boolean isNumber(int radix, byte[] id, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.digit(id[i], radix) < 0) {
                return false;
            }
        }
        return start < end;
    }

    private static int lowerCase(byte[] id, int start, int end, byte[] key, int keyOffset) {
        for (int i = start; i < end; i++) {
            key[keyOffset + i - start] = HEX_DIGITS[Character.digit(id[i], 16)];
        }
        return end - start;
    }

    private static int decimalToHex(byte[] id, int start, int end, byte[] key, int keyOffset) {
        if (end - start > LONG_DECIMAL_DIGITS) {
            return longDecimalToHex(id, start, end, key, keyOffset);
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            value = 10 * value + id[i] - '0';
        }
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int i = digits - 1; i >= 0; i--) {
            key[keyOffset + i] = HEX_DIGITS[(int) value & 0xF];
            value >>>= 4;
        }
        return digits;
    }

    private static int longDecimalToHex(byte[] id, int start, int end, byte[] key, int keyOffset) {
        byte[] hex = new BigInteger(new String(id, start, end - start, StandardCharsets.US_ASCII))
                .toString(16)
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, key, keyOffset, hex.length);
        return hex.length;
    }
}
