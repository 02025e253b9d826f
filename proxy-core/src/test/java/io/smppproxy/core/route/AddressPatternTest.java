package io.smppproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AddressPatternTest {
    private static boolean matches(String pattern, String address) {
        ByteBuf buf = Unpooled.copiedBuffer("<" + address + ">", StandardCharsets.ISO_8859_1);
        return new AddressPattern(pattern).matches(buf, 1, address.length());
    }

    @Test
    void shouldMatchLiterally() {
        assertTrue(matches("BANK", "BANK"));
        assertFalse(matches("BANK", "BANKS"));
        assertFalse(matches("BANKS", "BANK"));
        assertFalse(matches("BANK", "bank"));
        assertTrue(matches("", ""));
        assertFalse(matches("", "B"));
        assertTrue(matches("Café", "Café"));
        assertTrue(matches("a.c", "a.c"));
        assertFalse(matches("a.c", "abc"));
    }

    @Test
    void shouldMatchStars() {
        assertTrue(matches("*", ""));
        assertTrue(matches("*", "anything"));
        assertTrue(matches("BANK*", "BANK"));
        assertTrue(matches("BANK*", "BANK-7"));
        assertFalse(matches("BANK*", "MYBANK"));
        assertTrue(matches("*BANK", "MYBANK"));
        assertTrue(matches("*AN*", "BANK"));
        assertTrue(matches("a*b*c", "aXbYbZc"));
        assertFalse(matches("a*b*c", "aXbYbZ"));
        assertTrue(matches("**", "x"));
    }

    @Test
    void shouldMatchOneCharacter() {
        assertTrue(matches("4?7", "487"));
        assertFalse(matches("4?7", "47"));
        assertFalse(matches("?", ""));
        assertTrue(matches("*?", "ab"));
        assertFalse(matches("*?", ""));
    }

    @Test
    void shouldNotTakeLongWhateverThePattern() {
        String hostile = "a*".repeat(100) + "b";
        assertFalse(matches(hostile, "a".repeat(64)));
    }

    @Test
    void shouldAgreeWithRegularExpressions() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String pattern = random(random, "ab*?", 6);
            String address = random(random, "ab", 6);
            String regex = pattern.replace("?", ".").replace("*", ".*");
            assertEquals(
                    Pattern.matches(regex, address),
                    matches(pattern, address),
                    "seed " + seed + ": " + pattern + " " + address);
        }
    }

    static String random(SplittableRandom random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
