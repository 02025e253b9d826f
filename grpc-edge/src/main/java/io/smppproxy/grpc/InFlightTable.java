package io.smppproxy.grpc;

import io.smppproxy.core.edge.Reply;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The messages of one event loop that have no answer yet, by handle. A handle is a slot and the generation of its use, so a late reply
 * to a message that was given up finds nothing. {@link #isLive} is for any thread, the rest for the loop.
 */
final class InFlightTable {
    private final AtomicIntegerArray generations;
    private final PendingMessage[] slots;
    private final int[] free;
    private int freeCount;
    /** Slots from here on were never used. */
    private int unused;

    InFlightTable(int capacity) {
        generations = new AtomicIntegerArray(capacity);
        slots = new PendingMessage[capacity];
        free = new int[capacity];
    }

    /** @return a slot for the message, or null when all are taken */
    PendingMessage acquire(PendingMessage.Owner owner) {
        int index;
        if (freeCount > 0) {
            index = free[--freeCount];
        } else if (unused < slots.length) {
            index = unused++;
            slots[index] = new PendingMessage(index);
        } else {
            return null;
        }
        PendingMessage pending = slots[index];
        pending.owner = owner;
        pending.handle = ((long) generations.getPlain(index) << 32) | index;
        return pending;
    }

    /** Ends the use of a slot; from now on its handle is not live. */
    void release(PendingMessage pending) {
        int index = pending.index;
        generations.setRelease(index, generations.getPlain(index) + 1);
        pending.owner = null;
        pending.transactionId = "";
        pending.response = null;
        pending.previous = null;
        pending.next = null;
        free[freeCount++] = index;
    }

    /** False for a message that was given up, or answered. */
    boolean isLive(long handle) {
        return generations.getAcquire((int) handle) == (int) (handle >>> 32);
    }

    /** Passes a reply to the call that waits for it. @return false if none does any more */
    boolean dispatch(Reply reply) {
        long handle = reply.handle();
        if (!isLive(handle)) {
            return false;
        }
        PendingMessage pending = slots[(int) handle];
        if (pending.owner == null || pending.response != null) {
            return false;
        }
        pending.owner.onReply(pending, reply);
        return true;
    }

    int size() {
        return unused - freeCount;
    }
}
