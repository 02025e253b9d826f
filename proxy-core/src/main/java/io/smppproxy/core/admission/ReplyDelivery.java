package io.smppproxy.core.admission;

import io.smppproxy.core.edge.Reply;

/** Hands a reply to a sink. Called by edge threads and by the tracker; must not block and must not lose the reply. */
@FunctionalInterface
public interface ReplyDelivery {
    /**
     * @param sinkId as registered with {@link io.smppproxy.core.edge.SubmitPort#register}
     * @param reply the caller's and reused after the call; what the sink has no room for now is copied and offered again later
     */
    void deliver(int sinkId, Reply reply);
}
