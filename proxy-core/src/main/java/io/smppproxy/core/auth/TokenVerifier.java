package io.smppproxy.core.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Verifies the apps' tokens (JWT, RFC 7519, with the advice of RFC 8725). Safe for any thread; never throws for any token; opens no
 * file and no connection. A token that was verified before costs one SHA-256 over it.
 *
 * <p>The keys come from the configuration alone: a header that brings or points to one is refused, and kid only chooses among them.
 */
public final class TokenVerifier {
    /** Longer tokens are refused unread. */
    public static final int MAX_TOKEN_CHARS = 8192;

    public static final int DEFAULT_CACHE_ENTRIES = 4096;

    private static final String SCHEME = "bearer ";
    private static final int DIGEST_OCTETS = 32;

    private final TokenRules rules;
    private final List<VerificationKey> keys;
    private final LongSupplier wallClockMs;
    private final TokenCache cache;
    private volatile Predicate<String> revoked = id -> false;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    /**
     * @param keys at least one for each algorithm of the rules; no kid twice for one algorithm
     * @param wallClockMs Unix milliseconds
     * @param cacheEntries verified tokens to remember, about 100 octets each
     * @throws IllegalArgumentException if rules and keys do not fit together
     */
    public TokenVerifier(TokenRules rules, List<VerificationKey> keys, LongSupplier wallClockMs, int cacheEntries) {
        this.rules = rules;
        this.keys = List.copyOf(keys);
        this.wallClockMs = wallClockMs;
        this.cache = new TokenCache(cacheEntries);
        Set<String> withKey = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (VerificationKey key : this.keys) {
            withKey.add(key.algorithm());
            if (key.kid() != null && !named.add(key.toString())) {
                throw new IllegalArgumentException("keys: " + key + " (expected: each kid once)");
            }
        }
        for (String algorithm : rules.algorithms()) {
            if (!withKey.contains(algorithm)) {
                throw new IllegalArgumentException("algorithms: " + algorithm + " (expected: a key for it)");
            }
        }
    }

    /**
     * Refuses tokens from now on, known ones too.
     *
     * @param isRevoked by the jti claim; must return at once
     */
    public void refuse(Predicate<String> isRevoked) {
        revoked = isRevoked;
    }

    /** Verifies the value of an authorization header or metadata entry, {@code Bearer <token>}; null if there is none. */
    public TokenResult verifyAuthorization(String value) {
        if (value == null || value.isEmpty()) {
            return TokenRefused.MISSING;
        }
        // RFC 9110 §11.1: the scheme is case-insensitive.
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return TokenRefused.MISSING;
        }
        int start = SCHEME.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return verify(value.substring(start));
    }

    /** Verifies a token in compact form. */
    public TokenResult verify(String token) {
        int length = token.length();
        if (length > MAX_TOKEN_CHARS) {
            return TokenRefused.TOO_LONG;
        }
        Scratch own = scratch.get();
        if (!own.digest(token)) {
            return TokenRefused.MALFORMED;
        }
        long h0 = own.word(0);
        long h1 = own.word(1);
        long h2 = own.word(2);
        long h3 = own.word(3);
        long nowMs = wallClockMs.getAsLong();
        VerifiedToken known = cache.get(h0, h1, h2, h3);
        if (known != null) {
            return nowMs < known.expiresAtMs() ? unlessRevoked(known) : TokenRefused.EXPIRED;
        }
        TokenResult result = verifyUnknown(token, nowMs);
        if (result instanceof VerifiedToken verified) {
            cache.put(h0, h1, h2, h3, verified);
            return unlessRevoked(verified);
        }
        return result;
    }

    private TokenResult unlessRevoked(VerifiedToken token) {
        return token.id() != null && revoked.test(token.id()) ? TokenRefused.REVOKED : token;
    }

    private TokenResult verifyUnknown(String token, long nowMs) {
        JWSObject jws;
        try {
            jws = JWSObject.parse(token);
        } catch (ParseException | RuntimeException e) {
            // Some wrong headers, "alg":"none" among them, come as an IllegalArgumentException.
            return TokenRefused.MALFORMED;
        }
        TokenRefused fault = checkHeader(jws.getHeader());
        if (fault == null) {
            fault = checkSignature(jws);
        }
        if (fault != null) {
            return fault;
        }
        Map<String, Object> claims = jws.getPayload().toJSONObject();
        return claims == null ? TokenRefused.MALFORMED : TokenClaims.check(claims, rules, nowMs);
    }

    private TokenRefused checkHeader(JWSHeader header) {
        if (!rules.algorithms().contains(header.getAlgorithm().getName())) {
            return TokenRefused.ALGORITHM;
        }
        boolean bringsKey = header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null;
        if (bringsKey || header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            return TokenRefused.HEADER;
        }
        return isAccess(header.getType()) ? null : TokenRefused.TYPE;
    }

    /** RFC 7519 §5.1 and RFC 9068 §2.1. */
    private static boolean isAccess(JOSEObjectType type) {
        if (type == null) {
            return true;
        }
        String name = type.getType().toLowerCase(Locale.ROOT);
        return name.equals("jwt") || name.equals("at+jwt") || name.equals("application/at+jwt");
    }

    /** A key with a kid serves the tokens that name it and those that name none; a key without one serves any. */
    private TokenRefused checkSignature(JWSObject jws) {
        String algorithm = jws.getHeader().getAlgorithm().getName();
        String kid = jws.getHeader().getKeyID();
        boolean tried = false;
        for (VerificationKey key : keys) {
            boolean fits = kid == null || key.kid() == null || key.kid().equals(kid);
            if (!fits || !key.algorithm().equals(algorithm)) {
                continue;
            }
            tried = true;
            if (verifies(key, jws)) {
                return null;
            }
        }
        return tried ? TokenRefused.SIGNATURE : TokenRefused.KEY;
    }

    private static boolean verifies(VerificationKey key, JWSObject jws) {
        try {
            return key.verifier().verify(jws.getHeader(), jws.getSigningInput(), jws.getSignature());
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }

    /** What one thread needs to hash a token without allocation. */
    private static final class Scratch {
        private final MessageDigest sha256;
        private final byte[] input = new byte[MAX_TOKEN_CHARS];
        private final byte[] hash = new byte[DIGEST_OCTETS];
        private final ByteBuffer words = ByteBuffer.wrap(hash);

        Scratch() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** @return false for a character that no compact JWS has (RFC 7515 §3.1) */
        boolean digest(String token) {
            int length = token.length();
            for (int i = 0; i < length; i++) {
                char c = token.charAt(i);
                boolean fits = (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.';
                if (!fits) {
                    return false;
                }
                input[i] = (byte) c;
            }
            sha256.update(input, 0, length);
            try {
                sha256.digest(hash, 0, DIGEST_OCTETS);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 has " + DIGEST_OCTETS + " octets", e);
            }
            return true;
        }

        long word(int index) {
            return words.getLong(8 * index);
        }
    }
}
