package io.smppproxy.http.sms;

import io.javalin.http.Context;
import io.smppproxy.core.auth.TokenRefused;
import io.smppproxy.core.auth.TokenResult;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerifiedToken;

/**
 * Who makes a request.
 *
 * @param appId the app_id of token and header
 */
record Caller(long appId) {
    private static final String APP_ID = "X-App-ID";

    /** @throws Problem 401 without a good token, 403 if the header names another app than the token */
    static Caller of(Context context, TokenVerifier verifier) {
        TokenResult result = verifier.verifyAuthorization(context.header("Authorization"));
        if (result instanceof TokenRefused refused) {
            throw new Problem(401, "unauthenticated", "", refused.reason());
        }
        VerifiedToken token = (VerifiedToken) result;
        String appId = context.header(APP_ID);
        if (appId == null) {
            throw new Problem(
                    401, "unauthenticated", "", "header " + APP_ID + ": missing (expected: the token's app_id)");
        }
        if (!appId.equals(Long.toString(token.appId()))) {
            throw new Problem(
                    403, "forbidden", "", "header " + APP_ID + ": not the token's (expected: " + token.appId() + ")");
        }
        return new Caller(token.appId());
    }
}
