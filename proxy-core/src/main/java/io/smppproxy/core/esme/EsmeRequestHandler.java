package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.smppproxy.core.edge.Reply;

/** What a session's requests mean. One per {@link EsmeLoop}; called on its I/O loop only. */
public interface EsmeRequestHandler {
    /**
     * A whole request of a session whose bind allows it and whose window and throughput had room: submit_sm, data_sm, submit_multi,
     * query_sm, cancel_sm or replace_sm. It is answered now or later, exactly once, through {@link EsmeSession#respond} or {@link
     * EsmeSession#answered}; until then it takes a slot of the session's window.
     *
     * @param buf valid during the call only
     * @throws io.smppproxy.codec.NackablePduException if it cannot be read; the session answers it then
     */
    void onRequest(EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int commandId, int sequence);

    /** The outcome of something that was handed to a link under a handle of {@link EsmeRequests}. */
    void onReply(Reply reply);
}
