package io.smppproxy.core.link;

import io.smppproxy.core.session.OutgoingMessage;
import java.util.ArrayDeque;

/** Spare messages of one I/O loop, so that a message costs no allocation once warm. */
final class MessagePool {
    private static final int MAX_SPARE = 32 * 1024;

    private final ArrayDeque<OutgoingMessage> spare = new ArrayDeque<>();

    OutgoingMessage take() {
        OutgoingMessage message = spare.pollLast();
        return message == null ? new OutgoingMessage() : message;
    }

    void giveBack(OutgoingMessage message) {
        message.recycle();
        if (spare.size() < MAX_SPARE) {
            spare.addLast(message);
        }
    }
}
