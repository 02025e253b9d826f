package io.smppproxy.core.store;

import java.util.HashMap;
import java.util.Map;

/** The rules of the port over a hash map. Any thread. */
public final class HeapContactHistory implements ContactHistory {
    private record Key(long hi, long lo) {}

    private final Map<Key, ContactEntries> keys = new HashMap<>();
    private final long capacity;

    public HeapContactHistory(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Check checkAndAdd(
            long keyHi,
            long keyLo,
            int dailyCap,
            int weeklyCap,
            long duplicateWindowSeconds,
            int day,
            long nowSeconds,
            long messageHash,
            long textDigest) {
        ContactHistory.requireLimits(dailyCap, weeklyCap, duplicateWindowSeconds);
        ContactEntries entries = keys.getOrDefault(new Key(keyHi, keyLo), new ContactEntries());
        if (entries.contains(messageHash)) {
            return Check.PASS;
        }
        Check check = entries.check(dailyCap, weeklyCap, duplicateWindowSeconds, day, nowSeconds, textDigest);
        if (check == Check.PASS) {
            add(keyHi, keyLo, day, nowSeconds, messageHash, textDigest);
        }
        return check;
    }

    @Override
    public synchronized void add(long keyHi, long keyLo, int day, long nowSeconds, long messageHash, long textDigest) {
        keys.computeIfAbsent(new Key(keyHi, keyLo), key -> new ContactEntries())
                .add(day, nowSeconds, messageHash, textDigest);
    }

    @Override
    public synchronized void remove(long keyHi, long keyLo, long messageHash) {
        ContactEntries entries = keys.get(new Key(keyHi, keyLo));
        if (entries != null) {
            entries.remove(messageHash);
            keys.values().removeIf(ContactEntries::isEmpty);
        }
    }

    @Override
    public synchronized void forgetBefore(int day) {
        keys.values().removeIf(entries -> entries.newestDay() < day);
    }

    @Override
    public synchronized long size() {
        return keys.size();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void close() {}
}
