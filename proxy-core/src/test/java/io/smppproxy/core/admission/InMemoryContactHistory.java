package io.smppproxy.core.admission;

import io.smppproxy.core.store.ContactHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plainest implementation of the port. */
final class InMemoryContactHistory implements ContactHistory {
    private static final int WEEK_DAYS = 7;

    private final Map<Key, List<Entry>> entries = new HashMap<>();

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
        List<Entry> known = of(keyHi, keyLo);
        int today = 0;
        int week = 0;
        boolean duplicate = false;
        for (Entry entry : known) {
            if (entry.messageHash == messageHash) {
                return Check.PASS;
            }
            today += entry.day >= day ? 1 : 0;
            week += entry.day > day - WEEK_DAYS ? 1 : 0;
            duplicate |= duplicateWindowSeconds > 0
                    && entry.textDigest == textDigest
                    && nowSeconds - entry.atSeconds < duplicateWindowSeconds;
        }
        if (duplicate) {
            return Check.DUPLICATE;
        }
        if (dailyCap > 0 && today >= dailyCap) {
            return Check.DAILY_CAP;
        }
        if (weeklyCap > 0 && week >= weeklyCap) {
            return Check.WEEKLY_CAP;
        }
        known.add(new Entry(day, nowSeconds, messageHash, textDigest));
        return Check.PASS;
    }

    @Override
    public synchronized void add(long keyHi, long keyLo, int day, long nowSeconds, long messageHash, long textDigest) {
        remove(keyHi, keyLo, messageHash);
        of(keyHi, keyLo).add(new Entry(day, nowSeconds, messageHash, textDigest));
    }

    @Override
    public synchronized void remove(long keyHi, long keyLo, long messageHash) {
        of(keyHi, keyLo).removeIf(entry -> entry.messageHash == messageHash);
    }

    @Override
    public synchronized void forgetBefore(int day) {
        entries.values().removeIf(list -> list.stream().allMatch(entry -> entry.day < day));
    }

    @Override
    public synchronized long size() {
        return entries.size();
    }

    @Override
    public long capacity() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {}

    private List<Entry> of(long keyHi, long keyLo) {
        return entries.computeIfAbsent(new Key(keyHi, keyLo), key -> new ArrayList<>());
    }

    private record Key(long hi, long lo) {}

    private record Entry(int day, long atSeconds, long messageHash, long textDigest) {}
}
