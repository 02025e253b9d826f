package io.smppproxy.core.admission;

import io.smppproxy.core.admission.IdempotencyRegistry.Begin;

/** One part of the registry: an open-addressing table under one short lock. A lower half of 0 marks a free place. */
final class InProgressStripe {
    private static final int FIRST_CAPACITY = 16;

    private long[] his = new long[FIRST_CAPACITY];
    private long[] los = new long[FIRST_CAPACITY];
    private long[] digests = new long[FIRST_CAPACITY];
    private Joiners[] joiners = new Joiners[FIRST_CAPACITY];
    private int size;

    synchronized Begin begin(long hi, long lo, long digest, int sinkId, long handle) {
        int at = find(hi, lo);
        if (los[at] == 0) {
            his[at] = hi;
            los[at] = lo;
            digests[at] = digest;
            joiners[at] = Joiners.NONE;
            size++;
            if (size * 2 > los.length) {
                grow();
            }
            return Begin.FRESH;
        }
        if (digests[at] != digest) {
            return Begin.CONFLICT;
        }
        if (joiners[at] == Joiners.NONE) {
            joiners[at] = new Joiners();
        }
        return joiners[at].add(sinkId, handle) ? Begin.JOINED : Begin.CROWDED;
    }

    /** @return who waits for it; null when it is not here */
    synchronized Joiners remove(long hi, long lo) {
        int at = find(hi, lo);
        if (los[at] == 0) {
            return null;
        }
        Joiners taken = joiners[at];
        close(at);
        size--;
        return taken;
    }

    /** The place of the id, or the free place where it would go. */
    private int find(long hi, long lo) {
        int mask = los.length - 1;
        int at = home(lo, mask);
        while (los[at] != 0 && (los[at] != lo || his[at] != hi)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Moves later entries of the same run up, so that no search ends at the gap (Knuth, TAOCP 3, 6.4, algorithm R). */
    private void close(int gap) {
        int mask = los.length - 1;
        int hole = gap;
        int at = (hole + 1) & mask;
        while (los[at] != 0) {
            int distanceFromHome = (at - home(los[at], mask)) & mask;
            int distanceFromHole = (at - hole) & mask;
            if (distanceFromHome >= distanceFromHole) {
                move(at, hole);
                hole = at;
            }
            at = (at + 1) & mask;
        }
        los[hole] = 0;
        joiners[hole] = null;
    }

    private void move(int from, int to) {
        his[to] = his[from];
        los[to] = los[from];
        digests[to] = digests[from];
        joiners[to] = joiners[from];
    }

    private void grow() {
        long[] oldHis = his;
        long[] oldLos = los;
        long[] oldDigests = digests;
        Joiners[] oldJoiners = joiners;
        int capacity = 2 * oldLos.length;
        his = new long[capacity];
        los = new long[capacity];
        digests = new long[capacity];
        joiners = new Joiners[capacity];
        for (int i = 0; i < oldLos.length; i++) {
            if (oldLos[i] != 0) {
                int at = find(oldHis[i], oldLos[i]);
                his[at] = oldHis[i];
                los[at] = oldLos[i];
                digests[at] = oldDigests[i];
                joiners[at] = oldJoiners[i];
            }
        }
    }

    private static int home(long lo, int mask) {
        return (int) lo & mask;
    }
}
