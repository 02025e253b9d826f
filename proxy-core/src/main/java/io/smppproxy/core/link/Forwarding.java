package io.smppproxy.core.link;

import io.smppproxy.core.lane.RequestForwarder;
import io.smppproxy.core.session.SmppSession;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Sends requests that are no messages over one of the link's binds that can submit. Any thread calls, the link's I/O loop works. */
final class Forwarding implements RequestForwarder {
    private final IoLoop loop;
    private final List<SmppSession> submitters;

    /** @param submitters the link's own list, the loop's only */
    Forwarding(IoLoop loop, List<SmppSession> submitters) {
        this.loop = loop;
        this.submitters = submitters;
    }

    @Override
    public void forward(byte[] pdu, Answer answer) {
        try {
            loop.eventLoop().execute(() -> send(pdu, answer));
        } catch (RejectedExecutionException e) {
            // The loop has ended.
            answer.onNoAnswer();
        }
    }

    private void send(byte[] pdu, Answer answer) {
        long nowNs = System.nanoTime();
        for (int i = 0; i < submitters.size(); i++) {
            if (submitters.get(i).forward(pdu, answer, nowNs)) {
                loop.endBatch();
                return;
            }
        }
        answer.onNoAnswer();
    }
}
