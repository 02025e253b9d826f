package io.smppproxy.core.admission;

import io.smppproxy.core.edge.Reply;
import java.util.Arrays;

/** Who else waits for one message. Owned by its stripe's lock until it is taken out, then by the taker. */
final class Joiners {
    /** Of the messages that nobody else waits for, which are nearly all. */
    static final Joiners NONE = new Joiners(0);

    private static final int FIRST_CAPACITY = 4;

    private int[] sinkIds;
    private long[] handles;
    private int count;

    Joiners() {
        this(FIRST_CAPACITY);
    }

    private Joiners(int capacity) {
        sinkIds = new int[capacity];
        handles = new long[capacity];
    }

    int count() {
        return count;
    }

    /** @return false if there are too many already */
    boolean add(int sinkId, long handle) {
        if (count == IdempotencyRegistry.MAX_JOINERS) {
            return false;
        }
        if (count == sinkIds.length) {
            sinkIds = Arrays.copyOf(sinkIds, 2 * count);
            handles = Arrays.copyOf(handles, 2 * count);
        }
        sinkIds[count] = sinkId;
        handles[count++] = handle;
        return true;
    }

    void answer(Reply reply, ReplyDelivery delivery) {
        for (int i = 0; i < count; i++) {
            delivery.deliver(sinkIds[i], reply.handle(handles[i]));
        }
    }
}
