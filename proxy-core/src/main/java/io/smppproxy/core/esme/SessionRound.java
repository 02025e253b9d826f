package io.smppproxy.core.esme;

import io.smppproxy.core.config.EsmeServerConfig;
import java.util.ArrayList;

/**
 * Looks at every session about once a second, some of them each time: ten thousand idle sessions have no timer of their own. Owned by
 * one I/O loop.
 */
final class SessionRound {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MAX_ROUND_MS = 1_000;

    /** Runs a session's timers. */
    interface Visitor {
        void visit(EsmeSession session, long nowNs);
    }

    private final long roundNs;
    private final Visitor visitor;
    private final ArrayList<EsmeSession> sessions = new ArrayList<>();
    private long startedNs;
    private int visited;

    /** Rounds are a quarter of the shortest of the server's intervals, where that is less than a second. */
    SessionRound(EsmeServerConfig config, Visitor visitor) {
        long shortestMs = Math.min(config.inactivityMs(), config.responseTimeoutMs());
        if (config.enquireLinkMs() != 0) {
            shortestMs = Math.min(shortestMs, config.enquireLinkMs());
        }
        this.roundNs = Math.min(MAX_ROUND_MS, shortestMs / 4) * NS_PER_MS;
        this.visitor = visitor;
    }

    void add(EsmeSession session) {
        session.roundIndex(sessions.size());
        sessions.add(session);
    }

    void remove(EsmeSession session) {
        EsmeSession last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            last.roundIndex(session.roundIndex());
            sessions.set(session.roundIndex(), last);
        }
    }

    void tick(long nowNs) {
        long elapsedNs = nowNs - startedNs;
        boolean isLast = elapsedNs >= roundNs;
        long due = isLast ? sessions.size() : sessions.size() * elapsedNs / roundNs;
        while (visited < due && visited < sessions.size()) {
            visitor.visit(sessions.get(visited++), nowNs);
        }
        if (isLast) {
            startedNs = nowNs;
            visited = 0;
        }
    }
}
