package io.smppproxy.core.session;

import org.agrona.BitUtil;

/**
 * Requests whose answer did not come in time, remembered for a while because it may still come and settle what became of the part.
 * An entry is found by its number's low bits; a newer one takes the place of an older one. Owned by one I/O loop.
 */
final class LateAnswers {
    static final int NONE = -1;

    private final int mask;
    /** 0 is a free entry: sequence numbers start at 1 (SMPP v3.4 §5.1.4). */
    private final int[] sequences;

    private final long[] idHis;
    private final long[] idLos;
    private final short[] parts;
    private final long[] untilNs;

    /** @param capacity numbers in a row that are remembered at least */
    LateAnswers(int capacity) {
        int size = BitUtil.findNextPositivePowerOfTwo(capacity);
        mask = size - 1;
        sequences = new int[size];
        idHis = new long[size];
        idLos = new long[size];
        parts = new short[size];
        untilNs = new long[size];
    }

    void remember(int sequence, long idHi, long idLo, int part, long until) {
        int entry = sequence & mask;
        sequences[entry] = sequence;
        idHis[entry] = idHi;
        idLos[entry] = idLo;
        parts[entry] = (short) part;
        untilNs[entry] = until;
    }

    /** Finds and forgets. */
    int take(int sequence, long nowNs) {
        int entry = sequence & mask;
        if (sequence <= 0 || sequences[entry] != sequence) {
            return NONE;
        }
        sequences[entry] = 0;
        return nowNs - untilNs[entry] < 0 ? entry : NONE;
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
