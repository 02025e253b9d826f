package io.smppproxy.core.deliver;

import io.smppproxy.core.metrics.DeliveryMetrics;

/**
 * One account's share of {@link Deliveries}: its queue, the sessions in turn, and the pause of an ESME that refuses everything. Tracker
 * only.
 */
final class AccountDeliveries {
    /** So many refusals without success between them are no matter of single messages. */
    private static final int REFUSALS_UNTIL_PAUSE = 3;

    private static final long MIN_PAUSE_NS = 1_000_000_000L;
    private static final long MAX_PAUSE_NS = 30 * MIN_PAUSE_NS;

    private static final long WARN_EVERY_NS = 10_000_000_000L;

    final long accountId;
    final AccountQueue queue = new AccountQueue();
    final DeliveryMetrics metrics;
    /** Waits for its turn. */
    boolean isReady;

    private final Receivers directory;
    private Receiver[] receivers;
    private int turn;
    private int inFlight;
    private int refusals;
    private long pausedUntilNs;
    private boolean paused;
    private boolean warned;
    private long warnedAtNs;

    AccountDeliveries(long accountId, Receivers directory, DeliveryMetrics metrics) {
        this.accountId = accountId;
        this.directory = directory;
        this.metrics = metrics;
    }

    /** The directory has changed. */
    void forgetReceivers() {
        receivers = null;
    }

    /** True when one more may be sent now; a single one while it is unknown whether the ESME takes any. */
    boolean maySend(long nowNs) {
        if (paused && nowNs - pausedUntilNs >= 0) {
            paused = false;
        }
        return !paused && (refusals < REFUSALS_UNTIL_PAUSE || inFlight == 0) && hasCredit();
    }

    /** True once after each pause. */
    boolean isPauseOver(long nowNs) {
        if (paused && nowNs - pausedUntilNs >= 0) {
            paused = false;
            return true;
        }
        return false;
    }

    private boolean hasCredit() {
        if (receivers == null) {
            receivers = directory.receivers(accountId);
        }
        for (Receiver receiver : receivers) {
            if (receiver.credits() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The next session that has room, in turn, or for an affinity always the same one if it has; there is one. */
    Receiver pick(int affinity) {
        int first = affinity == 0 ? turn++ : affinity;
        for (int i = 0; i < receivers.length; i++) {
            Receiver receiver = receivers[Math.floorMod(first + i, receivers.length)];
            if (receiver.credits() > 0) {
                return receiver;
            }
        }
        return receivers[Math.floorMod(first, receivers.length)];
    }

    void sent() {
        inFlight++;
    }

    /** What was sent is answered, or will not be. */
    void ended() {
        inFlight--;
    }

    /** The ESME works. */
    void onAnswered() {
        refusals = 0;
        paused = false;
    }

    /** The ESME cannot take a message now. */
    void onRefusedForNow(long nowNs) {
        if (paused) {
            // The rest of a window that had been sent before.
            return;
        }
        refusals++;
        if (refusals >= REFUSALS_UNTIL_PAUSE) {
            paused = true;
            int doublings = Math.min(refusals - REFUSALS_UNTIL_PAUSE, 5);
            pausedUntilNs = nowNs + Math.min(MIN_PAUSE_NS << doublings, MAX_PAUSE_NS);
        }
    }

    /** True at most once in ten seconds. */
    boolean mayWarn(long nowNs) {
        if (warned && nowNs - warnedAtNs < WARN_EVERY_NS) {
            return false;
        }
        warned = true;
        warnedAtNs = nowNs;
        return true;
    }

    int inFlight() {
        return inFlight;
    }

    void publish() {
        metrics.pending.set(queue.pending());
        metrics.inFlight.set(inFlight);
    }
}
