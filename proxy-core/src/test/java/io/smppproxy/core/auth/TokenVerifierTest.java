package io.smppproxy.core.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private static final long NOW_SECONDS = 1_900_000_000L;
    private static final byte[] SECRET = "correct horse battery staple 0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final TokenRules HS256 = new TokenRules(Set.of("HS256"), null, Set.of(), 60);

    private final AtomicLong nowMs = new AtomicLong(NOW_SECONDS * 1000);
    private final TokenVerifier verifier = verifier(HS256, VerificationKey.secret(SECRET, null));
    private final TokenIssuer issuer = new TokenIssuer(SECRET, null, null, null, nowMs::get);

    @Test
    void shouldAcceptWhatTheIssuerIssues() {
        TokenResult result = verifier.verify(issuer.issue(7, 100));
        assertEquals(new VerifiedToken(7, (NOW_SECONDS + 100 + 60) * 1000), result);
    }

    @Test
    void shouldRefuseARevokedTokenAtOnceEvenIfItIsKnown() {
        String token = issuer.issue(7, 100, "id-1");
        assertEquals(new VerifiedToken(7, (NOW_SECONDS + 100 + 60) * 1000, "id-1"), verifier.verify(token));
        verifier.refuse("id-1"::equals);
        assertSame(TokenRefused.REVOKED, verifier.verify(token));
        assertSame(TokenRefused.REVOKED, verifier.verify(issuer.issue(8, 100, "id-1")));
        assertInstanceOf(VerifiedToken.class, verifier.verify(issuer.issue(7, 100, "id-2")));
        assertInstanceOf(VerifiedToken.class, verifier.verify(issuer.issue(7, 100)));
    }

    @Test
    void shouldTakeAppIdAsNumberOrDigits() {
        assertAccepted(7, signed("{\"exp\":%d,\"app_id\":\"7\"}"));
        assertAccepted(Long.MAX_VALUE, signed("{\"exp\":%d,\"app_id\":9223372036854775807}"));
        String[] wrong = {
            "0",
            "-1",
            "1.5",
            "1e3",
            "true",
            "null",
            "[1]",
            "{}",
            "\"\"",
            "\"-1\"",
            "\"+1\"",
            "\" 1\"",
            "\"1x\"",
            "9223372036854775808",
            "\"9223372036854775808\"",
            "\"99999999999999999999\"",
            "\"\u0661\""
        };
        for (String value : wrong) {
            assertSame(TokenRefused.APP_ID, verifier.verify(signed("{\"exp\":%d,\"app_id\":" + value + "}")), value);
        }
        assertSame(TokenRefused.APP_ID, verifier.verify(signed("{\"exp\":%d}")));
    }

    @Test
    void shouldRefuseOtherAlgorithms() {
        String claims = claims("{\"exp\":%d,\"app_id\":1}");
        for (String alg :
                List.of("none", "None", "NONE", "nOnE", "", "HS384", "HS512", "RS256", "ES256", "PS256", "X")) {
            String header = "{\"alg\":\"" + alg + "\"}";
            for (String token : List.of(
                    Tokens.signHmac(header, claims, SECRET),
                    Tokens.unsigned(header, claims),
                    Tokens.bare(header, claims))) {
                assertRefused(verifier.verify(token), alg);
            }
        }
        assertRefused(verifier.verify(Tokens.signHmac("{}", claims, SECRET)), "no alg");
        assertRefused(verifier.verify(Tokens.unsigned("{\"alg\":\"HS256\"}", claims)), "empty signature");
    }

    @Test
    void shouldRefuseAnHmacMadeWithThePublicKey() {
        TokenRules both = new TokenRules(Set.of("HS256", "RS256"), null, Set.of(), 0);
        TokenVerifier mixed = verifier(
                both, VerificationKey.secret(SECRET, null), VerificationKey.publicKey(Tokens.RSA.getPublic(), null));
        String claims = claims("{\"exp\":%d,\"app_id\":1}");
        byte[] der = Tokens.RSA.getPublic().getEncoded();
        byte[] pem = Tokens.pem("PUBLIC KEY", der).getBytes(StandardCharsets.US_ASCII);
        for (byte[] key : List.of(der, pem)) {
            String forged = Tokens.signHmac("{\"alg\":\"HS256\"}", claims, key);
            assertSame(TokenRefused.SIGNATURE, mixed.verify(forged));
            TokenVerifier rsaOnly = verifier(
                    new TokenRules(Set.of("RS256"), null, Set.of(), 0),
                    VerificationKey.publicKey(Tokens.RSA.getPublic(), null));
            assertSame(TokenRefused.ALGORITHM, rsaOnly.verify(forged));
        }
    }

    @Test
    void shouldAcceptRs256AndEs256() {
        TokenVerifier asymmetric = verifier(
                new TokenRules(Set.of("RS256", "ES256"), null, Set.of(), 0),
                VerificationKey.publicKey(Tokens.RSA.getPublic(), "r"),
                VerificationKey.publicKey(Tokens.EC.getPublic(), "e"));
        String claims = claims("{\"exp\":%d,\"app_id\":5}");
        String rs = Tokens.sign("{\"alg\":\"RS256\",\"kid\":\"r\"}", claims, "SHA256withRSA", Tokens.RSA.getPrivate());
        String es = Tokens.sign(
                "{\"alg\":\"ES256\",\"kid\":\"e\"}", claims, "SHA256withECDSAinP1363Format", Tokens.EC.getPrivate());
        assertEquals(
                5, assertInstanceOf(VerifiedToken.class, asymmetric.verify(rs)).appId());
        assertEquals(
                5, assertInstanceOf(VerifiedToken.class, asymmetric.verify(es)).appId());
        String wrongKid =
                Tokens.sign("{\"alg\":\"RS256\",\"kid\":\"e\"}", claims, "SHA256withRSA", Tokens.RSA.getPrivate());
        assertSame(TokenRefused.KEY, asymmetric.verify(wrongKid));
        String zeroSignature = Tokens.withSignature("{\"alg\":\"ES256\"}", claims, new byte[64]);
        assertSame(TokenRefused.SIGNATURE, asymmetric.verify(zeroSignature));
    }

    @Test
    void shouldChooseByKidAndByNothingElse() {
        byte[] second = "another secret, also of 32 octets and more".getBytes(StandardCharsets.US_ASCII);
        TokenVerifier two =
                verifier(HS256, VerificationKey.secret(SECRET, "old"), VerificationKey.secret(second, "new"));
        String claims = claims("{\"exp\":%d,\"app_id\":1}");
        assertInstanceOf(VerifiedToken.class, two.verify(Tokens.signHmac(header("new"), claims, second)));
        assertSame(TokenRefused.SIGNATURE, two.verify(Tokens.signHmac(header("old"), claims, second)));
        assertInstanceOf(
                VerifiedToken.class, two.verify(Tokens.signHmac("{\"alg\":\"HS256\"}", claims, second)), "no kid");
        for (String kid : List.of("../../dev/null", "' OR 1=1 --", "", "x".repeat(4000))) {
            assertSame(TokenRefused.KEY, two.verify(Tokens.signHmac(header(kid), claims, new byte[0x20])), kid);
        }
        assertSame(TokenRefused.TOO_LONG, two.verify(Tokens.signHmac(header("x".repeat(10_240)), claims, SECRET)));
    }

    @Test
    void shouldRefuseHeadersThatBringKeysOrExtensions() {
        String claims = claims("{\"exp\":%d,\"app_id\":1}");
        List<String> extras = List.of(
                "\"crit\":[\"exp\"]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":false",
                "\"jku\":\"https://example.org/keys\"",
                "\"x5u\":\"https://example.org/cert\"",
                "\"x5c\":[\"AAAA\"]",
                "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "\"jwk\":" + Tokens.rsaJwk());
        for (String extra : extras) {
            String token = Tokens.signHmac("{\"alg\":\"HS256\"," + extra + "}", claims, SECRET);
            assertRefused(verifier.verify(token), extra);
        }
    }

    @Test
    void shouldRequireExpiryWithinTheSkew() {
        assertSame(TokenRefused.NO_EXPIRY, verifier.verify(raw("{\"app_id\":1}")));
        for (String exp : List.of("\"1900000100\"", "null", "-5", "1e300", "1900000100000000", "[]", "true")) {
            TokenResult result = verifier.verify(raw("{\"app_id\":1,\"exp\":" + exp + "}"));
            assertSame(TokenRefused.NO_EXPIRY, result, exp);
        }
        assertInstanceOf(
                VerifiedToken.class, verifier.verify(raw("{\"app_id\":1,\"exp\":" + (NOW_SECONDS - 59) + "}")));
        assertSame(TokenRefused.EXPIRED, verifier.verify(raw("{\"app_id\":1,\"exp\":" + (NOW_SECONDS - 60) + "}")));
        assertSame(TokenRefused.EXPIRED, verifier.verify(raw("{\"app_id\":1,\"exp\":" + (NOW_SECONDS - 61) + "}")));
        assertInstanceOf(VerifiedToken.class, verifier.verify(raw("{\"app_id\":1,\"exp\":" + NOW_SECONDS + ".75}")));
    }

    @Test
    void shouldRespectNotBeforeWithinTheSkew() {
        assertAccepted(1, signed("{\"exp\":%d,\"app_id\":1,\"nbf\":" + (NOW_SECONDS + 60) + "}"));
        for (String nbf : List.of("" + (NOW_SECONDS + 61), "\"1\"", "null", "-1")) {
            TokenResult result = verifier.verify(signed("{\"exp\":%d,\"app_id\":1,\"nbf\":" + nbf + "}"));
            assertSame(TokenRefused.NOT_YET, result, nbf);
        }
    }

    @Test
    void shouldCheckIssuerAndAudienceWhenConfigured() {
        TokenVerifier strict = verifier(
                new TokenRules(Set.of("HS256"), "https://issuer.example", Set.of("sms", "sms2"), 0),
                VerificationKey.secret(SECRET, null));
        String iss = "\"iss\":\"https://issuer.example\"";
        assertInstanceOf(
                VerifiedToken.class, strict.verify(signed("{\"exp\":%d,\"app_id\":1," + iss + ",\"aud\":\"sms\"}")));
        assertInstanceOf(
                VerifiedToken.class,
                strict.verify(signed("{\"exp\":%d,\"app_id\":1," + iss + ",\"aud\":[\"sms2\",\"sms\"]}")));
        for (String wrong : List.of("", ",\"iss\":\"https://issuer.example/\"", ",\"iss\":null", ",\"iss\":[\"x\"]")) {
            TokenResult result = strict.verify(signed("{\"exp\":%d,\"app_id\":1,\"aud\":\"sms\"" + wrong + "}"));
            assertSame(TokenRefused.ISSUER, result, wrong);
        }
        for (String wrong : List.of(
                "",
                ",\"aud\":\"other\"",
                ",\"aud\":[]",
                ",\"aud\":[\"sms\",\"other\"]",
                ",\"aud\":[\"sms\",5]",
                ",\"aud\":5")) {
            TokenResult result = strict.verify(signed("{\"exp\":%d,\"app_id\":1," + iss + wrong + "}"));
            assertSame(TokenRefused.AUDIENCE, result, wrong);
        }
    }

    @Test
    void shouldRefuseRefreshAndOtherTokens() {
        for (String claim : List.of("\"typ\":\"Refresh\"", "\"typ\":\"ID\"", "\"token_use\":\"id\"", "\"typ\":5")) {
            assertSame(TokenRefused.TYPE, verifier.verify(signed("{\"exp\":%d,\"app_id\":1," + claim + "}")), claim);
        }
        assertAccepted(1, signed("{\"exp\":%d,\"app_id\":1,\"typ\":\"Bearer\",\"token_use\":\"access\"}"));
        String claims = claims("{\"exp\":%d,\"app_id\":1}");
        for (String typ : List.of("JWT", "jwt", "at+jwt")) {
            String header = "{\"alg\":\"HS256\",\"typ\":\"" + typ + "\"}";
            assertInstanceOf(VerifiedToken.class, verifier.verify(Tokens.signHmac(header, claims, SECRET)), typ);
        }
        for (String typ : List.of("rt+jwt", "logout+jwt", "JOSE")) {
            String header = "{\"alg\":\"HS256\",\"typ\":\"" + typ + "\"}";
            assertSame(TokenRefused.TYPE, verifier.verify(Tokens.signHmac(header, claims, SECRET)), typ);
        }
    }

    @Test
    void shouldRememberUntilExpiryOnly() {
        String token = issuer.issue(7, 100);
        TokenResult first = verifier.verify(token);
        assertSame(first, verifier.verify(token), "from the cache");
        nowMs.addAndGet(160_000 - 1);
        assertSame(first, verifier.verify(token));
        nowMs.addAndGet(1);
        assertSame(TokenRefused.EXPIRED, verifier.verify(token));
        nowMs.addAndGet(-160_000);
        assertEquals(first, verifier.verify(token));
    }

    @Test
    void shouldStayRightWhenTheCacheIsTooSmall() {
        TokenVerifier small = new TokenVerifier(HS256, List.of(VerificationKey.secret(SECRET, null)), nowMs::get, 1);
        for (int round = 0; round < 3; round++) {
            for (int app = 1; app <= 20; app++) {
                TokenResult result = small.verify(issuer.issue(app, 100));
                assertEquals(app, assertInstanceOf(VerifiedToken.class, result).appId());
            }
        }
    }

    @Test
    void shouldReadTheAuthorizationHeader() {
        String token = issuer.issue(7, 100);
        for (String scheme : List.of("Bearer ", "bearer ", "BEARER  ")) {
            assertInstanceOf(VerifiedToken.class, verifier.verifyAuthorization(scheme + token), scheme);
        }
        for (String missing : new String[] {null, "", "Bearer", "Basic abc", token, "Bearer" + token}) {
            assertSame(TokenRefused.MISSING, verifier.verifyAuthorization(missing), missing);
        }
        assertSame(TokenRefused.MALFORMED, verifier.verifyAuthorization("Bearer "));
        assertSame(TokenRefused.MALFORMED, verifier.verifyAuthorization("Bearer " + token + " x"));
    }

    @Test
    void shouldNeverThrowForRandomTokens() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "ABCxyz019-_..{}\"\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder token = new StringBuilder();
            int length = random.nextInt(120);
            for (int j = 0; j < length; j++) {
                token.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertRefused(verifier.verify(token.toString()), "seed " + seed + " round " + i);
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] header = new byte[random.nextInt(60)];
            random.nextBytes(header);
            String text = new String(header, StandardCharsets.ISO_8859_1);
            assertRefused(verifier.verify(Tokens.signHmac(text, text, SECRET)), "seed " + seed + " round " + i);
        }
    }

    @Test
    void shouldRefuseEveryChangedCharacter() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        String token = issuer.issue(7, 100);
        // The last character's two low bits stand for nothing.
        for (int at = 0; at < token.length() - 1; at++) {
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (other != token.charAt(at)) {
                String changed = token.substring(0, at) + other + token.substring(at + 1);
                assertRefused(verifier.verify(changed), "seed " + seed + " at " + at);
            }
            assertRefused(verifier.verify(token.substring(0, at)), "cut at " + at);
        }
    }

    @Test
    void shouldSurviveDeepNesting() {
        String deep = "[".repeat(2_800) + "]".repeat(2_800);
        String inHeader = Tokens.signHmac("{\"alg\":\"HS256\",\"x\":" + deep + "}", "{}", SECRET);
        String inClaims = Tokens.signHmac("{\"alg\":\"HS256\"}", "{\"x\":" + deep + "}", SECRET);
        assertTrue(inHeader.length() <= TokenVerifier.MAX_TOKEN_CHARS);
        assertRefused(verifier.verify(inHeader), "header");
        assertRefused(verifier.verify(inClaims), "claims");
        assertRefused(verifier.verify(signed("[%d]")), "claims that are an array");
    }

    @Test
    void shouldVerifyOnManyThreads() throws InterruptedException {
        String token = issuer.issue(7, 100);
        Thread[] threads = new Thread[4];
        AtomicLong accepted = new AtomicLong();
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    if (verifier.verify(token) instanceof VerifiedToken known && known.appId() == 7) {
                        accepted.incrementAndGet();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(2000, accepted.get());
    }

    @Test
    void shouldRefuseRulesAndKeysThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new TokenRules(Set.of(), null, Set.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new TokenRules(Set.of("none"), null, Set.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new TokenRules(Set.of("HS256"), null, Set.of(), 61));
        assertThrows(IllegalArgumentException.class, () -> verifier(HS256));
        VerificationKey key = VerificationKey.secret(SECRET, "a");
        assertThrows(IllegalArgumentException.class, () -> verifier(HS256, key, key));
        assertThrows(IllegalArgumentException.class, () -> VerificationKey.secret(new byte[31], null));
        assertThrows(IllegalArgumentException.class, () -> VerificationKey.secret(new byte[32], null));
        byte[] sample = "a-string-secret-at-least-256-bits-long".getBytes(StandardCharsets.US_ASCII);
        assertThrows(IllegalArgumentException.class, () -> VerificationKey.secret(sample, null));
        assertThrows(IllegalArgumentException.class, () -> new TokenIssuer(sample, null, null, null, nowMs::get));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(0, 1));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(1, 0));
        assertFalse(key.toString().contains("horse"));
    }

    @Test
    void shouldIssueWithIssuerAudienceAndKid() {
        TokenIssuer full = new TokenIssuer(SECRET, "k1", "me", "sms", nowMs::get);
        TokenVerifier strict =
                verifier(new TokenRules(Set.of("HS256"), "me", Set.of("sms"), 0), VerificationKey.secret(SECRET, "k1"));
        assertInstanceOf(VerifiedToken.class, strict.verify(full.issue(1, 60)));
        assertSame(TokenRefused.ISSUER, strict.verify(issuer.issue(1, 60)));
    }

    private TokenVerifier verifier(TokenRules rules, VerificationKey... keys) {
        return new TokenVerifier(rules, List.of(keys), nowMs::get, 64);
    }

    private static String header(String kid) {
        return "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
    }

    private static String claims(String format) {
        return format.replace("%d", Long.toString(NOW_SECONDS + 100));
    }

    /** Claims whose {@code %d} becomes a good expiry. */
    private static String signed(String format) {
        return raw(claims(format));
    }

    private static String raw(String claims) {
        return Tokens.signHmac("{\"alg\":\"HS256\"}", claims, SECRET);
    }

    private void assertAccepted(long appId, String token) {
        assertEquals(
                appId,
                assertInstanceOf(VerifiedToken.class, verifier.verify(token)).appId());
    }

    private static void assertRefused(TokenResult result, String context) {
        TokenRefused refused = assertInstanceOf(TokenRefused.class, result, context);
        assertTrue(refused.reason().length() < 100, context);
    }
}
