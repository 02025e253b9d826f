package io.smppproxy.codec.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is done eight octets at a time must be what one at a time makes, wherever an escape falls. */
class WordwiseTest {
    private static final int ROUNDS = 3_000;
    private static final String PLAIN = "abc XYZ 0189 @£$ÄÖüà\n\rΔΩ";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private static char[] text(SplittableRandom random, int length) {
        int extendedPercent = random.nextInt(3) * 10;
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            String from = random.nextInt(100) < extendedPercent ? EXTENDED : PLAIN;
            chars[i] = from.charAt(random.nextInt(from.length()));
        }
        return chars;
    }

    @Test
    void shouldEncodeAndDecodeSeptetsAsOneByOne() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            char[] chars = text(random, random.nextInt(60));
            byte[] expected = new byte[2 * chars.length];
            int count = 0;
            for (char c : chars) {
                byte[] one = GsmAlphabet.encode(String.valueOf(c));
                System.arraycopy(one, 0, expected, count, one.length);
                count += one.length;
            }
            byte[] septets = new byte[2 * chars.length];
            assertEquals(count, GsmAlphabet.encode(chars, chars.length, septets), "seed " + seed);
            assertArrayEquals(Arrays.copyOf(expected, count), Arrays.copyOf(septets, count), "seed " + seed);

            int offset = random.nextInt(9);
            byte[] moved = new byte[offset + count];
            for (int i = 0; i < count; i++) {
                moved[offset + i] = (byte) (septets[i] | (random.nextBoolean() ? 0x80 : 0));
            }
            char[] decoded = new char[count];
            assertEquals(chars.length, GsmAlphabet.decode(moved, offset, count, decoded), "seed " + seed);
            assertArrayEquals(chars, Arrays.copyOf(decoded, chars.length), "seed " + seed);
        }
    }

    @Test
    void shouldFindACharacterOutsideTheAlphabetAnywhere() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                char[] chars = "a".repeat(length).toCharArray();
                chars[at] = 'Ж';
                assertEquals(GsmAlphabet.NOT_ENCODABLE, GsmAlphabet.encode(chars, length, new byte[2 * length]));
            }
        }
    }

    @Test
    void shouldDropAnEscapeAtTheEndOfAnyLength() {
        for (int length = 1; length < 40; length++) {
            byte[] septets = new byte[length];
            Arrays.fill(septets, (byte) 'a');
            septets[length - 1] = GsmAlphabet.ESCAPE;
            assertEquals(length - 1, GsmAlphabet.decode(septets, 0, length, new char[length]), "length " + length);
        }
    }

    @Test
    void shouldWriteUcs2OfAnyLengthToAnyArray() {
        Ucs2Writer writer = new Ucs2Writer();
        SplittableRandom random = new SplittableRandom(7);
        byte[] kept = new byte[4_000];
        for (int length : new int[] {0, 1, 7, 8, 511, 512, 513, 600, 1_500, 3}) {
            char[] chars = text(random, length);
            byte[] expected = new String(chars).getBytes(StandardCharsets.UTF_16BE);
            char[] before = chars.clone();
            byte[] exact = new byte[2 * length];
            writer.write(chars, length, exact);
            assertArrayEquals(expected, exact, "length " + length);
            writer.write(chars, length, kept);
            assertArrayEquals(expected, Arrays.copyOf(kept, 2 * length), "length " + length);
            assertArrayEquals(before, chars, "length " + length);
        }
    }
}
