package io.smppproxy.core.auth;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Tokens that were verified, by their SHA-256. As many places as it was made with, each for the last token that fell there; lock-free,
 * for any thread. Only verified tokens get in, so nobody without a key can push others out.
 */
final class TokenCache {
    private final AtomicReferenceArray<Entry> entries;
    private final int mask;

    /** @param capacity 1 or more; rounded up to a power of two */
    TokenCache(int capacity) {
        int size = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
        entries = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    VerifiedToken get(long h0, long h1, long h2, long h3) {
        Entry entry = entries.get((int) h0 & mask);
        boolean same = entry != null && entry.h0 == h0 && entry.h1 == h1 && entry.h2 == h2 && entry.h3 == h3;
        return same ? entry.token : null;
    }

    void put(long h0, long h1, long h2, long h3, VerifiedToken token) {
        entries.set((int) h0 & mask, new Entry(h0, h1, h2, h3, token));
    }

    private record Entry(long h0, long h1, long h2, long h3, VerifiedToken token) {}
}
