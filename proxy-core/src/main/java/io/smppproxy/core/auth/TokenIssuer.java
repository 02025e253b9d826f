package io.smppproxy.core.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Issues HS256 tokens for apps: the command line's {@code token}, and tests. Safe for any thread. */
public final class TokenIssuer {
    private final JWSSigner signer;
    private final JWSHeader header;
    private final String issuer;
    private final String audience;
    private final LongSupplier wallClockMs;

    /**
     * @param secret 32 octets or more
     * @param kid to name in the header, or null
     * @param issuer for iss, or null
     * @param audience for aud, or null
     * @param wallClockMs Unix milliseconds
     * @throws IllegalArgumentException for a secret that is too short or a sample
     */
    public TokenIssuer(byte[] secret, String kid, String issuer, String audience, LongSupplier wallClockMs) {
        VerificationKey.checkSecret(secret);
        try {
            this.signer = new MACSigner(secret.clone());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("HS256 secret: not usable", e);
        }
        this.header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        this.issuer = issuer;
        this.audience = audience;
        this.wallClockMs = wallClockMs;
    }

    /**
     * @param appId 1 or more
     * @param ttlSeconds until it expires, 1 or more
     * @return the token in compact form
     */
    public String issue(long appId, long ttlSeconds) {
        return issue(appId, ttlSeconds, null);
    }

    /**
     * A token that can be revoked.
     *
     * @param tokenId for jti, or null
     */
    public String issue(long appId, long ttlSeconds, String tokenId) {
        if (appId <= 0) {
            throw new IllegalArgumentException("app_id: " + appId + " (expected: 1 or more)");
        }
        if (ttlSeconds <= 0) {
            throw new IllegalArgumentException("ttlSeconds: " + ttlSeconds + " (expected: 1 or more)");
        }
        long nowSeconds = Math.floorDiv(wallClockMs.getAsLong(), 1000L);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("app_id", appId);
        claims.put("iat", nowSeconds);
        claims.put("exp", Math.addExact(nowSeconds, ttlSeconds));
        if (tokenId != null) {
            claims.put("jti", tokenId);
        }
        if (issuer != null) {
            claims.put("iss", issuer);
        }
        if (audience != null) {
            claims.put("aud", audience);
        }
        JWSObject jws = new JWSObject(header, new Payload(claims));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 is always there", e);
        }
        return jws.serialize();
    }
}
