package io.smppproxy.configstore;

import java.time.Instant;

/**
 * A token that was issued to an app; only its id is kept.
 *
 * @param id the token's jti
 * @param appId the app
 * @param note what it is for, as its issuer said
 * @param issued when
 * @param expires when it stops being accepted
 * @param revoked since when it is not accepted any more, or null
 */
public record AppToken(String id, long appId, String note, Instant issued, Instant expires, Instant revoked) {}
