package io.smppproxy.http.admin;

import io.javalin.http.Context;

/** What browsers are told on every answer: nothing from elsewhere, nothing inline, no frames, no guessing of types. No CORS header is ever set. */
final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'";

    private SecurityHeaders() {}

    static void add(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        if (context.path().startsWith("/api")) {
            context.header("Cache-Control", "no-store");
        }
    }
}
