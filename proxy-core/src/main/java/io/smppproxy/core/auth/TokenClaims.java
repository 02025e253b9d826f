package io.smppproxy.core.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the claims of a token whose signature is right (RFC 7519 §4.1). */
final class TokenClaims {
    /** 9999-12-31T23:59:59Z. */
    private static final long MAX_TIME_SECONDS = 253_402_300_799L;

    private static final Set<String> ACCESS_TYPES = Set.of("access", "Bearer", "JWT", "at+jwt");
    private static final long NOT_A_TIME = -1;
    private static final int MAX_DIGITS_OF_LONG = 19;

    private TokenClaims() {}

    static TokenResult check(Map<String, Object> claims, TokenRules rules, long nowMs) {
        long skewMs = rules.skewSeconds() * 1000L;
        long expiresAtMs = timeMs(claims.get("exp"));
        if (expiresAtMs == NOT_A_TIME) {
            return TokenRefused.NO_EXPIRY;
        }
        if (nowMs >= expiresAtMs + skewMs) {
            return TokenRefused.EXPIRED;
        }
        if (claims.containsKey("nbf")) {
            long notBeforeMs = timeMs(claims.get("nbf"));
            if (notBeforeMs == NOT_A_TIME || nowMs < notBeforeMs - skewMs) {
                return TokenRefused.NOT_YET;
            }
        }
        if (rules.issuer() != null && !rules.issuer().equals(claims.get("iss"))) {
            return TokenRefused.ISSUER;
        }
        if (!rules.audiences().isEmpty() && !isForUs(claims.get("aud"), rules.audiences())) {
            return TokenRefused.AUDIENCE;
        }
        // How common issuers mark refresh and identity tokens, which they sign with the same key.
        if (!isAccess(claims.get("typ")) || !isAccess(claims.get("token_use"))) {
            return TokenRefused.TYPE;
        }
        long appId = appId(claims.get("app_id"));
        String id = claims.get("jti") instanceof String jti ? jti : null;
        return appId > 0 ? new VerifiedToken(appId, expiresAtMs + skewMs, id) : TokenRefused.APP_ID;
    }

    /** A NumericDate (RFC 7519 §2) in milliseconds. */
    private static long timeMs(Object claim) {
        if (claim instanceof Long seconds) {
            return seconds >= 0 && seconds <= MAX_TIME_SECONDS ? seconds * 1000 : NOT_A_TIME;
        }
        if (claim instanceof Number number) {
            double seconds = number.doubleValue();
            return seconds >= 0 && seconds <= MAX_TIME_SECONDS ? (long) (seconds * 1000) : NOT_A_TIME;
        }
        return NOT_A_TIME;
    }

    /** A token that names another audience beside ours was made to be passed on, and is refused. */
    private static boolean isForUs(Object claim, Set<String> audiences) {
        if (claim instanceof List<?> names) {
            for (Object name : names) {
                if (!(name instanceof String text) || !audiences.contains(text)) {
                    return false;
                }
            }
            return !names.isEmpty();
        }
        return claim instanceof String name && audiences.contains(name);
    }

    private static boolean isAccess(Object claim) {
        return claim == null || (claim instanceof String type && ACCESS_TYPES.contains(type));
    }

    /** A whole number, or its digits as a string; 0 for anything else. */
    private static long appId(Object claim) {
        if (claim instanceof Long || claim instanceof Integer) {
            return ((Number) claim).longValue();
        }
        if (claim instanceof String digits && isDigits(digits)) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isDigits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS_OF_LONG) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
