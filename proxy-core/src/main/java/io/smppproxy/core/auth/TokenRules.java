package io.smppproxy.core.auth;

import java.util.Set;

/**
 * Which tokens are accepted.
 *
 * @param algorithms of HS256, RS256 and ES256 those that may sign; at least one
 * @param issuer what iss must be; null to accept any
 * @param audiences what aud may name, all of it; empty to accept any
 * @param skewSeconds how far the issuer's clock may be off, 0 to 60
 */
public record TokenRules(Set<String> algorithms, String issuer, Set<String> audiences, int skewSeconds) {
    public static final Set<String> KNOWN_ALGORITHMS = Set.of("HS256", "RS256", "ES256");
    public static final int MAX_SKEW_SECONDS = 60;

    /** @throws IllegalArgumentException naming the value that is out of range */
    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        audiences = Set.copyOf(audiences);
        if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "algorithms: " + algorithms + " (expected: some of HS256, RS256, ES256)");
        }
        if (skewSeconds < 0 || skewSeconds > MAX_SKEW_SECONDS) {
            throw new IllegalArgumentException(
                    "skewSeconds: " + skewSeconds + " (expected: 0 to " + MAX_SKEW_SECONDS + ")");
        }
    }
}
