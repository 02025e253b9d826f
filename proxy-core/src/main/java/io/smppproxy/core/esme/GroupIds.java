package io.smppproxy.core.esme;

/**
 * Message ids of a submit_multi. The group's ends with the number of destinations and a zero octet, that of its n-th message with the
 * number of destinations and n: so the group leads to its messages and needs no record of its own.
 */
final class GroupIds {
    private static final long MASK = 0xFFFF;

    private GroupIds() {}

    /**
     * Lower half of the group's id.
     *
     * @param lo any
     * @param count destinations, 1 to 255
     */
    static long group(long lo, int count) {
        return (lo & ~MASK) | ((long) count << 8);
    }

    /** @param index from 1 */
    static long member(long group, int index) {
        return group | index;
    }

    /** @return how many messages the group would have, 0 if this is no group's id */
    static int count(long lo) {
        return (lo & 0xFF) == 0 ? (int) (lo >>> 8) & 0xFF : 0;
    }
}
