package io.smppproxy.core.deliver;

import java.util.Arrays;

/**
 * One account's deliveries that are not done, oldest first: their positions in the tracker's stream, 13 octets each. Positions are added in
 * rising order, so a delivery is found by binary search. An index is valid until the next {@link #add} or {@link #done}. Tracker only.
 */
final class AccountQueue {
    static final int NONE = -1;

    private static final byte QUEUED = 0;
    private static final byte IN_FLIGHT = 1;
    private static final byte WAITING = 2;
    private static final byte DONE = 3;
    private static final int STATE_MASK = 3;
    private static final int ATTEMPT = 4;
    private static final int MAX_ATTEMPTS = 31;
    private static final int MIN_CAPACITY = 16;

    private long[] positions = new long[MIN_CAPACITY];
    /** Seconds of the epoch, good until 2106. */
    private int[] createdAtS = new int[MIN_CAPACITY];
    /** State in the low two bits, refused attempts above. */
    private byte[] states = new byte[MIN_CAPACITY];

    private int head;
    private int tail;
    /** Nothing before it is queued. */
    private int next;

    private int pending;
    private final DueTimes due = new DueTimes();

    /** Deliveries that are not done. */
    int pending() {
        return pending;
    }

    /** Position of the oldest one that is not done, or {@link Long#MAX_VALUE}. */
    long oldest() {
        return head == tail ? Long.MAX_VALUE : positions[head];
    }

    long position(int index) {
        return positions[index];
    }

    void add(long position, long createdAtMs) {
        if (tail == positions.length) {
            makeRoom();
        }
        positions[tail] = position;
        createdAtS[tail] = (int) (createdAtMs / 1_000);
        states[tail] = QUEUED;
        tail++;
        pending++;
    }

    /** The oldest one that is neither in flight nor waiting, or {@link #NONE}. */
    int next() {
        while (next < tail && state(next) != QUEUED) {
            next++;
        }
        return next < tail ? next : NONE;
    }

    /** @return index of a delivery that is not done, or {@link #NONE} */
    int find(long position) {
        int index = Arrays.binarySearch(positions, head, tail, position);
        return index < 0 || state(index) == DONE ? NONE : index;
    }

    boolean isInFlight(int index) {
        return state(index) == IN_FLIGHT;
    }

    void inFlight(int index) {
        state(index, IN_FLIGHT);
    }

    /** It takes its old place in the queue. */
    void queued(int index) {
        state(index, QUEUED);
        next = Math.min(next, index);
    }

    /**
     * Another attempt failed for now.
     *
     * @return attempts so far, 1 to 31
     */
    int refusedForNow(int index) {
        int attempts = Math.min((states[index] & 0xFF) / ATTEMPT + 1, MAX_ATTEMPTS);
        states[index] = (byte) (attempts * ATTEMPT + state(index));
        return attempts;
    }

    /** It takes its old place in the queue again when the time has come. */
    void waitUntil(int index, long dueNs) {
        state(index, WAITING);
        due.add(dueNs, positions[index]);
    }

    /** @return true if the wait of at least one is over */
    boolean wake(long nowNs) {
        boolean woken = false;
        while (due.isDue(nowNs)) {
            int index = find(due.poll());
            if (index != NONE && state(index) == WAITING) {
                queued(index);
                woken = true;
            }
        }
        return woken;
    }

    void done(int index) {
        state(index, DONE);
        pending--;
        if (pending == 0) {
            clear();
        } else {
            while (state(head) == DONE) {
                head++;
            }
            next = Math.max(next, head);
        }
    }

    /** The oldest one that was created before a time and is not in flight, or {@link #NONE}. */
    int createdBefore(long timeMs) {
        int timeS = (int) (timeMs / 1_000);
        for (int i = head; i < tail && Integer.compareUnsigned(createdAtS[i], timeS) < 0; i++) {
            if (state(i) == QUEUED || state(i) == WAITING) {
                return i;
            }
        }
        return NONE;
    }

    private int state(int index) {
        return states[index] & STATE_MASK;
    }

    private void state(int index, byte state) {
        states[index] = (byte) ((states[index] & ~STATE_MASK) | state);
    }

    private void clear() {
        head = 0;
        tail = 0;
        next = 0;
        due.clear();
        if (positions.length > 64 * MIN_CAPACITY) {
            // What a long absence took is given back.
            resize(MIN_CAPACITY);
        }
    }

    /** Closes the gaps that done ones have left, and grows if that does not give much. */
    private void makeRoom() {
        int to = 0;
        int newNext = NONE;
        for (int i = head; i < tail; i++) {
            if (i == next) {
                newNext = to;
            }
            if (state(i) != DONE) {
                positions[to] = positions[i];
                createdAtS[to] = createdAtS[i];
                states[to] = states[i];
                to++;
            }
        }
        head = 0;
        tail = to;
        next = newNext == NONE ? to : newNext;
        if (to > positions.length / 4 * 3) {
            resize(2 * positions.length);
        }
    }

    private void resize(int capacity) {
        positions = Arrays.copyOf(positions, capacity);
        createdAtS = Arrays.copyOf(createdAtS, capacity);
        states = Arrays.copyOf(states, capacity);
    }
}
