package io.smppproxy.configstore;

import java.time.Instant;

/**
 * One change that somebody made. Entries are only ever added; each hash covers the entry and the one before it.
 *
 * @param number from 1, without gaps
 * @param at when
 * @param who who made it
 * @param what the change, in words
 * @param detail what was before and is after, as JSON, secrets masked
 * @param hash HMAC-SHA-256 over the hash before and these fields, hexadecimal
 */
public record AuditEntry(long number, Instant at, String who, String what, String detail, String hash) {}
