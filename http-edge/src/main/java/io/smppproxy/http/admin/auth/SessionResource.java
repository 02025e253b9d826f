package io.smppproxy.http.admin.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/session}: signing in and out. Any thread. */
public final class SessionResource {
    private static final Logger LOG = LoggerFactory.getLogger(SessionResource.class);
    private static final int MAX_FIELD = 200;
    /** Looking at a password takes some tenths of a second of a core, which messages need more. */
    private static final int VERIFICATIONS_AT_ONCE = 1;

    private static final long VERIFICATION_WAIT_S = 5;
    /** Strangers may send their bodies as slowly as they like; most threads are for those who have signed in. */
    private static final int SIGN_INS_AT_ONCE = 3;

    private final Access access;
    private final Sessions sessions;
    private final UserDirectory users;
    private final boolean secureCookie;
    private final Semaphore verifications = new Semaphore(VERIFICATIONS_AT_ONCE);
    private final Semaphore signIns = new Semaphore(SIGN_INS_AT_ONCE);

    /** @param secureCookie whether browsers reach this only over TLS */
    public SessionResource(Access access, Sessions sessions, UserDirectory users, boolean secureCookie) {
        this.access = access;
        this.sessions = sessions;
        this.users = users;
        this.secureCookie = secureCookie;
    }

    public void addTo(GuardedRoutes routes) {
        routes.open().post("/api/session", this::signIn);
        routes.get("/api/session", Role.VIEWER, this::show);
        routes.delete("/api/session", Role.VIEWER, this::signOut);
    }

    private void signIn(Context context) throws InterruptedException {
        Access.refuseForeignPages(context);
        access.refuseWhoGuesses(context);
        if (!signIns.tryAcquire()) {
            throw othersSignIn();
        }
        try {
            signInAlone(context);
        } finally {
            signIns.release();
        }
    }

    private static ApiProblem othersSignIn() {
        return ApiProblem.tooMany("others are signing in right now", 1);
    }

    private void signInAlone(Context context) throws InterruptedException {
        ObjectNode body = Json.objectBody(context);
        String username = text(body, "username");
        String password = text(body, "password");
        Role role = verify(username, password);
        if (role == null) {
            access.failed(context, "username or password");
            throw ApiProblem.of(401, "username or password: wrong");
        }
        sessions.close(context.cookie(Access.COOKIE));
        Sessions.Opened opened = sessions.open(username, role);
        context.res().addHeader("Set-Cookie", cookie(opened.id(), Sessions.ABSOLUTE_MS / 1_000));
        LOG.info("admin: {} signed in from {}", username, context.ip());
        Json.answer(context, 200, describe(opened.session()));
    }

    private Role verify(String username, String password) throws InterruptedException {
        if (!verifications.tryAcquire(VERIFICATION_WAIT_S, TimeUnit.SECONDS)) {
            throw othersSignIn();
        }
        try {
            return users.verify(username, password);
        } finally {
            verifications.release();
        }
    }

    private static String text(ObjectNode body, String field) {
        if (!body.path(field).isTextual() || body.get(field).textValue().length() > MAX_FIELD) {
            throw ApiProblem.refused(field, "(expected: a text of at most " + MAX_FIELD + " characters)");
        }
        return body.get(field).textValue();
    }

    private void show(Context context) {
        Caller caller = Caller.of(context);
        if (caller.session() != null) {
            Json.answer(context, 200, describe(caller.session()));
        } else {
            ObjectNode body = Json.object();
            body.put("username", caller.name()).put("role", caller.role().word());
            body.putNull("csrf_token").putNull("expires_at");
            Json.answer(context, 200, body);
        }
    }

    private void signOut(Context context) {
        sessions.close(context.cookie(Access.COOKIE));
        context.res().addHeader("Set-Cookie", cookie("", 0));
        context.status(204);
    }

    private static ObjectNode describe(Session session) {
        return Json.object()
                .put("username", session.user())
                .put("role", session.role().word())
                .put("csrf_token", session.csrfToken())
                .put("expires_at", Instant.ofEpochMilli(session.expiresAtMs()).toString());
    }

    private String cookie(String value, long maxAgeS) {
        return Access.COOKIE + "=" + value + "; Path=/; Max-Age=" + maxAgeS + "; HttpOnly; SameSite=Strict"
                + (secureCookie ? "; Secure" : "");
    }
}
