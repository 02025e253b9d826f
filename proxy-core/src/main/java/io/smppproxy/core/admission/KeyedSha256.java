package io.smppproxy.core.admission;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 over the node's secret and some fields, truncated to 128 bits. One per thread; allocates nothing once its buffer has grown to
 * the longest input. Truncation leaves no room for length extension, so the secret may simply come first.
 */
final class KeyedSha256 {
    private static final int DIGEST_LENGTH = 32;

    private final MessageDigest sha256;
    private final byte[] result = new byte[DIGEST_LENGTH];
    private final int prefixLength;
    private byte[] input;
    private int length;

    /** @param purpose keeps digests of different kinds apart */
    KeyedSha256(NodeSecret secret, byte purpose) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] octets = secret.octets();
        prefixLength = octets.length + 1;
        input = Arrays.copyOf(octets, 256);
        input[octets.length] = purpose;
    }

    KeyedSha256 begin() {
        length = prefixLength;
        return this;
    }

    KeyedSha256 add(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            input[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** ASCII as it is, any other UTF-16 unit as three octets: no two texts have the same octets. */
    KeyedSha256 add(String text, int from) {
        int count = text.length() - from;
        add(count);
        ensure(3 * count);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                input[length++] = (byte) c;
            } else {
                input[length++] = (byte) (0xE0 | (c >>> 12));
                input[length++] = (byte) (0x80 | ((c >>> 6) & 0x3F));
                input[length++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return this;
    }

    void finish() {
        sha256.update(input, 0, length);
        try {
            sha256.digest(result, 0, DIGEST_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has " + DIGEST_LENGTH + " octets", e);
        }
    }

    long hi() {
        return longAt(0);
    }

    long lo() {
        return longAt(8);
    }

    private long longAt(int offset) {
        long value = 0;
        for (int i = offset; i < offset + 8; i++) {
            value = (value << 8) | (result[i] & 0xFF);
        }
        return value;
    }

    private void ensure(int count) {
        if (length + count > input.length) {
            input = Arrays.copyOf(input, Math.max(2 * input.length, length + count));
        }
    }
}
