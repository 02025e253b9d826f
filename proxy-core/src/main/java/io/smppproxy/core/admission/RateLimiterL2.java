package io.smppproxy.core.admission;

/**
 * The limit that all nodes of one proxy keep together, per app or account and in parts. An account goes by its negated id, so that it is
 * no app. Safe for any thread; never blocks and never makes a round
 * trip: a distributed implementation leases tokens in batches in the background and answers from what it holds.
 *
 * <p>When the shared backend does not answer, an implementation says so with {@link #isDegraded()} and goes on with the app's limit
 * divided by the number of nodes as a local bucket: never unlimited, and never a stop. What the nodes admit together while the backend
 * is away, or loses a lease in a fail-over, exceeds the limit by at most the leases held.
 */
public interface RateLimiterL2 {
    /**
     * Takes all the parts or none.
     *
     * @param parts 1 or more
     * @param nowNs a {@link System#nanoTime()} value
     * @return 0 if taken, otherwise nanoseconds after which another attempt makes sense
     */
    long tryAcquire(long appId, int parts, long nowNs);

    /** Gives back parts that were taken and then not sent. */
    void giveBack(long appId, int parts);

    /** True while the shared backend is not reachable and each node keeps its own share of the limit. */
    boolean isDegraded();
}
