package io.smppproxy.core.deliver;

import java.util.Arrays;

/** Positions by the time when their wait is over, the first one on top: a binary heap of primitives. Tracker only. */
final class DueTimes {
    private long[] dueNs = new long[4];
    private long[] positions = new long[4];
    private int size;

    void add(long newDueNs, long position) {
        if (size == dueNs.length) {
            dueNs = Arrays.copyOf(dueNs, 2 * size);
            positions = Arrays.copyOf(positions, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (dueNs[parent] - newDueNs <= 0) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, newDueNs, position);
    }

    boolean isDue(long nowNs) {
        return size > 0 && dueNs[0] - nowNs <= 0;
    }

    /** Takes the first one out; there must be one. */
    long poll() {
        long first = positions[0];
        size--;
        long lastDueNs = dueNs[size];
        long lastPosition = positions[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && dueNs[child + 1] - dueNs[child] < 0) {
                child++;
            }
            if (lastDueNs - dueNs[child] <= 0) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, lastDueNs, lastPosition);
        return first;
    }

    void clear() {
        size = 0;
    }

    private void move(int from, int to) {
        put(to, dueNs[from], positions[from]);
    }

    private void put(int index, long newDueNs, long position) {
        dueNs[index] = newDueNs;
        positions[index] = position;
    }
}
