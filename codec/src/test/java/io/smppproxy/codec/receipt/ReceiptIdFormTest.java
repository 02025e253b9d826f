package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptIdFormTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "AS_IS, 1a2B, 1a2B",
        "HEX, 1A2B3C4D, 1a2b3c4d",
        "HEX, 0x1A2B3C4D, 000001a2b3c4d",
        "DECIMAL, 0000000077, 77",
        "DECIMAL, 0, 000",
        "HEX_TO_DECIMAL, 439041101, 1a2b3c4d",
        "HEX_TO_DECIMAL, 18446744073709551616, 10000000000000000",
        "DECIMAL_TO_HEX, 1A2B3C4D, 439041101",
        "DECIMAL_TO_HEX, FFFFFFFFFFFFFFFF, 18446744073709551615",
        "HEX_TO_DECIMAL, 6ba7b810-9dad, 6ba7b810-9dad",
        "DECIMAL, '', ''"
    })
    void shouldGiveBothSpellingsOneKey(ReceiptIdForm form, String response, String receipt) {
        assertEquals(form.responseKey(response), form.receiptKey(receipt));
    }

    @Test
    void shouldCompareOctetsAsTheyAre() {
        assertNotEquals(ReceiptIdForm.AS_IS.responseKey("77"), ReceiptIdForm.AS_IS.receiptKey("077"));
        assertNotEquals(ReceiptIdForm.AS_IS.responseKey("1A"), ReceiptIdForm.AS_IS.receiptKey("1a"));
    }

    @ParameterizedTest
    @EnumSource(ReceiptIdForm.class)
    void shouldMatchNumbersOfAnyLength(ReceiptIdForm form) {
        for (int i = 0; i < 2_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            byte[] magnitude = new byte[1 + random.nextInt(25)];
            random.nextBytes(magnitude);
            BigInteger number = new BigInteger(1, magnitude);
            String hex = number.toString(16).toUpperCase(Locale.ROOT);
            String response = switch (form) {
                case HEX, DECIMAL_TO_HEX -> hex;
                default -> number.toString();
            };
            String receipt = switch (form) {
                case HEX, HEX_TO_DECIMAL -> hex;
                default -> number.toString();
            };
            assertEquals(form.responseKey(response), form.receiptKey(receipt), () -> "with -Dsmpp.seed=" + SEED);
            if (form != ReceiptIdForm.AS_IS) {
                assertEquals(number.toString(16), form.receiptKey("00" + receipt));
            }
        }
    }

    @Test
    void shouldWriteKeysOfOctetsWhereTheyAreWanted() {
        byte[] id = "xx00255y".getBytes(StandardCharsets.US_ASCII);
        byte[] key = "........".getBytes(StandardCharsets.US_ASCII);
        assertEquals(2, ReceiptIdForm.DECIMAL_TO_HEX.receiptKey(id, 2, 5, key, 1));
        assertEquals(".ff.....", new String(key, StandardCharsets.US_ASCII));
        assertEquals(3, ReceiptIdForm.DECIMAL_TO_HEX.responseKey(id, 2, 5, key, 4));
        assertEquals(".ff.255.", new String(key, StandardCharsets.US_ASCII));
        assertEquals(8, ReceiptIdForm.AS_IS.responseKey(id, 0, 8, key, 0));
        assertEquals("xx00255y", new String(key, StandardCharsets.US_ASCII));
    }
}
