package io.smppproxy.core.auth;

/**
 * A token that may be trusted.
 *
 * @param appId its app_id claim, 1 or more
 * @param expiresAtMs Unix milliseconds after which it is refused, the allowed clock skew included; a call that outlives it ends then
 * @param id its jti claim, by which it can be revoked; null when it has none
 */
public record VerifiedToken(long appId, long expiresAtMs, String id) implements TokenResult {
    /** A token that cannot be revoked. */
    public VerifiedToken(long appId, long expiresAtMs) {
        this(appId, expiresAtMs, null);
    }
}
