package io.smppproxy.grpc;

import io.grpc.Context;

/**
 * Who makes a call, as {@link AuthInterceptor} found out.
 *
 * @param appId the app_id of token and metadata
 * @param expiresAtMs Unix milliseconds at which the token ends
 */
record Caller(long appId, long expiresAtMs) {
    private static final Context.Key<Caller> KEY = Context.key("caller");

    /** The caller of the call that is being started; known only while {@code startCall} runs, so that messages pay nothing for it. */
    static Caller current() {
        return KEY.get();
    }

    /** The current context with this caller in it. */
    Context inContext() {
        return Context.current().withValue(KEY, this);
    }
}
