package io.smppproxy.core.session;

/**
 * Requests whose answer did not come in time, remembered for a while because it may still come and settle what became of the part.
 * The newest so many are kept. Owned by one I/O loop.
 */
final class LateAnswers {
    static final int NONE = -1;

    private final int[] sequences;
    private final long[] idHis;
    private final long[] idLos;
    private final short[] parts;
    private final long[] untilNs;
    private int next;

    LateAnswers(int capacity) {
        sequences = new int[capacity];
        idHis = new long[capacity];
        idLos = new long[capacity];
        parts = new short[capacity];
        untilNs = new long[capacity];
    }

    void remember(int sequence, long idHi, long idLo, int part, long until) {
        sequences[next] = sequence;
        idHis[next] = idHi;
        idLos[next] = idLo;
        parts[next] = (short) part;
        untilNs[next] = until;
        next = (next + 1) % sequences.length;
    }

    /** Finds and forgets. A linear search, since it happens only for numbers that no window knows. */
    int take(int sequence, long nowNs) {
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i] == sequence) {
                sequences[i] = 0;
                return nowNs - untilNs[i] < 0 ? i : NONE;
            }
        }
        return NONE;
    }

    long idHi(int entry) {
        return idHis[entry];
    }

    long idLo(int entry) {
        return idLos[entry];
    }

    int part(int entry) {
        return parts[entry];
    }
}
