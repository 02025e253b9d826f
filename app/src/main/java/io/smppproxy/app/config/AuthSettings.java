package io.smppproxy.app.config;

import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.auth.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How tokens are verified and issued.
 *
 * @param secret the HS256 secret, empty when there is none or when it lies in the file
 * @param secretFile file that holds the HS256 secret, or null
 * @param generateSecret whether a missing secret file is created
 * @param publicKeys keys of whoever signs tokens elsewhere
 * @param rules required claims and accepted algorithms
 */
public record AuthSettings(
        String secret, Path secretFile, boolean generateSecret, List<VerificationKey> publicKeys, TokenRules rules) {
    public AuthSettings {
        publicKeys = List.copyOf(publicKeys);
    }

    /** A verifier for all keys; makes the secret's file where that is due. */
    public TokenVerifier verifier() throws IOException {
        List<VerificationKey> keys = new ArrayList<>(publicKeys);
        keys.removeIf(key -> !rules.algorithms().contains(key.algorithm()));
        byte[] octets = JwtSecret.resolve(this);
        if (octets.length > 0 && rules.algorithms().contains("HS256")) {
            keys.add(VerificationKey.secret(octets, null));
        }
        return new TokenVerifier(rules, keys, System::currentTimeMillis, TokenVerifier.DEFAULT_CACHE_ENTRIES);
    }

    /** An issuer that signs with the HS256 secret, or null when there is none. */
    public TokenIssuer issuer() throws IOException {
        byte[] octets = JwtSecret.resolve(this);
        if (octets.length == 0) {
            return null;
        }
        String audience = rules.audiences().stream().sorted().findFirst().orElse(null);
        return new TokenIssuer(octets, null, rules.issuer(), audience, System::currentTimeMillis);
    }

    @Override
    public String toString() {
        return "AuthSettings[secret=***, secretFile=" + secretFile + ", publicKeys=" + publicKeys + "]";
    }
}
