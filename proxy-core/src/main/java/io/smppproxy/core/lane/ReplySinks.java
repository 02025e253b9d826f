package io.smppproxy.core.lane;

import io.smppproxy.core.edge.ReplySink;
import java.util.concurrent.CopyOnWriteArrayList;

/** The edges' reply sinks by id. Filled at start-up, read by loops and tracker. */
public final class ReplySinks {
    private final CopyOnWriteArrayList<ReplySink> sinks = new CopyOnWriteArrayList<>();

    /** @return the sink's id */
    public synchronized int register(ReplySink sink) {
        sinks.add(sink);
        return sinks.size() - 1;
    }

    public ReplySink get(int id) {
        return sinks.get(id);
    }
}
