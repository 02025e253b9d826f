package io.smppproxy.core.account;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down those who guess passwords. Failures are counted per address (IPv6 per /64) and per account; beyond some that are free, the
 * next attempt is looked at only after a pause that doubles with every failure.
 *
 * <p>Nobody locks the real ESME out: an address from which an account has bound before is judged by its failures with that account
 * alone; an address without failures is always looked at; and an address that the account's own list names is not slowed by what others
 * do to the account. Any thread; memory is bounded, what was longest unused goes first.
 */
final class BindGuard {
    static final int FREE_PER_ADDRESS = 5;
    static final int FREE_PER_ACCOUNT = 20;
    static final long MIN_PAUSE_MS = 60_000;
    static final long MIN_ACCOUNT_PAUSE_MS = 1_000;
    static final long MAX_PAUSE_MS = 300_000;
    /** Failures that are so long ago count no more. */
    static final long FORGET_MS = 900_000;

    static final int MAX_ENTRIES = 20_000;

    private record Pair(long network, long account) {}

    /** What has failed from one address, with one account, or with one account from one address. */
    private static final class Failures {
        private final int free;
        private final long minPauseMs;
        private int count;
        /** Attempts that are being verified. */
        private int open;

        private long latestMs;
        private long pausedUntilMs;

        Failures(int free, long minPauseMs) {
            this.free = free;
            this.minPauseMs = minPauseMs;
        }

        static Failures ofAddress() {
            return new Failures(FREE_PER_ADDRESS, MIN_PAUSE_MS);
        }

        static Failures ofAccount() {
            return new Failures(FREE_PER_ACCOUNT, MIN_ACCOUNT_PAUSE_MS);
        }

        boolean isNew() {
            return count + open == 0;
        }

        boolean admits(long nowMs) {
            if (count > 0 && open == 0 && nowMs - latestMs > FORGET_MS) {
                count = 0;
            }
            // Beyond the free ones one at a time, so that a burst is no way around the pause.
            return count + open < free || (open == 0 && nowMs - pausedUntilMs >= 0);
        }

        void failed(long nowMs) {
            count++;
            latestMs = nowMs;
            if (count >= free) {
                pausedUntilMs = nowMs + Math.min(MAX_PAUSE_MS, minPauseMs << Math.min(20, count - free));
            }
        }
    }

    /** An attempt that may be verified; exactly one of its methods is to be called, once. */
    final class Permit {
        private final Pair pair;
        private final Failures first;
        private final Failures second;

        private Permit(Pair pair, Failures first, Failures second) {
            this.pair = pair;
            this.first = first;
            this.second = second;
            first.open++;
            second.open++;
        }

        void failed(long nowMs) {
            synchronized (BindGuard.this) {
                close();
                first.failed(nowMs);
                if (second != noAccount) {
                    second.failed(nowMs);
                }
            }
        }

        void succeeded() {
            synchronized (BindGuard.this) {
                close();
                good.put(pair, Failures.ofAddress());
            }
        }

        /** Neither right nor wrong: the connection is gone, or nobody had time for it. */
        void abandoned() {
            synchronized (BindGuard.this) {
                close();
            }
        }

        private void close() {
            first.open--;
            second.open--;
        }
    }

    private static final class Bounded<K> extends LinkedHashMap<K, Failures> {
        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
            return size() > MAX_ENTRIES;
        }
    }

    /** Stands for the account of a system_id that nobody has; never full. */
    private final Failures noAccount = new Failures(Integer.MAX_VALUE, 0);

    private final Bounded<Long> byNetwork = new Bounded<>();
    private final Bounded<Long> byAccount = new Bounded<>();
    /** Pairs that have bound. */
    private final Bounded<Pair> good = new Bounded<>();

    /**
     * Asks whether an attempt may be verified.
     *
     * @param account 0 if there is none of this system_id
     * @param isListed whether the account's own list names the address
     * @return null if not now
     */
    synchronized Permit begin(InetAddress address, long account, boolean isListed, long nowMs) {
        long network = network(address);
        Pair pair = new Pair(network, account);
        Failures known = good.get(pair);
        if (known != null) {
            return known.admits(nowMs) ? new Permit(pair, known, noAccount) : null;
        }
        Failures here = byNetwork.computeIfAbsent(network, key -> Failures.ofAddress());
        Failures there = account == 0 ? noAccount : byAccount.computeIfAbsent(account, key -> Failures.ofAccount());
        boolean admits = here.admits(nowMs) && (isListed || here.isNew() || there.admits(nowMs));
        return admits ? new Permit(pair, here, there) : null;
    }

    /** The number of an IPv4 address, behind a prefix that is multicast in IPv6; the upper half of an IPv6 address. */
    private static long network(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4
                ? 0xFFFF_FFFF_0000_0000L | (ByteBuffer.wrap(octets).getInt() & 0xFFFF_FFFFL)
                : ByteBuffer.wrap(octets).getLong();
    }
}
