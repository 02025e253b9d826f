package io.smppproxy.core.esme;

import java.util.Arrays;

/**
 * The requests that wait for a reply of a link, by handle. A handle is a slot and how often the slot was used, so that a late or second
 * reply finds nothing. Owned by one I/O loop; allocates only while it grows.
 */
public final class EsmeRequests {
    private EsmeSession[] sessions;
    private int[] commandIds;
    private int[] sequences;
    private Object[] contexts;
    private int[] uses;
    /** Free slots, as a stack. */
    private int[] free;

    private int freeCount;

    EsmeRequests() {
        sessions = new EsmeSession[0];
        commandIds = new int[0];
        sequences = new int[0];
        contexts = new Object[0];
        uses = new int[0];
        free = new int[0];
        grow(64);
    }

    /** @return the handle that the reply will carry */
    public long open(EsmeSession session, int commandId, int sequence) {
        return open(session, commandId, sequence, null);
    }

    /**
     * @param context what else is to be known of the request when the reply comes, or null
     * @return the handle that the reply will carry
     */
    public long open(EsmeSession session, int commandId, int sequence, Object context) {
        if (freeCount == 0) {
            grow(2 * sessions.length);
        }
        int slot = free[--freeCount];
        sessions[slot] = session;
        commandIds[slot] = commandId;
        sequences[slot] = sequence;
        contexts[slot] = context;
        return ((long) uses[slot] << 32) | slot;
    }

    /** Whether the handle is open; then its slot answers the questions below. */
    public boolean isOpen(long handle) {
        int slot = slot(handle);
        return slot >= 0 && slot < sessions.length && uses[slot] == (int) (handle >>> 32) && sessions[slot] != null;
    }

    public EsmeSession session(long handle) {
        return sessions[slot(handle)];
    }

    public int commandId(long handle) {
        return commandIds[slot(handle)];
    }

    public int sequence(long handle) {
        return sequences[slot(handle)];
    }

    public Object context(long handle) {
        return contexts[slot(handle)];
    }

    public void close(long handle) {
        int slot = slot(handle);
        sessions[slot] = null;
        contexts[slot] = null;
        uses[slot]++;
        free[freeCount++] = slot;
    }

    private static int slot(long handle) {
        return (int) handle;
    }

    private void grow(int size) {
        int before = sessions.length;
        sessions = Arrays.copyOf(sessions, size);
        commandIds = Arrays.copyOf(commandIds, size);
        sequences = Arrays.copyOf(sequences, size);
        contexts = Arrays.copyOf(contexts, size);
        uses = Arrays.copyOf(uses, size);
        free = Arrays.copyOf(free, size);
        for (int slot = size - 1; slot >= before; slot--) {
            free[freeCount++] = slot;
        }
    }
}
