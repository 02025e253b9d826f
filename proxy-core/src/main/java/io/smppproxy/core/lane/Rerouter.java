package io.smppproxy.core.lane;

import io.smppproxy.core.config.LinkConfig;
import org.agrona.MutableDirectBuffer;

/** Finds another way for a message that its link cannot send. */
@FunctionalInterface
public interface Rerouter {
    /**
     * Offers the lane record to another member of the pool that the sender asked for.
     *
     * @param from of the link that has the record
     * @return false if there is none that takes it
     */
    boolean reroute(LinkConfig from, MutableDirectBuffer record, int lengthBytes);
}
