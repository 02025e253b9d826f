package io.smppproxy.core.edge;

/** An edge's end of the way back. Called by I/O loops and by the tracker, concurrently; must return at once. */
public interface ReplySink {
    /**
     * Takes one reply. The reply object is the caller's and is reused after the call.
     *
     * @return false if there is no room now; the caller keeps the reply and offers it again
     */
    boolean offer(Reply reply);

    /** Asked before a message's first part is written: true drops the message and answers NOT_SENT. */
    boolean isCancelled(long handle);
}
