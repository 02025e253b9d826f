package io.smppproxy.core.lane;

import org.agrona.MutableDirectBuffer;

/** Finds another way for a message that its link cannot send. */
@FunctionalInterface
public interface Rerouter {
    /**
     * Offers the lane record to another member of the pool that the sender asked for.
     *
     * @return false if there is none that takes it
     */
    boolean reroute(MutableDirectBuffer record, int lengthBytes);
}
