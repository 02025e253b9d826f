package io.smppproxy.http.admin.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts wrong tokens and passwords by address; of IPv6 by /64, as one host may have all of it. Any thread. */
final class FailedAttempts {
    static final int ALLOWED = 5;
    static final long WINDOW_MS = 60_000;
    private static final int MAX_ADDRESSES = 10_000;
    private static final int IPV6_PREFIX_BYTES = 8;

    private final LongSupplier clockMs;
    private final Map<String, Deque<Long>> byAddress = new LinkedHashMap<>();

    FailedAttempts(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** Seconds until this address may try again; 0 for now. */
    synchronized long waitS(String address) {
        Deque<Long> failures = byAddress.get(key(address));
        if (failures == null) {
            return 0;
        }
        long nowMs = clockMs.getAsLong();
        while (!failures.isEmpty() && nowMs - failures.peekFirst() >= WINDOW_MS) {
            failures.removeFirst();
        }
        if (failures.isEmpty()) {
            byAddress.remove(key(address));
        }
        return failures.size() < ALLOWED ? 0 : Math.max(1, (failures.peekFirst() + WINDOW_MS - nowMs + 999) / 1_000);
    }

    synchronized void add(String address) {
        if (byAddress.size() >= MAX_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        byAddress.computeIfAbsent(key(address), unknown -> new ArrayDeque<>()).addLast(clockMs.getAsLong());
    }

    static String key(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address.replaceAll("[\\[\\]]|%.*", ""))
                    .getAddress();
            return HexFormat.of().formatHex(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, IPV6_PREFIX_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
