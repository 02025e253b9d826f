package io.smppproxy.core.pdulog;

/**
 * What is wanted of a log file.
 *
 * @param offset octet of the file to begin at, {@link PduLogPage#next} of the page before; a negative one counts from the end
 * @param limit entries at most, 1 to {@link #MAX_LIMIT}
 * @param text which an entry must hold somewhere, in capitals or not; empty for any
 * @param command such as submit_sm, in capitals or not; empty for any
 */
public record PduLogQuery(long offset, int limit, String text, String command) {
    public static final int MAX_LIMIT = 1_000;

    /** @throws IllegalArgumentException if the limit is out of range */
    public PduLogQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
    }
}
