package io.smppproxy.core.auth;

/**
 * A token that is refused.
 *
 * @param reason short, and safe to show to whoever sent it: it repeats nothing of the token and tells nothing of the keys
 */
public record TokenRefused(String reason) implements TokenResult {
    static final TokenRefused MISSING = new TokenRefused("authorization: missing (expected: Bearer and a token)");
    static final TokenRefused MALFORMED = new TokenRefused("token: malformed (expected: a signed JWT)");
    static final TokenRefused TOO_LONG =
            new TokenRefused("token: too long (expected: at most " + TokenVerifier.MAX_TOKEN_CHARS + " characters)");
    static final TokenRefused ALGORITHM = new TokenRefused("token: its alg is not accepted here");
    static final TokenRefused HEADER =
            new TokenRefused("token: a header that is not accepted here (crit, b64, jku, jwk, x5u, x5c)");
    static final TokenRefused TYPE = new TokenRefused("token: not an access token");
    static final TokenRefused KEY = new TokenRefused("token: its kid is not known here");
    static final TokenRefused SIGNATURE = new TokenRefused("token: wrong signature");
    static final TokenRefused NO_EXPIRY = new TokenRefused("token: exp is missing or not a time");
    static final TokenRefused EXPIRED = new TokenRefused("token: expired");
    static final TokenRefused REVOKED = new TokenRefused("token: revoked");
    static final TokenRefused NOT_YET = new TokenRefused("token: nbf is not a time or has not come yet");
    static final TokenRefused ISSUER = new TokenRefused("token: wrong iss");
    static final TokenRefused AUDIENCE = new TokenRefused("token: wrong aud");
    static final TokenRefused APP_ID = new TokenRefused("token: app_id is missing or not a positive number");
}
