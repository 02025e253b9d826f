package io.smppproxy.configstore;

import java.time.Instant;

/**
 * One saved version.
 *
 * @param version its number, from 1
 * @param at when it was saved
 * @param who a panel user, {@code api-token}, {@code command line} or {@code system}
 * @param what the change, in words
 */
public record VersionInfo(long version, Instant at, String who, String what) {}
