package io.smppproxy.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.smppproxy.core.auth.TokenRefused;
import io.smppproxy.core.auth.TokenResult;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerifiedToken;

/** Lets a call through if its token is good and its app_id metadata is the token's. Runs on the call's event loop. */
final class AuthInterceptor implements ServerInterceptor {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> APP_ID = Metadata.Key.of("app_id", Metadata.ASCII_STRING_MARSHALLER);

    private final TokenVerifier verifier;

    AuthInterceptor(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        TokenResult result = verifier.verifyAuthorization(headers.get(AUTHORIZATION));
        if (result instanceof TokenRefused refused) {
            return Calls.refuse(call, Status.UNAUTHENTICATED.withDescription(refused.reason()));
        }
        VerifiedToken token = (VerifiedToken) result;
        String appId = headers.get(APP_ID);
        if (appId == null) {
            return Calls.refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription("metadata app_id: missing (expected: the token's app_id)"));
        }
        if (!appId.equals(Long.toString(token.appId()))) {
            return Calls.refuse(
                    call,
                    Status.PERMISSION_DENIED.withDescription(
                            "metadata app_id: not the token's (expected: " + token.appId() + ")"));
        }
        Context context = new Caller(token.appId(), token.expiresAtMs()).inContext();
        Context before = context.attach();
        try {
            return next.startCall(call, headers);
        } finally {
            context.detach(before);
        }
    }
}
