package io.smppproxy.core.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens put together by hand, with the JDK alone, so that any header and any claims can be signed. */
final class Tokens {
    static final KeyPair RSA = rsa(2048);
    static final KeyPair EC = ec("secp256r1");

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String signHmac(String header, String claims, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return withSignature(
                    header, claims, mac.doFinal(bare(header, claims).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String sign(String header, String claims, String algorithm, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(bare(header, claims).getBytes(StandardCharsets.US_ASCII));
            return withSignature(header, claims, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String withSignature(String header, String claims, byte[] signature) {
        return bare(header, claims) + "." + URL.encodeToString(signature);
    }

    /** With an empty third part. */
    static String unsigned(String header, String claims) {
        return bare(header, claims) + ".";
    }

    /** Without a third part. */
    static String bare(String header, String claims) {
        return URL.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    static String rsaJwk() {
        RSAPublicKey key = (RSAPublicKey) RSA.getPublic();
        return "{\"kty\":\"RSA\",\"kid\":\"r1\",\"n\":\"" + number(key.getModulus()) + "\",\"e\":\""
                + number(key.getPublicExponent()) + "\"}";
    }

    private static String number(BigInteger value) {
        byte[] octets = value.toByteArray();
        int skip = octets[0] == 0 ? 1 : 0;
        byte[] unsigned = java.util.Arrays.copyOfRange(octets, skip, octets.length);
        return URL.encodeToString(unsigned);
    }
}
