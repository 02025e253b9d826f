package io.smppproxy.http.admin.auth;

import io.javalin.http.Context;
import io.smppproxy.configstore.Role;

/**
 * Who sent a request.
 *
 * @param name of the user, or "api-token"
 * @param role what may be done
 * @param session the session that was used, or null with a token
 */
public record Caller(String name, Role role, Session session) {
    static final String API_TOKEN = "api-token";
    private static final String ATTRIBUTE = "caller";

    void keepIn(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** The caller of a request that went through {@link Access}. */
    public static Caller of(Context context) {
        return context.attribute(ATTRIBUTE);
    }
}
