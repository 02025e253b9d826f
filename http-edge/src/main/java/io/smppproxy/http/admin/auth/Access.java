package io.smppproxy.http.admin.auth;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.smppproxy.configstore.Role;
import io.smppproxy.http.admin.json.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through to its handler if the caller is known and may. Known is who brings the api token in X-API-Key or X-Api-Token, or a
 * session's cookie; with a cookie, whatever changes anything has to bring the session's X-CSRF-Token too. Any thread.
 */
public final class Access {
    static final String COOKIE = "smpp_proxy_session";
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final byte[] tokenDigest;
    private final Sessions sessions;
    private final FailedAttempts failures;

    /** @param apiToken the secret that stands for the role admin */
    public Access(String apiToken, Sessions sessions, LongSupplier clockMs) {
        this.tokenDigest = digest(apiToken);
        this.sessions = sessions;
        this.failures = new FailedAttempts(clockMs);
    }

    /** Wraps a handler so that only callers with this role reach it. */
    public Handler require(Role role, Handler handler) {
        return context -> {
            Caller caller = authenticate(context);
            if (!caller.role().includes(role)) {
                throw ApiProblem.of(403, "your role is " + caller.role().word() + " (expected: " + role.word() + ")");
            }
            caller.keepIn(context);
            handler.handle(context);
        };
    }

    private Caller authenticate(Context context) {
        String token = token(context);
        if (token != null) {
            refuseWhoGuesses(context);
            if (!MessageDigest.isEqual(digest(token), tokenDigest)) {
                failed(context, "api token");
                throw ApiProblem.of(401, "X-API-Key: not the api token");
            }
            return new Caller(Caller.API_TOKEN, Role.ADMIN, null);
        }
        Session session = sessions.use(context.cookie(COOKIE));
        if (session == null) {
            throw ApiProblem.of(401, "sign in, or send the api token in the header X-API-Key");
        }
        if (!HARMLESS.contains(context.method())) {
            refuseForeignPages(context);
            if (!equal(context.header("X-CSRF-Token"), session.csrfToken())) {
                throw ApiProblem.of(403, "X-CSRF-Token: missing or not this session's");
            }
        }
        return new Caller(session.user(), session.role(), session);
    }

    private static String token(Context context) {
        String key = context.header("X-API-Key");
        return key != null ? key : context.header("X-Api-Token");
    }

    /** @throws ApiProblem 403 for what another site's page sent */
    static void refuseForeignPages(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw ApiProblem.of(403, "Sec-Fetch-Site: (expected: same-origin)");
        }
    }

    /** @throws ApiProblem 429 for an address with too many failures, whatever it brings now */
    void refuseWhoGuesses(Context context) {
        long waitS = failures.waitS(context.ip());
        if (waitS > 0) {
            throw ApiProblem.tooMany("too many wrong tokens or passwords from this address", waitS);
        }
    }

    void failed(Context context, String what) {
        failures.add(context.ip());
        LOG.warn("admin: wrong {} from {}", what, context.ip());
    }

    private static boolean equal(String given, String expected) {
        return given != null && MessageDigest.isEqual(digest(given), digest(expected));
    }

    /** Digests have one length, so that comparing tells nothing of the secret's. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
