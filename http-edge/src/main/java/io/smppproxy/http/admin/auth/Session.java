package io.smppproxy.http.admin.auth;

import io.smppproxy.configstore.Role;

/** A user that has signed in. Times are Unix milliseconds. Any thread. */
public final class Session {
    private final String user;
    private final String csrfToken;
    private final long expiresAtMs;
    private volatile Role role;
    private volatile long lastUsedMs;
    private volatile long checkedMs;
    private volatile boolean ended;

    Session(String user, Role role, String csrfToken, long nowMs, long expiresAtMs) {
        this.user = user;
        this.role = role;
        this.csrfToken = csrfToken;
        this.expiresAtMs = expiresAtMs;
        this.lastUsedMs = nowMs;
        this.checkedMs = nowMs;
    }

    public String user() {
        return user;
    }

    public Role role() {
        return role;
    }

    /** What every request but GET has to bring in X-CSRF-Token. */
    public String csrfToken() {
        return csrfToken;
    }

    /** When it ends even if it is used. */
    public long expiresAtMs() {
        return expiresAtMs;
    }

    /** Whether it has been ended by sign-out, expiry, or a change of its user. */
    public boolean ended() {
        return ended;
    }

    long lastUsedMs() {
        return lastUsedMs;
    }

    void use(long nowMs) {
        lastUsedMs = nowMs;
    }

    long checkedMs() {
        return checkedMs;
    }

    void checked(Role currentRole, long nowMs) {
        role = currentRole;
        checkedMs = nowMs;
    }

    void end() {
        ended = true;
    }
}
