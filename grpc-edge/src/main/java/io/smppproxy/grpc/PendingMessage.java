package io.smppproxy.grpc;

import io.smppproxy.core.edge.Reply;
import io.smppproxy.proto.sms.v1.SmsResponse;

/** A message that has no answer yet: one slot of an {@link InFlightTable}, used again and again. Owned by its event loop. */
final class PendingMessage {
    final int index;

    /** What the core knows the message by; another one for each use of the slot. */
    long handle;

    Owner owner;
    String transactionId = "";
    long taskId;

    /** The answer, while one that comes before it is awaited. */
    SmsResponse response;

    PendingMessage previous;
    PendingMessage next;

    PendingMessage(int index) {
        this.index = index;
    }

    /** The call that a pending message belongs to. */
    interface Owner {
        /** Takes the answer; called on the call's event loop. */
        void onReply(PendingMessage pending, Reply reply);
    }
}
