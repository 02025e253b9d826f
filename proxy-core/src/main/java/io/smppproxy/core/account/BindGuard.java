package io.smppproxy.core.account;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down those who guess passwords. Failures are counted for each pair of address (IPv6: /64) and account; beyond some that are free,
 * the next attempt is looked at only after a pause that doubles with every failure. An address that fails with one account after the
 * other is slowed in the same way, and so is an account at which many addresses guess.
 *
 * <p>Nobody locks the real ESME out: neither who fails behind the same address nor who guesses at the same account slows an account at an
 * address from which it has bound before, or that its own list names; and an address that has not failed with the account is always
 * looked at once. Attempts of one pair are looked at one after the other, so that a burst of right ones waits for the first and a burst
 * of wrong ones is no way around the pauses. Any thread; memory is bounded, what was longest unused goes first.
 */
final class BindGuard {
    static final int FREE_PER_PAIR = 5;
    /** Accounts with which an address may fail. */
    static final int FREE_PER_ADDRESS = 5;

    static final int FREE_PER_ACCOUNT = 20;
    static final long MIN_PAUSE_MS = 60_000;
    static final long MIN_ACCOUNT_PAUSE_MS = 1_000;
    static final long MAX_PAUSE_MS = 300_000;
    /** Failures that are so long ago count no more. */
    static final long FORGET_MS = 900_000;

    static final int MAX_ENTRIES = 20_000;

    /** @param account 0 for all system_ids that nobody has */
    private record Pair(long network, long account) {}

    private static final class Failures {
        private final int free;
        private final long minPauseMs;
        private int count;
        private long latestMs;
        private long pausedUntilMs;

        Failures(int free, long minPauseMs) {
            this.free = free;
            this.minPauseMs = minPauseMs;
        }

        boolean isPaused(long nowMs) {
            if (count > 0 && nowMs - latestMs > FORGET_MS) {
                count = 0;
            }
            return count >= free && nowMs - pausedUntilMs < 0;
        }

        void add(long nowMs) {
            count++;
            latestMs = nowMs;
            if (count >= free) {
                pausedUntilMs = nowMs + Math.min(MAX_PAUSE_MS, minPauseMs << Math.min(20, count - free));
            }
        }
    }

    private static final class PairFailures {
        private final Failures failures = new Failures(FREE_PER_PAIR, MIN_PAUSE_MS);
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean isOpen;
    }

    /** An attempt that may be looked at. Exactly one of {@link #failed}, {@link #succeeded} and {@link #abandoned} is to be called, once. */
    final class Permit {
        private final Pair pair;
        private final PairFailures own;
        /** Null for a pair that is judged by itself alone. */
        private final Failures ofAddress;

        private final Failures ofAccount;

        private Permit(Pair pair, PairFailures own, Failures ofAddress, Failures ofAccount) {
            this.pair = pair;
            this.own = own;
            this.ofAddress = ofAddress;
            this.ofAccount = ofAccount;
            own.isOpen = true;
        }

        /** False when the address was slowed after the permit was given; the attempt is to be {@link #abandoned} then. */
        boolean isValid(long nowMs) {
            synchronized (BindGuard.this) {
                return ofAddress == null || !ofAddress.isPaused(nowMs);
            }
        }

        void failed(long nowMs) {
            List<Runnable> next;
            synchronized (BindGuard.this) {
                own.failures.add(nowMs);
                if (ofAddress != null) {
                    if (own.failures.count == 1) {
                        ofAddress.add(nowMs);
                    }
                    if (ofAccount != null) {
                        ofAccount.add(nowMs);
                    }
                }
                next = close();
            }
            next.forEach(Runnable::run);
        }

        void succeeded() {
            List<Runnable> next;
            synchronized (BindGuard.this) {
                next = close();
                byPair.remove(pair);
                good.put(pair, new PairFailures());
            }
            next.forEach(Runnable::run);
        }

        /** Neither right nor wrong: the connection is gone, or nobody had time for it. */
        void abandoned() {
            List<Runnable> next;
            synchronized (BindGuard.this) {
                next = close();
            }
            next.forEach(Runnable::run);
        }

        private List<Runnable> close() {
            own.isOpen = false;
            List<Runnable> next = List.copyOf(own.waiting);
            own.waiting.clear();
            return next;
        }
    }

    /** What {@link #begin} says. */
    record Decision(Permit permit, boolean waits) {
        /** Not now. */
        static final Decision REFUSED = new Decision(null, false);
        /** The attempt begins anew when the one before it is done. */
        static final Decision WAITS = new Decision(null, true);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_ENTRIES;
        }
    }

    private final Bounded<Pair, PairFailures> byPair = new Bounded<>();
    /** Pairs that have bound: kept apart, so that no number of failures can make them forgotten. */
    private final Bounded<Pair, PairFailures> good = new Bounded<>();

    private final Bounded<Long, Failures> byNetwork = new Bounded<>();
    private final Bounded<Long, Failures> byAccount = new Bounded<>();

    /**
     * Asks whether an attempt may be looked at.
     *
     * @param account 0 if there is none of this system_id
     * @param isListed whether the account's own list names the address
     * @param again run, on any thread, when the attempt {@link Decision#WAITS} no longer
     */
    synchronized Decision begin(InetAddress address, long account, boolean isListed, Runnable again, long nowMs) {
        long network = network(address);
        Pair pair = new Pair(network, account);
        PairFailures known = good.get(pair);
        PairFailures own = known == null ? byPair.computeIfAbsent(pair, key -> new PairFailures()) : known;
        if (own.failures.isPaused(nowMs)) {
            return Decision.REFUSED;
        }
        Permit permit;
        if (known != null || isListed) {
            permit = own.isOpen ? null : new Permit(pair, own, null, null);
        } else {
            Failures ofAddress =
                    byNetwork.computeIfAbsent(network, key -> new Failures(FREE_PER_ADDRESS, MIN_PAUSE_MS));
            Failures ofAccount = account == 0
                    ? null
                    : byAccount.computeIfAbsent(account, key -> new Failures(FREE_PER_ACCOUNT, MIN_ACCOUNT_PAUSE_MS));
            boolean isFirst = own.failures.count == 0;
            if (ofAddress.isPaused(nowMs) || (!isFirst && ofAccount != null && ofAccount.isPaused(nowMs))) {
                return Decision.REFUSED;
            }
            permit = own.isOpen ? null : new Permit(pair, own, ofAddress, ofAccount);
        }
        if (permit == null) {
            own.waiting.add(again);
            return Decision.WAITS;
        }
        return new Decision(permit, false);
    }

    /** The number of an IPv4 address, behind a prefix that is multicast in IPv6; the upper half of an IPv6 address. */
    private static long network(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4
                ? 0xFFFF_FFFF_0000_0000L | (ByteBuffer.wrap(octets).getInt() & 0xFFFF_FFFFL)
                : ByteBuffer.wrap(octets).getLong();
    }
}
