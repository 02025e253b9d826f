package io.smppproxy.core.auth;

/**
 * A token that may be trusted.
 *
 * @param appId its app_id claim, 1 or more
 * @param expiresAtMs Unix milliseconds after which it is refused, the allowed clock skew included; a call that outlives it ends then
 */
public record VerifiedToken(long appId, long expiresAtMs) implements TokenResult {}
