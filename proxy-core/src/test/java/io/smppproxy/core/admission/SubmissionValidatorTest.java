package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubmissionValidatorTest {
    private static final String BIDI_OVERRIDE = "\u202E";

    private final SubmissionValidator validator =
            new SubmissionValidator(List.of("cp2", "cp1"), SubmissionValidator.DEFAULT_MAX_TEXT_CHARS);

    @Test
    void shouldAcceptTheDocumentedExample() {
        accept(Submissions.valid());
    }

    @Test
    void shouldAcceptWhatIsOptional() {
        accept(Submissions.valid().transactionId("").taskId(-5).sentAtSeconds(0).strategy(""));
    }

    @Test
    void shouldNameAppIdAndEsme() {
        refuse(Submissions.valid().appId(0), "app_id: 0 (expected: 1 or more)");
        refuse(Submissions.valid().appId(-1), "app_id: -1 (expected: 1 or more)");
        refuse(Submissions.valid().esme(0), "esme: 0 (expected: the id of a link or pool, 1 or more)");
    }

    @Test
    void shouldNameTonAndNpi() {
        for (int ton = 0; ton <= 6; ton++) {
            accept(Submissions.valid().source(ton, 18, "1").dest(ton, 0, "123"));
        }
        refuse(Submissions.valid().source(7, 0, "A"), "ston: 7 (expected: 0 to 6)");
        refuse(Submissions.valid().source(0, 19, "A"), "snpi: 19 (expected: 0 to 18)");
        refuse(Submissions.valid().source(0, -1, "A"), "snpi: -1 (expected: 0 to 18)");
        refuse(Submissions.valid().dest(-1, 1, "12345"), "dton: -1 (expected: 0 to 6)");
        refuse(Submissions.valid().dest(1, 256, "12345"), "dnpi: 256 (expected: 0 to 18)");
    }

    @Test
    void shouldCheckTheSource() {
        for (String good : List.of("1", "+998901234567", "12345678901234567890", "A", "MY BRAND 12", "Café", "£$@")) {
            accept(Submissions.valid().source(0, 0, good));
        }
        refuse(Submissions.valid().source(0, 0, ""), "saddr: \"\" (expected: a number or a name)");
        refuse(
                Submissions.valid().source(0, 0, "123456789012345678901"),
                "saddr: \"123456789012345678901\", 21 characters (expected: a number of at most 20)");
        refuse(
                Submissions.valid().source(0, 0, "MYBRANDISLONG"),
                "saddr: \"MYBRANDISLONG\", 13 characters (expected: a name of at most 11, or a number of at most 20)");
        refuse(
                Submissions.valid().source(0, 0, "A\nB"),
                "saddr: \"A\\u000aB\", '\\u000a' (U+000A) at index 1 (expected: printable Latin-1 characters)");
        refuse(
                Submissions.valid().source(0, 0, "Δ"),
                "saddr: \"Δ\", 'Δ' (U+0394) at index 0 (expected: printable Latin-1 characters)");
        refuse(
                Submissions.valid().source(0, 0, "A\u0000"),
                "saddr: \"A\\u0000\", '\\u0000' (U+0000) at index 1 (expected: printable Latin-1 characters)");
        refuse(Submissions.valid().source(0, 0, "  "), "saddr: \"  \" (expected: a number or a name)");
        refuse(Submissions.valid().source(0, 0, "+"), "saddr: \"+\" (expected: a number or a name)");
    }

    @Test
    void shouldCheckTheDestination() {
        for (String good : List.of("123", "+123", "998901234567", "12345678901234567890", "+1234567890123456789")) {
            accept(Submissions.valid().dest(1, 1, good));
        }
        String expected = " (expected: 3 to 20 digits, optionally with a leading +, at most 20 characters)";
        String quotedLong = "\"123456789012345678901\"";
        refuse(Submissions.valid().dest(1, 1, ""), "daddr: \"\"" + expected);
        refuse(Submissions.valid().dest(1, 1, "12"), "daddr: \"12\"" + expected);
        refuse(Submissions.valid().dest(1, 1, "+12"), "daddr: \"+12\"" + expected);
        refuse(Submissions.valid().dest(1, 1, "abc"), "daddr: \"abc\"" + expected);
        refuse(Submissions.valid().dest(1, 1, "++123"), "daddr: \"++123\"" + expected);
        refuse(Submissions.valid().dest(1, 1, "123456789012345678901"), "daddr: " + quotedLong + expected);
        // ARABIC-INDIC DIGIT THREE is a digit to Character.isDigit.
        refuse(Submissions.valid().dest(1, 1, "12\u0663"), "daddr: \"12\u0663\"" + expected);
        for (String separated : List.of("99 890", "99-890", "(99)890", "99.890")) {
            Submission submission = Submissions.valid().dest(1, 1, separated);
            assertEquals(Verdict.INVALID, validator.validate(submission));
            assertTrue(submission.reason().contains("without spaces, dashes"), submission.reason());
        }
    }

    @Test
    void shouldCheckTheTextWithoutShowingIt() {
        accept(Submissions.valid().text("x".repeat(39_015)));
        accept(Submissions.valid().text("😀"));
        refuse(Submissions.valid().text(""), "message: empty (expected: 1 to 39015 characters)");
        refuse(Submissions.valid().text("secret".repeat(20_000)), "message: 120000 characters (expected: 1 to 39015)");
        refuse(
                Submissions.valid().text("secret\uD83D"),
                "message: lone surrogate U+D83D at index 6 (expected: surrogates in pairs)");
        refuse(
                Submissions.valid().text("secret\uDE00\uD83D"),
                "message: lone surrogate U+DE00 at index 6 (expected: surrogates in pairs)");
    }

    @Test
    void shouldCheckTheTransactionId() {
        accept(Submissions.valid().transactionId("x".repeat(64)));
        accept(Submissions.valid().transactionId("order 1/2~"));
        refuse(
                Submissions.valid().transactionId("x".repeat(65)),
                "transaction_id: \"" + "x".repeat(32) + "…\", 65 characters (expected: at most 64)");
        refuse(
                Submissions.valid().transactionId("a" + BIDI_OVERRIDE),
                "transaction_id: \"a\\u202e\", '\\u202e' (U+202E) at index 1 (expected: printable ASCII characters)");
    }

    @Test
    void shouldCheckSentAt() {
        accept(Submissions.valid().sentAtSeconds(253_402_300_799L));
        refuse(Submissions.valid().sentAtSeconds(-1), "sent_at: -1 (expected: Unix seconds, 0 to 253402300799)");
        refuse(
                Submissions.valid().sentAtSeconds(1_937_082_918_000L),
                "sent_at: 1937082918000 (expected: Unix seconds, 0 to 253402300799)");
    }

    @Test
    void shouldListTheKnownStrategies() {
        refuse(
                Submissions.valid().strategy("cp9\"\\"),
                "strategy: \"cp9\\\"\\\\\" (expected: empty or one of cp1, cp2)");
        SubmissionValidator none = new SubmissionValidator(List.of(), 10);
        Submission submission = Submissions.valid().text("short");
        assertEquals(Verdict.INVALID, none.validate(submission));
        assertEquals(
                "strategy: \"cp1\" (expected: empty or nothing, as no strategy is configured)", submission.reason());
    }

    @Test
    void shouldRefuseALimitBelowOne() {
        assertThrows(IllegalArgumentException.class, () -> new SubmissionValidator(List.of(), 0));
    }

    @Test
    void shouldNeverThrowAndAlwaysGiveAShortPrintableReason() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            Submission submission = randomSubmission(random);
            Verdict verdict = validator.validate(submission);
            String context = "seed " + seed + " round " + i + ": " + submission.reason();
            if (verdict == Verdict.ACCEPTED) {
                assertEquals("", submission.reason(), context);
            } else {
                assertEquals(Verdict.INVALID, verdict, context);
                assertTrue(submission.reason().length() < 300, context);
                assertFalse(submission.reason().chars().anyMatch(Character::isISOControl), context);
            }
        }
    }

    private static Submission randomSubmission(SplittableRandom random) {
        return Submissions.valid()
                .appId(oneOf(random, 1, random.nextLong()))
                .esme(oneOf(random, 1, random.nextLong()))
                .transactionId(text(random, 70))
                .source(random.nextInt(-1, 8), random.nextInt(-1, 20), text(random, 24))
                .dest(random.nextInt(-1, 8), random.nextInt(-1, 20), text(random, 24))
                .text(text(random, 300))
                .sentAtSeconds(oneOf(random, 0, random.nextLong()))
                .strategy(random.nextBoolean() ? "" : text(random, 6));
    }

    private static long oneOf(SplittableRandom random, long usual, long other) {
        return random.nextInt(4) > 0 ? usual : other;
    }

    /** Digits, ASCII, or any UTF-16 unit, lone surrogates included. */
    private static String text(SplittableRandom random, int maxLength) {
        int length = random.nextInt(maxLength);
        int kind = random.nextInt(3);
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(
                    switch (kind) {
                        case 0 -> (char) random.nextInt('0', '9' + 1);
                        case 1 -> (char) random.nextInt(0x20, 0x7F);
                        default -> (char) random.nextInt(0x1_0000);
                    });
        }
        return out.toString();
    }

    private void accept(Submission submission) {
        assertEquals(Verdict.ACCEPTED, validator.validate(submission), submission.reason());
        assertEquals("", submission.reason());
    }

    private void refuse(Submission submission, String reason) {
        assertEquals(Verdict.INVALID, validator.validate(submission));
        assertEquals(reason, submission.reason());
    }
}
