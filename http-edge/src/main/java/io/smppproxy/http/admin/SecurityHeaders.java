package io.smppproxy.http.admin;

import io.javalin.http.Context;
import java.util.Map;

/** What browsers are told on every answer: nothing from elsewhere, nothing inline, no frames, no guessing of types. No CORS header is ever set. */
final class SecurityHeaders {
    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private SecurityHeaders() {}

    static Map<String, String> all() {
        return ALL;
    }

    static void add(Context context) {
        ALL.forEach(context::header);
        if (context.path().startsWith("/api")) {
            context.header("Cache-Control", "no-store");
        }
    }
}
