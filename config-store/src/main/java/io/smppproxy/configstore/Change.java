package io.smppproxy.configstore;

import java.time.Instant;

/**
 * Who changes what; becomes an {@link AuditEntry}.
 *
 * @param at when, in milliseconds
 * @param who who makes it
 * @param what the change, in words
 * @param detail what was before and is after, as JSON, secrets masked
 */
public record Change(Instant at, String who, String what, String detail) {}
