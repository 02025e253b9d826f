package io.smppproxy.core.esme;

import java.util.ArrayDeque;

/** Connections in the order in which they came, so that those whose time to bind is over stand first. Owned by one I/O loop. */
final class BindTimer {
    private final long timeoutNs;
    private final ArrayDeque<EsmeConnection> connections = new ArrayDeque<>();

    BindTimer(long timeoutNs) {
        this.timeoutNs = timeoutNs;
    }

    void add(EsmeConnection connection) {
        connections.add(connection);
    }

    /** @return how many connections were closed because they had not bound */
    int tick(long nowNs) {
        int closed = 0;
        for (EsmeConnection first = connections.peek();
                first != null && nowNs - first.openedAtNs() >= timeoutNs;
                first = connections.peek()) {
            connections.poll();
            closed += first.onBindTimeout() ? 1 : 0;
        }
        return closed;
    }

    void closeAll(String reason) {
        for (EsmeConnection connection = connections.poll(); connection != null; connection = connections.poll()) {
            connection.close(reason);
        }
    }
}
