package io.smppproxy.app.config;

import java.nio.file.Path;
import java.util.List;

/**
 * How tokens are verified.
 *
 * @param secret the HS256 secret, empty when there is none or when it lies in the file
 * @param secretFile file that holds the HS256 secret, or null
 * @param generateSecret whether a missing secret file is created
 * @param publicKeys keys for RS256 and ES256
 * @param issuer required {@code iss}, empty for any
 * @param audience required {@code aud}, empty for any
 * @param clockSkewMs how far clocks may differ
 */
public record AuthSettings(
        String secret,
        Path secretFile,
        boolean generateSecret,
        List<PublicKey> publicKeys,
        String issuer,
        String audience,
        long clockSkewMs) {
    /** Octets that an HS256 secret must have at least (RFC 7518 §3.2). */
    public static final int MIN_SECRET_BYTES = 32;

    public AuthSettings {
        publicKeys = List.copyOf(publicKeys);
    }

    /** Signature algorithms with a public key. */
    public enum Algorithm {
        RS256,
        ES256
    }

    /**
     * A verification key.
     *
     * @param id the token header's {@code kid}; empty for tokens without one
     * @param algorithm the only algorithm this key is used with
     * @param file PEM public key or certificate
     */
    public record PublicKey(String id, Algorithm algorithm, Path file) {}

    /** Whether tokens can be signed here. */
    public boolean canSign() {
        return !secret.isEmpty() || secretFile != null;
    }

    @Override
    public String toString() {
        return "AuthSettings[secret=***, secretFile=" + secretFile + ", publicKeys=" + publicKeys + "]";
    }
}
