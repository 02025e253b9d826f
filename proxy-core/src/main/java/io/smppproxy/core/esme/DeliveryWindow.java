package io.smppproxy.core.esme;

import org.agrona.BitUtil;

/**
 * The deliveries of one session that are sent and not answered, by sequence_number. One whose time is over is kept as late: its answer may
 * still come. Owned by one I/O loop.
 */
final class DeliveryWindow {
    static final int NONE = -1;

    private final int mask;
    /** 0 is a free slot. */
    private final int[] sequences;

    private final long[] positions;
    private final long[] sentAtNs;
    private final boolean[] late;
    private int lateCount;
    /** Since then some are late and none was answered. */
    private long silentSinceNs;

    /** @param size deliveries at once, 1 or more */
    DeliveryWindow(int size) {
        // Twice the size: a number mostly has its own slot, as others are counted between deliveries.
        int capacity = BitUtil.findNextPositivePowerOfTwo(2 * size);
        this.mask = capacity - 1;
        this.sequences = new int[capacity];
        this.positions = new long[capacity];
        this.sentAtNs = new long[capacity];
        this.late = new boolean[capacity];
    }

    int slots() {
        return sequences.length;
    }

    void add(int sequence, long position, long nowNs) {
        int slot = sequence & mask;
        while (sequences[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        sequences[slot] = sequence;
        positions[slot] = position;
        sentAtNs[slot] = nowNs;
    }

    /** @return the slot of a delivery, or {@link #NONE} */
    int find(int sequence) {
        for (int i = 0; sequence > 0 && i <= mask; i++) {
            int slot = (sequence + i) & mask;
            if (sequences[slot] == sequence) {
                return slot;
            }
        }
        return NONE;
    }

    boolean isTaken(int slot) {
        return sequences[slot] != 0;
    }

    boolean isLate(int slot) {
        return late[slot];
    }

    long position(int slot) {
        return positions[slot];
    }

    long sentAtNs(int slot) {
        return sentAtNs[slot];
    }

    void late(int slot, long nowNs) {
        late[slot] = true;
        if (lateCount++ == 0) {
            silentSinceNs = nowNs;
        }
    }

    void answered(int slot, long nowNs) {
        silentSinceNs = nowNs;
        if (late[slot]) {
            late[slot] = false;
            lateCount--;
        }
        sequences[slot] = 0;
    }

    /** True when some are late and not one was answered for so long. */
    boolean isSilentFor(long silenceNs, long nowNs) {
        return lateCount > 0 && nowNs - silentSinceNs >= silenceNs;
    }
}
