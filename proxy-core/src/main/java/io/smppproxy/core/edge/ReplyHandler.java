package io.smppproxy.core.edge;

/** Takes the replies that a {@link ReplyRing} hands out, on the thread that drains it. */
@FunctionalInterface
public interface ReplyHandler {
    /** @param reply the ring's own, overwritten by the next one */
    void onReply(Reply reply);
}
