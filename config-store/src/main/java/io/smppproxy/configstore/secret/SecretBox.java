package io.smppproxy.configstore.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets with AES-256-GCM (NIST SP 800-38D) under a key that is not in the database, and derives from it what else must not be
 * forged. Immutable; any thread.
 */
public final class SecretBox {
    public static final int KEY_BYTES = 32;

    private static final String PREFIX = "$aes-256-gcm$";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec encryptionKey;
    private final byte[] key;

    /** @param key 32 octets */
    public SecretBox(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key: " + key.length + " octets (expected: " + KEY_BYTES + ")");
        }
        this.key = key.clone();
        this.encryptionKey = new SecretKeySpec(hmac("encryption", ""), "AES");
    }

    /** A box with a key of its own, for a database that ends with the process. */
    public static SecretBox random() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new SecretBox(key);
    }

    /** Whether a text is what {@link #encrypt} makes. */
    public static boolean isEncrypted(String text) {
        return text.startsWith(PREFIX);
    }

    /** Text that only this key can read; another one each time. */
    public String encrypt(String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] octets = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @throws IllegalArgumentException when the text was not made with this key, or was changed since; it is not quoted */
    public String decrypt(String encrypted) {
        if (!isEncrypted(encrypted)) {
            throw new IllegalArgumentException("not encrypted (expected: " + PREFIX + "…)");
        }
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(encrypted.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("damaged (expected: base64)", e);
        }
        if (octets.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new IllegalArgumentException("damaged (expected: more octets)");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, encryptionKey, new GCMParameterSpec(TAG_BITS, octets, 0, NONCE_BYTES));
            byte[] plain = cipher.doFinal(octets, NONCE_BYTES, octets.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("encrypted with another key, or damaged", e);
        }
    }

    /** HMAC-SHA-256 over a text, for one purpose; hexadecimal. Nobody without the key can make it. */
    public String seal(String purpose, String text) {
        return HexFormat.of().formatHex(hmac(purpose, text));
    }

    private byte[] hmac(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
