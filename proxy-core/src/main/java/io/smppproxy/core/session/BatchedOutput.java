package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;

/** A session as the end of a batch sees it: octets that pile up and leave together. Owned by one I/O loop. */
public interface BatchedOutput {
    /** @return true when the session was not yet on the flush list */
    boolean markFlushPending();

    /** What was written since the last call, for the flush; the session starts a new buffer. Null when there is nothing. */
    ByteBuf takeOutput();

    /** Hands octets to the channel; if it is gone they are released and count as never handed over. */
    void flush(ByteBuf octets);
}
