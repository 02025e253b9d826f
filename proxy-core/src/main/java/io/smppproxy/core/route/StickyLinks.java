package io.smppproxy.core.route;

/**
 * Which link the parts of a concatenated message took so far, so that those which still come take the same one. Remembers a bounded number
 * of messages for a bounded time; one that is forgotten early may go another way, and is joined by the handset all the same. Owned by one
 * I/O loop; allocates nothing.
 */
public final class StickyLinks {
    /** Nothing is remembered. */
    public static final long NONE = 0;

    /** Messages that share a set of places; the one that was used least lately makes room. */
    private static final int WAYS = 4;

    private final int setMask;
    private final long keepNs;
    /** 0 is a free place. */
    private final long[] keys;

    private final long[] linkIds;
    private final long[] usedAtNs;

    /**
     * @param capacity messages that are remembered at most, a power of two and 4 or more
     * @param keepNs how long after its last part a message is remembered
     */
    public StickyLinks(int capacity, long keepNs) {
        this.setMask = capacity / WAYS - 1;
        this.keepNs = keepNs;
        this.keys = new long[capacity];
        this.linkIds = new long[capacity];
        this.usedAtNs = new long[capacity];
    }

    /** @return the id of the link, or {@link #NONE} */
    public long find(long message, long nowNs) {
        long key = keyOf(message);
        int first = firstOf(key);
        for (int at = first; at < first + WAYS; at++) {
            if (keys[at] == key) {
                return nowNs - usedAtNs[at] < keepNs ? linkIds[at] : NONE;
            }
        }
        return NONE;
    }

    /** A part took this link. */
    public void keep(long message, long linkId, long nowNs) {
        long key = keyOf(message);
        int first = firstOf(key);
        int place = first;
        for (int at = first; at < first + WAYS; at++) {
            if (keys[at] == key || keys[at] == 0) {
                place = at;
                break;
            }
            if (usedAtNs[at] - usedAtNs[place] < 0) {
                place = at;
            }
        }
        keys[place] = key;
        linkIds[place] = linkId;
        usedAtNs[place] = nowNs;
    }

    private static long keyOf(long message) {
        return message == 0 ? 1 : message;
    }

    private int firstOf(long key) {
        return ((int) (key ^ (key >>> 32)) & setMask) * WAYS;
    }
}
