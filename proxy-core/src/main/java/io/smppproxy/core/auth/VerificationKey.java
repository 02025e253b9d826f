package io.smppproxy.core.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * One key for one algorithm. A key is bound to its algorithm when it is made, so a public key can never serve as an HMAC secret (RFC
 * 8725 §3.1). Immutable.
 */
public final class VerificationKey {
    static final int MIN_SECRET_OCTETS = 32;
    private static final int MIN_RSA_BITS = 2048;

    /** Secrets that stand in public examples. */
    private static final Set<String> SAMPLES = Set.of(
            "a-string-secret-at-least-256-bits-long",
            "your-256-bit-secret-your-256-bit-secret",
            "01234567890123456789012345678901",
            "0123456789abcdef0123456789abcdef",
            "changemechangemechangemechangeme");

    private final String algorithm;
    private final String kid;
    private final JWSVerifier verifier;

    private VerificationKey(String algorithm, String kid, JWSVerifier verifier) {
        this.algorithm = algorithm;
        this.kid = kid == null || kid.isEmpty() ? null : kid;
        this.verifier = verifier;
    }

    /**
     * A secret for HS256.
     *
     * @param kid what tokens name it by, or null
     * @throws IllegalArgumentException for less than 32 octets (RFC 7518 §3.2), or one from a public example
     */
    public static VerificationKey secret(byte[] secret, String kid) {
        checkSecret(secret);
        try {
            return new VerificationKey("HS256", kid, new MACVerifier(secret.clone()));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("HS256 secret: not usable", e);
        }
    }

    /**
     * A public key: RSA of at least 2048 bits for RS256, or on the curve P-256 for ES256.
     *
     * @param kid what tokens name it by, or null
     * @throws IllegalArgumentException for any other key
     */
    public static VerificationKey publicKey(PublicKey key, String kid) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA_BITS) {
                throw new IllegalArgumentException(
                        "RSA key: " + bits + " bits (expected: " + MIN_RSA_BITS + " or more)");
            }
            return new VerificationKey("RS256", kid, new RSASSAVerifier(rsa));
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            try {
                return new VerificationKey("ES256", kid, new ECDSAVerifier(ec));
            } catch (JOSEException e) {
                throw new IllegalArgumentException("EC key: not usable", e);
            }
        }
        throw new IllegalArgumentException("public key: " + key.getAlgorithm() + " (expected: RSA, or EC on P-256)");
    }

    static void checkSecret(byte[] secret) {
        if (secret.length < MIN_SECRET_OCTETS) {
            throw new IllegalArgumentException("HS256 secret: " + secret.length + " octets (expected: "
                    + MIN_SECRET_OCTETS + " or more random ones)");
        }
        boolean allSame = true;
        for (byte octet : secret) {
            allSame &= octet == secret[0];
        }
        if (allSame || SAMPLES.contains(new String(secret, StandardCharsets.ISO_8859_1))) {
            throw new IllegalArgumentException("HS256 secret: a sample value (expected: 32 or more random octets)");
        }
    }

    public String algorithm() {
        return algorithm;
    }

    /** What tokens name it by, or null. */
    public String kid() {
        return kid;
    }

    JWSVerifier verifier() {
        return verifier;
    }

    @Override
    public String toString() {
        return algorithm + (kid == null ? "" : " " + kid);
    }
}
