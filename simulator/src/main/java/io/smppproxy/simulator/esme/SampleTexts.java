package io.smppproxy.simulator.esme;

import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import java.util.List;

/** Texts to send. Pure functions. */
public final class SampleTexts {
    private static final String GSM = "The quick brown fox jumps over the lazy dog 0123456789. ";
    private static final String UCS2 = "Съешь ещё этих мягких французских булок. ";

    /** Which characters a generated text has. */
    public enum Alphabet {
        /** Of the GSM default alphabet, each one septet. */
        GSM,
        /** Of the basic multilingual plane, each two octets. */
        UCS2,
        /** Both in turn, one message GSM, the next UCS-2. */
        MIXED
    }

    private SampleTexts() {}

    /** Texts of {@code length} characters, 1 or more. */
    public static List<String> ofLength(int length, Alphabet alphabet) {
        if (length < 1 || length > 39_015) {
            throw new IllegalArgumentException("length: " + length + " (expected: 1 to 39015)");
        }
        return switch (alphabet) {
            case GSM -> List.of(repeat(GSM, length));
            case UCS2 -> List.of(repeat(UCS2, length));
            case MIXED -> List.of(repeat(GSM, length), repeat(UCS2, length));
        };
    }

    static void check(List<String> texts, SegmentationRules rules) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("texts: none (expected: at least one)");
        }
        Segmenter segmenter = new Segmenter();
        for (String text : texts) {
            if (segmenter.analyse(text, rules) < 1) {
                throw new IllegalArgumentException("texts: one of " + text.length()
                        + " characters is too long for its parts (expected: at most " + rules.maxParts() + ")");
            }
        }
    }

    private static String repeat(String sample, int length) {
        return sample.repeat(length / sample.length() + 1).substring(0, length);
    }
}
