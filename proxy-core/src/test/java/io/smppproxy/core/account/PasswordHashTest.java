package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static boolean matches(String phc, String password) {
        return PasswordHash.parse(phc).matches(password.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldKnowThePasswordItWasMadeOf() {
        for (String password : List.of("", "x", "secret08", "qwerty123", "p\u00E4ss w\u00F6rd")) {
            String phc = PasswordHash.make(password, PasswordHash.MIN_ITERATIONS);
            assertTrue(phc.startsWith("$pbkdf2-sha256$i=1000$"), phc);
            assertTrue(matches(phc, password), password);
            assertFalse(matches(phc, password + "x"), password);
        }
        assertNotEquals(PasswordHash.make("a", 1_000), PasswordHash.make("a", 1_000));
    }

    /** Made with Python: hashlib.pbkdf2_hmac(digest, b"secret08", salt, iterations). */
    @Test
    void shouldReadHashesOfOthers() {
        String hash = "kwd6XUNF7Ag/u9v0ge0PNZWIQpZSuavzSpS6g7nxdjY";
        for (String form : List.of("i=1000", "1000", "i=1000,l=32")) {
            assertTrue(matches("$pbkdf2-sha256$" + form + "$c2FsdHNhbHRzYWx0c2FsdA$" + hash, "secret08"), form);
            assertFalse(matches("$pbkdf2-sha256$" + form + "$c2FsdHNhbHRzYWx0c2FsdA$" + hash, "secret09"), form);
            assertFalse(matches("$pbkdf2-sha256$" + form + "$c2FsdHNhbHRzYWx0c2FzdA$" + hash, "secret08"), form);
        }
        // passlib writes a dot for a plus.
        assertTrue(matches(
                "$pbkdf2-sha512$2000$c2FsdHNhbHRzYWx0MDAwMA$"
                        + "RD.epAerirM3FXA5zS6s5fL.GBhA3bmOOuryGAURXQxm4EXKwBFVLG0qUy5VVfMRanIZH/dtV0fX0AN7Q6Zj1w",
                "secret08"));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowWithoutQuotingIt() {
        String hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String salt = "c2FsdHNhbHRzYWx0c2FsdA";
        for (String phc : List.of(
                "",
                "secret08",
                "$2b$10$abcdefghijklmnopqrstuv",
                "$pbkdf2-sha1$i=1000$" + salt + "$" + hash,
                "$pbkdf2-sha256$i=1000$" + salt,
                "$pbkdf2-sha256$i=x$" + salt + "$" + hash,
                "$pbkdf2-sha256$i=1000$c2Fs$" + hash,
                "$pbkdf2-sha256$i=1000$" + salt + "$AAAA",
                "$pbkdf2-sha256$i=1000$" + salt + "$" + hash + hash + hash,
                "$pbkdf2-sha256$i=1000$" + salt + "$" + hash + "$x",
                "$pbkdf2-sha256$i=1000$A$" + hash)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(phc), phc);
            assertTrue(e.getMessage().startsWith("password hash (expected: $pbkdf2-sha256$i="), e.getMessage());
        }
        for (String iterations : List.of("999", "10000001")) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> PasswordHash.parse("$pbkdf2-sha256$i=" + iterations + "$" + salt + "$" + hash));
            assertTrue(e.getMessage().startsWith("iterations: " + iterations), e.getMessage());
        }
    }
}
