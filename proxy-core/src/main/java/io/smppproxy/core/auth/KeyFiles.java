package io.smppproxy.core.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads verification keys at start-up. Every error names the file and says what is expected. */
public final class KeyFiles {
    private static final int MAX_FILE_OCTETS = 256 * 1024;
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private KeyFiles() {}

    /**
     * Public keys from a PEM file (PUBLIC KEY or CERTIFICATE blocks), or keys from a JWK or JWK set (RFC 7517).
     *
     * @param kid for keys that bring none of their own; null for none
     * @throws IOException if the file cannot be read or holds anything but usable verification keys
     */
    public static List<VerificationKey> read(Path file, String kid) throws IOException {
        String text = new String(readBounded(file), StandardCharsets.UTF_8).strip();
        try {
            List<VerificationKey> keys = text.startsWith("{") ? fromJson(text, kid) : fromPem(text, kid);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no keys (expected: a PEM PUBLIC KEY or CERTIFICATE, or a JWK)");
            }
            return keys;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            // The parser's own message may repeat key material.
            throw new IOException(file + ": not readable as PEM or JWK", e);
        }
    }

    /**
     * A secret for HS256: the file's octets without line breaks at the end.
     *
     * @throws IOException if the file cannot be read or the secret is too short or a sample
     */
    public static byte[] readSecret(Path file) throws IOException {
        byte[] octets = readBounded(file);
        int length = octets.length;
        while (length > 0 && (octets[length - 1] == '\n' || octets[length - 1] == '\r')) {
            length--;
        }
        byte[] secret = Arrays.copyOf(octets, length);
        try {
            VerificationKey.checkSecret(secret);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return secret;
    }

    private static byte[] readBounded(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_OCTETS) {
            throw new IOException(
                    file + ": " + size + " octets (expected: a key file of at most " + MAX_FILE_OCTETS + ")");
        }
        return Files.readAllBytes(file);
    }

    private static List<VerificationKey> fromJson(String text, String kid) throws ParseException, JOSEException {
        boolean isSet = JSONObjectUtils.parse(text).containsKey("keys");
        List<JWK> jwks = isSet ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
        List<VerificationKey> keys = new ArrayList<>();
        for (JWK jwk : jwks) {
            if (!KeyUse.ENCRYPTION.equals(jwk.getKeyUse())) {
                keys.add(fromJwk(jwk, jwk.getKeyID() == null ? kid : jwk.getKeyID()));
            }
        }
        return keys;
    }

    private static VerificationKey fromJwk(JWK jwk, String kid) throws JOSEException {
        VerificationKey key;
        if (jwk instanceof OctetSequenceKey secret) {
            key = VerificationKey.secret(secret.toByteArray(), kid);
        } else if (jwk.isPrivate()) {
            throw privateKey();
        } else if (jwk instanceof RSAKey rsa) {
            key = VerificationKey.publicKey(rsa.toRSAPublicKey(), kid);
        } else if (jwk instanceof ECKey ec) {
            key = VerificationKey.publicKey(ec.toECPublicKey(), kid);
        } else {
            throw new IllegalArgumentException("kty " + jwk.getKeyType() + " (expected: RSA, EC or oct)");
        }
        if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().getName().equals(key.algorithm())) {
            throw new IllegalArgumentException(
                    "alg " + jwk.getAlgorithm() + " of a key (expected: " + key.algorithm() + ")");
        }
        return key;
    }

    private static List<VerificationKey> fromPem(String text, String kid) throws GeneralSecurityException {
        List<VerificationKey> keys = new ArrayList<>();
        Matcher blocks = PEM_BLOCK.matcher(text);
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "PUBLIC KEY" -> keys.add(VerificationKey.publicKey(publicKey(der), kid));
                case "CERTIFICATE" -> keys.add(VerificationKey.publicKey(certifiedKey(der), kid));
                case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> throw privateKey();
                default ->
                    throw new IllegalArgumentException(
                            "PEM block " + blocks.group(1) + " (expected: PUBLIC KEY or CERTIFICATE)");
            }
        }
        return keys;
    }

    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }

    private static PublicKey certifiedKey(byte[] der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
    }

    private static IllegalArgumentException privateKey() {
        return new IllegalArgumentException("a private key (expected: the public key only; verifying needs no other)");
    }
}
