package io.smppproxy.core.esme;

import io.smppproxy.core.config.EsmeServerConfig;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all, of each address, and without a bind. Every loop calls in. */
final class ConnectionLimits {
    private record Count(int open, int unbound) {}

    private static final Count ZERO = new Count(0, 0);

    private final EsmeServerConfig config;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger unbound = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Count> byAddress = new ConcurrentHashMap<>();

    ConnectionLimits(EsmeServerConfig config) {
        this.config = config;
    }

    /** @return false if there are too many; else {@link #closed} must follow some time */
    boolean tryOpen() {
        if (!tryIncrement(open, config.maxConnections())) {
            return false;
        }
        if (!tryIncrement(unbound, config.maxUnbound())) {
            open.getAndDecrement();
            return false;
        }
        return true;
    }

    private static boolean tryIncrement(AtomicInteger counter, int max) {
        return counter.getAndUpdate(n -> n < max ? n + 1 : n) < max;
    }

    /**
     * Once the address is known, of a connection that {@link #tryOpen} counted.
     *
     * @return false if the address has too many; then {@link #closed} takes null for it
     */
    boolean tryAddress(InetAddress address) {
        boolean[] admitted = new boolean[1];
        byAddress.compute(address, (key, now) -> {
            Count count = now == null ? ZERO : now;
            admitted[0] =
                    count.open < config.maxConnectionsPerAddress() && count.unbound < config.maxUnboundPerAddress();
            return admitted[0] ? new Count(count.open + 1, count.unbound + 1) : now;
        });
        return admitted[0];
    }

    void bound(InetAddress address) {
        unbound.getAndDecrement();
        byAddress.computeIfPresent(address, (key, now) -> new Count(now.open, now.unbound - 1));
    }

    /** @param address null if {@link #tryAddress} has not counted it */
    void closed(InetAddress address, boolean wasBound) {
        open.getAndDecrement();
        if (!wasBound) {
            unbound.getAndDecrement();
        }
        if (address != null) {
            byAddress.computeIfPresent(
                    address,
                    (key, now) -> now.open == 1 ? null : new Count(now.open - 1, now.unbound - (wasBound ? 0 : 1)));
        }
    }
}
