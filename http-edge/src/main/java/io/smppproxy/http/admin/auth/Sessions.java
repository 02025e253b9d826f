package io.smppproxy.http.admin.auth;

import io.smppproxy.configstore.Role;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The sessions of this node. They end after {@link #IDLE_MS} without a request, {@link #ABSOLUTE_MS} after signing in, by signing out, and
 * at most {@link #RECHECK_MS} after their user was changed or deleted, also on another node. Any thread.
 */
public final class Sessions {
    public static final long IDLE_MS = 30 * 60_000;
    public static final long ABSOLUTE_MS = 12 * 3_600_000;
    static final long RECHECK_MS = 30_000;
    static final int MAX_SESSIONS = 1_000;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final UserDirectory users;
    private final LongSupplier clockMs;

    public Sessions(UserDirectory users, LongSupplier clockMs) {
        this.users = users;
        this.clockMs = clockMs;
    }

    /** A new session and the id that its cookie carries. */
    record Opened(String id, Session session) {}

    Opened open(String user, Role role) {
        long nowMs = clockMs.getAsLong();
        byId.values().removeIf(session -> isOver(session, nowMs));
        if (byId.size() >= MAX_SESSIONS) {
            byId.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastUsedMs()))
                    .ifPresent(entry -> close(entry.getKey()));
        }
        Session session = new Session(user, role, secret(), nowMs, nowMs + ABSOLUTE_MS);
        String id = secret();
        byId.put(id, session);
        return new Opened(id, session);
    }

    /** The session of an id, which counts as used now; null when there is none any more. */
    Session use(String id) {
        Session session = id == null ? null : byId.get(id);
        if (session == null) {
            return null;
        }
        long nowMs = clockMs.getAsLong();
        if (isOver(session, nowMs) || !recheck(session, nowMs)) {
            close(id);
            return null;
        }
        session.use(nowMs);
        return session;
    }

    /** Whether a session still stands, without using it. */
    public boolean stands(Session session) {
        long nowMs = clockMs.getAsLong();
        return !isOver(session, nowMs) && recheck(session, nowMs);
    }

    private boolean recheck(Session session, long nowMs) {
        if (nowMs - session.checkedMs() >= RECHECK_MS) {
            Role role = users.roleOf(session.user());
            if (role == null) {
                session.end();
                return false;
            }
            session.checked(role, nowMs);
        }
        return true;
    }

    void close(String id) {
        Session session = id == null ? null : byId.remove(id);
        if (session != null) {
            session.end();
        }
    }

    /** Ends all sessions of a user, except one or null. */
    public void closeAllOf(String user, Session except) {
        byId.values().removeIf(session -> {
            boolean close = session.user().equals(user) && session != except;
            if (close) {
                session.end();
            }
            return close;
        });
    }

    private static boolean isOver(Session session, long nowMs) {
        if (nowMs >= session.expiresAtMs() || nowMs - session.lastUsedMs() >= IDLE_MS) {
            session.end();
        }
        return session.ended();
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
