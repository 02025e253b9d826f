package io.smppproxy.core.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 (RFC 8018 §5.2) as a PHC string such as {@code $pbkdf2-sha256$i=10000$salt$hash}. The form of Python's
 * passlib, with a bare number of iterations, is read too. Immutable. Verifying takes milliseconds and is not for I/O loops.
 */
public final class PasswordHash {
    /** About five milliseconds; docs/decisions/0007 says why no more. */
    public static final int DEFAULT_ITERATIONS = 10_000;

    public static final int MIN_ITERATIONS = 1_000;
    public static final int MAX_ITERATIONS = 10_000_000;

    private static final Pattern PHC = Pattern.compile(
            "\\$pbkdf2-(sha256|sha512)\\$(?:i=)?([0-9]{1,8})(?:,l=[0-9]{1,3})?\\$([A-Za-z0-9+/.]+)\\$([A-Za-z0-9+/.]+)");

    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(String algorithm, int iterations, byte[] salt, byte[] hash) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** @throws IllegalArgumentException unless it is a PHC string of a PBKDF2 that is known here; the text is not quoted */
    public static PasswordHash parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw unexpected();
        }
        int iterations = Integer.parseInt(matcher.group(2));
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations: " + iterations + " (expected: " + MIN_ITERATIONS + " to " + MAX_ITERATIONS + ")");
        }
        byte[] salt = decode(matcher.group(3));
        byte[] hash = decode(matcher.group(4));
        if (salt.length < 8 || hash.length < 16 || hash.length > 64) {
            throw unexpected();
        }
        return new PasswordHash(algorithm(matcher.group(1)), iterations, salt, hash);
    }

    private static IllegalArgumentException unexpected() {
        return new IllegalArgumentException("password hash (expected: $pbkdf2-sha256$i=" + DEFAULT_ITERATIONS
                + "$salt$hash, salt and hash in base64)");
    }

    private static String algorithm(String digest) {
        return digest.equals("sha256") ? "PBKDF2WithHmacSHA256" : "PBKDF2WithHmacSHA512";
    }

    /** passlib writes a dot for a plus. */
    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('.', '+'));
        } catch (IllegalArgumentException e) {
            throw unexpected();
        }
    }

    /** Hashes a password under a new salt. */
    public static String make(String password, int iterations) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        byte[] hash = derive(
                "PBKDF2WithHmacSHA256", password.getBytes(StandardCharsets.ISO_8859_1), salt, iterations, HASH_LENGTH);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$pbkdf2-sha256$i=" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Takes the same time whether the password is right or not. */
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, derive(algorithm, password, salt, iterations, hash.length));
    }

    private static byte[] derive(String algorithm, byte[] password, byte[] salt, int iterations, int length) {
        char[] characters = new String(password, StandardCharsets.ISO_8859_1).toCharArray();
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, 8 * length);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        } finally {
            spec.clearPassword();
        }
    }
}
