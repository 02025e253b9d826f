package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.core.lane.RequestForwarder;

/** Requests that are no messages and wait for their answers, in few slots of their own beside the window. Owned by one I/O loop. */
final class ForwardedRequests {
    private static final int SLOTS = 10;

    private final RequestForwarder.Answer[] answers = new RequestForwarder.Answer[SLOTS];
    private final int[] sequences = new int[SLOTS];
    private final long[] deadlinesNs = new long[SLOTS];
    private int used;

    boolean hasRoom() {
        return used < SLOTS;
    }

    int used() {
        return used;
    }

    /** Takes a slot; there must be one. */
    void add(int sequence, long deadlineNs, RequestForwarder.Answer answer) {
        answers[used] = answer;
        sequences[used] = sequence;
        deadlinesNs[used] = deadlineNs;
        used++;
    }

    /** @return false if it answers none of these requests */
    boolean onAnswer(int sequence, ByteBuf buf, int offset, int lengthBytes) {
        for (int slot = 0; slot < used; slot++) {
            if (sequences[slot] == sequence) {
                remove(slot).onAnswer(ByteBufUtil.getBytes(buf, offset, lengthBytes));
                return true;
            }
        }
        return false;
    }

    void expire(long nowNs) {
        for (int slot = used - 1; slot >= 0; slot--) {
            if (nowNs - deadlinesNs[slot] >= 0) {
                remove(slot).onNoAnswer();
            }
        }
    }

    /** The connection is gone. */
    void close() {
        while (used > 0) {
            remove(used - 1).onNoAnswer();
        }
    }

    private RequestForwarder.Answer remove(int slot) {
        RequestForwarder.Answer answer = answers[slot];
        used--;
        answers[slot] = answers[used];
        sequences[slot] = sequences[used];
        deadlinesNs[slot] = deadlinesNs[used];
        answers[used] = null;
        return answer;
    }
}
